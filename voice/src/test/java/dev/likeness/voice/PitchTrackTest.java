package dev.likeness.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.AudioClip;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class PitchTrackTest {
  private static final int RATE = Listener.RATE;

  /** Ten harmonics, weaker upwards, the third the strongest. */
  private static float[] sung(double seconds, DoubleUnaryOperator hertz, double level) {
    float[] out = new float[(int) (seconds * RATE)];
    double phase = 0;
    for (int i = 0; i < out.length; i++) {
      phase += 2 * Math.PI * hertz.applyAsDouble((double) i / RATE) / RATE;
      double v = 0;
      for (int h = 1; h <= 10; h++) {
        v += Math.sin(h * phase) / (1 + Math.abs(h - 3));
      }
      out[i] = (float) (level * v / 3);
    }
    return out;
  }

  private static AudioClip clip(float[] s) {
    return new AudioClip(RATE, 1, s);
  }

  @Test
  void aGlidingVoiceIsFollowedWithoutOctaves() {
    for (double from : new double[] {75, 140, 260}) {
      PitchTrack t = PitchTrack.of(clip(sung(1, s -> from * (1 + .5 * s), .3)));
      for (int i = 5; i < 95; i++) {
        double f = from * (1 + .5 * i / PitchTrack.RATE);
        assertThat(t.hertz()[i]).as("%d".formatted(i)).isCloseTo(f, within(.02 * f));
      }
      assertThat(t.median()).isCloseTo(1.25 * from, within(.03 * from));
    }
  }

  @Test
  void hissSilenceAndEndsAreNotVoiced() {
    Random r = new Random(1);
    float[] s = new float[3 * RATE];
    for (int i = 0; i < RATE; i++) {
      s[i] = (float) (.1 * r.nextGaussian());
    }
    System.arraycopy(sung(1, t -> 150, .3), 0, s, 2 * RATE, RATE);
    PitchTrack t = PitchTrack.of(clip(s));
    assertThat(java.util.Arrays.stream(t.hertz(), 0, 195).filter(f -> f > 0).count()).isLessThan(5);
    assertThat(t.voiced()).isBetween(93, 106);
    assertThat(PitchTrack.of(clip(new float[0])).voiced()).isZero();
    assertThat(PitchTrack.of(clip(new float[100])).median()).isNaN();
  }
}
