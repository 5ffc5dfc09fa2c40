package dev.likeness.synthesis;

import dev.likeness.core.Frame;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bilinear looks into a picture along a straight line, all channels at once. Pixel centres have
 * whole coordinates; places are kept to 1/65536 of a pixel. Immutable.
 */
sealed interface Sampler {
  int BITS = 16;
  float ONE = 1 << BITS;

  /**
   * Samples at (x, y), (x + dx, y + dy) … into places {@code from} to {@code end} of the planes;
   * beyond the picture its border counts.
   *
   * @param share what the samples are multiplied by
   * @param more whether they are added to what is there
   */
  void line(
      float x,
      float y,
      float dx,
      float dy,
      int from,
      int end,
      float share,
      boolean more,
      float[][] planes);

  /** Looks into a frame of at least two pixels each way. */
  static Sampler of(Frame f) {
    requireSize(f.width(), f.height());
    return new Bytes(
        f.rgb(), 3 * f.width(), (f.width() - 1 << BITS) - 1, (f.height() - 1 << BITS) - 1);
  }

  /** Looks into three planes of at least two pixels each way. */
  static Planes of(float[][] planes, int width, int height) {
    requireSize(width, height);
    return new Planes(
        planes[0], planes[1], planes[2], width, (width - 1 << BITS) - 1, (height - 1 << BITS) - 1);
  }

  /**
   * Looks into one plane of at least two pixels each way; only the first of the planes is written.
   */
  static Sampler of(float[] plane, int width, int height) {
    requireSize(width, height);
    return new One(plane, width, (width - 1 << BITS) - 1, (height - 1 << BITS) - 1);
  }

  private static void requireSize(int width, int height) {
    if (width < 2 || height < 2 || width >= 1 << 15 || height >= 1 << 15) {
      throw new IllegalArgumentException(
          "a picture of %d×%d cannot be sampled".formatted(width, height));
    }
  }

  /**
   * Bytes red-green-blue: four are read in one go, and two channels share a multiplication; weights
   * are kept to 1/256.
   *
   * @param right the largest x, {@code low} the largest y, in 1/65536
   */
  record Bytes(byte[] rgb, int row, int right, int low) implements Sampler {
    private static final VarHandle INT =
        MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int EVEN = 0xff00ff;

    @Override
    public void line(
        float x,
        float y,
        float dx,
        float dy,
        int from,
        int end,
        float share,
        boolean more,
        float[][] planes) {
      int fx = (int) (x * ONE);
      int fy = (int) (y * ONE);
      int sx = (int) (dx * ONE);
      int sy = (int) (dy * ONE);
      float scale = share / 256;
      float[] red = planes[0];
      float[] green = planes[1];
      float[] blue = planes[2];
      for (int i = from; i < end; i++, fx += sx, fy += sy) {
        int cx = fx < 0 ? 0 : fx > right ? right : fx;
        int cy = fy < 0 ? 0 : fy > low ? low : fy;
        int q = (cy >> BITS) * row + 3 * (cx >> BITS);
        int gx = cx >> 8 & 255;
        int gy = cy >> 8 & 255;
        int w11 = gx * gy >> 8;
        int w01 = gx - w11;
        int w10 = gy - w11;
        int w00 = 256 - gx - w10;
        int p00 = (int) INT.get(rgb, q);
        int p01 = (int) INT.get(rgb, q + 2) >>> 8;
        int p10 = (int) INT.get(rgb, q + row);
        int p11 = (int) INT.get(rgb, q + row + 2) >>> 8;
        int even =
            (p00 & EVEN) * w00 + (p01 & EVEN) * w01 + (p10 & EVEN) * w10 + (p11 & EVEN) * w11;
        int odd =
            (p00 >> 8 & 255) * w00
                + (p01 >> 8 & 255) * w01
                + (p10 >> 8 & 255) * w10
                + (p11 >> 8 & 255) * w11;
        float r = scale * (even & 0xffff);
        float g = scale * odd;
        float b = scale * (even >>> 16);
        if (more) {
          red[i] += r;
          green[i] += g;
          blue[i] += b;
        } else {
          red[i] = r;
          green[i] = g;
          blue[i] = b;
        }
      }
    }
  }

