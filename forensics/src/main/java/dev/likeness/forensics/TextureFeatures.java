package dev.likeness.forensics;

/**
 * How neighbouring pixels go together, whatever the strength of the detail: how often three second
 * differences in a row have which signs and sizes beside their own mean (Pevný et al. 2010,
 * Fridrich and Kodovský 2012). Sizes are set against their mean, so that a resize, a blur and a
 * compression, which change all of them, change little here.
 */
final class TextureFeatures {
  private static final int T = 2;
  private static final int LEVELS = 2 * T + 1;

  private TextureFeatures() {}

  static float[] of(Planes p) {
    Features f = new Features();
    triples(f, p);
    return f.done();
  }

  /** Triples along the difference and across it, both directions and both signs as one. */
  private static void triples(Features f, Planes p) {
    int w = p.width();
    int h = p.height();
    float[] v = p.y();
    for (boolean along : new boolean[] {true, false}) {
      double[] count = new double[LEVELS * LEVELS * LEVELS];
      for (int turn = 0; turn < 2; turn++) {
        int step = turn == 0 ? 1 : w;
        int by = along == (turn == 0) ? 1 : w;
        float unit = unit(v, w, h, step);
        for (int y = 1; y < h - 3; y++) {
          for (int x = 1; x < w - 3; x++) {
            int i = y * w + x;
            int a = level(v, i, step, unit);
            int b = level(v, i + by, step, unit);
            int c = level(v, i + 2 * by, step, unit);
            count[(a * LEVELS + b) * LEVELS + c]++;
          }
        }
      }
      fold(f, count);
    }
  }

  static float unit(float[] v, int w, int h, int step) {
    double sum = 0;
    int n = 0;
    for (int y = 1; y < h - 1; y++) {
      for (int x = 1; x < w - 1; x++) {
        int i = y * w + x;
        sum += Math.abs(v[i - step] - 2 * v[i] + v[i + step]);
        n++;
      }
    }
    return (float) Math.max(.3, sum / n);
  }

  static int level(float[] v, int i, int step, float unit) {
    int q = Math.round((v[i - step] - 2 * v[i] + v[i + step]) / unit);
    return Math.max(-T, Math.min(T, q)) + T;
  }

  private static void fold(Features f, double[] count) {
    double total = 1e-9;
    for (double c : count) {
      total += c;
    }
    for (int a = 0; a < LEVELS; a++) {
      for (int b = 0; b < LEVELS; b++) {
        for (int c = 0; c < LEVELS; c++) {
          int k = at(a, b, c);
          int turned = at(c, b, a);
          int other = at(LEVELS - 1 - a, LEVELS - 1 - b, LEVELS - 1 - c);
          int both = at(LEVELS - 1 - c, LEVELS - 1 - b, LEVELS - 1 - a);
          if (k == Math.min(Math.min(k, turned), Math.min(other, both))) {
            double sum = count[k];
            double n = 1;
            for (int o : new int[] {turned, other, both}) {
              sum += count[o];
              n++;
            }
            f.add(Math.log(sum / n / total + 1e-4));
          }
        }
      }
    }
  }

  private static int at(int a, int b, int c) {
    return (a * LEVELS + b) * LEVELS + c;
  }
}
