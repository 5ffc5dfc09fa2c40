package dev.likeness.forensics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SoftnessTest {
  private static final int SIDE = 192;

  /** Noise on many scales, whose power falls with frequency as that of pictures does. */
  private static Frame natural() {
    SplittableRandom r = new Seed(5).random();
    float[] sum = new float[SIDE * SIDE * 3];
    for (double sigma = .3; sigma < 30; sigma *= 1.5) {
      float[] v = new float[SIDE * SIDE];
      for (int i = 0; i < v.length; i++) {
        v[i] = (float) (r.nextGaussian() * 34 * Math.pow(sigma, 1.2));
      }
      Edits.smooth(v, SIDE, SIDE, 1, sigma);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += v[i / 3];
      }
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] = 128 + sum[i] / 3;
    }
    return Edits.frame(sum, SIDE, SIDE);
  }

  private static double of(Frame f) {
    return Softness.of(Planes.of(f, new Box(0, 0, SIDE, SIDE)));
  }

  @Test
  void aBlurIsMeasuredAndASharpPictureIsSharp() {
    Frame f = natural();

    assertThat(of(f)).isLessThan(Ruling.SOFT);
    assertThat(of(Edits.blur(f, 1.2))).isGreaterThan(Ruling.SOFT);
    assertThat(of(Edits.blur(f, 1.5))).isGreaterThan(of(Edits.blur(f, .7)));
  }
}
