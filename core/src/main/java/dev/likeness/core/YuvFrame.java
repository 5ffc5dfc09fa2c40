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
    byte[] out = new byte[w * h * 3];
    int cw = (width + 1) / 2;
    int ch = (height + 1) / 2;
    float[] k = toRgb();
    int o = 0;
    for (int v = 0; v < h; v++) {
      double sx = m.x(.5, v + .5) - .5;
      double sy = m.y(.5, v + .5) - .5;
      for (int u = 0; u < w; u++, sx += m.a(), sy += m.d()) {
        float x = clamp((float) sx, width - 1);
        float yy = clamp((float) sy, height - 1);
        int ix = (int) x;
        int iy = (int) yy;
        int i = iy * width + ix;
        int right = ix + 1 < width ? i + 1 : i;
        int down = iy + 1 < height ? width : 0;
        float lum = mix(y, i, right, down, x - ix, yy - iy);
        // both chroma planes lie on one grid: place and weights are worked out once
        x = clamp((float) (sx - .5) * .5f, cw - 1);
        yy = clamp((float) (sy - .5) * .5f, ch - 1);
        ix = (int) x;
        iy = (int) yy;
        i = iy * cw + ix;
        right = ix + 1 < cw ? i + 1 : i;
        down = iy + 1 < ch ? cw : 0;
        float b = mix(cb, i, right, down, x - ix, yy - iy) - 128;
        float r = mix(cr, i, right, down, x - ix, yy - iy) - 128;
        o = put(out, o, k, lum, b, r);
      }
    }
    return new Frame(w, h, out);
  }

  /** As {@link #sample} of the same pixels, without its arithmetic: chroma is a quarter between. */
  @Override
  public Frame crop(Box box) {
    Frame.requireInside(box, width, height);
    int w = box.width();
    byte[] out = new byte[w * box.height() * 3];
    float[] k = toRgb();
    float[] b = new float[w];
    float[] r = new float[w];
    for (int row = 0, o = 0; row < box.height(); row++) {
      chromaRow(cb, box.x(), box.y() + row, b);
      chromaRow(cr, box.x(), box.y() + row, r);
      int i = (box.y() + row) * width + box.x();
      for (int x = 0; x < w; x++) {
        o = put(out, o, k, y[i + x] & 255, b[x] - 128, r[x] - 128);
      }
    }
    return new Frame(w, box.height(), out);
  }

  /** Chroma at luma pixels (left + i, row): each lies a quarter of the way to a neighbour. */
  private void chromaRow(byte[] p, int left, int row, float[] out) {
    int cw = (width + 1) / 2;
    int ch = (height + 1) / 2;
    int near = row / 2;
    int far = Math.max(0, Math.min((row & 1) == 0 ? near - 1 : near + 1, ch - 1));
    int a = near * cw;
    int c = far * cw;
    for (int i = 0; i < out.length; i++) {
      int x = left + i;
      int nx = x >> 1;
      int fx = (x & 1) == 0 ? Math.max(0, nx - 1) : Math.min(nx + 1, cw - 1);
      out[i] =
          (9 * (p[a + nx] & 255) + 3 * ((p[a + fx] & 255) + (p[c + nx] & 255)) + (p[c + fx] & 255))
              * .0625f;
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

  private static float clamp(float v, int last) {
    return v < 0 ? 0 : v > last ? last : v;
  }

  /** Between p at i and right and the two below. */
  private static float mix(byte[] p, int i, int right, int down, float fx, float fy) {
    float a = p[i] & 255;
    float c = p[i + down] & 255;
    float top = a + fx * ((p[right] & 255) - a);
    float low = c + fx * ((p[right + down] & 255) - c);
    return top + fy * (low - top);
  }
}
