package dev.likeness.voice.speech;

import dev.likeness.core.AudioClip;

/**
 * A filter of few taps whose gain follows a {@link Timbre}'s bands and which delays nothing: it is
 * the same forwards and backwards (frequency sampling with a window, Oppenheim and Schafer, section
 * 7.5). What would be louder than full scale is bent, not cut.
 */
final class Equaliser {
  private static final double SECONDS = .008;
  private static final int POINTS = 512;

  private final double[] taps;

  Equaliser(Timbre timbre, int rate) {
    int half = (int) (SECONDS / 2 * rate);
    taps = new double[2 * half + 1];
    double[] gain = new double[POINTS + 1];
    for (int p = 0; p <= POINTS; p++) {
      gain[p] = Math.pow(10, timbre.at(.5 * rate * p / POINTS) / 20);
    }
    for (int t = -half; t <= half; t++) {
      double sum = .5 * (gain[0] + gain[POINTS] * Math.cos(Math.PI * t));
      for (int p = 1; p < POINTS; p++) {
        sum += gain[p] * Math.cos(Math.PI * p * t / POINTS);
      }
      taps[t + half] = sum / POINTS * (.5 + .5 * Math.cos(Math.PI * t / (half + 1)));
    }
  }

  AudioClip on(AudioClip clip) {
    float[] in = clip.samples();
    int half = taps.length / 2;
    float[] padded = new float[in.length + 2 * half];
    System.arraycopy(in, 0, padded, half, in.length);
    float[] out = new float[in.length];
    for (int i = 0; i < out.length; i++) {
      double sum = 0;
      for (int k = 0; k < taps.length; k++) {
        sum += taps[k] * padded[i + k];
      }
      double over = Math.abs(sum) - .8;
      out[i] = (float) (over > 0 ? Math.signum(sum) * (.8 + .2 * Math.tanh(over / .2)) : sum);
    }
    return new AudioClip(clip.rate(), clip.channels(), out);
  }
}
