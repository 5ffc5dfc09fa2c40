package dev.likeness.forensics;

/**
 * What up-sampling leaves in a region, as numbers that depend as little as possible on what is
 * shown: the azimuthal spectrum (Durall et al. 2020) against its own middle, peaks at the
 * frequencies of doubled pixels, the spread of DCT coefficients (Frank et al. 2020), how alike the
 * fine detail of the colours is, and whether neighbouring pixels are related alike everywhere (Tan
 * et al. 2024).
 */
final class TraceFeatures {
  static final int RINGS = 30;

  /** Of 8×8 coefficients. */
  static final int DIAGONALS = 15;

  private static final int FIRST = 3;
  private static final int LAST = 11;

  /** Where doubling once, twice and three times leaves peaks, cycles per 64 pixels. */
  private static final int[][] PEAKS = {
    {32, 0}, {0, 32}, {32, 32}, {16, 0}, {0, 16}, {16, 16}, {32, 16}, {16, 32}, {8, 0}, {0, 8},
    {24, 0}, {0, 24}, {24, 24}, {8, 8}
  };

  private static final double[] BANDS = {8, 16, 24, 33};
  private static final float[][] DCT = new float[8][8];

  static {
    for (int k = 0; k < 8; k++) {
      for (int i = 0; i < 8; i++) {
        double a = k == 0 ? Math.sqrt(1 / 8.0) : .5;
        DCT[k][i] = (float) (a * Math.cos(Math.PI * (2 * i + 1) * k / 16));
      }
    }
  }

  private TraceFeatures() {}

  static float[] of(Planes p) {
    Spectrum y = Spectrum.of(p.y(), p.width(), p.height());
    Features f = new Features();
    float[] rings = y.rings(RINGS);
    float level = level(rings);
    for (int i = FIRST; i < RINGS; i++) {
      f.add(rings[i] - level);
    }
    f.add(level);
    for (int[] at : PEAKS) {
      f.add(y.peak(at[0], at[1]));
    }
    for (int b = 0; b + 1 < BANDS.length; b++) {
      float x = y.band(BANDS[b], BANDS[b + 1], 0);
      float v = y.band(BANDS[b], BANDS[b + 1], 1);
      float d = y.band(BANDS[b], BANDS[b + 1], 2);
      f.add(Math.abs(x - v));
      f.add(d - (x + v) / 2);
    }
    colour(f, Spectrum.of(p.cb(), p.width(), p.height()), rings);
    colour(f, Spectrum.of(p.cr(), p.width(), p.height()), rings);
    dct(f, p);
    phases(f, p);
    channels(f, p);
    return f.done();
  }

  static float level(float[] rings) {
    float sum = 0;
    for (int i = FIRST; i < LAST; i++) {
      sum += rings[i] / (LAST - FIRST);
    }
    return sum;
  }

  private static void colour(Features f, Spectrum s, float[] luma) {
    float[] rings = s.rings(RINGS);
    float level = level(rings);
    f.add(level - level(luma));
    for (int i = LAST; i < RINGS; i += 3) {
      float mean = 0;
      for (int k = 0; k < 3 && i + k < RINGS; k++) {
        mean += rings[i + k] / 3;
      }
      f.add(mean - level);
    }
    f.add(s.peak(32, 0) + s.peak(0, 32));
    f.add(s.peak(32, 32));
    f.add(s.peak(16, 0) + s.peak(0, 16));
  }

  private static void dct(Features f, Planes p) {
    double[] mean = diagonals(p);
    double base = (mean[1] + mean[2]) / 2;
    for (int d = 3; d < DIAGONALS; d++) {
      f.add(mean[d] - base);
    }
  }

