package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SkinModelTest {
  /** Skin lit from the left, with noise; the right {@code covered} share is black hair. */
  private static SkinModel fit(double covered) {
    SplittableRandom r = new SplittableRandom(4);
    int n = 3000;
    float[] x = new float[n];
    float[] y = new float[n];
    float[] rgb = new float[3 * n];
    float[] trust = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) r.nextDouble(-.7, .7);
      y[i] = (float) r.nextDouble(-.8, .8);
      trust[i] = 1;
      boolean hair = x[i] > .7 - 1.4 * covered;
      double light = Math.exp(-.3 * x[i]) + r.nextDouble(-.04, .04);
      rgb[3 * i] = (float) (hair ? 25 : 190 * light);
      rgb[3 * i + 1] = (float) (hair ? 22 : 140 * light);
      rgb[3 * i + 2] = (float) (hair ? 20 : 115 * light);
    }
    return SkinModel.fit(n, x, y, rgb, trust);
  }

  @Test
  void hairOverAThirdDoesNotBendTheModel() {
    SkinModel m = fit(.33);
    float[] rgb = new float[3];
    m.expected(0, 0, rgb);
    assertThat(rgb[0]).isCloseTo(190, offset(10f));
    assertThat(rgb[2]).isCloseTo(115, offset(8f));
    assertThat(m.foreign(.5f, 0, 25, 22, 20)).isGreaterThan(.9f);
    assertThat(m.foreign(0, .1f, 185, 137, 112)).isLessThan(.05f);
  }

  @Test
  void aShadowIsStillSkinButAnotherTintIsNot() {
    SkinModel m = fit(0);
    assertThat(m.foreign(0, 0, 140, 103, 85)).isLessThan(.2f);
    assertThat(m.foreign(0, 0, 60, 150, 70)).isGreaterThan(.9f);
  }
}
