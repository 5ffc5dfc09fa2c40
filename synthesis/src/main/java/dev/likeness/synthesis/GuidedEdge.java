package dev.likeness.synthesis;

import java.util.Arrays;

/**
 * Lays the edges of a coarse map where the picture has them (guided filter: He, Sun and Tang 2013,
 * "Guided Image Filtering", algorithm 1, the guide being brightness): what is drawn from cells of a
 * face would end in steps, and hair, hands and fringes do not. Where the picture is even, the map
 * only gets softer. Buffers are reused. Not thread-safe.
 */
final class GuidedEdge {
  /** Steps of brightness, 8-bit units, that are no edge. */
  private static final float EVEN = 9;

  /** Values so near to 0 or 1 are no edge of the map. */
  private static final float NONE = .02f;

  private float[] bright = new float[0];
  private float[] a = new float[0];
  private float[] b = new float[0];
  private float[] square = new float[0];
  private float[] product = new float[0];
  private float[] sum = new float[0];
  private float[] column = new float[0];

  private int left;
  private int top;
  private int right;
  private int bottom;

  /**
   * Filters a map in place.
   *
   * @param map 0 to 1, row by row, w by h
   * @param before the picture's red, green and blue, 0 to 255
   * @param r as far around a pixel is looked, pixels
   */
  void lay(float[] map, float[][] before, int w, int h, int r) {
    if (r < 1 || !bounds(map, w, h)) {
      return;
    }
    left = Math.max(0, left - 2 * r);
    top = Math.max(0, top - 2 * r);
    right = Math.min(w, right + 2 * r);
    bottom = Math.min(h, bottom + 2 * r);
    int cols = right - left;
    int rows = bottom - top;
    if (bright.length < cols * rows) {
      bright = new float[cols * rows];
      a = new float[cols * rows];
      b = new float[cols * rows];
      square = new float[cols * rows];
      product = new float[cols * rows];
      sum = new float[cols * rows];
    }
    column = column.length < cols ? new float[cols] : column;
    solve(map, before, w, cols, rows, r);
    mean(a, cols, rows, r);
    mean(b, cols, rows, r);
    for (int y = top, k = 0; y < bottom; y++) {
      for (int i = y * w + left; i < y * w + right; i++, k++) {
        float v = a[k] * bright[k] + b[k];
        map[i] = v < 0 ? 0 : v > 1 ? 1 : v;
      }
    }
  }

  /** Where the map has edges. */
  private boolean bounds(float[] map, int w, int h) {
    left = w;
    right = 0;
    top = h;
    bottom = 0;
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        float v = map[y * w + x];
        if (v > NONE && v < 1 - NONE) {
          left = Math.min(left, x);
          right = Math.max(right, x + 1);
          top = Math.min(top, y);
          bottom = y + 1;
        }
      }
    }
    return right > left;
  }

  /** The map as a line of the brightness around each pixel: a · brightness + b. */
  private void solve(float[] map, float[][] before, int w, int cols, int rows, int r) {
    for (int y = top, k = 0; y < bottom; y++) {
      for (int i = y * w + left; i < y * w + right; i++, k++) {
        float v = .3f * before[0][i] + .59f * before[1][i] + .11f * before[2][i];
        bright[k] = v;
        a[k] = v;
        b[k] = map[i];
        square[k] = v * v;
        product[k] = v * map[i];
      }
    }
    mean(a, cols, rows, r);
    mean(b, cols, rows, r);
    mean(square, cols, rows, r);
    mean(product, cols, rows, r);
    for (int k = 0; k < cols * rows; k++) {
      float slope = (product[k] - a[k] * b[k]) / (square[k] - a[k] * a[k] + EVEN * EVEN);
      b[k] -= slope * a[k];
      a[k] = slope;
    }
  }

  /** The mean of the pixels up to r away each way, in place. */
  private void mean(float[] v, int cols, int rows, int r) {
    for (int y = 0; y < rows; y++) {
      int o = y * cols;
      float run = 0;
      for (int x = 0; x < Math.min(r, cols); x++) {
        run += v[o + x];
      }
      for (int x = 0; x < cols; x++) {
        run += x + r < cols ? v[o + x + r] : 0;
        run -= x - r > 0 ? v[o + x - r - 1] : 0;
        sum[o + x] = run / (Math.min(cols, x + r + 1) - Math.max(0, x - r));
      }
    }
    Arrays.fill(column, 0, cols, 0);
    for (int y = 0; y < Math.min(r, rows); y++) {
      add(sum, y * cols, cols, 1);
    }
    for (int y = 0; y < rows; y++) {
      if (y + r < rows) {
        add(sum, (y + r) * cols, cols, 1);
      }
      if (y - r > 0) {
        add(sum, (y - r - 1) * cols, cols, -1);
      }
      float share = 1f / (Math.min(rows, y + r + 1) - Math.max(0, y - r));
      for (int x = 0; x < cols; x++) {
        v[y * cols + x] = column[x] * share;
      }
    }
  }

  private void add(float[] from, int at, int cols, float sign) {
    for (int x = 0; x < cols; x++) {
      column[x] += sign * from[at + x];
    }
  }
}
