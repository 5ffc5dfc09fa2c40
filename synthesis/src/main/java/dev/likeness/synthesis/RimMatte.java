package dev.likeness.synthesis;

import java.util.Arrays;

/**
 * Parts rims from the skin beside them, in the target's own pixels. The map of rims is coarser than
 * a wire, and skin of the target's along it would stand as a pale band on the persona's. What
 * differs much from the skin around stays as it is; what differs little, as see-through and faint
 * rims do, is laid on the persona's skin as it lies on the target's: by its ratio to the skin that
 * is expected there (a mean of the pixels around that no rim covers). Buffers are reused. Not
 * thread-safe.
 */
final class RimMatte {
  /** How far around skin is looked for, centimetres, with {@link #EYES} between the eyes. */
  private static final float AROUND = .25f;

  private static final float EYES = 6.4f;

  /** So sure a place is looked at, and surely. */
  private static final float MAYBE = .2f;

  private static final float LIKELY = .5f;

  /** So sure it is a rim whatever it looks like. */
  private static final float SURE = .7f;

  private static final float SURELY = .9f;

  /** Natural logarithms of ratios that are the skin's own texture, and a thing of its own. */
  private static final float ALIKE = .12f;

  private static final float UNLIKE = .35f;

  /** What keeps ratios of dark values calm. */
  private static final float DARK = 6;

  private static final int SUMS = 5;

  private final float[][] ratio = new float[3][];
  private float[] mask = new float[0];
  private float[] own = new float[0];
  private float[] near = new float[0];
  private double[] sums = new double[0];
  private boolean any;
  private int width;
  private int left;
  private int top;
  private int right;
  private int bottom;

  /**
   * Looks at a box of the target.
   *
   * @param rims how surely a rim covers each pixel, row by row
   * @param before the target's red, green and blue
   * @param eyes pixels between the eyes
   */
  void find(float[] rims, float[][] before, int w, int h, float eyes) {
    bounds(rims, w, h);
    if (!any) {
      return;
    }
    int n = w * h;
    if (mask.length < n) {
      mask = new float[n];
      own = new float[n];
      near = new float[n];
      for (int c = 0; c < 3; c++) {
        ratio[c] = new float[n];
      }
    }
    int r = Math.max(2, Math.round(AROUND * eyes / EYES));
    left = Math.max(0, left - 2 * r);
    top = Math.max(0, top - 2 * r);
    right = Math.min(w, right + 2 * r);
    bottom = Math.min(h, bottom + 2 * r);
    sum(rims, before, w);
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        part(rims[y * w + x], y * w + x, x, y, r, before);
      }
    }
  }

  private void bounds(float[] rims, int w, int h) {
    width = w;
    any = false;
    left = w;
    top = h;
    right = 0;
    bottom = 0;
    for (int i = 0; i < w * h; i++) {
      if (rims[i] > MAYBE) {
        any = true;
        left = Math.min(left, i % w);
        right = Math.max(right, i % w + 1);
        top = Math.min(top, i / w);
        bottom = i / w + 1;
      }
    }
  }

  /** Sums over rectangles (Crow 1984): of weights, of weighted red, green and blue, and of rims. */
  private void sum(float[] rims, float[][] before, int w) {
    int columns = right - left + 1;
    int size = SUMS * columns * (bottom - top + 1);
    if (sums.length < size) {
      sums = new double[size];
    }
    Arrays.fill(sums, 0, size, 0);
    double[] row = new double[SUMS];
    for (int y = top; y < bottom; y++) {
      Arrays.fill(row, 0);
      for (int x = left; x < right; x++) {
        int i = y * w + x;
        float bare = 1 - Rings.smooth(.6f, 1, rims[i]);
        row[0] += bare + 1e-4;
        for (int c = 0; c < 3; c++) {
          row[1 + c] += (bare + 1e-4) * before[c][i];
        }
        row[4] += Rings.smooth(MAYBE, LIKELY, rims[i]);
        int o = SUMS * ((y - top + 1) * columns + x - left + 1);
        for (int k = 0; k < SUMS; k++) {
          sums[o + k] = sums[o + k - SUMS * columns] + row[k];
        }
      }
    }
  }

  private double within(int k, int x, int y, int r) {
    int columns = right - left + 1;
    int x0 = Math.max(left, x - r) - left;
    int x1 = Math.min(right, x + r + 1) - left;
    int y0 = (Math.max(top, y - r) - top) * columns;
    int y1 = (Math.min(bottom, y + r + 1) - top) * columns;
    return sums[SUMS * (y1 + x1) + k]
        - sums[SUMS * (y0 + x1) + k]
        - sums[SUMS * (y1 + x0) + k]
        + sums[SUMS * (y0 + x0) + k];
  }

  private void part(float rim, int i, int x, int y, int r, float[][] before) {
    mask[i] = Rings.smooth(MAYBE, LIKELY, rim);
    own[i] = 0;
    near[i] = Rings.smooth(.02f, .12f, (float) within(4, x, y, 2 * r) / (4 * r + 1) / (4 * r + 1));
    if (mask[i] == 0) {
      return;
    }
    double all = within(0, x, y, r);
    float most = 0;
    for (int c = 0; c < 3; c++) {
      float skin = (float) (within(1 + c, x, y, r) / all);
      ratio[c][i] = (before[c][i] + DARK) / (skin + DARK);
      most = Math.max(most, Math.abs((float) Math.log(ratio[c][i])));
    }
    float apart = Math.max(Rings.smooth(ALIKE, UNLIKE, most), Rings.smooth(SURE, SURELY, rim));
    own[i] = mask[i] * apart;
  }

  /** How far pixel i stays the target's own. */
  float own(int i) {
    return any && inside(i) ? own[i] : 0;
  }

  /**
   * Takes what stays the target's out of the persona's share of each pixel.
   *
   * @param hidden raised where rims are
   */
  void uncover(float[] alpha, float[] hidden) {
    for (int y = top; any && y < bottom; y++) {
      for (int i = y * width + left; i < y * width + right; i++) {
        hidden[i] = Math.max(hidden[i], mask[i]);
        alpha[i] *= 1 - own[i];
      }
    }
  }

  /** How near pixel i is to a rim, 0 to 1: what is moved there would show the rim twice. */
  float near(int i) {
    return any && inside(i) ? near[i] : 0;
  }

  private boolean inside(int i) {
    int x = i % width;
    int y = i / width;
    return x >= left && x < right && y >= top && y < bottom;
  }

  /** Lays faint rims on the persona's pixels from {@code from} to {@code end}, of one row. */
  void lay(int from, int end, float[][] persona) {
    int y = from / width;
    if (!any || y < top || y >= bottom) {
      return;
    }
    for (int i = Math.max(from, y * width + left); i < Math.min(end, y * width + right); i++) {
      for (int c = 0; c < 3 && mask[i] > 0; c++) {
        float v = persona[c][i] * (1 + mask[i] * (ratio[c][i] - 1));
        persona[c][i] = v > 255 ? 255 : v;
      }
    }
  }
}
