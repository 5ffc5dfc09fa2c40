package dev.likeness.synthesis;

import dev.likeness.core.FaceTopology;

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

  /** The logarithms of all steps of brightness. */
  private static final float[] LOG = new float[256];

  static {
    for (int i = 0; i < LOG.length; i++) {
      LOG[i] = (float) Math.log(i + FLOOR);
    }
  }

  /** How bright the skin is in the middle of the face, 8-bit units. */
  float middle() {
    return (float) Math.exp(values[0]) - FLOOR;
  }

  /** For each vertex x as a model takes it. */
  static float[] x(FaceTopology face) {
    float[] x = new float[face.vertexCount()];
    for (int v = 0; v < x.length; v++) {
      x[v] = face.x(v) / 10;
    }
    return x;
  }

  /** For each vertex y as a model takes it. */
  static float[] y(FaceTopology face) {
    float[] y = new float[face.vertexCount()];
    for (int v = 0; v < y.length; v++) {
      y[v] = face.y(v) / 10;
    }
    return y;
  }

  /** The log brightness of a step, 0–255. */
  static float bright(float step) {
    return LOG[(int) step];
  }

  /**
   * Fits to n samples.
   *
   * @param x canonical x / 10 of each sample, {@code y} likewise
   * @param rgb three values a sample, 0–255
   * @param trust prior weight of each sample: high where skin is seldom covered
   */
  static SkinModel fit(int n, float[] x, float[] y, float[] rgb, float[] trust) {
    double[][] seen = new double[3][n];
    double[] w = new double[n];
    prepare(n, rgb, trust, seen, w);
    double[][] rest = new double[3][n];
    double[][] c = {new double[BRIGHT], new double[TINT], new double[TINT]};
    double[] scales = {.3, .2, .2};
    for (int round = 0; round < 7; round++) {
      // Early rounds use few degrees of freedom, so that a dark half does not bend the surface.
      int terms = round < 2 ? 1 : round < 4 ? 3 : BRIGHT;
      Sums sums = new Sums(n, x, y, seen, w, terms);
      for (int k = 0; k < 3; k++) {
        c[k] = sums.solve(k, Math.min(terms, c[k].length), c[k].length);
        rest(n, x, y, seen[k], c[k], rest[k]);
        scales[k] = scale(n, rest[k], w, k == 0 ? .06 : .03);
      }
      weigh(n, rest, scales, trust, w);
    }
    float[] out = new float[SIZE];
    for (int i = 0; i < BRIGHT; i++) {
      out[i] = (float) c[0][i];
    }
    for (int i = 0; i < TINT; i++) {
      out[BRIGHT + i] = (float) c[1][i];
      out[BRIGHT + TINT + i] = (float) c[2][i];
    }
    for (int k = 0; k < 3; k++) {
      out[BRIGHT + 2 * TINT + k] = (float) scales[k];
    }
    return new SkinModel(out);
  }

  // Loops over samples are methods of their own: the compiler is through with each in no time,
  // where one large method would keep it busy for longer than a short clip takes.

  /**
   * Log brightness and the two log ratios of each sample; all count as much as they are trusted.
   */
  private static void prepare(int n, float[] rgb, float[] trust, double[][] seen, double[] w) {
    for (int i = 0; i < n; i++) {
      double g = bright(rgb[3 * i + 1]);
      seen[0][i] = g;
      seen[1][i] = bright(rgb[3 * i]) - g;
      seen[2][i] = bright(rgb[3 * i + 2]) - g;
      w[i] = trust[i];
    }
  }

  /** Tukey's biweight of what the model leaves. */
  private static void weigh(int n, double[][] rest, double[] scales, float[] trust, double[] w) {
    double[] rl = rest[0];
    double[] ru = rest[1];
    double[] rv = rest[2];
    for (int i = 0; i < n; i++) {
      double r = rl[i] / (3.5 * scales[0]);
      double p = ru[i] / (4 * scales[1]);
      double q = rv[i] / (4 * scales[2]);
      double d = r * r + p * p + q * q;
      w[i] = d >= 1 ? 0 : trust[i] * (1 - d) * (1 - d);
    }
  }

  /**
   * How unlike skin a colour is at a place: 0 like the model, 1 clearly something else. Shadows
   * (darker, same tint) are forgiven more than another tint.
   */
  float foreign(float x, float y, float r, float g, float b) {
    float lg = bright(g);
    float l = lg - at(0, BRIGHT, x, y);
    float u = bright(r) - lg - at(BRIGHT, TINT, x, y);
    float v = bright(b) - lg - at(BRIGHT + TINT, TINT, x, y);
    float sl = Math.max(values[12], .1f);
    float su = Math.max(Math.max(values[13], values[14]), .05f);
    // cast shadows reach half the brightness; hair on skin is darker still
    float dark = -l / (8 * sl);
    float light = l / (9 * sl);
    float tint = (float) Math.sqrt(u * u + v * v) / (6 * su);
    return Rings.smooth(.7f, 1.3f, Math.max(Math.max(dark, light), tint));
  }

  /** How far the skin's log brightness departs from the model, as a standard deviation. */
  float uneven() {
    return values[12];
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

  /** What a surface leaves of each sample. */
  private static void rest(int n, float[] x, float[] y, double[] t, double[] c, double[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = t[i] - (c[0] + c[1] * x[i] + c[2] * y[i]);
    }
    if (c.length > TINT) {
      for (int i = 0; i < n; i++) {
        out[i] -= c[3] * x[i] * x[i] + c[4] * x[i] * y[i] + c[5] * y[i] * y[i];
      }
    }
  }

  /**
   * The median absolute residual of the samples that count, as a standard deviation, at least
   * {@code least}.
   */
  private static double scale(int n, double[] rest, double[] w, double least) {
    double[] r = new double[n];
    int m = 0;
    for (int i = 0; i < n; i++) {
      if (w[i] > 0) {
        r[m++] = Math.abs(rest[i]);
      }
    }
    return m == 0 ? least : Math.max(least, 1.4826 * ranked(r, m, m / 2));
  }

  /** The value with {@code rank} smaller ones among the first n (Hoare 1961, "Find"). */
  private static double ranked(double[] v, int n, int rank) {
    int low = 0;
    int high = n - 1;
    while (low < high) {
      double pivot = v[(low + high) >>> 1];
      int i = low;
      int j = high;
      while (i <= j) {
        while (v[i] < pivot) {
          i++;
        }
        while (v[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double swap = v[i];
          v[i++] = v[j];
          v[j--] = swap;
        }
      }
      if (rank <= j) {
        high = j;
      } else if (rank >= i) {
        low = i;
      } else {
        break;
      }
    }
    return v[rank];
  }

  /** The sums of weighted least squares in the first monomials, for several right-hand sides. */
  private static final class Sums {
    private final double[][] a = new double[BRIGHT][BRIGHT];
    private final double[][] b;

    Sums(int n, float[] x, float[] y, double[][] values, double[] w, int terms) {
      b = new double[values.length][BRIGHT];
      double[] f = new double[BRIGHT];
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
        for (int p = 0; p < terms; p++) {
          double wf = w[i] * f[p];
          for (int q = p; q < terms; q++) {
            a[p][q] += wf * f[q];
          }
          for (int k = 0; k < b.length; k++) {
            b[k][p] += wf * values[k][i];
          }
        }
      }
    }

    /** The first {@code terms} coefficients of a right-hand side; the rest stay 0. */
    double[] solve(int side, int terms, int size) {
      double[][] m = new double[terms][terms + 1];
      for (int p = 0; p < terms; p++) {
        for (int q = 0; q < terms; q++) {
          m[p][q] = a[Math.min(p, q)][Math.max(p, q)];
        }
        // ridge: slopes stay small where little skin is seen
        m[p][p] += p == 0 ? 1e-9 : 2e-3 * a[0][0];
        m[p][terms] = b[side][p];
      }
      for (int p = 0; p < terms; p++) {
        double d = m[p][p];
        for (int q = p; q <= terms; q++) {
          m[p][q] /= d;
        }
        for (int k = 0; k < terms; k++) {
          if (k != p) {
            double f = m[k][p];
            for (int q = p; q <= terms; q++) {
              m[k][q] -= f * m[p][q];
            }
          }
        }
      }
      double[] out = new double[size];
      for (int p = 0; p < terms; p++) {
        out[p] = m[p][terms];
      }
      return out;
    }
  }
}
