package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.MouthShape;
import org.junit.jupiter.api.Test;

class LipCreaseTest {
  private static final int SIDE = 300;
  private static final Box BOX = new Box(0, 0, SIDE, SIDE);
  private static final FaceMesh FACE = shut(Meshes.face(150, 130, 14, 0));

  private static FaceMesh shut(FaceMesh m) {
    float[] p = m.xyz().clone();
    for (int i = 0; i <= 10; i++) {
      int high = 3 * Expression.LIPS[3][(20 - i) % 20];
      p[high + 1] = p[3 * Expression.LIPS[3][i] + 1];
      p[high] = p[3 * Expression.LIPS[3][i]];
    }
    return new FaceMesh(p);
  }

  private static FaceMesh open(float jaw) {
    MouthShape shape = new MouthShape(jaw, 0, 0, 0, 0, 0, .3f * jaw, 0);
    return new Expression(FaceTopology.canonical())
        .moved(FACE, new FaceMotion.State(shape, 0, 0, 0, 0, 0));
  }

  /** A dark lip above, a light one below, in steps of whole pixels. */
  private static float[][] lips() {
    float[][] planes = new float[3][SIDE * SIDE];
    for (float[] plane : planes) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] = i / SIDE < Math.round(FACE.y(14)) ? 60 : 180;
      }
    }
    return planes;
  }

  private static float steepest(float[][] planes) {
    float most = 0;
    int x = Math.round(FACE.x(14));
    for (int y = (int) FACE.y(14) - 8; y < FACE.y(14) + 8; y++) {
      most = Math.max(most, Math.abs(planes[1][(y + 1) * SIDE + x] - planes[1][y * SIDE + x]));
    }
    return most;
  }

  private static float darkest(float[][] planes) {
    float least = 255;
    int x = Math.round(FACE.x(14));
    for (int y = (int) FACE.y(14) - 8; y < FACE.y(14) + 8; y++) {
      least = Math.min(least, planes[1][y * SIDE + x]);
    }
    return least;
  }

  @Test
  void shutLipsRunIntoEachOther() {
    float[][] planes = lips();
    LipCrease.draw(FACE, FACE, BOX, 1.5f, planes);
    assertThat(steepest(planes)).isLessThan(80); // 120 before
    assertThat(darkest(planes)).isGreaterThan(52);
  }

  @Test
  void lipsThatThePictureShowsApartGetTheShadeBetweenThem() {
    float[][] planes = lips();
    LipCrease.draw(open(.5f), FACE, BOX, 1.5f, planes);
    assertThat(darkest(planes)).isLessThan(50);
  }

  @Test
  void thereIsNothingToDrawWhereLipsAreApart() {
    assertThat(LipCrease.shut(FACE)).isTrue();
    assertThat(LipCrease.shut(Meshes.face(150, 130, 14, 0))).isFalse();
  }

  @Test
  void anOpenMouthIsLeftAlone() {
    float[][] planes = lips();
    LipCrease.draw(FACE, open(.6f), BOX, 1.5f, planes);
    int x = Math.round(FACE.x(14));
    for (int y = 0; y < SIDE; y++) {
      assertThat(planes[1][y * SIDE + x]).isEqualTo(lips()[1][y * SIDE + x]);
    }
  }
}
