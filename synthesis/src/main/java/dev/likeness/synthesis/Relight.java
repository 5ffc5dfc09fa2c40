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

  /** How far from the target's tone the middle of the face may be, 8-bit units. */
  private static final float TONE = 22;

  private int cols;
  private int rows;
  private float cell;
  private float[] weight = new float[0];
  private float[][] target = new float[3][0];
  private float[][] source = new float[3][0];
  private float[] count = new float[0];
  private float[] taken = new float[0];
  private float[] dark = new float[0];
  private float[] bright = new float[0];
  private float[] scratch = new float[0];
  private float[][] lines = new float[8][0];

  /** Starts a field over {@code width × height} pixels with cells of {@code cell} pixels. */
  void start(int width, int height, float cell) {
    this.cell = cell;
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
      dark = new float[n];
      bright = new float[n];
    }
    for (int i = 0; i < n; i++) {
      weight[i] = 0;
      count[i] = 0;
      taken[i] = 0;
      for (int c = 0; c < 3; c++) {
        target[c][i] = 0;
        source[c][i] = 0;
      }
    }
  }

  /** Counts a pixel that shows skin in both pictures. */
  void add(int x, int y, float w, float tr, float tg, float tb, float sr, float sg, float sb) {
    int i = (int) (y / cell + .5f) * cols + (int) (x / cell + .5f);
    weight[i] += w;
    target[0][i] += w * tr;
    target[1][i] += w * tg;
    target[2][i] += w * tb;
    source[0][i] += w * sr;
    source[1][i] += w * sg;
    source[2][i] += w * sb;
  }

  /** Blurs both with a Gaussian of {@code sigma} pixels. */
  void solve(float sigma) {
    int n = cols * rows;
    float s = sigma / cell;
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
    blur(weight, s);
    for (int c = 0; c < 3; c++) {
      blur(target[c], s);
      blur(source[c], s);
    }
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < 3; c++) {
        source[c][i] /= weight[i];
        target[c][i] /= weight[i];
      }
      float g = (luma(target, i) + FLOOR) / (luma(source, i) + FLOOR);
      dark[i] = g < 1 ? Math.max(g, .15f) : (float) Math.pow(Math.min(g, 6), RAISE);
      bright[i] = g < 1 ? dark[i] : (float) Math.pow(Math.min(g, 6), LOWER);
    }
  }

  /** Whether bright detail is lowered anywhere, so that {@link #settle} has something to do. */
  boolean uneven() {
    for (int i = 0; i < cols * rows; i++) {
      if (bright[i] < .98f * dark[i]) {
        return true;
      }
    }
    return false;
  }

  /** Counts what the lowering of bright detail takes from a pixel of the row made ready. */
  void check(int x, int y, float w, float red, float green, float blue) {
    int i = (int) (y / cell + .5f) * cols + (int) (x / cell + .5f);
    count[i] += w;
    float r = red - lines[0][x];
    float g = green - lines[1][x];
    float b = blue - lines[2][x];
    float detail = .3f * r + .59f * g + .11f * b;
    if (detail > 0) {
      taken[i] += w * detail * (lines[6][x] - lines[7][x]);
    }
  }

  /**
   * Gives back, as even light, what the lowering of bright detail took, so that skin is as bright.
   */
  void settle(float sigma) {
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

  private static float luma(float[][] planes, int i) {
    return .3f * planes[0][i] + .59f * planes[1][i] + .11f * planes[2][i];
  }

  /** Makes ready for {@link #apply} along one row of pixels. */
  void row(int y, int width) {
    if (lines[0].length < width) {
      lines = new float[8][width];
    }
    float fy = y / cell;
    int r = Math.min((int) fy, rows - 2);
    fy -= r;
    for (int c = 0; c < 3; c++) {
      line(source[c], r, fy, lines[c], width);
      line(target[c], r, fy, lines[3 + c], width);
    }
    line(dark, r, fy, lines[6], width);
    line(bright, r, fy, lines[7], width);
  }

  /** A source pixel in the target's light, at column x of the row made ready. */
  void apply(int x, float red, float green, float blue, float[] out) {
    float r = red - lines[0][x];
    float g = green - lines[1][x];
    float b = blue - lines[2][x];
    float detail = .3f * r + .59f * g + .11f * b;
    float k = lines[detail < 0 ? 6 : 7][x];
    float tr = lines[3][x];
    float tg = lines[4][x];
    float tb = lines[5][x];
    // On much lighter skin, detail has that skin's tint: its own would look dyed there.
    float dye = Math.max(0, Math.min((lines[6][x] - 1) * 3, .8f));
    float tint = detail / (.3f * tr + .59f * tg + .11f * tb + 1);
    out[0] = tr + k * (r + dye * (tint * tr - r));
    out[1] = tg + k * (g + dye * (tint * tg - g));
    out[2] = tb + k * (b + dye * (tint * tb - b));
  }

  /**
   * Gives a lit pixel back {@code share} of its own tone, within {@value #TONE} of the target's.
   */
  void keepTone(int x, float share, float[] rgb) {
    if (share > 0) {
      for (int c = 0; c < 3; c++) {
        float tone = share * (lines[c][x] - lines[3 + c][x]);
        rgb[c] += Math.max(-TONE, Math.min(tone, TONE));
      }
    }
  }

  private void line(float[] field, int row, float fy, float[] out, int width) {
    int a = row * cols;
    int b = a + cols;
    int col = -1;
    float left = 0;
    float slope = 0;
    for (int x = 0; x < width; x++) {
      float fx = x / cell;
      if ((int) fx != col) {
        col = (int) fx;
        left = field[a + col] + fy * (field[b + col] - field[a + col]);
        slope = field[a + col + 1] + fy * (field[b + col + 1] - field[a + col + 1]) - left;
      }
      out[x] = left + (fx - col) * slope;
    }
  }

  private void blur(float[] v, float sigma) {
    int radius = Math.max(1, (int) Math.ceil(2.5f * sigma));
    float[] k = new float[radius + 1];
    for (int i = 0; i <= radius; i++) {
      k[i] = (float) Math.exp(-.5 * i * i / (sigma * sigma));
    }
    pass(v, scratch, rows, cols, cols, 1, k);
    pass(scratch, v, cols, rows, 1, cols, k);
  }

  /** One direction; what lies outside counts as nothing, as weights are blurred the same way. */
  private static void pass(
      float[] in, float[] out, int lines, int n, int lineStep, int step, float[] k) {
    for (int l = 0; l < lines; l++) {
      int base = l * lineStep;
      for (int i = 0; i < n; i++) {
        float sum = k[0] * in[base + i * step];
        for (int j = 1; j < k.length; j++) {
          if (i - j >= 0) {
            sum += k[j] * in[base + (i - j) * step];
          }
          if (i + j < n) {
            sum += k[j] * in[base + (i + j) * step];
          }
        }
        out[base + i * step] = sum;
      }
    }
  }
}
