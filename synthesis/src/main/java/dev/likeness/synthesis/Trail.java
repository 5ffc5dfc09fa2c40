package dev.likeness.synthesis;

/** The clearest line through columns of numbers: one row a column, bending little. */
final class Trail {
  /** What moving by one row costs. */
  private static final float BEND = .05f;

  private Trail() {}

  /**
   * The rows of the best line (Viterbi's algorithm).
   *
   * @param from where the first column begins
   * @param columns their number; column k lies at {@code from + (first + k) % around * rows}
   * @param reach rows that are looked at, of {@code rows}
   */
  static int[] best(
      float[] map, int from, int first, int columns, int around, int rows, int reach) {
    float[][] sum = new float[columns][reach];
    int[][] back = new int[columns][reach];
    for (int k = 0; k < columns; k++) {
      int o = from + (first + k) % around * rows;
      for (int r = 0; r < reach; r++) {
        float best = k == 0 ? 0 : sum[k - 1][r];
        back[k][r] = r;
        for (int q = Math.max(0, r - 1); k > 0 && q <= Math.min(reach - 1, r + 1); q++) {
          if (sum[k - 1][q] - BEND > best) {
            best = sum[k - 1][q] - BEND;
            back[k][r] = q;
          }
        }
        sum[k][r] = best + map[o + r];
      }
    }
    int[] out = new int[columns];
    int at = 0;
    for (int r = 1; r < reach; r++) {
      at = sum[columns - 1][r] > sum[columns - 1][at] ? r : at;
    }
    for (int k = columns - 1; k >= 0; k--) {
      out[k] = at;
      at = back[k][at];
    }
    return out;
  }

  /** The line of a strip, and how clear it is on average. */
  static int[] strip(float[] map, LineMaps.Strip s) {
    return best(map, s.from(), 0, s.columns(), s.columns(), s.rows(), s.rows());
  }

  static float clear(float[] map, LineMaps.Strip s, int[] rows) {
    float sum = 0;
    for (int c = 0; c < rows.length; c++) {
      sum += map[s.from() + c * s.rows() + rows[c]] / rows.length;
    }
    return sum;
  }

  /** For each place around the right eye the clearest line there or next to it, of one eye. */
  static float near(float[] map, int eye, int i) {
    int a = i / LineMaps.PLACES;
    int r = i % LineMaps.PLACES;
    float best = 0;
    for (int da = -1; da <= 1; da++) {
      int o = eye * LineMaps.EYE + Math.floorMod(a + da, LineMaps.RAYS) * LineMaps.PLACES;
      for (int q = Math.max(0, r - 1); q <= Math.min(LineMaps.PLACES - 1, r + 1); q++) {
        best = Math.max(best, map[o + q]);
      }
    }
    return best;
  }

  /** What both eyes show alike. */
  static float[] both(float[] map) {
    float[] out = new float[LineMaps.EYE];
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.min(near(map, 0, i), near(map, 1, i));
    }
    return out;
  }
}
