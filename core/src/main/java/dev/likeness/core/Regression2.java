package dev.likeness.core;

/**
 * The best a·x + b·y for a series z: least squares through the origin (Legendre 1805), so whoever
 * wants a constant besides takes the means off first.
 *
 * @param a the share of x; NaN where x and y tell the same, or x is nothing
 * @param b the share of y; NaN likewise, and where y is nothing
 * @param own how much of x's sum of squares y does not tell
 * @param rest the sum of squares of what neither tells
 */
public record Regression2(double a, double b, double own, double rest) {
  /** A part of x's squares that is less than this is rounding. */
  private static final double SAME = 1e-12;

  /**
   * @throws IllegalArgumentException where the three are not of one length
   */
  public static Regression2 of(double[] z, double[] x, double[] y) {
    if (x.length != z.length || y.length != z.length) {
      throw new IllegalArgumentException(
          "series of %d, %d and %d values".formatted(z.length, x.length, y.length));
    }
    double xx = dot(x, x);
    double xy = dot(x, y);
    double yy = dot(y, y);
    double xz = dot(x, z);
    double yz = dot(y, z);
    double own = yy == 0 ? xx : xx - xy * xy / yy;
    double a = Double.NaN;
    double b = Double.NaN;
    if (own > SAME * xx) {
      a = (xz - (yy == 0 ? 0 : xy * yz / yy)) / own;
      b = yy == 0 ? Double.NaN : (yz - a * xy) / yy;
    }
    double rest = 0;
    for (int i = 0; i < z.length; i++) {
      double r = z[i] - (x[i] == 0 ? 0 : a * x[i]) - (y[i] == 0 ? 0 : b * y[i]);
      rest += r * r;
    }
    return new Regression2(a, b, own, rest);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