  /** Mean logarithm of the DCT coefficients of 8×8 blocks by diagonal, the constant one first. */
  static double[] diagonals(Planes p) {
    double[] sum = new double[DIAGONALS];
    int[] n = new int[DIAGONALS];
    float[] rows = new float[64];
    for (int y = 0; y + 8 <= p.height(); y += 8) {
      for (int x = 0; x + 8 <= p.width(); x += 8) {
        for (int r = 0; r < 8; r++) {
          for (int k = 0; k < 8; k++) {
            float s = 0;
            for (int i = 0; i < 8; i++) {
              s += DCT[k][i] * p.y()[(y + r) * p.width() + x + i];
            }
            rows[r * 8 + k] = s;
          }
        }
        for (int u = 0; u < 8; u++) {
          for (int v = 0; v < 8; v++) {
            float s = 0;
            for (int i = 0; i < 8; i++) {
              s += DCT[v][i] * rows[i * 8 + u];
            }
            sum[u + v] += Math.log(Math.abs(s) + .5);
            n[u + v]++;
          }
        }
      }
    }
    for (int d = 0; d < DIAGONALS; d++) {
      sum[d] /= Math.max(1, n[d]);
    }
    return sum;
  }

  /** Whether second differences are of one size at every place of a grid of 2, 4 and 8 pixels. */
  private static void phases(Features f, Planes p) {
    double[] x = new double[8];
    double[] y = new double[8];
    double[][] both = new double[2][2];
    int w = p.width();
    float[] v = p.y();
    for (int r = 1; r < p.height() - 1; r++) {
      for (int c = 1; c < w - 1; c++) {
        int i = r * w + c;
        double dx = Math.min(8, Math.abs(v[i - 1] - 2 * v[i] + v[i + 1]));
        double dy = Math.min(8, Math.abs(v[i - w] - 2 * v[i] + v[i + w]));
        double d = Math.min(8, Math.abs(v[i] - v[i + 1] - v[i + w] + v[i + w + 1]));
        x[c & 7] += dx;
        y[r & 7] += dy;
        both[r & 1][c & 1] += d;
      }
    }
    for (double[] t : new double[][] {x, y}) {
      f.add(wave(t, 4));
      f.add(wave(t, 2));
      f.add(wave(t, 1) + wave(t, 3));
    }
    double all = both[0][0] + both[0][1] + both[1][0] + both[1][1] + 1e-9;
    f.add(Math.abs(both[0][0] + both[1][1] - both[0][1] - both[1][0]) / all);
  }

  private static double wave(double[] t, int k) {
    double re = 0;
    double im = 0;
    double sum = 1e-9;
    for (int i = 0; i < 8; i++) {
      re += t[i] * Math.cos(2 * Math.PI * k * i / 8);
      im += t[i] * Math.sin(2 * Math.PI * k * i / 8);
      sum += t[i];
    }
    return Math.log(1e-4 + Math.hypot(re, im) / sum);
  }

  /** How alike the fine detail of brightness and the two colours is, and how heavy its tails. */
  private static void channels(Features f, Planes p) {
    float[][] planes = {p.y(), p.cb(), p.cr()};
    double[][] product = new double[3][3];
    double four = 0;
    int n = 0;
    int w = p.width();
    double[] d = new double[3];
    for (int r = 1; r < p.height() - 1; r++) {
      for (int c = 1; c < w - 1; c++) {
        int i = r * w + c;
        for (int k = 0; k < 3; k++) {
          float[] v = planes[k];
          d[k] =
              v[i]
                  - (v[i - 1] + v[i + 1] + v[i - w] + v[i + w]) / 2
                  + (v[i - w - 1] + v[i - w + 1] + v[i + w - 1] + v[i + w + 1]) / 4;
        }
        for (int a = 0; a < 3; a++) {
          for (int b = a; b < 3; b++) {
            product[a][b] += d[a] * d[b];
          }
        }
        four += d[0] * d[0] * d[0] * d[0];
        n++;
      }
    }
    for (int a = 0; a < 3; a++) {
      for (int b = a + 1; b < 3; b++) {
        f.add(product[a][b] / Math.sqrt(product[a][a] * product[b][b] + 1e-6));
      }
    }
    f.add(.5 * Math.log((product[1][1] + n * 1e-2) / (product[0][0] + n * 1e-2)));
    f.add(.5 * Math.log((product[2][2] + n * 1e-2) / (product[0][0] + n * 1e-2)));
    f.add(Math.log(1 + four * n / (product[0][0] * product[0][0] + 1e-3)));
  }
}