  /** Planes of floats; {@code right} and {@code low} as for {@link Bytes}. */
  record Planes(float[] red, float[] green, float[] blue, int row, int right, int low)
      implements Sampler {
    @Override
    public void line(
        float x,
        float y,
        float dx,
        float dy,
        int from,
        int end,
        float share,
        boolean more,
        float[][] planes) {
      int fx = (int) (x * ONE);
      int fy = (int) (y * ONE);
      int sx = (int) (dx * ONE);
      int sy = (int) (dy * ONE);
      float[] outRed = planes[0];
      float[] outGreen = planes[1];
      float[] outBlue = planes[2];
      for (int i = from; i < end; i++, fx += sx, fy += sy) {
        int cx = fx < 0 ? 0 : fx > right ? right : fx;
        int cy = fy < 0 ? 0 : fy > low ? low : fy;
        int q = (cy >> BITS) * row + (cx >> BITS);
        float gx = (cx & (1 << BITS) - 1) * (1 / ONE);
        float gy = (cy & (1 << BITS) - 1) * (1 / ONE);
        float r = between(red, q, gx, gy);
        float g = between(green, q, gx, gy);
        float b = between(blue, q, gx, gy);
        if (more) {
          outRed[i] += share * r;
          outGreen[i] += share * g;
          outBlue[i] += share * b;
        } else {
          outRed[i] = share * r;
          outGreen[i] = share * g;
          outBlue[i] = share * b;
        }
      }
    }

    /**
     * Samples along a line that bends from one straight line to another.
     *
     * @param a x and how it grows from place to place, y likewise; {@code b} the other's
     * @param share how far each place is on its way from a to b, 0 to 1
     */
    void between(float[] a, float[] b, float[] share, int from, int end, float[][] planes) {
      int lastX = right >> BITS;
      int lastY = low >> BITS;
      for (int i = from; i < end; i++) {
        int k = i - from;
        float s = share[i];
        float x = a[0] + k * a[1] + s * (b[0] - a[0] + k * (b[1] - a[1]));
        float y = a[2] + k * a[3] + s * (b[2] - a[2] + k * (b[3] - a[3]));
        x = x < 0 ? 0 : x > lastX + 1 ? lastX + 1 : x;
        y = y < 0 ? 0 : y > lastY + 1 ? lastY + 1 : y;
        int cx = (int) x > lastX ? lastX : (int) x;
        int cy = (int) y > lastY ? lastY : (int) y;
        int q = cy * row + cx;
        float gx = x - cx;
        float gy = y - cy;
        planes[0][i] = between(red, q, gx, gy);
        planes[1][i] = between(green, q, gx, gy);
        planes[2][i] = between(blue, q, gx, gy);
      }
    }

    private float between(float[] p, int q, float gx, float gy) {
      float top = p[q] + gx * (p[q + 1] - p[q]);
      float bottom = p[q + row] + gx * (p[q + row + 1] - p[q + row]);
      return top + gy * (bottom - top);
    }
  }

  /** One plane of floats, as {@link Planes} has three. */
  record One(float[] plane, int row, int right, int low) implements Sampler {
    @Override
    public void line(
        float x,
        float y,
        float dx,
        float dy,
        int from,
        int end,
        float share,
        boolean more,
        float[][] planes) {
      int fx = (int) (x * ONE);
      int fy = (int) (y * ONE);
      int sx = (int) (dx * ONE);
      int sy = (int) (dy * ONE);
      float[] out = planes[0];
      for (int i = from; i < end; i++, fx += sx, fy += sy) {
        int cx = fx < 0 ? 0 : fx > right ? right : fx;
        int cy = fy < 0 ? 0 : fy > low ? low : fy;
        int q = (cy >> BITS) * row + (cx >> BITS);
        float gx = (cx & (1 << BITS) - 1) * (1 / ONE);
        float gy = (cy & (1 << BITS) - 1) * (1 / ONE);
        float top = plane[q] + gx * (plane[q + 1] - plane[q]);
        float bottom = plane[q + row] + gx * (plane[q + row + 1] - plane[q + row]);
        float v = share * (top + gy * (bottom - top));
        out[i] = more ? out[i] + v : v;
      }
    }
  }
}
