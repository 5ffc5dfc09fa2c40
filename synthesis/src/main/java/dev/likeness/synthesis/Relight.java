package dev.likeness.synthesis;

/**
 * Gives one skin the other's light: the low frequencies of the target's skin replace those of the
 * source's, per channel, and what the source shows beyond them (pores, lines, brows, shine) is put
 * back on top. Where the target is darker the detail is scaled down with it, as albedo and shading
 * multiply (quotient image: Riklin-Raviv and Shashua 1999); where it is lighter, dark detail is
 * raised a little and bright detail is lowered, because on dark skin that is shine, which adds to
 * the colour under it and would turn to metal when multiplied. All channels of a detail are scaled
 * alike, so that grey brows stay grey. Places without skin take their neighbours' (normalised
 * convolution: Knutsson and Westin 1993). Buffers are reused. Not thread-safe.
 */
final class Relight {
  private static final float FLOOR = 6;

  /** The powers of a brightening that dark and bright detail follow. */
  private static final float RAISE = .1f;

  private static final float LOWER = -.4f;

  /** How much of its colour shine takes from the target's light, where skins differ. */
  private static final float SHINE = .8f;

  /** How much of that dark detail takes: a black beard's grey looks blue on reddish skin. */
  private static final float STAIN = .6f;

  /** From here on detail near the border is a spot, 8-bit units. */
  private static final float SPOT = 16;

  /** How far from the target's tone the middle of the face may be, 8-bit units. */
  private static final float TONE = 22;

  /** Source and target, three channels each, and the gains of dark and bright detail. */
  private static final int FIELDS = 8;

  private static final int DARK = 6;
  private static final int BRIGHT = 7;

  /** The least that is left of detail at the border of a face whose own is smooth. */
  private static final float LEAST = .7f;

  /** How much detail there is at the border, target and source, and how much of it is drawn. */
  private float borderTarget;

  private float borderSource;
  private float edge = 1;

  private int cols;
  private int rows;
  private float cell;
  private float[] weight = new float[0];
  private float[][] target = new float[3][0];
  private float[][] source = new float[3][0];
  private float[] count = new float[0];
  private float[] taken = new float[0];
  private float[] centre = new float[0];
  private float[] dark = new float[0];
  private float[] bright = new float[0];
  private float[] scratch = new float[0];
  private float[][] lines = new float[FIELDS][0];
  private float[][] buffer = new float[7][0];

  /** The column that {@link #lines} begin with. */
  private int first;

  private float[][] above = new float[FIELDS][0];
  private float[][] below = new float[FIELDS][0];

  /** The row of cells that {@link #above} shows, and its columns; −1 for none. */
  private int expanded = -1;

  private int width;
  private int expandedFrom;
  private int expandedEnd;

  /** Starts a field over {@code width × height} pixels with cells of {@code cell} pixels. */
  void start(int width, int height, float cell) {
    this.cell = cell;
    this.width = width;
    expanded = -1;
    borderTarget = 0;
    borderSource = 0;
    edge = 1;
    cols = (int) Math.ceil(width / cell) + 1;
    rows = (int) Math.ceil(height / cell) + 1;
    int n = cols * rows;
    if (weight.length < n) {
      weight = new float[n];
      scratch = new float[n];
      target = new float[3][n];
      source = new float[3][n];
      count = new float[n];
      taken = new float[n];
      centre = new float[n];
      dark = new float[n];
      bright = new float[n];
    }
    for (int i = 0; i < n; i++) {
      weight[i] = 0;
      count[i] = 0;
      taken[i] = 0;
      centre[i] = 0;
      for (int c = 0; c < 3; c++) {
        target[c][i] = 0;
        source[c][i] = 0;
      }
    }
  }

  /** Counts a pixel that shows skin in both pictures, {@code m} of it in the middle of the face. */
  void add(
      int x, int y, float w, float m, float tr, float tg, float tb, float sr, float sg, float sb) {
    int i = (int) (y / cell + .5f) * cols + (int) (x / cell + .5f);
    weight[i] += w;
    centre[i] += w * m;
    target[0][i] += w * tr;
    target[1][i] += w * tg;
    target[2][i] += w * tb;
    source[0][i] += w * sr;
    source[1][i] += w * sg;
    source[2][i] += w * sb;
  }

