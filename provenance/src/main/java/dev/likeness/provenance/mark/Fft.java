package dev.likeness.provenance.mark;

/**
 * The Fourier transform of pictures whose sides are powers of two, in place, real and imaginary
 * parts apart (Cooley and Tukey 1965, radix 2, decimation in time). Butterflies run over whole rows
 * of pixels, so that they run on vectors. Not scaled in either direction.
 */
final class Fft {
  private Fft() {}

  /** Transforms w × h values; both powers of two. */
  static void transform(float[] re, float[] im, int w, int h, boolean inverse) {
    columns(re, im, h, w, inverse);
    float[] tr = transposed(re, w, h);
    float[] ti = transposed(im, w, h);
    columns(tr, ti, w, h, inverse);
    System.arraycopy(transposed(tr, h, w), 0, re, 0, w * h);
    System.arraycopy(transposed(ti, h, w), 0, im, 0, w * h);
  }

  /** Transforms each of w columns of n values. */
  private static void columns(float[] re, float[] im, int n, int w, boolean inverse) {
    if (Integer.bitCount(n) != 1) {
      throw new IllegalArgumentException(n + " is no power of two");
    }
    int shift = 32 - Integer.numberOfTrailingZeros(n);
    for (int i = 1; i < n; i++) {
      int j = Integer.reverse(i) >>> shift;
      if (i < j) {
        swap(re, i * w, j * w, w);
        swap(im, i * w, j * w, w);
      }
    }
    for (int half = 1; half < n; half *= 2) {
      for (int k = 0; k < half; k++) {
        double angle = (inverse ? Math.PI : -Math.PI) * k / half;
        float c = (float) Math.cos(angle);
        float s = (float) Math.sin(angle);
        for (int i = k; i < n; i += 2 * half) {
          butterfly(re, im, i * w, (i + half) * w, w, c, s);
        }
      }
    }
  }

  private static void butterfly(float[] re, float[] im, int a, int b, int w, float c, float s) {
    for (int x = 0; x < w; x++) {
      float r = re[b + x] * c - im[b + x] * s;
      float i = re[b + x] * s + im[b + x] * c;
      re[b + x] = re[a + x] - r;
      im[b + x] = im[a + x] - i;
      re[a + x] += r;
      im[a + x] += i;
    }
  }

  private static void swap(float[] p, int a, int b, int w) {
    for (int x = 0; x < w; x++) {
      float t = p[a + x];
      p[a + x] = p[b + x];
      p[b + x] = t;
    }
  }

  private static float[] transposed(float[] p, int w, int h) {
    float[] t = new float[w * h];
    int block = 16;
    for (int y0 = 0; y0 < h; y0 += block) {
      for (int x0 = 0; x0 < w; x0 += block) {
        for (int y = y0; y < Math.min(y0 + block, h); y++) {
          for (int x = x0; x < Math.min(x0 + block, w); x++) {
            t[x * h + y] = p[y * w + x];
          }
        }
      }
    }
    return t;
  }
}
