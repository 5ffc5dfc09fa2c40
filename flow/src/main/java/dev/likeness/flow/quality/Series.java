package dev.likeness.flow.quality;

import java.util.Arrays;

/**
 * Statistics of numbers over time; NaN marks a moment that could not be measured and is skipped.
 */
final class Series {
  /** A deviation under which nothing moves. */
  private static final double STILL = 1e-5;

  private Series() {}

  /** Only the measured values. */
  static double[] measured(double[] v) {
    return Arrays.stream(v).filter(x -> !Double.isNaN(x)).toArray();
  }

  /** The mean; NaN when nothing was measured. */
  static double mean(double[] v) {
    return Arrays.stream(measured(v)).average().orElse(Double.NaN);
  }

  /**
   * The standard deviation (of the values as the whole population); NaN when nothing was measured.
   */
  static double deviation(double[] v) {
    double m = mean(v);
    return Math.sqrt(
        Arrays.stream(measured(v)).map(x -> (x - m) * (x - m)).average().orElse(Double.NaN));
  }

  /** The value below which {@code share} (0 to 1) of the values lie, linear between ranks. */
  static double quantile(double[] v, double share) {
    double[] s = measured(v);
    if (s.length == 0) {
      return Double.NaN;
    }
    Arrays.sort(s);
    double at = share * (s.length - 1);
    int i = (int) at;
    return i + 1 < s.length ? s[i] + (at - i) * (s[i + 1] - s[i]) : s[i];
  }

  static double median(double[] v) {
    return quantile(v, .5);
  }

  /**
   * Pearson's correlation of the moments that both have; NaN under three of them or when {@code a}
   * stands still, 0 when only {@code b} does (it follows nothing).
   */
  static double correlation(double[] a, double[] b) {
    requireSame(a, b);
    double[] x = paired(a, b);
    double[] y = paired(b, a);
    double mx = mean(x);
    double my = mean(y);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - mx) * (y[i] - my);
      xx += (x[i] - mx) * (x[i] - mx);
      yy += (y[i] - my) * (y[i] - my);
    }
    double still = x.length * STILL * STILL;
    return x.length < 3 || xx < still ? Double.NaN : yy < still ? 0 : xy / Math.sqrt(xx * yy);
  }

  /**
   * Deviation of b over deviation of a, over the moments that both have; NaN when a stands still.
   */
  static double amplitude(double[] a, double[] b) {
    double d = deviation(paired(a, b));
    return d < STILL ? Double.NaN : deviation(paired(b, a)) / d;
  }

  /** The values of {@code a} at the moments that {@code b} has too. */
  static double[] paired(double[] a, double[] b) {
    requireSame(a, b);
    double[] out = new double[a.length];
    int n = 0;
    for (int i = 0; i < a.length; i++) {
      if (!Double.isNaN(a[i]) && !Double.isNaN(b[i])) {
        out[n++] = a[i];
      }
    }
    return Arrays.copyOf(out, n);
  }

  private static void requireSame(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException("series of " + a.length + " and " + b.length + " moments");
    }
  }
}