  /**
   * Blurs both: with a Gaussian of {@code near} pixels at the border of the face, where its light
   * has to be the target's closely, and of {@code wide} pixels in its middle, whose relief is the
   * person's own.
   */
  void solve(float near, float wide) {
    expanded = -1;
    int n = cols * rows;
    float total = 0;
    float[] meanT = new float[3];
    float[] meanS = new float[3];
    for (int i = 0; i < n; i++) {
      total += weight[i];
      for (int c = 0; c < 3; c++) {
        meanT[c] += target[c][i];
        meanS[c] += source[c][i];
      }
    }
    // A little of the mean everywhere, so that cells far from any skin fall back to it.
    float prior = 1e-3f * Math.max(total, 1e-3f) / n;
    for (int i = 0; i < n; i++) {
      weight[i] += prior;
      for (int c = 0; c < 3; c++) {
        target[c][i] += prior * meanT[c] / Math.max(total, 1e-6f);
        source[c][i] += prior * meanS[c] / Math.max(total, 1e-6f);
      }
    }
    float s = near / cell;
    float w = wide / cell;
    System.arraycopy(weight, 0, taken, 0, n);
    blur(taken, w);
    blur(weight, s);
    blur(centre, s);
    for (int c = 0; c < 3; c++) {
      mix(target[c], s, w);
      mix(source[c], s, w);
    }
    for (int i = 0; i < n; i++) {
      taken[i] = 0;
      float g = (luma(target, i) + FLOOR) / (luma(source, i) + FLOOR);
      dark[i] = g < 1 ? Math.max(g, .15f) : (float) Math.pow(Math.min(g, 6), RAISE);
      bright[i] = g < 1 ? dark[i] : (float) Math.pow(Math.min(g, 6), LOWER);
    }
  }

  /** The field's means, near ones at the border and wide ones in the middle. */
  private void mix(float[] field, float near, float wide) {
    int n = cols * rows;
    System.arraycopy(field, 0, count, 0, n);
    blur(count, wide);
    blur(field, near);
    for (int i = 0; i < n; i++) {
      float m = Math.min(1, centre[i] / weight[i]);
      field[i] = field[i] / weight[i] + m * (count[i] / taken[i] - field[i] / weight[i]);
      count[i] = 0;
    }
  }

  /** Counts what the lowering of bright detail takes from a pixel of the row made ready. */
  void check(int x, int y, float w, float red, float green, float blue) {
    int i = (int) (y / cell + .5f) * cols + (int) (x / cell + .5f);
    count[i] += w;
    int at = x - first;
    float r = red - lines[0][at];
    float g = green - lines[1][at];
    float b = blue - lines[2][at];
    float detail = .3f * r + .59f * g + .11f * b;
    if (detail > 0) {
      taken[i] += w * detail * (lines[DARK][at] - lines[BRIGHT][at]);
    }
  }

  /**
   * Counts how much detail a pixel of the row made ready shows at the border, in both pictures.
   *
   * @param m how much it belongs to the middle
   * @param target its brightness in the target, {@code source} in the source
   */
  void border(int x, float w, float m, float target, float source) {
    int at = x - first;
    float t = target - (.3f * lines[3][at] + .59f * lines[4][at] + .11f * lines[5][at]);
    float s = source - (.3f * lines[0][at] + .59f * lines[1][at] + .11f * lines[2][at]);
    borderTarget += w * (1 - m) * Math.abs(t);
    borderSource += w * (1 - m) * Math.abs(s) * lines[s < 0 ? DARK : BRIGHT][at];
  }

  /**
   * Gives back, as even light, what the lowering of bright detail took, so that skin is as bright.
   */
  void settle(float sigma) {
    expanded = -1;
    edge = Math.max(LEAST, Math.min((borderTarget + .1f) / (borderSource + .1f), 1));
    int n = cols * rows;
    float s = sigma / cell;
    blur(count, s);
    blur(taken, s);
    for (int i = 0; i < n; i++) {
      float even = 1 + taken[i] / (count[i] + 1e-3f) / (luma(target, i) + 1);
      for (int c = 0; c < 3; c++) {
        target[c][i] *= even;
      }
    }
  }

  /** How bright the persona's skin is in the mean. */
  float skin() {
    double sum = 0;
    for (int i = 0; i < cols * rows; i++) {
      sum += luma(source, i);
    }
    return (float) (sum / (cols * rows));
  }

  private static float luma(float[][] planes, int i) {
    return .3f * planes[0][i] + .59f * planes[1][i] + .11f * planes[2][i];
  }

  /** Makes ready for {@link #apply} along one row of pixels. */
  void row(int y, int width) {
    row(y, 0, width);
  }

