package dev.likeness.voice;

/** The discrete Fourier transform of a length that is a power of two. Thread-safe. */
final class Fft {
  private final int n;
  private final double[] cos;
  private final double[] sin;

  Fft(int n) {
    if (n < 2 || Integer.bitCount(n) != 1) {
      throw new IllegalArgumentException("a transform of " + n);
    }
    this.n = n;
    cos = new double[n / 2];
    sin = new double[n / 2];
    for (int k = 0; k < n / 2; k++) {
      cos[k] = Math.cos(2 * Math.PI * k / n);
      sin[k] = -Math.sin(2 * Math.PI * k / n);
    }
  }

  /** Forward, in place, radix 2 (Cooley and Tukey 1965): real and imaginary parts. */
  void forward(double[] re, double[] im) {
    for (int i = 1, j = 0; i < n; i++) {
      int bit = n >> 1;
      for (; (j & bit) != 0; bit >>= 1) {
        j ^= bit;
      }
      j ^= bit;
      if (i < j) {
        double t = re[i];
        re[i] = re[j];
        re[j] = t;
        t = im[i];
        im[i] = im[j];
        im[j] = t;
      }
    }
    for (int len = 2; len <= n; len <<= 1) {
      for (int k = 0; k < len / 2; k++) {
        double c = cos[k * (n / len)];
        double s = sin[k * (n / len)];
        for (int i = k; i < n; i += len) {
          int o = i + len / 2;
          double x = re[o] * c - im[o] * s;
          double y = re[o] * s + im[o] * c;
          re[o] = re[i] - x;
          im[o] = im[i] - y;
          re[i] += x;
          im[i] += y;
        }
      }
    }
  }

  /**
   * Of real values that are the same forwards and backwards ({@code v[i] = v[n - i]}), which gives
   * real values: forward and backward differ by the factor n only.
   */
  double[] even(double[] v) {
    double[] re = v.clone();
    forward(re, new double[n]);
    return re;
  }
}
