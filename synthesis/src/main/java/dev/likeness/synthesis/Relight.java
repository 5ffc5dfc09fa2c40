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

  /** How much lighter than the source's, as a logarithm, a skin begins to make its shade grey. */
  private static final float LIGHTER = .1f;

  /** And where it does in full. */
  private static final float MUCH_LIGHTER = .4f;

  /** How red skin is, against its blue, that would be grey in shade, and that would not. */
  private static final float PALE = 1.3f;

  private static final float RUDDY = 1.7f;

  /** Source and target, three channels each, and the gains of dark and bright detail. */
  private static final int FIELDS = 8;

  private static final int DARK = 6;
  private static final int BRIGHT = 7;

  /** How much darker than the source's, as a logarithm, a skin's own light begins to count. */
  private static final float DARKER = .1f;

  /** And where it counts in full. */
  private static final float MUCH_DARKER = .35f;

  /** A skin's mean brightness up to which it counts in full, 8-bit units. */
  private static final float DEEP_SKIN = 108;

  /** And from which it does not count. */
  private static final float FAIR_SKIN = 128;

  /**
   * How soft light and relief are then taken, target and source, as shares of what else they are.
   */
  private static final float DEEP = .1f;

  private static final float RELIEF = .25f;

  /** How soft that skin's shine is laid on it, likewise, and how much of it. */
  private static final float GLOSS = .03f;

  private static final float GLOSSY = .6f;

  /** The least that is left of detail at the border of a face whose own is smooth. */
  private static final float LEAST = .7f;

  /** How much detail there is at the border, target and source, and how much of it is drawn. */
  private float borderTarget;

  private float borderSource;
  private float edge = 1;

  /** How much brighter the target's skin is, as a logarithm. */
  private float apart;

  /** From 0 to 1 where it is much lighter and pale, so that the source's shade is grey on it. */
  private float grey;

  private int cols;
  private int rows;
  private float cell;
  private float[] weight = new float[0];
  private float[][] target = new float[3][0];
  private float[][] source = new float[3][0];
  private float[] count = new float[0];
  private float[] taken = new float[0];
  private float[] centre = new float[0];
  private float[] shine = new float[0];
  private float[] shone = new float[0];
  private float[] deeper = new float[0];
  private float[] dark = new float[0];
  private float[] bright = new float[0];
  private final CellBlur blur = new CellBlur();
  private final Shine white = new Shine();
  private final CellRows field = new CellRows(FIELDS);

  /** What {@link #field} shows: source, target, and the gains of detail. */
  private final float[][] fields = new float[FIELDS][];

  private float[][] buffer = new float[7][0];

  /** Starts a field over {@code width × height} pixels with cells of {@code cell} pixels. */
  void start(int width, int height, float cell) {
    this.cell = cell;
    borderTarget = 0;
    borderSource = 0;
    edge = 1;
    cols = (int) Math.ceil(width / cell) + 1;
    rows = (int) Math.ceil(height / cell) + 1;
    int n = cols * rows;
    blur.size(cols, rows);
    field.start(cols, rows, cell, width);
    if (weight.length < n) {
      weight = new float[n];
      target = new float[3][n];
      source = new float[3][n];
      count = new float[n];
      taken = new float[n];
      centre = new float[n];
      shine = new float[n];
      shone = new float[n];
      deeper = new float[n];
      dark = new float[n];
      bright = new float[n];
    }
    for (int c = 0; c < 3; c++) {
      fields[c] = source[c];
      fields[3 + c] = target[c];
    }
    fields[DARK] = dark;
    fields[BRIGHT] = bright;
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
   * person's own. On skin that is darker than the person's, that relief would be a grey haze: such
   * skin is deep in its colour and has shine, so its own light is taken more closely, and the
   * {@link Shine} in it is laid on apart.
   */
  void solve(float near, float wide) {
    field.changed();
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
    apart = (float) Math.log((luma(meanT) + 1) / (luma(meanS) + 1));
    grey =
        Rings.smooth(LIGHTER, MUCH_LIGHTER, apart)
            * (1 - Rings.smooth(PALE, RUDDY, (meanT[0] + 1) / (meanT[2] + 1)));
    float fair = Rings.smooth(DEEP_SKIN, FAIR_SKIN, luma(meanT) / Math.max(total, 1));
    float deep = (1 - fair) * Rings.smooth(DARKER, MUCH_DARKER, -apart);
    if (deep > 0) {
      white.part(target, weight, centre, deep, n, shine);
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
    float relief = wide * (1 + deep * (RELIEF - 1)) / cell;
    float light = wide * (1 + deep * (DEEP - 1)) / cell;
    System.arraycopy(weight, 0, taken, 0, n);
    blur.blur(taken, relief);
    float[] lit = taken;
    if (deep > 0) {
      lit = deeper;
      System.arraycopy(weight, 0, deeper, 0, n);
      blur.blur(deeper, light);
      System.arraycopy(weight, 0, shone, 0, n);
      blur.blur(shone, GLOSS * wide / cell);
      blur.blur(shine, GLOSS * wide / cell);
    }
    blur.blur(weight, s);
    blur.blur(centre, s);
    for (int c = 0; c < 3; c++) {
      mix(target[c], s, light, lit);
      mix(source[c], s, relief, taken);
    }
    for (int i = 0; i < n; i++) {
      taken[i] = 0;
      float g = (luma(target, i) + FLOOR) / (luma(source, i) + FLOOR);
      dark[i] = g < 1 ? Math.max(g, .15f) : (float) Math.pow(Math.min(g, 6), RAISE);
      bright[i] = g < 1 ? dark[i] : (float) Math.pow(Math.min(g, 6), LOWER);
    }
    for (int i = 0; i < n && deep > 0; i++) {
      for (int c = 0; c < 3; c++) {
        target[c][i] += GLOSSY * shine[i] / shone[i];
      }
    }
  }

  /**
   * The field's means, near ones at the border and wide ones in the middle.
   *
   * @param total the weights' wide sums
   */
  private void mix(float[] field, float near, float wide, float[] total) {
    int n = cols * rows;
    System.arraycopy(field, 0, count, 0, n);
    blur.blur(count, wide);
    blur.blur(field, near);
    for (int i = 0; i < n; i++) {
      float m = Math.min(1, centre[i] / weight[i]);
      field[i] = field[i] / weight[i] + m * (count[i] / total[i] - field[i] / weight[i]);
      count[i] = 0;
    }
  }

  /** Counts what the lowering of bright detail takes from a pixel of the row made ready. */
  void check(int x, int y, float w, float red, float green, float blue) {
    int i = (int) (y / cell + .5f) * cols + (int) (x / cell + .5f);
    count[i] += w;
    int at = x - field.first;
    float[][] lines = field.lines;
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
    int at = x - field.first;
    float[][] lines = field.lines;
    float t = target - (.3f * lines[3][at] + .59f * lines[4][at] + .11f * lines[5][at]);
    float s = source - (.3f * lines[0][at] + .59f * lines[1][at] + .11f * lines[2][at]);
    borderTarget += w * (1 - m) * Math.abs(t);
    borderSource += w * (1 - m) * Math.abs(s) * lines[s < 0 ? DARK : BRIGHT][at];
  }

  /**
   * Gives back, as even light, what the lowering of bright detail took, so that skin is as bright.
   */
  void settle(float sigma) {
    field.changed();
    edge = Math.max(LEAST, Math.min((borderTarget + .1f) / (borderSource + .1f), 1));
    int n = cols * rows;
    float s = sigma / cell;
    blur.blur(count, s);
    blur.blur(taken, s);
    for (int i = 0; i < n; i++) {
      float even = 1 + taken[i] / (count[i] + 1e-3f) / (luma(target, i) + 1);
      for (int c = 0; c < 3; c++) {
        target[c][i] *= even;
      }
    }
  }

  /** By how much the target's skin is brighter than the source's, as a logarithm. */
  float apart() {
    return apart;
  }

  /** How bright the persona's skin is in the mean. */
  float skin() {
    double sum = 0;
    for (int i = 0; i < cols * rows; i++) {
      sum += luma(source, i);
    }
    return (float) (sum / (cols * rows));
  }

  private static float luma(float[] colour) {
    return .3f * colour[0] + .59f * colour[1] + .11f * colour[2];
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
    field.row(fields, y, from, end);
  }

  /** A channel of the persona's skin along the row made ready, from its first column on. */
  float[] skin(int channel) {
    return field.lines[channel];
  }

  /** Likewise of the target's. */
  float[] light(int channel) {
    return field.lines[3 + channel];
  }

  /**
   * Source pixels in the target's light, in place, along the columns of the row made ready. A pixel
   * is given {@code tone · middle} of its own tone back, within a limit of the target's.
   *
   * @param at the index in the planes of the first of these columns
   * @param alike 1 where the detail at the border is to be like the target's, 0 in the forehead,
   *     whose lines stay and whose shine is lowered there
   */
  void apply(int at, int n, float[][] planes, float[] middle, float tone, float alike) {
    float least = 1 - alike * (1 - edge);
    float[][] lines = field.lines;
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
      Detail.less(buffer[c], lines[c], n);
    }
    Detail.luma(buffer[0], buffer[1], buffer[2], 0, gain, n);
    if (least < 1) {
      Detail.damp(gain, buffer, share, least, n);
    }
    Detail.luma(lines[3], lines[4], lines[5], 1, tint, n);
    Detail.unlike(lines, dye, n);
    if (alike < 1) {
      Detail.soften(gain, buffer, share, dye, .9f * (1 - alike), n);
    }
    Detail.gains(gain, tint, lines[DARK], lines[BRIGHT], dye, n);
    for (int c = 0; c < 3; c++) {
      Detail.light(buffer[c], lines[3 + c], gain, dye, tint, n);
      if (grey > 0) {
        Detail.warm(buffer[c], lines[3 + c], grey * Detail.WARMTH[c], n);
      }
      if (tone > 0) {
        Detail.keepTone(buffer[c], lines[c], lines[3 + c], share, tone, n);
      }
      System.arraycopy(buffer[c], 0, planes[c], at, n);
    }
  }
}
