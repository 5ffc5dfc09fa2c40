package dev.likeness.core;

/**
 * A video picture as codecs keep it: 8-bit Y′CbCr 4:2:0, planar, rows without padding. Video stays
 * in this form from the decoder to the encoder, so that what nobody touches is not converted.
 *
 * @param y width × height luma bytes
 * @param cb ⌈width/2⌉ × ⌈height/2⌉ bytes
 * @param cr likewise
 * @param matrix the luma weights (ITU-T H.273 table 4)
 * @param fullRange whether 0–255 is used instead of 16–235/240
 */
public record YuvFrame(
    int width, int height, byte[] y, byte[] cb, byte[] cr, Matrix matrix, boolean fullRange)
    implements Picture {

  /** Luma weights of red and blue. */
  public enum Matrix {
    BT601(.299f, .114f),
    BT709(.2126f, .0722f),
    BT2020(.2627f, .0593f);

    final float kr;
    final float kb;

    Matrix(float kr, float kb) {
      this.kr = kr;
      this.kb = kb;
    }
  }

  public YuvFrame {
    long chroma = (long) ((width + 1) / 2) * ((height + 1) / 2);
    if (width <= 0
        || height <= 0
        || (long) width * height != y.length
        || chroma != cb.length
        || chroma != cr.length) {
      throw new IllegalArgumentException(
          "4:2:0 frame of %d×%d with %d+%d+%d bytes"
              .formatted(width, height, y.length, cb.length, cr.length));
    }
  }

  /** Converts from sRGB, averaging chroma over 2×2 pixels. */
  public static YuvFrame of(Frame f, Matrix matrix, boolean fullRange) {
    int w = f.width();
    int h = f.height();
    int n = ((w + 1) / 2) * ((h + 1) / 2);
    YuvFrame grey = new YuvFrame(w, h, new byte[w * h], filled(n), filled(n), matrix, fullRange);
    java.util.Arrays.fill(grey.y, (byte) (fullRange ? 0 : 16));
    float[][] p = new float[3][w * h];
    for (int i = 0; i < w * h; i++) {
      for (int c = 0; c < 3; c++) {
        p[c][i] = f.rgb()[3 * i + c] & 255;
      }
    }
    return grey.plus(new Patch(new Box(0, 0, w, h), p[0], p[1], p[2]));
  }

  private static byte[] filled(int n) {
    byte[] b = new byte[n];
    java.util.Arrays.fill(b, (byte) 128);
    return b;
  }

  @Override
  public Frame sample(Affine2 m, int w, int h) {
    return sample(m, w, h, 1);
  }

  /**
   * Brightness takes {@code n}² samples a pixel, colour, which is kept at half the resolution, half
   * as many each way.
   */
  @Override
  public Frame sample(Affine2 m, int w, int h, int n) {
    int coarse = (n + 1) / 2;
    int cw = (width + 1) / 2;
    int ch = (height + 1) / 2;
    // chroma lies between luma: pixel centre (x, y) of the plane at (2x + 1, 2y + 1) of the picture
    Affine2 half = new Affine2(m.a() / 2, m.b() / 2, m.c() / 2, m.d() / 2, m.e() / 2, m.f() / 2);
    byte[] out = new byte[w * h * 3];
    int[] l = new int[w];
    int[] b = new int[w];
    int[] r = new int[w];
    float[] k = toRgb();
    for (int v = 0; v < h; v++) {
      java.util.Arrays.fill(l, 0);
      java.util.Arrays.fill(b, 0);
      java.util.Arrays.fill(r, 0);
      addRow(y, width, height, m, v, n, l);
      addRow(cb, cw, ch, half, v, coarse, b);
      addRow(cr, cw, ch, half, v, coarse, r);
      float fine = 1f / (ONE * n * n);
      float broad = 1f / (ONE * coarse * coarse);
      for (int u = 0, o = 3 * v * w; u < w; u++) {
        o = put(out, o, k, fine * l[u], broad * b[u] - 128, broad * r[u] - 128);
      }
    }
    return new Frame(w, h, out);
  }

  /** Binary places of a position between pixels. */
  private static final int FRACTION = 8;

  /** What one sample of full brightness step counts in the sums of {@link #addRow}. */
  private static final int ONE = 1 << FRACTION;

  /** Adds, for each pixel of row v, n × n bilinear samples of a plane, {@link #ONE} a step. */
  private static void addRow(byte[] p, int pw, int ph, Affine2 m, int v, int n, int[] out) {
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        double x = (i + .5) / n;
        double y = v + (j + .5) / n;
        addRow(p, pw, ph, m.x(x, y) - .5, m.y(x, y) - .5, m.a(), m.d(), out);
      }
    }
  }

  /** Adds a row of samples from (x, y) on, each (dx, dy) further, with positions in 40.24 bits. */
  private static void addRow(
      byte[] p, int pw, int ph, double x, double y, double dx, double dy, int[] out) {
    final int bits = 24;
    long fx = Math.round(x * (1 << bits));
    long fy = Math.round(y * (1 << bits));
    long sx = Math.round(dx * (1 << bits));
    long sy = Math.round(dy * (1 << bits));
    long right = (long) (pw - 1) << bits;
    long low = (long) (ph - 1) << bits;
    long ex = fx + sx * (out.length - 1);
    long ey = fy + sy * (out.length - 1);
    boolean within =
        Math.min(fx, ex) >= 0
            && Math.min(fy, ey) >= 0
            && Math.max(fx, ex) < right
            && Math.max(fy, ey) < low;
    if (within) {
      for (int u = 0; u < out.length; u++, fx += sx, fy += sy) {
        int i = (int) (fy >> bits) * pw + (int) (fx >> bits);
        int gx = (int) (fx >> bits - FRACTION) & ONE - 1;
        int gy = (int) (fy >> bits - FRACTION) & ONE - 1;
        out[u] += between(p, i, i + 1, pw, gx, gy);
      }
    } else {
      for (int u = 0; u < out.length; u++, fx += sx, fy += sy) {
        long cx = Math.max(0, Math.min(fx, right));
        long cy = Math.max(0, Math.min(fy, low));
        int i = (int) (cy >> bits) * pw + (int) (cx >> bits);
        int gx = (int) (cx >> bits - FRACTION) & ONE - 1;
        int gy = (int) (cy >> bits - FRACTION) & ONE - 1;
        out[u] += between(p, i, cx < right ? i + 1 : i, cy < low ? pw : 0, gx, gy);
      }
    }
  }

  /** Between p at i and next and the two {@code under} further on, {@link #ONE} a step. */
  private static int between(byte[] p, int i, int next, int under, int gx, int gy) {
    int a = p[i] & 255;
    int c = p[i + under] & 255;
    int top = (a << FRACTION) + gx * ((p[next] & 255) - a);
    int bottom = (c << FRACTION) + gx * ((p[next + under] & 255) - c);
    return (top << FRACTION) + gy * (bottom - top) + ONE / 2 >> FRACTION;
  }

  /** As {@link #sample} of the same pixels, without its arithmetic: chroma is a quarter between. */
  @Override
  public Frame crop(Box box) {
    int n = box.width() * box.height();
    float[][] planes = new float[3][n];
    crop(box, planes);
    byte[] out = new byte[3 * n];
    for (int i = 0, o = 0; i < n; i++, o += 3) {
      out[o] = (byte) (int) (planes[0][i] + .5f);
      out[o + 1] = (byte) (int) (planes[1][i] + .5f);
      out[o + 2] = (byte) (int) (planes[2][i] + .5f);
    }
    return new Frame(box.width(), box.height(), out);
  }

  @Override
  public void crop(Box box, float[][] planes) {
    Frame.requireInside(box, width, height);
    int w = box.width();
    float[] k = toRgb();
    float[] b = new float[w];
    float[] r = new float[w];
    int[] between = new int[(w + 1) / 2 + 3];
    for (int row = 0; row < box.height(); row++) {
      chromaRow(cb, box.x(), box.y() + row, between, b);
      chromaRow(cr, box.x(), box.y() + row, between, r);
      int from = (box.y() + row) * width + box.x();
      rgbRow(y, from, b, k[0], k[1], 0, k[2], r, row * w, planes[0]);
      rgbRow(y, from, b, k[0], k[1], k[3], k[4], r, row * w, planes[1]);
      rgbRow(y, from, b, k[0], k[1], k[5], 0, r, row * w, planes[2]);
    }
  }

  /** One channel of a row of pixels; plain, so that it runs on vectors. */
  private static void rgbRow(
      byte[] luma,
      int from,
      float[] b,
      float black,
      float scale,
      float perB,
      float perR,
      float[] r,
      int to,
      float[] out) {
    for (int x = 0; x < b.length; x++) {
      float v = ((luma[from + x] & 255) - black) * scale + perB * b[x] + perR * r[x];
      // clipped to 0–255; Math.min and max would keep the loop from running on vectors
      out[to + x] = .5f * (Math.abs(v) - Math.abs(v - 255) + 255);
    }
  }

  /**
   * Chroma at luma pixels (left + i, row), less the middle: each lies a quarter of the way to a
   * neighbour.
   */
  private void chromaRow(byte[] p, int left, int row, int[] between, float[] out) {
    int cw = (width + 1) / 2;
    int ch = (height + 1) / 2;
    int near = row / 2;
    int far = Math.max(0, Math.min((row & 1) == 0 ? near - 1 : near + 1, ch - 1));
    // one more on either side, where the plane has it
    int first = left / 2 - 1;
    int count = (left + out.length - 1) / 2 - first + 2;
    for (int i = 0; i < count; i++) {
      int x = Math.max(0, Math.min(first + i, cw - 1));
      between[i] = 3 * (p[near * cw + x] & 255) + (p[far * cw + x] & 255);
    }
    for (int i = 0, at = left / 2 - first; i < out.length; i++) {
      boolean odd = (left + i & 1) == 1;
      out[i] = (3 * between[at] + between[odd ? at + 1 : at - 1]) * .0625f - 128;
      at += odd ? 1 : 0;
    }
  }

  @Override
  public YuvFrame plus(Patch patch) {
    Box b = patch.box();
    Frame.requireInside(b, width, height);
    float kr = matrix.kr;
    float kb = matrix.kb;
    float kg = 1 - kr - kb;
    float ys = fullRange ? 1 : 219f / 255;
    float cs = fullRange ? 1 : 224f / 255;
    float bs = cs / (2 * (1 - kb));
    float rs = cs / (2 * (1 - kr));
    int cw = (width + 1) / 2;
    int x0 = b.x() / 2;
    int y0 = b.y() / 2;
    int pw = (b.right() - 1) / 2 - x0 + 1;
    int ph = (b.bottom() - 1) / 2 - y0 + 1;
    float[] db = new float[pw * ph];
    float[] dr = new float[pw * ph];
    byte[] ny = y.clone();
    int i = 0;
    for (int py = b.y(); py < b.bottom(); py++) {
      int o = py * width + b.x();
      int row = (py / 2 - y0) * pw;
      for (int px = b.x(); px < b.right(); px++, i++, o++) {
        float r = patch.red()[i];
        float g = patch.green()[i];
        float bl = patch.blue()[i];
        if (r == 0 && g == 0 && bl == 0) {
          continue;
        }
        float l = kr * r + kg * g + kb * bl;
        ny[o] = Frame.add(ny[o], l * ys);
        int c = row + px / 2 - x0;
        db[c] += (bl - l) * bs;
        dr[c] += (r - l) * rs;
      }
    }
    byte[] nb = cb.clone();
    byte[] nr = cr.clone();
    for (int cy = 0, c = 0; cy < ph; cy++) {
      int rows = Math.min(2, height - 2 * (y0 + cy));
      for (int cx = 0; cx < pw; cx++, c++) {
        if (db[c] != 0 || dr[c] != 0) {
          int o = (y0 + cy) * cw + x0 + cx;
          float share = 1f / (rows * Math.min(2, width - 2 * (x0 + cx)));
          nb[o] = Frame.add(nb[o], db[c] * share);
          nr[o] = Frame.add(nr[o], dr[c] * share);
        }
      }
    }
    return new YuvFrame(width, height, ny, nb, nr, matrix, fullRange);
  }

  /** Factors: luma offset, luma scale, r per cr, g per cb, g per cr, b per cb. */
  private float[] toRgb() {
    float kr = matrix.kr;
    float kb = matrix.kb;
    float kg = 1 - kr - kb;
    float cs = fullRange ? 1 : 255f / 224;
    return new float[] {
      fullRange ? 0 : 16,
      fullRange ? 1 : 255f / 219,
      2 * (1 - kr) * cs,
      -2 * kb * (1 - kb) / kg * cs,
      -2 * kr * (1 - kr) / kg * cs,
      2 * (1 - kb) * cs
    };
  }

  private static int put(byte[] out, int o, float[] k, float lum, float b, float r) {
    float l = (lum - k[0]) * k[1] + .5f;
    out[o] = clip(l + k[2] * r);
    out[o + 1] = clip(l + k[3] * b + k[4] * r);
    out[o + 2] = clip(l + k[5] * b);
    return o + 3;
  }

  private static byte clip(float v) {
    return (byte) (v < 0 ? 0 : v > 255 ? 255 : (int) v);
  }
}
