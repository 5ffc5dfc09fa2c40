package dev.likeness.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class GeometryTest {
  @Test
  void thereAndBackIsWhereItStarted() {
    Affine2 m = new Affine2(1.2, -.4, 30, .3, .9, -7);
    Affine2 round = m.inverse().after(m);
    assertThat(round.x(17, -5)).isCloseTo(17, offset(1e-9));
    assertThat(round.y(17, -5)).isCloseTo(-5, offset(1e-9));
    assertThatThrownBy(() -> new Affine2(1, 2, 0, 2, 4, 0).inverse())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSimilarityIsFoundFromItsPoints() {
    double[] from = {0, 0, 10, 0, 3, 8, -4, 5};
    Affine2 truth = Affine2.squareTo(40, 50, 20, .3, 10);
    double[] to = new double[from.length];
    for (int i = 0; i < from.length; i += 2) {
      to[i] = truth.x(from[i], from[i + 1]);
      to[i + 1] = truth.y(from[i], from[i + 1]);
    }
    Affine2 m = Affine2.similarity(from, to);
    assertThat(m.a()).isCloseTo(truth.a(), offset(1e-9));
    assertThat(m.b()).isCloseTo(truth.b(), offset(1e-9));
    assertThat(m.c()).isCloseTo(truth.c(), offset(1e-9));
    assertThat(m.f()).isCloseTo(truth.f(), offset(1e-9));
  }

  @Test
  void trianglesMapCornerToCorner() {
    double[] from = {0, 0, 10, 1, 2, 9};
    double[] to = {5, 5, 8, 20, -3, 4};
    Affine2 m = Affine2.ofTriangles(from, to);
    for (int i = 0; i < 6; i += 2) {
      assertThat(m.x(from[i], from[i + 1])).isCloseTo(to[i], offset(1e-9));
      assertThat(m.y(from[i], from[i + 1])).isCloseTo(to[i + 1], offset(1e-9));
    }
  }

  @Test
  void aSquareIsCentredAndTurned() {
    Affine2 m = Affine2.squareTo(100, 60, 50, Math.PI / 2, 25);
    assertThat(m.x(12.5, 12.5)).isCloseTo(100, offset(1e-9));
    assertThat(m.y(12.5, 12.5)).isCloseTo(60, offset(1e-9));
    // a quarter turn takes the square's right to the picture's bottom
    assertThat(m.y(25, 12.5)).isCloseTo(85, offset(1e-9));
  }

  @Test
  void boxesMeet() {
    Box a = new Box(0, 0, 10, 10);
    assertThat(a.intersect(new Box(5, 5, 10, 10))).isEqualTo(new Box(5, 5, 5, 5));
    assertThat(a.intersect(new Box(20, 0, 3, 3)).isEmpty()).isTrue();
    assertThat(a.iou(a)).isEqualTo(1);
    assertThat(a.iou(new Box(5, 0, 10, 10))).isCloseTo(1 / 3.0, offset(1e-9));
    assertThat(a.grow(2)).isEqualTo(new Box(-2, -2, 14, 14));
  }

  @Test
  void aMeshMovesWholeWithItsDepth() {
    float[] xyz = new float[FaceMesh.WITH_IRIS * 3];
    for (int i = 0; i < xyz.length; i++) {
      xyz[i] = i % 97;
    }
    FaceMesh m = new FaceMesh(xyz);
    FaceMesh twice = m.map(Affine2.scale(2));
    assertThat(twice.x(300)).isEqualTo(2 * m.x(300));
    assertThat(twice.z(300)).isEqualTo(2 * m.z(300));
    assertThat(m.hasIris()).isTrue();
    assertThat(m.bounds().width()).isEqualTo(96);
    assertThatThrownBy(() -> new FaceMesh(new float[9]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("468");
  }

  @Test
  void digestsAndSeedsRepeat() {
    assertThat(Digest.of("abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Seed s = new Seed(7);
    assertThat(s.derive("hair")).isEqualTo(new Seed(7).derive("hair"));
    assertThat(s.derive("hair")).isNotEqualTo(s.derive("skin"));
    assertThat(new Timecode(90, 1, 30).compareTo(new Timecode(3000, 1, 1000))).isZero();
  }
}
