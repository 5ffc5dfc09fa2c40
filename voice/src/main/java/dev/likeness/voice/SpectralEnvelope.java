package dev.likeness.voice;

/**
 * What the vocal tract makes of a voiced moment, without the harmonics of its pitch: the "true
 * envelope" (Imai and Abe 1979; Röbel and Rodet 2005, section 2), a smooth curve over the peaks of
 * the logarithmic spectrum, found by smoothing the cepstrum again and again. Of sound of 16 kHz.
 */
final class SpectralEnvelope {
  static final int FFT = 1024;

  /** Points of an envelope: from 0 to 8 kHz, both included. */
  static final int BINS = FFT / 2 + 1;

  /** Hz between two points. */
  static final double STEP = (double) Listener.RATE / FFT;

  private static final int WINDOW = 512;
  private static final int ROUNDS = 12;

  /** It is found where no peak is higher by more, nepers (1 dB). */
  private static final double NEAR = .115;

  private final Fft fft = new Fft(FFT);

  /**
   * The envelope around a sample.
   *
   * @param hertz the pitch there
   * @return {@link #BINS} values in dB
   */
  double[] of(float[] s, int middle, double hertz) {
    double[] re = new double[FFT];
    double[] im = new double[FFT];
    for (int k = 0; k < WINDOW; k++) {
      int i = middle - WINDOW / 2 + k;
      double v = i < 0 || i >= s.length ? 0 : s[i];
      re[k] = v * (.5 - .5 * Math.cos(2 * Math.PI * (k + .5) / WINDOW));
    }
    fft.forward(re, im);
    double[] log = new double[FFT];
    for (int b = 0; b < FFT; b++) {
      log[b] = .5 * Math.log(Math.max(re[b] * re[b] + im[b] * im[b], 1e-12));
    }
    double[] smooth = lifted(log, hertz);
    double[] out = new double[BINS];
    for (int b = 0; b < BINS; b++) {
      out[b] = smooth[b] * 20 / Math.log(10);
    }
    return out;
  }

  private double[] lifted(double[] log, double hertz) {
    int order = (int) Math.max(16, Math.min(.5 * Listener.RATE / hertz, 110));
    double[] top = log.clone();
    double[] smooth = log;
    for (int round = 0; round < ROUNDS; round++) {
      smooth = smoothed(top, order);
      double over = 0;
      for (int b = 0; b < FFT; b++) {
        over = Math.max(over, log[b] - smooth[b]);
        top[b] = Math.max(log[b], smooth[b]);
      }
      if (over < NEAR) {
        break;
      }
    }
    return smooth;
  }

  /** Without what changes faster over frequency than the order says; softly. */
  private double[] smoothed(double[] log, int order) {
    double[] c = fft.even(log);
    for (int q = 0; q <= FFT / 2; q++) {
      double keep =
          q > order
              ? 0
              : q < .6 * order ? 1 : .5 + .5 * Math.cos(Math.PI * (q - .6 * order) / (.4 * order));
      c[q] *= keep / FFT;
      if (q > 0 && q < FFT / 2) {
        c[FFT - q] *= keep / FFT;
      }
    }
    return fft.even(c);
  }

  /** Its value at a frequency, Hz; what lies outside is as at the border. */
  static double at(double[] envelope, double hertz) {
    double x = Math.max(0, Math.min(hertz / STEP, BINS - 1.001));
    int b = (int) x;
    return envelope[b] + (x - b) * (envelope[b + 1] - envelope[b]);
  }
}
