package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExposureTest {
  private static final int SIZE = 260;
  private static final MeshAreas AREAS = new MeshAreas(FaceTopology.canonical());
  private static final FaceMesh FACE = Meshes.face(130, 130, 12, 0);

  /** A grey face with a bright brow, white eyes and dark irises. */
  private static Frame face(int skin, int shine, int white, double noise) {
    byte[] rgb = new byte[SIZE * SIZE * 3];
    Random random = new Random(7);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        double v = y < FACE.y(151) - 5 ? shine : skin;
        for (int[] eye : new int[][] {AREAS.rightEye, AREAS.leftEye}) {
          if (within(eye, x, y)) {
            v = Math.abs(x - middle(eye)) < 6 ? .2 * white : white;
          }
        }
        for (int c = 0; c < 3; c++) {
          double seen = v + noise * random.nextGaussian();
          rgb[3 * (y * SIZE + x) + c] = (byte) Math.max(0, Math.min(255, Math.round(seen)));
        }
      }
    }
    return new Frame(SIZE, SIZE, rgb);
  }

  private static float middle(int[] eye) {
    return (FACE.x(eye[0]) + FACE.x(eye[eye.length / 2])) / 2;
  }

  private static boolean within(int[] ring, int x, int y) {
    boolean in = false;
    for (int i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      float a = FACE.y(ring[i]);
      float b = FACE.y(ring[j]);
      if (a > y != b > y
          && x < FACE.x(ring[i]) + (y - a) / (b - a) * (FACE.x(ring[j]) - FACE.x(ring[i]))) {
        in = !in;
      }
    }
    return in;
  }

  private static float gain(int skin, int shine, int white) {
    return Exposure.gain(face(skin, shine, white, 0), FACE, AREAS);
  }

  @Test
  void aDimPictureIsMadeAsBrightAsItsEyesAndShineLeaveRoom() {
    assertThat(gain(70, 100, 90)).isCloseTo(1.5f, offset(.05f));
    assertThat(gain(70, 150, 80)).isCloseTo(1.47f, offset(.05f));
    assertThat(gain(30, 40, 30)).isEqualTo(1.7f);
  }

  @Test
  void darkSkinInGoodLightIsLeftAsItIs() {
    assertThat(gain(60, 90, 180)).isEqualTo(1);
    assertThat(gain(60, 200, 100)).isEqualTo(1);
  }

  @Test
  void shutEyesTellNothing() {
    Frame dim = face(70, 100, 90, 0);
    assertThat(Exposure.gain(dim, shut(), AREAS)).isZero();
    assertThat(gains(new View(dim, shut()))).containsExactly(1);
    View open = new View(dim, FACE);
    assertThat(gains(new View(dim, shut()), open)[0]).isCloseTo(1.5f, offset(.05f));
  }

  private static FaceMesh shut() {
    float[] xyz = FACE.xyz().clone();
    for (int[] ring : new int[][] {AREAS.rightEye, AREAS.leftEye}) {
      for (int i = 1; i < ring.length / 2; i++) {
        xyz[3 * ring[i] + 1] = xyz[3 * ring[ring.length - i] + 1];
      }
    }
    return new FaceMesh(xyz);
  }

  private static float[] gains(View... views) {
    return Exposure.gains(List.of(views), AREAS);
  }

  @Test
  void picturesOfOneLightStayAlikeThoughASmileNarrowsTheEyes() {
    View wide = new View(face(110, 150, 130, 0), FACE);
    View narrow = new View(face(110, 150, 95, 0), FACE);
    assertThat(gains(narrow)[0]).isGreaterThan(1.3f);
    assertThat(gains(wide, narrow)).containsExactly(1, 1);
    // but where one was taken in less light it is still made brighter
    View dim = new View(face(70, 100, 90, 0), FACE);
    assertThat(gains(wide, dim)[0]).isEqualTo(1);
    assertThat(gains(wide, dim)[1]).isCloseTo(1.5f, offset(.05f));
  }

  @Test
  void noiseDoesNotGrowWithTheLightAndEdgesStay() {
    Frame dim = face(70, 100, 90, 3);
    Frame bright = Exposure.brighter(dim, FACE, 1.5f);
    int x = (int) FACE.x(50);
    int y = (int) FACE.y(50);
    assertThat(spread(bright, x, y)).isLessThan(.6 * spread(dim, x, y));
    int[] eye = AREAS.rightEye;
    int at = (int) FACE.y(eye[0]);
    assertThat(bright.at((int) middle(eye), at, 1)).isLessThan(60);
    assertThat(bright.at((int) middle(eye) - 11, at, 1)).isGreaterThan(110);
  }

  /** How far the values around a place are from their mean, as a root of mean squares. */
  private static double spread(Frame f, int x, int y) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 81; i++) {
      int v = f.at(x - 4 + i % 9, y - 4 + i / 9, 0);
      sum += v;
      squares += v * v;
    }
    return Math.sqrt(squares / 81 - sum * sum / 81 / 81);
  }

  @Test
  void aViewIsChangedOnlyWhereItsPictureIsDim() {
    View dim = new View(face(70, 100, 90, 0), FACE);
    assertThat(dim.exposed(1)).isSameAs(dim);
    assertThat(dim.exposed(1.5f).picture().at(130, 150, 0)).isCloseTo(105, offset(3));
    assertThat(dim.picture().at(130, 150, 0)).isEqualTo(70);
  }
}
