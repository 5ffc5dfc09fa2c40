package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class EyeLightTest {
  private static final int N = 40;

  private final EyeLight light = new EyeLight();

  /** Two eyes of the given white, with a dark iris in each, drawn in a row of pixels. */
  private static float[][] row(float white) {
    float[][] p = new float[3][N];
    for (int i = 0; i < N; i++) {
      for (int c = 0; c < 3; c++) {
        p[c][i] = i % 20 >= 8 && i % 20 < 12 ? .2f * white : white;
      }
    }
    return p;
  }

  private float[][] lit(float persona, float target, float apart, float grey) {
    float[][] planes = row(persona);
    light.start();
    for (int i = 4; i < 36; i++) {
      if (i % 20 >= 4 && i % 20 < 16) {
        light.add(i < 20 ? 0 : 1, i, 1, planes);
      }
    }
    light.solve(row(target), apart);
    float[][] face = new float[3][N];
    for (float[] plane : face) {
      java.util.Arrays.fill(plane, grey);
    }
    light.light(0, N, face);
    return face;
  }

  @Test
  void whitesInADarkFaceAreAsWhiteAsItsOwnWere() {
    float[][] face = lit(200, 170, -.6f, 90);
    assertThat(face[0][5]).isCloseTo(170, offset(2f));
    assertThat(face[2][25]).isCloseTo(170, offset(2f));
    // the iris stays dark, and what is no eye stays as it was
    assertThat(face[1][10]).isLessThan(50);
    assertThat(face[1][0]).isEqualTo(90);
  }

  @Test
  void betweenLikeSkinsNothingChanges() {
    assertThat(lit(200, 170, .1f, 90)[0][5]).isEqualTo(90);
  }

  @Test
  void anEyeInDeepShadeIsNotMadeBlackNorOneInGlareBlownOut() {
    assertThat(lit(200, 4, -.6f, 90)[0][5]).isCloseTo(70, offset(1f));
    assertThat(lit(40, 250, .6f, 90)[0][5]).isCloseTo(80, offset(1f));
  }

  @Test
  void pixelsOutsideTheRowAreLeftForLater() {
    float[][] planes = row(200);
    light.start();
    light.add(0, 5, 1, planes);
    light.add(0, 25, 1, planes);
    light.solve(row(100), -1);
    float[][] face = new float[3][N];
    light.light(0, 20, face);
    assertThat(face[0][25]).isZero();
    light.light(20, N, face);
    assertThat(face[0][25]).isCloseTo(100, offset(2f));
  }
}
