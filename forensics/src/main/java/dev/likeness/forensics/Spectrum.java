package dev.likeness.forensics;

/**
 * The mean logarithm of the power spectrum over 64×64 blocks (Welch 1967, Hann window, half
 * overlapping). The logarithm is taken before the mean, so that one edge does not drown the rest.
 * Immutable.
 */
final class Spectrum {
  static final int SIDE = 64;
  private static final double FLOOR = 1;
  private static final float[] WINDOW = new float[SIDE];
  private static final float[] COS = new float[SIDE / 2];
  private static final float[] SIN = new float[SIDE / 2];

  static {
    for (int i = 0; i < SIDE; i++) {
      WINDOW[i] = (float) (.5 - .5 * Math.cos(2 * Math.PI * (i + .5) / SIDE));
    }
    for (int k = 0; k < SIDE / 2; k++) {
      COS[k] = (float) Math.cos(2 * Math.PI * k / SIDE);
      SIN[k] = (float) -Math.sin(2 * Math.PI * k / SIDE);
    }
  }

  /** Row v, column u; frequencies u, v from 0 to 63, so that u and 64 − u are one. */
  private final float[] log;

  private Spectrum(float[] log) {
    this.log = log;
  }

  /**
   * @throws IllegalArgumentException where the plane is smaller than a block
   */
  static Spectrum of(float[] plane, int width, int height) {
    if (width < SIDE || height < SIDE) {
      throw new IllegalArgumentException("a plane of " + width + "×" + height);
    }
    float[] sum = new float[SIDE * SIDE];
    float[] re = new float[SIDE * SIDE];
    float[] im = new float[SIDE * SIDE];
    int nx = Math.max(1, (width - SIDE) / (SIDE / 2) + 1);
    int ny = Math.max(1, (height - SIDE) / (SIDE / 2) + 1);
    for (int by = 0; by < ny; by++) {
      for (int bx = 0; bx < nx; bx++) {
        int x0 = nx == 1 ? (width - SIDE) / 2 : bx * (width - SIDE) / (nx - 1);
        int y0 = ny == 1 ? (height - SIDE) / 2 : by * (height - SIDE) / (ny - 1);
        load(plane, width, x0, y0, re, im);
        transform(re, im);
        add(re, im, sum, 1f / (nx * ny));
      }
    }
    return new Spectrum(sum);
  }

  private static void load(float[] plane, int width, int x0, int y0, float[] re, float[] im) {
    double mean = 0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        mean += plane[(y0 + y) * width + x0 + x];
      }
    }
    float m = (float) (mean / (SIDE * SIDE));
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        re[y * SIDE + x] = (plane[(y0 + y) * width + x0 + x] - m) * WINDOW[x] * WINDOW[y];
      }
    }
    java.util.Arrays.fill(im, 0);
  }

  private static void add(float[] re, float[] im, float[] sum, float share) {
    for (int i = 0; i < sum.length; i++) {
      double p = (re[i] * re[i] + im[i] * im[i]) / (SIDE * SIDE) * 16;
      sum[i] += share * (float) Math.log(p + FLOOR / 16);
    }
  }

  private static void transform(float[] re, float[] im) {
    for (int y = 0; y < SIDE; y++) {
      line(re, im, y * SIDE, 1);
    }
    for (int x = 0; x < SIDE; x++) {
      line(re, im, x, SIDE);
    }
  }

  /** One line in place, radix 2 (Cooley and Tukey 1965). */
  private static void line(float[] re, float[] im, int at, int step) {
    for (int i = 1, j = 0; i < SIDE; i++) {
      int bit = SIDE >> 1;
      for (; (j & bit) != 0; bit >>= 1) {
        j ^= bit;
      }
      j ^= bit;
      if (i < j) {
        int p = at + i * step;
        int q = at + j * step;
        float t = re[p];
        re[p] = re[q];
        re[q] = t;
        t = im[p];
        im[p] = im[q];
        im[q] = t;
      }
    }
    for (int len = 2; len <= SIDE; len <<= 1) {
      for (int k = 0; k < len / 2; k++) {
        float c = COS[k * (SIDE / len)];
        float s = SIN[k * (SIDE / len)];
        for (int i = k; i < SIDE; i += len) {
          int p = at + i * step;
          int o = at + (i + len / 2) * step;
          float x = re[o] * c - im[o] * s;
          float y = re[o] * s + im[o] * c;
          re[o] = re[p] - x;
          im[o] = im[p] - y;
          re[p] += x;
          im[p] += y;
        }
      }
    }
  }

  /** Logarithm of the power at a frequency, in cycles per 64 pixels; wraps. */
  float at(int u, int v) {
    return log[(v & SIDE - 1) * SIDE + (u & SIDE - 1)];
  }

  /** Means over rings of equal frequency, {@code bins} from 0 to the corner at 32·√2. */
  float[] rings(int bins) {
    float[] sum = new float[bins];
    int[] n = new int[bins];
    double most = SIDE / 2 * Math.sqrt(2) + 1e-6;
    for (int v = -SIDE / 2; v < SIDE / 2; v++) {
      for (int u = -SIDE / 2; u < SIDE / 2; u++) {
        int b = (int) (Math.hypot(u, v) / most * bins);
        sum[b] += at(u, v);
        n[b]++;
      }
    }
    for (int b = 0; b < bins; b++) {
      sum[b] = n[b] == 0 ? 0 : sum[b] / n[b];
    }
    return sum;
  }

  /** How far a frequency stands above the median of those around it. */
  float peak(int u, int v) {
    float[] around = new float[40];
    int n = 0;
    for (int dv = -3; dv <= 3; dv++) {
      for (int du = -3; du <= 3; du++) {
        if (Math.abs(du) > 1 || Math.abs(dv) > 1) {
          around[n++] = at(u + du, v + dv);
        }
      }
    }
    java.util.Arrays.sort(around, 0, n);
    return at(u, v) - around[n / 2];
  }

  /**
   * The mean over a band of directions.
   *
   * @param from lowest ring, cycles per 64 pixels
   * @param to highest
   * @param kind 0 along x, 1 along y, 2 diagonal
   */
  float band(double from, double to, int kind) {
    double sum = 0;
    int n = 0;
    for (int v = -SIDE / 2; v < SIDE / 2; v++) {
      for (int u = -SIDE / 2; u < SIDE / 2; u++) {
        double r = Math.hypot(u, v);
        double turn = Math.atan2(Math.abs(v), Math.abs(u));
        int k = turn < Math.PI / 8 ? 0 : turn > 3 * Math.PI / 8 ? 1 : 2;
        if (r >= from && r < to && k == kind) {
          sum += at(u, v);
          n++;
        }
      }
    }
    return n == 0 ? 0 : (float) (sum / n);
  }
}
