package dev.likeness.synthesis;

/**
 * What colour the skin has where, on one face in one picture: log brightness as a quadratic, the
 * two log colour ratios as planes over the canonical face, fitted robustly (iteratively reweighted
 * least squares with Tukey's biweight: Beaton and Tukey 1974), so that hair, glasses and hands over
 * part of the face do not count. Smooth light and tone are the model; what departs from it is
 * something else than skin.
 *
 * @param values 6 coefficients of brightness in (1, x, y, x², xy, y²), 3 each of red and blue
 *     against green in (1, x, y), then the three residual scales; x and y in canonical units / 10
 */
record SkinModel(float[] values) {
  static final int SIZE = 15;
  private static final float FLOOR = 10;
  private static final int BRIGHT = 6;
  private static final int TINT = 3;

  static float bright(float g) {
    return (float) Math.log(g + FLOOR);
  }

  /**
   * Fits to n samples.
   *
   * @param x canonical x / 10 of each sample, {@code y} likewise
   * @param rgb three values a sample, 0–255
   * @param trust prior weight of each sample: high where skin is seldom covered
   */
  static SkinModel fit(int n, float[] x, float[] y, float[] rgb, float[] trust) {
    float[] out = new float[SIZE];
    double[] l = new double[n];
    double[] u = new double[n];
    double[] v = new double[n];
    for (int i = 0; i < n; i++) {
      double g = Math.log(rgb[3 * i + 1] + FLOOR);
      l[i] = g;
      u[i] = Math.log(rgb[3 * i] + FLOOR) - g;
      v[i] = Math.log(rgb[3 * i + 2] + FLOOR) - g;
    }
    double[] w = new double[n];
    for (int i = 0; i < n; i++) {
      w[i] = trust[i];
    }
    double[] cl = new double[BRIGHT];
    double[] cu = new double[TINT];
    double[] cv = new double[TINT];
    double sl = .3;
    double su = .2;
    double sv = .2;
    for (int round = 0; round < 7; round++) {
      // Early rounds use few degrees of freedom, so that a dark half does not bend the surface.
      int terms = round < 2 ? 1 : round < 4 ? 3 : BRIGHT;
      cl = solve(n, x, y, l, w, terms, BRIGHT);
      cu = solve(n, x, y, u, w, Math.min(terms, TINT), TINT);
      cv = solve(n, x, y, v, w, Math.min(terms, TINT), TINT);
      sl = scale(n, x, y, l, w, cl, .06);
      su = scale(n, x, y, u, w, cu, .03);
      sv = scale(n, x, y, v, w, cv, .03);
      for (int i = 0; i < n; i++) {
        double r = (l[i] - value(cl, x[i], y[i])) / (3.5 * sl);
        double p = (u[i] - value(cu, x[i], y[i])) / (4 * su);
        double q = (v[i] - value(cv, x[i], y[i])) / (4 * sv);
        double d = r * r + p * p + q * q;
        w[i] = d >= 1 ? 0 : trust[i] * (1 - d) * (1 - d);
      }
    }
    for (int i = 0; i < BRIGHT; i++) {
      out[i] = (float) cl[i];
    }
    for (int i = 0; i < TINT; i++) {
      out[BRIGHT + i] = (float) cu[i];
      out[BRIGHT + TINT + i] = (float) cv[i];
    }
    out[12] = (float) sl;
    out[13] = (float) su;
    out[14] = (float) sv;
    return new SkinModel(out);
  }

  /**
   * How unlike skin a colour is at a place: 0 like the model, 1 clearly something else. Shadows
   * (darker, same tint) are forgiven more than another tint.
   */
  float foreign(float x, float y, float r, float g, float b) {
    float lg = (float) Math.log(g + FLOOR);
    float l = lg - at(0, BRIGHT, x, y);
    float u = (float) Math.log(r + FLOOR) - lg - at(BRIGHT, TINT, x, y);
    float v = (float) Math.log(b + FLOOR) - lg - at(BRIGHT + TINT, TINT, x, y);
    float sl = Math.max(values[12], .1f);
    float su = Math.max(Math.max(values[13], values[14]), .05f);
    // cast shadows reach half the brightness; hair on skin is darker still
    float dark = -l / (8 * sl);
    float light = l / (6 * sl);
    float tint = (float) Math.sqrt(u * u + v * v) / (6 * su);
    return Rings.smooth(.7f, 1.3f, Math.max(Math.max(dark, light), tint));
  }

  /** The skin colour that the model expects at a place, red-green-blue 0–255 into {@code out}. */
  void expected(float x, float y, float[] out) {
    double l = at(0, BRIGHT, x, y);
    double u = at(BRIGHT, TINT, x, y);
    double v = at(BRIGHT + TINT, TINT, x, y);
    out[0] = (float) (Math.exp(l + u) - FLOOR);
    out[1] = (float) (Math.exp(l) - FLOOR);
    out[2] = (float) (Math.exp(l + v) - FLOOR);
  }

  private float at(int from, int terms, float x, float y) {
    float s = values[from] + values[from + 1] * x + values[from + 2] * y;
    if (terms == BRIGHT) {
      s += values[from + 3] * x * x + values[from + 4] * x * y + values[from + 5] * y * y;
    }
    return s;
  }

  private static double value(double[] c, double x, double y) {
    double s = c[0] + c[1] * x + c[2] * y;
    return c.length == TINT ? s : s + c[3] * x * x + c[4] * x * y + c[5] * y * y;
  }

  /** A weighted median absolute deviation, as a standard deviation, at least {@code least}. */
  private static double scale(
      int n, float[] x, float[] y, double[] t, double[] w, double[] c, double least) {
    double[] r = new double[n];
    int m = 0;
    for (int i = 0; i < n; i++) {
      if (w[i] > 0) {
        r[m++] = Math.abs(t[i] - value(c, x[i], y[i]));
      }
    }
    if (m == 0) {
      return least;
    }
    java.util.Arrays.sort(r, 0, m);
    return Math.max(least, 1.4826 * r[m / 2]);
  }

  /** Weighted least squares in the first {@code terms} monomials; the rest stay 0. */
  private static double[] solve(
      int n, float[] x, float[] y, double[] t, double[] w, int terms, int size) {
    double[][] a = new double[terms][terms + 1];
    double[] f = new double[6];
    double total = 0;
    for (int i = 0; i < n; i++) {
      if (w[i] == 0) {
        continue;
      }
      f[0] = 1;
      f[1] = x[i];
      f[2] = y[i];
      f[3] = x[i] * x[i];
      f[4] = x[i] * y[i];
      f[5] = y[i] * y[i];
      total += w[i];
      for (int p = 0; p < terms; p++) {
        for (int q = 0; q < terms; q++) {
          a[p][q] += w[i] * f[p] * f[q];
        }
        a[p][terms] += w[i] * f[p] * t[i];
      }
    }
    for (int p = 1; p < terms; p++) {
      a[p][p] += 2e-3 * total; // ridge: slopes stay small where little skin is seen
    }
    a[0][0] += 1e-9;
    for (int p = 0; p < terms; p++) {
      double d = a[p][p];
      for (int q = p; q <= terms; q++) {
        a[p][q] /= d;
      }
      for (int k = 0; k < terms; k++) {
        if (k != p) {
          double m = a[k][p];
          for (int q = p; q <= terms; q++) {
            a[k][q] -= m * a[p][q];
          }
        }
      }
    }
    double[] out = new double[size];
    for (int p = 0; p < terms; p++) {
      out[p] = a[p][terms];
    }
    return out;
  }
}
