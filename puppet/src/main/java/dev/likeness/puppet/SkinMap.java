package dev.likeness.puppet;

/**
 * A texture with seven channels a texel and its halved copies: albedo (3, linear), gloss, slope
 * along u and v, wetness. Immutable once built.
 */
final class SkinMap {
  static final int CHANNELS = 7;
  static final int RED = 0;
  static final int GREEN = 1;
  static final int BLUE = 2;
  static final int GLOSS = 3;
  static final int SLOPE_U = 4;
  static final int SLOPE_V = 5;
  static final int WET = 6;

  /** Slopes (centimetres of height a centimetre of skin) are kept within ±this. */
  static final float STEEPEST = 1.2f;

  private static final int LEVELS = 4;
  private final int size;
  private final byte[][] levels = new byte[LEVELS][];

  /**
   * @param texels size × size × CHANNELS, all 0 to 1 except slopes
   */
  SkinMap(int size, float[] texels) {
    this.size = size;
    float[] now = texels;
    int n = size;
    for (int l = 0; l < LEVELS; l++) {
      levels[l] = pack(now, n);
      now = half(now, n);
      n /= 2;
    }
  }

  private static byte[] pack(float[] t, int n) {
    byte[] out = new byte[n * n * CHANNELS];
    for (int i = 0; i < out.length; i++) {
      int c = i % CHANNELS;
      float v = t[i];
      float unit =
          c < 3
              ? (float) Math.sqrt(Math.max(0, v))
              : c == SLOPE_U || c == SLOPE_V ? .5f + .5f * v / STEEPEST : v;
      out[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, unit)));
    }
    return out;
  }

  private static float[] half(float[] t, int n) {
    int m = n / 2;
    float[] out = new float[m * m * CHANNELS];
    for (int y = 0; y < m; y++) {
      for (int x = 0; x < m; x++) {
        for (int c = 0; c < CHANNELS; c++) {
          int i = (2 * y * n + 2 * x) * CHANNELS + c;
          int d = n * CHANNELS;
          out[(y * m + x) * CHANNELS + c] =
              .25f * (t[i] + t[i + CHANNELS] + t[i + d] + t[i + d + CHANNELS]);
        }
      }
    }
    return out;
  }

  /** The copy whose texels are about as large as pixels. */
  int level(double texelsPerPixel) {
    double l = Math.log(Math.max(1, texelsPerPixel)) / Math.log(2);
    return Math.min(LEVELS - 1, (int) Math.round(Math.max(0, l - .35)));
  }

  /** Texels a centimetre of a face. */
  double texels() {
    return size * .78 / 15.5;
  }

  /** Bilinear sample at (u, v), into {@code out}. */
  void sample(int level, float u, float v, float[] out) {
    int n = size >> level;
    float x = u * n - .5f;
    float y = v * n - .5f;
    x = x < 0 ? 0 : Math.min(x, n - 1.001f);
    y = y < 0 ? 0 : Math.min(y, n - 1.001f);
    int ix = (int) x;
    int iy = (int) y;
    float fx = x - ix;
    float fy = y - iy;
    byte[] t = levels[level];
    int a = (iy * n + ix) * CHANNELS;
    int b = a + CHANNELS;
    int c = a + n * CHANNELS;
    int d = c + CHANNELS;
    float wa = (1 - fx) * (1 - fy);
    float wb = fx * (1 - fy);
    float wc = (1 - fx) * fy;
    float wd = fx * fy;
    for (int k = 0; k < CHANNELS; k++) {
      out[k] =
          (wa * (t[a + k] & 255)
                  + wb * (t[b + k] & 255)
                  + wc * (t[c + k] & 255)
                  + wd * (t[d + k] & 255))
              * (1 / 255f);
    }
    out[0] *= out[0];
    out[1] *= out[1];
    out[2] *= out[2];
    out[SLOPE_U] = (2 * out[SLOPE_U] - 1) * STEEPEST;
    out[SLOPE_V] = (2 * out[SLOPE_V] - 1) * STEEPEST;
  }
}
