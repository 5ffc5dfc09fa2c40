package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class ShineTest {
  private static final float[] SKIN = {90, 55, 40};

  /** Twenty cells of one skin in more and less light, with white on top of some. */
  private static float[][] cells(float[] white, float[] weight) {
    float[][] c = new float[3][white.length];
    for (int i = 0; i < white.length; i++) {
      float light = .6f + .04f * i;
      for (int k = 0; k < 3; k++) {
        c[k][i] = weight[i] * (light * SKIN[k] + white[i]);
      }
    }
    return c;
  }

  @Test
  void whiteOnDarkSkinIsPartedFromTheSkinUnderIt() {
    float[] white = new float[20];
    float[] weight = new float[20];
    for (int i = 0; i < 20; i++) {
      white[i] = i >= 14 ? 30 : 0;
      weight[i] = 2;
    }
    float[][] c = cells(white, weight);
    float[] out = new float[20];
    new Shine().part(c, weight, weight, 1, 20, out);
    for (int i = 0; i < 20; i++) {
      assertThat(out[i]).isCloseTo(2 * white[i], offset(8f));
      assertThat(c[0][i]).isCloseTo(2 * (.6f + .04f * i) * SKIN[0], offset(8f));
    }
  }

  @Test
  void nothingIsTakenAtTheBorderNorWhereNothingWasSeen() {
    float[] white = new float[20];
    java.util.Arrays.fill(white, 40);
    white[3] = 0;
    float[] weight = new float[20];
    java.util.Arrays.fill(weight, 1);
    weight[5] = 0;
    float[] middle = weight.clone();
    middle[7] = 0;
    float[][] c = cells(white, weight);
    float border = c[1][7];
    float[] out = new float[20];
    new Shine().part(c, weight, middle, 1, 20, out);
    assertThat(out[5]).isZero();
    assertThat(out[7]).isZero();
    assertThat(c[1][7]).isEqualTo(border);
  }

  @Test
  void aGreyPictureHasNoShineThatCouldBeTold() {
    float[][] c = new float[3][20];
    float[] weight = new float[20];
    java.util.Arrays.fill(weight, 1);
    for (float[] plane : c) {
      java.util.Arrays.fill(plane, 100);
    }
    float[] out = new float[20];
    new Shine().part(c, weight, weight, 1, 20, out);
    assertThat(out).containsOnly(0);
    assertThat(c[0]).containsOnly(100);
  }
}