  /**
   * Likewise from column {@code from} to {@code end}; cheap where rows come one after the other.
   */
  void row(int y, int from, int end) {
    if (lines[0].length < Math.max(end, width)) {
      lines = new float[FIELDS][Math.max(end, width)];
      above = new float[FIELDS][Math.max(end, width)];
      below = new float[FIELDS][Math.max(end, width)];
      expanded = -1;
    }
    float fy = y / cell;
    int r = Math.min((int) fy, rows - 2);
    if (r != expanded || from < expandedFrom || end > expandedEnd) {
      boolean next =
          r == expanded + 1 && expanded >= 0 && from >= expandedFrom && end <= expandedEnd;
      if (!next) {
        expandedFrom = 0;
        expandedEnd = Math.max(end, width);
      }
      expanded = r;
      for (int f = 0; f < FIELDS; f++) {
        float[] field = field(f);
        if (next) {
          float[] free = above[f];
          above[f] = below[f];
          below[f] = free;
        } else {
          expand(field, r, above[f]);
        }
        expand(field, r + 1, below[f]);
      }
    }
    first = from;
    for (int f = 0; f < FIELDS; f++) {
      between(above[f], below[f], fy - r, from, end - from, lines[f]);
    }
  }

  /** A channel of the persona's skin along the row made ready, from its first column on. */
  float[] skin(int channel) {
    return lines[channel];
  }

  /** Likewise of the target's. */
  float[] light(int channel) {
    return lines[3 + channel];
  }

  private float[] field(int f) {
    return f < 3 ? source[f] : f < 6 ? target[f - 3] : f == DARK ? dark : bright;
  }

  /** A row of cells, for each column of pixels. */
  private void expand(float[] field, int row, float[] out) {
    int a = row * cols;
    for (int x = expandedFrom; x < expandedEnd; ) {
      int col = (int) (x / cell);
      float slope = (field[a + col + 1] - field[a + col]) / cell;
      float left = field[a + col] - slope * (col * cell);
      int next = Math.min(expandedEnd, Math.max(x + 1, (int) Math.ceil((col + 1) * cell)));
      for (; x < next; x++) {
        out[x] = left + x * slope;
      }
    }
  }

  private static void between(float[] a, float[] b, float part, int from, int n, float[] out) {
    for (int x = 0; x < n; x++) {
      out[x] = a[from + x] + part * (b[from + x] - a[from + x]);
    }
  }

  /**
   * Source pixels in the target's light, in place, along the columns of the row made ready. A pixel
   * is given {@code tone · middle} of its own tone back, within {@value #TONE} of the target's.
   *
   * @param at the index in the planes of the first of these columns
   * @param alike 1 where the detail at the border is to be like the target's, 0 in the forehead,
   *     whose lines stay and whose shine is lowered there
   */
  void apply(int at, int n, float[][] planes, float[] middle, float tone, float alike) {
    float least = 1 - alike * (1 - edge);
    if (buffer[0].length < n) {
      buffer = new float[7][lines[0].length];
    }
    float[] gain = buffer[3];
    float[] dye = buffer[4];
    float[] tint = buffer[5];
    float[] share = buffer[6];
    System.arraycopy(middle, at, share, 0, n);
    for (int c = 0; c < 3; c++) {
      System.arraycopy(planes[c], at, buffer[c], 0, n);
      less(buffer[c], lines[c], n);
    }
    luma(buffer[0], buffer[1], buffer[2], 0, gain, n);
    if (least < 1) {
      damp(gain, buffer, share, least, n);
    }
    luma(lines[3], lines[4], lines[5], 1, tint, n);
    unlike(lines, dye, n);
    if (alike < 1) {
      soften(gain, buffer, share, dye, .9f * (1 - alike), n);
    }
    gains(gain, tint, lines[DARK], lines[BRIGHT], dye, n);
    for (int c = 0; c < 3; c++) {
      light(buffer[c], lines[3 + c], gain, dye, tint, n);
      if (tone > 0) {
        keepTone(buffer[c], lines[c], lines[3 + c], share, tone, n);
      }
      System.arraycopy(buffer[c], 0, planes[c], at, n);
    }
  }

  // The loops below are plain, and their arrays begin at 0, so that they run on vectors. Math.min
  // and max would keep them from it.

  private static void less(float[] from, float[] line, int n) {
    for (int x = 0; x < n; x++) {
      from[x] -= line[x];
    }
  }

  /** Takes detail at the border to so much of it as the target has there. */
  private static void damp(float[] luma, float[][] detail, float[] share, float edge, int n) {
    float[] r = detail[0];
    float[] g = detail[1];
    float[] b = detail[2];
    for (int x = 0; x < n; x++) {
      float m = 3 * share[x];
      float k = edge + (1 - edge) * .5f * (m + 1 - Math.abs(m - 1)); // m, at most 1
      luma[x] *= k;
      r[x] *= k;
      g[x] *= k;
      b[x] *= k;
    }
  }

