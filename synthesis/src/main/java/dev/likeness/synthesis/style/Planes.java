package dev.likeness.synthesis.style;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;

/**
 * A picture as three planes: brightness Y of BT.601 from 0 to 255, and the colour differences Cb
 * and Cr around 0. Not thread-safe: planes may be written into by who made them.
 *
 * @param c width × height numbers each
 */
record Planes(int width, int height, float[][] c) {
  Planes(int width, int height) {
    this(width, height, new float[3][width * height]);
  }

  /** A picture at another size; shrunk with the mean of what falls on a pixel. */
  static Planes of(Picture p, int w, int h) {
    int n = Math.max(1, (int) Math.ceil(Math.max(1.0 * p.width() / w, 1.0 * p.height() / h)));
    Affine2 m = new Affine2(1.0 * p.width() / w, 0, 0, 0, 1.0 * p.height() / h, 0);
    return of(p.sample(m, w, h, Math.min(n, 8)));
  }

  static Planes of(Frame f) {
    Planes out = new Planes(f.width(), f.height());
    byte[] rgb = f.rgb();
    for (int i = 0; i < out.c[0].length; i++) {
      float r = rgb[3 * i] & 255;
      float g = rgb[3 * i + 1] & 255;
      float b = rgb[3 * i + 2] & 255;
      float y = .299f * r + .587f * g + .114f * b;
      out.c[0][i] = y;
      out.c[1][i] = (b - y) / 1.772f;
      out.c[2][i] = (r - y) / 1.402f;
    }
    return out;
  }

  Frame frame() {
    byte[] rgb = new byte[3 * c[0].length];
    for (int i = 0; i < c[0].length; i++) {
      float y = c[0][i];
      rgb[3 * i] = step(y + 1.402f * c[2][i]);
      rgb[3 * i + 1] = step(y - .344136f * c[1][i] - .714136f * c[2][i]);
      rgb[3 * i + 2] = step(y + 1.772f * c[1][i]);
    }
    return new Frame(width, height, rgb);
  }

  private static byte step(float v) {
    return (byte) (v <= 0 ? 0 : v >= 255 ? 255 : (int) (v + .5f));
  }

  /** Half the size, each pixel the mean of four; odd last rows and columns fall away. */
  Planes half() {
    Planes out = new Planes(width / 2, height / 2);
    for (int k = 0; k < 3; k++) {
      out.c[k] = halved(c[k], width, out.width, out.height);
    }
    return out;
  }

  static float[] halved(float[] p, int width, int w, int h) {
    float[] out = new float[w * h];
    for (int y = 0; y < h; y++) {
      int a = 2 * y * width;
      int b = a + width;
      for (int x = 0; x < w; x++) {
        out[y * w + x] = .25f * (p[a + 2 * x] + p[a + 2 * x + 1] + p[b + 2 * x] + p[b + 2 * x + 1]);
      }
    }
    return out;
  }

  /** Smoothed by three running means, which together are nearly a Gaussian. */
  Planes blurred(double sigma) {
    Planes out = new Planes(width, height);
    for (int k = 0; k < 3; k++) {
      out.c[k] = blurred(c[k], width, height, sigma);
    }
    return out;
  }

  static float[] blurred(float[] p, int w, int h, double sigma) {
    int r = (int) Math.round((Math.sqrt(4 * sigma * sigma + 1) - 1) / 2);
    if (r < 1) {
      return sigma < .3 ? p.clone() : small(p, w, h);
    }
    float[] a = p.clone();
    float[] b = new float[p.length];
    for (int i = 0; i < 3; i++) {
      rows(a, b, w, h, r);
      columns(b, a, w, h, r);
    }
    return a;
  }

  /** ¼ ½ ¼ both ways. */
  private static float[] small(float[] p, int w, int h) {
    float[] a = new float[p.length];
    float[] b = new float[p.length];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int i = y * w + x;
        a[i] = .25f * (p[x > 0 ? i - 1 : i] + 2 * p[i] + p[x + 1 < w ? i + 1 : i]);
      }
    }
    for (int i = 0; i < p.length; i++) {
      b[i] = .25f * (a[i >= w ? i - w : i] + 2 * a[i] + a[i + w < p.length ? i + w : i]);
    }
    return b;
  }

  private static void rows(float[] in, float[] out, int w, int h, int r) {
    float scale = 1f / (2 * r + 1);
    for (int y = 0; y < h; y++) {
      int row = y * w;
      double sum = 0;
      for (int x = -r; x <= r; x++) {
        sum += in[row + Math.clamp(x, 0, w - 1)];
      }
      for (int x = 0; x < w; x++) {
        out[row + x] = (float) (sum * scale);
        sum += in[row + Math.min(x + r + 1, w - 1)] - in[row + Math.max(x - r, 0)];
      }
    }
  }

  private static void columns(float[] in, float[] out, int w, int h, int r) {
    float scale = 1f / (2 * r + 1);
    double[] sum = new double[w];
    for (int y = -r; y <= r; y++) {
      int row = Math.clamp(y, 0, h - 1) * w;
      for (int x = 0; x < w; x++) {
        sum[x] += in[row + x];
      }
    }
    for (int y = 0; y < h; y++) {
      int add = Math.min(y + r + 1, h - 1) * w;
      int take = Math.max(y - r, 0) * w;
      for (int x = 0; x < w; x++) {
        out[y * w + x] = (float) (sum[x] * scale);
        sum[x] += in[add + x] - in[take + x];
      }
    }
  }
}
