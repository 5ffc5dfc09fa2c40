package dev.likeness.core;

/**
 * An sRGB picture, 8 bits a channel, interleaved red-green-blue, row by row without padding.
 *
 * @param rgb width × height × 3 bytes
 */
public record Frame(int width, int height, byte[] rgb) implements Picture {
  public Frame {
    if (width <= 0 || height <= 0 || (long) width * height * 3 != rgb.length) {
      throw new IllegalArgumentException(
          "frame of %d×%d with %d bytes".formatted(width, height, rgb.length));
    }
  }

  /** A black frame. */
  public static Frame black(int width, int height) {
    return new Frame(
        width, height, new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)]);
  }

  /** The channel (0 red, 1 green, 2 blue) at a pixel, 0–255. */
  public int at(int x, int y, int channel) {
    return rgb[(y * width + x) * 3 + channel] & 255;
  }

  @Override
  public Frame sample(Affine2 m, int w, int h) {
    byte[] out = new byte[w * h * 3];
    int o = 0;
    for (int y = 0; y < h; y++) {
      double sx = m.x(.5, y + .5) - .5;
      double sy = m.y(.5, y + .5) - .5;
      for (int x = 0; x < w; x++, sx += m.a(), sy += m.d()) {
        int ix = (int) Math.floor(sx);
        int iy = (int) Math.floor(sy);
        float fx = (float) (sx - ix);
        float fy = (float) (sy - iy);
        int x0 = clamp(ix, width);
        int x1 = clamp(ix + 1, width);
        int r0 = clamp(iy, height) * width;
        int r1 = clamp(iy + 1, height) * width;
        int p00 = (r0 + x0) * 3;
        int p01 = (r0 + x1) * 3;
        int p10 = (r1 + x0) * 3;
        int p11 = (r1 + x1) * 3;
        for (int c = 0; c < 3; c++) {
          float top = (rgb[p00 + c] & 255) + fx * ((rgb[p01 + c] & 255) - (rgb[p00 + c] & 255));
          float low = (rgb[p10 + c] & 255) + fx * ((rgb[p11 + c] & 255) - (rgb[p10 + c] & 255));
          out[o++] = (byte) (int) (top + fy * (low - top) + .5f);
        }
      }
    }
    return new Frame(w, h, out);
  }

  /** The picture made smaller, both sides even; as it is where nothing changes. */
  public Frame shrunk(double scale) {
    int w = even(width * scale);
    int h = even(height * scale);
    if (w == width && h == height) {
      return this;
    }
    double sx = (double) width / w;
    double sy = (double) height / h;
    return sample(new Affine2(sx, 0, 0, 0, sy, 0), w, h, (int) Math.ceil(Math.max(sx, sy)));
  }

  static int even(double side) {
    return Math.max(2, (int) side / 2 * 2);
  }

  @Override
  public Frame crop(Box b) {
    requireInside(b, width, height);
    byte[] out = new byte[b.width() * b.height() * 3];
    for (int y = 0; y < b.height(); y++) {
      System.arraycopy(
          rgb, ((b.y() + y) * width + b.x()) * 3, out, y * b.width() * 3, b.width() * 3);
    }
    return new Frame(b.width(), b.height(), out);
  }

  @Override
  public void crop(Box b, float[][] planes) {
    requireInside(b, width, height);
    int i = 0;
    for (int y = b.y(); y < b.bottom(); y++) {
      int o = (y * width + b.x()) * 3;
      for (int x = 0; x < b.width(); x++, i++, o += 3) {
        planes[0][i] = rgb[o] & 255;
        planes[1][i] = rgb[o + 1] & 255;
        planes[2][i] = rgb[o + 2] & 255;
      }
    }
  }

  @Override
  public Frame plus(Patch patch) {
    Box b = patch.box();
    requireInside(b, width, height);
    byte[] out = rgb.clone();
    int i = 0;
    for (int y = b.y(); y < b.bottom(); y++) {
      int o = (y * width + b.x()) * 3;
      for (int x = 0; x < b.width(); x++, i++, o += 3) {
        out[o] = add(out[o], patch.red()[i]);
        out[o + 1] = add(out[o + 1], patch.green()[i]);
        out[o + 2] = add(out[o + 2], patch.blue()[i]);
      }
    }
    return new Frame(width, height, out);
  }

  static byte add(byte value, float delta) {
    float v = (value & 255) + delta + .5f;
    return (byte) (v < 0 ? 0 : v > 255 ? 255 : (int) v);
  }

  static int clamp(int i, int n) {
    return i < 0 ? 0 : Math.min(i, n - 1);
  }

  static void requireInside(Box b, int width, int height) {
    if (b.isEmpty() || b.x() < 0 || b.y() < 0 || b.right() > width || b.bottom() > height) {
      throw new IllegalArgumentException(
          "%s does not lie inside %d×%d".formatted(b, width, height));
    }
  }
}
