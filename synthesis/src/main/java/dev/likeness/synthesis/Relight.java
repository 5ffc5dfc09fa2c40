package dev.likeness.synthesis;

/**
 * Gives one skin the other's light: per channel, the ratio of the two pictures' low frequencies
 * over the skin that both show, as a smooth field of gains. Skin under a light reflects a product
 * of albedo and shading, so a ratio carries tone and shading together and leaves pores, lines and
 * stubble in proportion (quotient image: Riklin-Raviv and Shashua 1999); nothing is shifted, so a
 * large gap between skin tones does not turn grey. Cells without skin take their neighbours' gain
 * (normalised convolution: Knutsson and Westin 1993). Buffers are reused. Not thread-safe.
 */
final class Relight {
  private static final float FLOOR = 6;
  private int cols;
  private int rows;
  private float cell;
  private float[] weight = new float[0];
  private float[][] target = new float[3][0];
  private float[][] source = new float[3][0];
  private float[][] gain = new float[3][0];
  private float[] scratch = new float[0];

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
      gain = new float[3][n];
    }
    for (int i = 0; i < n; i++) {
      weight[i] = 0;
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

  /**
   * Blurs both with a Gaussian of {@code sigma} pixels and divides. {@code strength} 1 takes the
   * target's light and tone wholly, 0 leaves the source as it is.
   */
  void solve(float sigma, float strength) {
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
      for (int i = 0; i < n; i++) {
        float t = target[c][i] / weight[i];
        float o = source[c][i] / weight[i];
        float g = (t + FLOOR) / (o + FLOOR);
        gain[c][i] = 1 + strength * (Math.max(.15f, Math.min(g, 5)) - 1);
      }
    }
  }

  /** The gains along one row of pixels: bilinear between cell centres. */
  void row(int y, int channel, float[] out, int width) {
    float fy = y / cell;
    int r = Math.min((int) fy, rows - 2);
    fy -= r;
    float[] g = gain[channel];
    int a = r * cols;
    int b = a + cols;
    for (int x = 0; x < width; x++) {
      float fx = x / cell;
      int c = (int) fx;
      fx -= c;
      float top = g[a + c] + fx * (g[a + c + 1] - g[a + c]);
      float low = g[b + c] + fx * (g[b + c + 1] - g[b + c]);
      out[x] = top + fy * (low - top);
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
