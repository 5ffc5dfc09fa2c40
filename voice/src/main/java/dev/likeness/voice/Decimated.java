package dev.likeness.voice;

import dev.likeness.core.AudioClip;

/** Sound of a multiple of {@link Listener#RATE} brought to that, in memory. */
public final class Decimated {
  private static final int SIDE = 16;

  /** Of half the lower rate; what is above is cut off first. */
  private static final double PASS = .92;

  private Decimated() {}

  /**
   * By a low pass (windowed sinc, Oppenheim and Schafer, section 4.6).
   *
   * @throws IllegalArgumentException where the rate is no multiple, or there are several channels
   */
  public static AudioClip of(AudioClip clip) {
    int by = clip.rate() / Listener.RATE;
    if (clip.channels() != 1 || by * Listener.RATE != clip.rate()) {
      throw new IllegalArgumentException(
          "sound of %d Hz, %d channels".formatted(clip.rate(), clip.channels()));
    }
    int half = SIDE * by;
    double[] taps = new double[2 * half + 1];
    double sum = 0;
    for (int k = -half; k <= half; k++) {
      double x = Math.PI * PASS * k / by;
      taps[k + half] =
          (k == 0 ? 1 : Math.sin(x) / x) * (.5 + .5 * Math.cos(Math.PI * k / (half + 1)));
      sum += taps[k + half];
    }
    float[] in = clip.samples();
    float[] out = new float[in.length / by];
    for (int i = 0; i < out.length; i++) {
      double v = 0;
      for (int k = 0; k < taps.length; k++) {
        int at = i * by + k - half;
        v += at < 0 || at >= in.length ? 0 : taps[k] * in[at];
      }
      out[i] = (float) (v / sum);
    }
    return new AudioClip(Listener.RATE, 1, out);
  }
}
