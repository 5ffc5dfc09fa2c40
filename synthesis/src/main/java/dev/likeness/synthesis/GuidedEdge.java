package dev.likeness.synthesis;

import java.util.Arrays;

/**
 * Lays the edges of a coarse map where the picture has them (guided filter: He, Sun and Tang 2013,
 * "Guided Image Filtering", algorithm 1, the guide being brightness; its coefficients in cells of
 * pixels: He and Sun 2015, "Fast Guided Filter"): what is drawn from cells of a face would end in
 * steps, and hair, hands and fringes do not. Where the picture is even, the map only gets softer.
 * Buffers are reused. Not thread-safe.
 */
final class GuidedEdge {
  /** Steps of brightness, 8-bit units, that are no edge. */
  private static final float EVEN = 9;

  /** Values so near to 0 or 1 are no edge of the map. */
  private static final float NONE = .02f;

  /** So many cells around one are looked at, about; the picture's pixels are put together so. */
  private static final int CELLS = 3;

  private float[] a = new float[0];
  private float[] b = new float[0];
  private float[] square = new float[0];
  private float[] product = new float[0];
  private float[] sum = new float[0];
  private float[] column = new float[0];
  private float[] slopes = new float[0];
  private float[] offsets = new float[0];

  private int left;
  private int top;
  private int right;
  private int bottom;

  /** Pixels that a cell is wide and high, and cells that the filtered part is. */
  private int step;

  private int columns;
  private int rows;

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
    step = Math.max(1, (r + 1) / CELLS);
    columns = (right - left + step - 1) / step;
    rows = (bottom - top + step - 1) / step;
    if (a.length < columns * rows) {
      a = new float[columns * rows];
      b = new float[columns * rows];
      square = new float[columns * rows];
      product = new float[columns * rows];
      sum = new float[columns * rows];
    }
    column = column.length < columns ? new float[columns] : column;
    slopes = slopes.length < columns + 1 ? new float[columns + 1] : slopes;
    offsets = offsets.length < columns + 1 ? new float[columns + 1] : offsets;
    int around = Math.max(1, Math.round((float) r / step));
    gather(map, before, w);
    solve(around);
    mean(a, around);
    mean(b, around);
    for (int y = top; y < bottom; y++) {
      between(a, y, slopes);
      between(b, y, offsets);
      apply(map, before, y * w);
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

  /** The means of each cell: brightness, the map, and their products. */
  private void gather(float[] map, float[][] before, int w) {
    int n = columns * rows;
    Arrays.fill(a, 0, n, 0);
    Arrays.fill(b, 0, n, 0);
    Arrays.fill(square, 0, n, 0);
    Arrays.fill(product, 0, n, 0);
    for (int y = top; y < bottom; y++) {
      int k = (y - top) / step * columns;
      for (int x = left; x < right; x += step, k++) {
        int end = y * w + Math.min(right, x + step);
        float sum = 0;
        float all = 0;
        float squares = 0;
        float products = 0;
        for (int i = y * w + x; i < end; i++) {
          float v = bright(before, i);
          sum += v;
          all += map[i];
          squares += v * v;
          products += v * map[i];
        }
        a[k] += sum;
        b[k] += all;
        square[k] += squares;
        product[k] += products;
      }
    }
    for (int y = 0; y < rows; y++) {
      int high = Math.min(step, bottom - top - y * step);
      for (int x = 0; x < columns; x++) {
        int k = y * columns + x;
        float share = 1f / (high * Math.min(step, right - left - x * step));
        a[k] *= share;
        b[k] *= share;
        square[k] *= share;
        product[k] *= share;
      }
    }
  }

  private static float bright(float[][] rgb, int i) {
    return .3f * rgb[0][i] + .59f * rgb[1][i] + .11f * rgb[2][i];
  }

  /** The map as a line of the brightness around each cell: a · brightness + b. */
  private void solve(int r) {
    mean(a, r);
    mean(b, r);
    mean(square, r);
    mean(product, r);
    for (int k = 0; k < columns * rows; k++) {
      float slope = (product[k] - a[k] * b[k]) / (square[k] - a[k] * a[k] + EVEN * EVEN);
      b[k] -= slope * a[k];
      a[k] = slope;
    }
  }

  /** The cells' values at a row of pixels, and the last one once more. */
  private void between(float[] v, int y, float[] out) {
    float at = Math.max(0, (y - top + .5f) / step - .5f);
    int k = Math.min((int) at, Math.max(0, rows - 2));
    float share = rows < 2 ? 0 : Math.min(1, at - k);
    int next = rows < 2 ? 0 : columns;
    for (int x = 0; x < columns; x++) {
      float above = v[k * columns + x];
      out[x] = above + share * (v[k * columns + next + x] - above);
    }
    out[columns] = out[columns - 1];
  }

  private void apply(float[] map, float[][] before, int row) {
    float each = 1f / step;
    for (int k = -1; k < columns; k++) {
      int c = Math.max(k, 0);
      if (slopes[c] == 0 && slopes[k + 1] == 0 && offsets[c] == 0 && offsets[k + 1] == 0) {
        continue; // nothing is near
      }
      // the pixels between the middles of two cells
      int from = Math.max(left, left + k * step + step / 2);
      int end = Math.min(right, left + (k + 1) * step + step / 2);
      float share = (from - left + .5f) * each - .5f - c;
      for (int i = row + from; i < row + end; i++, share += each) {
        float s = share < 0 ? 0 : share;
        float slope = slopes[c] + s * (slopes[k + 1] - slopes[c]);
        float offset = offsets[c] + s * (offsets[k + 1] - offsets[c]);
        float v = slope * bright(before, i) + offset;
        map[i] = v < 0 ? 0 : v > 1 ? 1 : v;
      }
    }
  }

  /** The mean of the cells up to r away each way, in place. */
  private void mean(float[] v, int r) {
    for (int y = 0; y < rows; y++) {
      int o = y * columns;
      float run = 0;
      for (int x = 0; x < Math.min(r, columns); x++) {
        run += v[o + x];
      }
      for (int x = 0; x < columns; x++) {
        run += x + r < columns ? v[o + x + r] : 0;
        run -= x - r > 0 ? v[o + x - r - 1] : 0;
        sum[o + x] = run / (Math.min(columns, x + r + 1) - Math.max(0, x - r));
      }
    }
    Arrays.fill(column, 0, columns, 0);
    for (int y = 0; y < Math.min(r, rows); y++) {
      add(sum, y * columns, 1);
    }
    for (int y = 0; y < rows; y++) {
      if (y + r < rows) {
        add(sum, (y + r) * columns, 1);
      }
      if (y - r > 0) {
        add(sum, (y - r - 1) * columns, -1);
      }
      float share = 1f / (Math.min(rows, y + r + 1) - Math.max(0, y - r));
      for (int x = 0; x < columns; x++) {
        v[y * columns + x] = column[x] * share;
      }
    }
  }

  private void add(float[] from, int at, float sign) {
    for (int x = 0; x < columns; x++) {
      column[x] += sign * from[at + x];
    }
  }
}
