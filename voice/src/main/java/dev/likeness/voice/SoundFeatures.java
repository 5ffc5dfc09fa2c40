package dev.likeness.voice;

import dev.likeness.core.AudioClip;

/**
 * What a sound is like from moment to moment, one reading every 10 ms over a window of 25 ms.
 *
 * @param energy level in dB of full scale (a full-scale sine is −3), −120 at least
 * @param voicing how periodic it is between 60 and 400 Hz: the normalised autocorrelation's peak, 0
 *     to 1; vowels are above .6, hiss and silence below .4
 * @param pitch that peak's frequency in Hz
 * @param cepstrum twelve mel-frequency cepstral coefficients (1 to 12) after Davis and Mermelstein
 *     (1980): 26 triangular filters from 20 Hz to 8 kHz, natural logarithm, orthonormal cosine
 *     transform
 */
public record SoundFeatures(
    double[] energy, double[] voicing, double[] pitch, double[][] cepstrum) {
  /** Readings a second. */
  public static final int RATE = 100;

  public static final int COEFFICIENTS = 12;

  private static final int HOP = 160;
  private static final int WINDOW = 400;
  private static final int FFT = 512;
  private static final int FILTERS = 26;
  private static final double LOWEST = 20;
  private static final double HIGHEST = 8000;

  /** Two periods of the lowest pitch. */
  private static final int PITCH_WINDOW = 534;

  private static final int SHORTEST_PERIOD = 40;
  private static final int LONGEST_PERIOD = 267;

  /**
   * Reads a sound of 16 kHz in one channel. Reading i is about the samples around 160 i; what lies
   * outside the clip counts as silence.
   */
  public static SoundFeatures of(AudioClip clip) {
    if (clip.rate() != Listener.RATE || clip.channels() != 1) {
      throw new IllegalArgumentException(
          "sound of %d Hz, %d channels: needs 16000 Hz in one"
              .formatted(clip.rate(), clip.channels()));
    }
    float[] s = clip.samples();
    int n = s.length / HOP;
    double[] energy = new double[n];
    double[] voicing = new double[n];
    double[] pitch = new double[n];
    double[][] cepstrum = new double[n][];
    double[][] filters = filters();
    Fft fft = new Fft(FFT);
    double[] re = new double[FFT];
    double[] im = new double[FFT];
    for (int i = 0; i < n; i++) {
      double power = 0;
      java.util.Arrays.fill(re, 0);
      java.util.Arrays.fill(im, 0);
      for (int k = 0; k < WINDOW; k++) {
        double v = at(s, i * HOP + k - WINDOW / 2);
        power += v * v / WINDOW;
        re[k] = v * (.54 - .46 * Math.cos(2 * Math.PI * k / (WINDOW - 1)));
      }
      energy[i] = 10 * Math.log10(Math.max(power, 1e-12));
      fft.forward(re, im);
      cepstrum[i] = cepstrum(re, im, filters);
      voice(s, i * HOP, voicing, pitch, i);
    }
    return new SoundFeatures(energy, voicing, pitch, cepstrum);
  }

  private static double at(float[] s, int i) {
    return i < 0 || i >= s.length ? 0 : s[i];
  }

  private static void voice(float[] s, int middle, double[] voicing, double[] pitch, int i) {
    int from = middle - PITCH_WINDOW / 2;
    double best = 0;
    int period = LONGEST_PERIOD;
    for (int lag = SHORTEST_PERIOD; lag <= LONGEST_PERIOD; lag++) {
      double xy = 0;
      double xx = 1e-9;
      double yy = 1e-9;
      for (int k = 0; k < PITCH_WINDOW - LONGEST_PERIOD; k++) {
        double x = at(s, from + k);
        double y = at(s, from + k + lag);
        xy += x * y;
        xx += x * x;
        yy += y * y;
      }
      double r = xy / Math.sqrt(xx * yy);
      // a period's multiples fit as well: the first that is nearly as good is meant
      if (r > best + .02) {
        best = r;
        period = lag;
      }
    }
    voicing[i] = best;
    pitch[i] = (double) Listener.RATE / period;
  }

  private static double[] cepstrum(double[] re, double[] im, double[][] filters) {
    double[] logs = new double[FILTERS];
    for (int f = 0; f < FILTERS; f++) {
      double sum = 0;
      for (int b = 0; b <= FFT / 2; b++) {
        sum += filters[f][b] * (re[b] * re[b] + im[b] * im[b]);
      }
      logs[f] = Math.log(Math.max(sum, 1e-10));
    }
    double[] out = new double[COEFFICIENTS];
    for (int c = 1; c <= COEFFICIENTS; c++) {
      double sum = 0;
      for (int f = 0; f < FILTERS; f++) {
        sum += logs[f] * Math.cos(Math.PI * c * (f + .5) / FILTERS);
      }
      out[c - 1] = sum * Math.sqrt(2.0 / FILTERS);
    }
    return out;
  }

  private static double[][] filters() {
    double[][] out = new double[FILTERS][FFT / 2 + 1];
    double low = mel(LOWEST);
    double step = (mel(HIGHEST) - low) / (FILTERS + 1);
    for (int f = 0; f < FILTERS; f++) {
      for (int b = 0; b <= FFT / 2; b++) {
        double at = (mel((double) b * Listener.RATE / FFT) - low) / step - f;
        out[f][b] = Math.max(0, 1 - Math.abs(at - 1));
      }
    }
    return out;
  }

  private static double mel(double hertz) {
    return 2595 * Math.log10(1 + hertz / 700);
  }
}