  /**
   * Lowers what shines near the border where skins differ, by {@code most} at the most: a white
   * spot there belongs neither to the face nor to what is around it.
   */
  private static void soften(
      float[] luma, float[][] detail, float[] share, float[] dye, float most, int n) {
    float[] r = detail[0];
    float[] g = detail[1];
    float[] b = detail[2];
    for (int x = 0; x < n; x++) {
      float over = luma[x] - SPOT * (1 + 4 * share[x]);
      over = .5f * (over + Math.abs(over));
      float k = 1 - most * dye[x] * over / (Math.abs(luma[x]) + 1);
      luma[x] *= k;
      r[x] *= k;
      g[x] *= k;
      b[x] *= k;
    }
  }

  private static void luma(float[] r, float[] g, float[] b, float floor, float[] out, int n) {
    for (int x = 0; x < n; x++) {
      out[x] = .3f * r[x] + .59f * g[x] + .11f * b[x] + floor;
    }
  }

  /** From 0 where both skins have one colour to {@link #SHINE} where they differ plainly. */
  private static void unlike(float[][] lines, float[] out, int n) {
    float[] sr = lines[0];
    float[] sb = lines[2];
    float[] tr = lines[3];
    float[] tb = lines[5];
    for (int x = 0; x < n; x++) {
      float apart = Math.abs(tr[x] - sr[x]) + Math.abs(tb[x] - sb[x]);
      apart = 8 * apart / (tr[x] + sr[x] + tb[x] + sb[x] + 1);
      out[x] = .5f * SHINE * (apart + 1 - Math.abs(apart - 1));
    }
  }

  /**
   * Takes details to their gain, and the target's brightness to what the detail is against it. On
   * much lighter or other skin, dark detail has that skin's tint: its own would look dyed there. So
   * has shine on any other skin.
   *
   * @param tint the target's brightness, replaced by the detail against it
   * @param dye how much of the target's tint shine takes, replaced by how much this detail does
   */
  private static void gains(
      float[] detail, float[] tint, float[] dark, float[] bright, float[] dye, int n) {
    for (int x = 0; x < n; x++) {
      tint[x] = detail[x] / tint[x];
    }
    for (int x = 0; x < n; x++) {
      float positive = .5f + .5f * detail[x] / (Math.abs(detail[x]) + 1e-6f);
      detail[x] = dark[x] + positive * (bright[x] - dark[x]);
      float lighter = (dark[x] - 1) * 3;
      float paler = .5f * (Math.abs(lighter) - Math.abs(lighter - .8f) + .8f); // from 0 to .8
      float stain = STAIN * dye[x];
      paler = .5f * (paler + stain + Math.abs(paler - stain)); // the larger
      dye[x] = paler + positive * (dye[x] - paler);
    }
  }

  private static void light(
      float[] plane, float[] target, float[] gain, float[] dye, float[] tint, int n) {
    for (int x = 0; x < n; x++) {
      float v = plane[x];
      plane[x] = target[x] + gain[x] * (v + dye[x] * (tint[x] * target[x] - v));
    }
  }

  private static void keepTone(
      float[] plane, float[] source, float[] target, float[] share, float tone, int n) {
    for (int x = 0; x < n; x++) {
      float t = tone * share[x] * (source[x] - target[x]);
      plane[x] += .5f * (Math.abs(t + TONE) - Math.abs(t - TONE)); // from −TONE to TONE
    }
  }

  private void blur(float[] v, float sigma) {
    int radius = Math.max(1, (int) Math.ceil(2.5f * sigma));
    float[] k = new float[radius + 1];
    for (int i = 0; i <= radius; i++) {
      k[i] = (float) Math.exp(-.5 * i * i / (sigma * sigma));
    }
    // What lies outside counts as nothing, as weights are blurred the same way.
    int n = cols * rows;
    scaled(v, n, k[0], scratch);
    for (int y = 0; y < rows; y++) {
      int row = y * cols;
      for (int j = 1; j < Math.min(k.length, cols); j++) {
        add(v, row, scratch, row + j, cols - j, k[j]);
        add(v, row + j, scratch, row, cols - j, k[j]);
      }
    }
    scaled(scratch, n, k[0], v);
    for (int j = 1; j < Math.min(k.length, rows); j++) {
      add(scratch, 0, v, j * cols, n - j * cols, k[j]);
      add(scratch, j * cols, v, 0, n - j * cols, k[j]);
    }
  }

  private static void scaled(float[] in, int n, float k, float[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = k * in[i];
    }
  }

  private static void add(float[] in, int from, float[] out, int to, int n, float k) {
    for (int i = 0; i < n; i++) {
      out[to + i] += k * in[from + i];
    }
  }
}
