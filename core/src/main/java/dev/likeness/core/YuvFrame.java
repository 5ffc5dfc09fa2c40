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

  /** The picture made smaller, both sides even; as it is at 1. */
  public YuvFrame shrunk(double scale) {
    return scale >= 1 ? this : of(toFrame().shrunk(scale), matrix, fullRange);
  }

  /** A side of a picture made smaller so, pixels. */
  public static int shrunk(int side, double scale) {
    return scale >= 1 ? side : Frame.even(side * scale);
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
    int[][] sums = new int[3][w];
    float[][] rows = new float[3][w];
    float[][] rgb = new float[3][w];
    float[] k = toRgb();
    for (int v = 0; v < h; v++) {
      for (int[] s : sums) {
        java.util.Arrays.fill(s, 0);
      }
      PlaneSampler.addRow(y, y, width, height, m, v, n, sums[0], sums[0]);
      PlaneSampler.addRow(cb, cr, cw, ch, half, v, coarse, sums[1], sums[2]);
      colours(sums, n, coarse, k, rows, rgb);
      put(rgb[0], rgb[1], rgb[2], 0, w, out, 3 * v * w);
    }
    return new Frame(w, h, out);
  }

  /** The colours of a row of sums of n² and {@code coarse}² samples. */
  private static void colours(
      int[][] sums, int n, int coarse, float[] k, float[][] rows, float[][] rgb) {
    float broad = 1f / (PlaneSampler.ONE * coarse * coarse);
    scaled(sums[0], k[1] / (PlaneSampler.ONE * n * n), -k[0] * k[1], rows[0]);
    scaled(sums[1], broad, -128, rows[1]);
    scaled(sums[2], broad, -128, rows[2]);
    for (int c = 0; c < 3; c++) {
      rgbRow(rows[0], rows[1], perB(k, c), perR(k, c), rows[2], rgb[c], rgb[c].length);
    }
  }

  /** Rounds n pixels from {@code from} on. */
  private static void put(
      float[] red, float[] green, float[] blue, int from, int n, byte[] out, int to) {
    for (int i = from, o = to; i < from + n; i++, o += 3) {
      out[o] = (byte) (int) (red[i] + .5f);
      out[o + 1] = (byte) (int) (green[i] + .5f);
      out[o + 2] = (byte) (int) (blue[i] + .5f);
    }
  }

  private static void scaled(int[] in, float scale, float offset, float[] out) {
    for (int x = 0; x < out.length; x++) {
      out[x] = in[x] * scale + offset;
    }
  }

  private static float perB(float[] k, int channel) {
    return channel == 0 ? 0 : k[2 * channel + 1];
  }

  private static float perR(float[] k, int channel) {
    return channel == 2 ? 0 : k[2 * channel + 2];
  }

  /** As {@link #sample} of the same pixels, without its arithmetic: chroma is a quarter between. */
  @Override
  public Frame crop(Box box) {
    int n = box.width() * box.height();
    float[][] planes = new float[3][n];
    crop(box, planes);
    byte[] out = new byte[3 * n];
    put(planes[0], planes[1], planes[2], 0, n, out, 0);
    return new Frame(box.width(), box.height(), out);
  }

  @Override
  public void crop(Box box, float[][] planes) {
    Frame.requireInside(box, width, height);
    int w = box.width();
    float[] k = toRgb();
    float[] l = new float[w];
    float[] b = new float[w + 1];
    float[] r = new float[w + 1];
    float[] out = new float[w];
    float[] between = new float[w / 2 + 4];
    for (int row = 0; row < box.height(); row++) {
      lumaRow(y, (box.y() + row) * width + box.x(), k[0], k[1], l);
      chromaRow(cb, box.x(), box.y() + row, w, between, b);
      chromaRow(cr, box.x(), box.y() + row, w, between, r);
      colours(l, b, r, k, out, planes, row * w);
    }
  }

  private static void colours(
      float[] l, float[] b, float[] r, float[] k, float[] row, float[][] planes, int at) {
    int w = row.length;
    for (int c = 0; c < 3; c++) {
      rgbRow(l, b, perB(k, c), perR(k, c), r, row, w);
      System.arraycopy(row, 0, planes[c], at, w);
    }
  }

  // The loops below are plain, so that they run on vectors: few arrays, all but one from 0 on, no
  // Math.min and max.

  private static void lumaRow(byte[] p, int from, float black, float scale, float[] out) {
    for (int x = 0; x < out.length; x++) {
      out[x] = ((p[from + x] & 255) - black) * scale;
    }
  }

  private static void rgbRow(
      float[] l, float[] b, float perB, float perR, float[] r, float[] out, int n) {
    for (int x = 0; x < n; x++) {
      float v = l[x] + perB * b[x] + perR * r[x];
      out[x] = .5f * (Math.abs(v) - Math.abs(v - 255) + 255); // from 0 to 255
    }
  }

  /**
   * Chroma at luma pixels (left + i, row), less the middle: each lies a quarter of the way to a
   * neighbour.
   */
  private void chromaRow(byte[] p, int left, int row, int w, float[] between, float[] out) {
    int cw = (width + 1) / 2;
    int ch = (height + 1) / 2;
    int near = row / 2;
    int far = Math.max(0, Math.min((row & 1) == 0 ? near - 1 : near + 1, ch - 1));
    // one more on either side, where the plane has it
    int first = left / 2 - 1;
    int count = (left + w - 1) / 2 - first + 2;
    int from = Math.max(first, 0);
    int end = Math.min(first + count, cw);
    columns(p, near * cw + from, far * cw + from, end - from, from - first, between);
    if (from > first) {
      between[0] = between[1];
    }
    if (end < first + count) {
      between[count - 1] = between[count - 2];
    }
    int odd = left & 1;
    if (odd == 1) {
      out[0] = (3 * between[1] + between[2]) * .0625f - 128;
    }
    pairs(between, odd, (w - odd + 1) / 2, out);
  }

  private static void columns(byte[] p, int near, int far, int n, int at, float[] out) {
    for (int i = 0; i < n; i++) {
      out[at + i] = 3 * (p[near + i] & 255) + (p[far + i] & 255);
    }
  }

  /** The left and the right pixel of each chroma pixel, the first at {@code at}. */
  private static void pairs(float[] between, int at, int n, float[] out) {
    for (int i = 0; i < n; i++) {
      float middle = 3 * between[at + i + 1];
      out[at + 2 * i] = (middle + between[at + i]) * .0625f - 128;
      if (at + 2 * i + 1 < out.length) {
        out[at + 2 * i + 1] = (middle + between[at + i + 2]) * .0625f - 128;
      }
    }
  }

  @Override
  public YuvFrame plus(Patch patch) {
    return PatchSum.of(this, patch);
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
}
