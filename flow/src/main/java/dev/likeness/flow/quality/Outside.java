package dev.likeness.flow.quality;

import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.YuvFrame;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How faithfully the rest of the picture was kept: the PSNR of luma (8 bits, peak 255; ITU-T
 * J.340's definition over the whole clip: mean squared error first, logarithm last) over all pixels
 * outside the touched areas. Touched are the box around the face's outline grown by half an eye
 * distance, and the badge.
 */
final class Outside {
  private double squares;
  private long pixels;
  private double worst = Double.POSITIVE_INFINITY;

  /** Adds one frame; both must have the same size. */
  void add(Picture before, Picture after, List<Box> touched) {
    int w = before.width();
    int h = before.height();
    if (after.width() != w || after.height() != h) {
      throw new IllegalArgumentException(
          "before is %d×%d, after %d×%d".formatted(w, h, after.width(), after.height()));
    }
    boolean alike = before.getClass() == after.getClass();
    byte[] a = luma(alike ? before : before.toFrame());
    byte[] b = luma(alike ? after : after.toFrame());
    long sum = 0;
    long n = 0;
    boolean[] skip = new boolean[w];
    for (int y = 0; y < h; y++) {
      mark(skip, touched, y);
      for (int x = 0, i = y * w; x < w; x++, i++) {
        if (!skip[x]) {
          int d = (a[i] & 255) - (b[i] & 255);
          sum += (long) d * d;
          n++;
        }
      }
    }
    squares += sum;
    pixels += n;
    if (n > 0) {
      worst = Math.min(worst, psnr(sum, n));
    }
  }

  /** The area that a swap of this face may touch; null without a face. */
  static @Nullable Box touched(@Nullable Reading r, int width, int height) {
    if (r == null) {
      return null;
    }
    int margin = (int) Math.ceil(.5 * r.mesh().eyeDistance());
    return r.mesh().bounds().grow(margin).intersect(new Box(0, 0, width, height));
  }

  /** Decibels over the clip; infinite when nothing differs, NaN when nothing was compared. */
  double psnr() {
    return psnr(squares, pixels);
  }

  /** Decibels of the worst frame. */
  double worstFrame() {
    return worst;
  }

  private static double psnr(double squares, long n) {
    return n == 0 ? Double.NaN : 10 * Math.log10(255.0 * 255 * n / squares);
  }

  private static void mark(boolean[] skip, List<Box> touched, int y) {
    Arrays.fill(skip, false);
    for (Box b : touched) {
      if (y >= b.y() && y < b.bottom()) {
        for (int x = Math.max(0, b.x()); x < Math.min(skip.length, b.right()); x++) {
          skip[x] = true;
        }
      }
    }
  }

  private static byte[] luma(Picture p) {
    return switch (p) {
      case YuvFrame yuv -> yuv.y();
      case Frame f -> luma(f);
    };
  }

  private static byte[] luma(Frame f) {
    byte[] out = new byte[f.width() * f.height()];
    byte[] rgb = f.rgb();
    for (int i = 0, o = 0; o < out.length; i += 3, o++) {
      out[o] =
          (byte)
              ((299 * (rgb[i] & 255) + 587 * (rgb[i + 1] & 255) + 114 * (rgb[i + 2] & 255) + 500)
                  / 1000);
    }
    return out;
  }
}
