package dev.likeness.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.AudioClip;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SoundFeaturesTest {
  private static SoundFeatures of(IntToDoubleFunction sample) {
    float[] s = new float[16_000];
    for (int i = 0; i < s.length; i++) {
      s[i] = (float) sample.applyAsDouble(i);
    }
    return SoundFeatures.of(new AudioClip(16_000, 1, s));
  }

  private static double buzz(int i, double hertz) {
    double v = 0;
    for (int k = 1; k <= 12; k++) {
      v += Math.sin(2 * Math.PI * k * hertz * i / 16_000) / k;
    }
    return .2 * v;
  }

  @Test
  void aSineHasItsLevel() {
    SoundFeatures f = of(i -> Math.sin(2 * Math.PI * 1000 * i / 16_000));
    assertThat(f.energy()).hasSize(100);
    assertThat(f.energy()[50]).isCloseTo(-3.01, within(.05));
    assertThat(of(i -> .1 * Math.sin(2 * Math.PI * 1000 * i / 16_000)).energy()[50])
        .isCloseTo(-23.01, within(.05));
    assertThat(of(i -> 0).energy()[50]).isCloseTo(-120, within(1e-9));
  }

  @Test
  void aBuzzIsVoicedAtItsPitchAndHissIsNot() {
    for (double hertz : new double[] {80, 125, 220, 320}) {
      SoundFeatures f = of(i -> buzz(i, hertz));
      assertThat(f.voicing()[50]).as("%s Hz", hertz).isGreaterThan(.95);
      assertThat(f.pitch()[50]).isCloseTo(hertz, within(.03 * hertz));
    }
    Random r = new Random(1);
    SoundFeatures hiss = of(i -> .2 * r.nextGaussian());
    double mean = 0;
    for (int i = 20; i < 80; i++) {
      mean += hiss.voicing()[i] / 60;
    }
    assertThat(mean).isLessThan(.4);
    assertThat(of(i -> 0).voicing()[50]).isZero();
  }

  @Test
  void theCepstrumHearsTheSoundAndNotItsLoudness() {
    double[] loud = of(i -> buzz(i, 125)).cepstrum()[50];
    double[] soft = of(i -> .1 * buzz(i, 125)).cepstrum()[50];
    double[] higher = of(i -> buzz(i, 320)).cepstrum()[50];
    assertThat(loud).hasSize(SoundFeatures.COEFFICIENTS);
    assertThat(distance(loud, soft)).isLessThan(.01);
    assertThat(distance(loud, higher)).isGreaterThan(3);
  }

  /** The cosine transform of a flat spectrum has nothing but its mean. */
  @Test
  void aClickHasAFlatSpectrum() {
    double[] c = of(i -> i == 8000 ? 1 : 0).cepstrum()[50];
    // filters grow wider with frequency, so the low coefficients fall and the rest is small
    assertThat(c[0]).isNegative();
    for (int i = 4; i < c.length; i++) {
      assertThat(Math.abs(c[i])).isLessThan(.6);
    }
  }

  @Test
  void anotherRateIsRefused() {
    assertThatThrownBy(() -> SoundFeatures.of(new AudioClip(44_100, 1, new float[441])))
        .hasMessageContaining("needs 16000 Hz");
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }
}
