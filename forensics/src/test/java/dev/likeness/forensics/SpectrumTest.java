package dev.likeness.forensics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpectrumTest {
  private static final int SIDE = 160;

  private static float[] noise() {
    SplittableRandom r = new Seed(1).random();
    float[] v = new float[SIDE * SIDE];
    for (int i = 0; i < v.length; i++) {
      v[i] = (float) (128 + 10 * r.nextGaussian());
    }
    return v;
  }

  @Test
  void whiteNoiseIsFlat() {
    float[] rings = Spectrum.of(noise(), SIDE, SIDE).rings(20);

    for (int i = 3; i < 20; i++) {
      assertThat(rings[i]).isBetween(rings[10] - .4f, rings[10] + .4f);
    }
  }

  @Test
  void aWaveStandsWhereItsFrequencyIs() {
    float[] v = noise();
    for (int i = 0; i < v.length; i++) {
      v[i] += (float) (20 * Math.cos(2 * Math.PI * 16 / 64 * (i % SIDE)));
    }
    Spectrum s = Spectrum.of(v, SIDE, SIDE);

    assertThat(s.peak(16, 0)).isGreaterThan(4);
    assertThat(Math.abs(s.peak(0, 16))).isLessThan(1);
  }

  @Test
  void doubledPixelsChangeTheFeaturesAndTheSameOnesStay() {
    byte[] rgb = new byte[SIDE * SIDE * 3];
    new Seed(2).random().nextBytes(rgb);
    Frame f = Edits.blur(new Frame(SIDE, SIDE, rgb), .8);
    byte[] doubled = rgb.clone();
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        for (int c = 0; c < 3; c++) {
          doubled[(y * SIDE + x) * 3 + c] = (byte) f.at(x & ~1, y & ~1, c);
        }
      }
    }
    Box all = new Box(0, 0, SIDE, SIDE);
    float[] a = TraceFeatures.of(Planes.of(f, all));
    float[] b = TraceFeatures.of(Planes.of(new Frame(SIDE, SIDE, doubled), all));

    assertThat(TraceFeatures.of(Planes.of(f, all))).isEqualTo(a);
    double apart = 0;
    for (int i = 0; i < a.length; i++) {
      assertThat(b[i]).isFinite();
      apart += Math.abs(a[i] - b[i]) / a.length;
    }
    assertThat(apart).isGreaterThan(.2);
  }

  @Test
  void textureFollowsHowPixelsGoTogetherAndNotHowStrongTheyAre() {
    float[] v = noise();
    float[] strong = new float[v.length];
    float[] smooth = v.clone();
    for (int i = 0; i < v.length; i++) {
      strong[i] = 128 + 3 * (v[i] - 128);
    }
    Edits.smooth(smooth, SIDE, SIDE, 1, 1);
    float[] none = new float[v.length];
    float[] a = TextureFeatures.of(new Planes(SIDE, SIDE, v, none, none));
    float[] b = TextureFeatures.of(new Planes(SIDE, SIDE, strong, none, none));
    float[] c = TextureFeatures.of(new Planes(SIDE, SIDE, smooth, none, none));

    assertThat(a).hasSize(Signals.TEXTURE);
    double same = 0;
    double other = 0;
    for (int i = 0; i < a.length; i++) {
      same += Math.abs(a[i] - b[i]) / a.length;
      other += Math.abs(a[i] - c[i]) / a.length;
    }
    assertThat(same).isLessThan(1e-3);
    assertThat(other).isGreaterThan(.2);
  }

  @Test
  void aPictureAtHalfItsSizeIsLookedAtBesideItself() {
    float[] v = noise();
    float[] none = new float[v.length];
    Planes half = new Planes(SIDE, SIDE, v, none, none).half();

    assertThat(half.width()).isEqualTo(SIDE / 2);
    assertThat(half.y()).hasSize(SIDE / 2 * (SIDE / 2));
    assertThat(half.y()[0]).isEqualTo((v[0] + v[1] + v[SIDE] + v[SIDE + 1]) / 4);
    Subject s = Subject.of(Frame.black(SIDE, SIDE), null, null);
    assertThat(Signals.drawn(s))
        .hasSize(2 * Signals.TEXTURE + 95)
        .startsWith(Signals.texture(s))
        .endsWith(Signals.spectrum(s));
  }

  /** On faces that were shrunk it told nothing; soft pictures, which get no verdict, stay alike. */
  @Test
  void theSpectrumOfASmallRegionCountsLess() {
    assertThat(worth(110, 0)).isZero();
    assertThat(worth(160, 0)).isBetween(.3, .6);
    assertThat(worth(235, 0)).isEqualTo(1);
    assertThat(worth(110, 1.2)).isEqualTo(1);
  }

  private static double worth(int side, double softness) {
    Frame f = Frame.black(side, side);
    return SpectrumExpert.worth(Planes.of(f, new Box(0, 0, side, side)), softness);
  }
}
