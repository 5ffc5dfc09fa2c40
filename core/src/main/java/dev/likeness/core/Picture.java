package dev.likeness.core;

import java.util.Arrays;

/**
 * A picture that can be sampled as sRGB and changed by adding a difference. Immutable by agreement:
 * nobody writes into the arrays of a picture that was handed out. Thread-safe.
 */
public sealed interface Picture permits Frame, YuvFrame {
  int width();

  int height();

  /**
   * Samples a {@code w}×{@code h} picture bilinearly: the centre of output pixel (x, y) is taken
   * from {@code outToHere.apply(x + .5, y + .5)}; outside, the nearest border pixel counts.
   */
  Frame sample(Affine2 outToHere, int w, int h);

  /**
   * Likewise, with the mean of {@code n}×{@code n} samples for each pixel, evenly spread over it:
   * where the picture is shrunk, so that fine detail does not flicker.
   */
  default Frame sample(Affine2 outToHere, int w, int h, int n) {
    if (n == 1) {
      return sample(outToHere, w, h);
    }
    Frame fine = sample(outToHere.after(Affine2.scale(1.0 / n)), w * n, h * n);
    byte[] in = fine.rgb();
    byte[] out = new byte[w * h * 3];
    int row = w * n * 3;
    int half = n * n / 2;
    for (int y = 0, o = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int at = y * n * row + x * n * 3;
        for (int c = 0; c < 3; c++) {
          int sum = half;
          for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
              sum += in[at + j * row + 3 * i + c] & 255;
            }
          }
          out[o++] = (byte) (sum / (n * n));
        }
      }
    }
    return new Frame(w, h, out);
  }

  /** The pixels of {@code box}, which must lie inside the picture. */
  Frame crop(Box box);

  /**
   * The pixels of {@code box}, which must lie inside the picture, as three planes (red, green,
   * blue, 0 to 255), row by row; each must have room for them. Not rounded to whole steps.
   */
  void crop(Box box, float[][] planes);

  /** This picture plus a difference; pixels where the difference is 0 stay exactly as they are. */
  Picture plus(Patch patch);

  /** Whether the other shows the very same, bit for bit, in the same form. */
  default boolean same(Picture other) {
    if (this == other) {
      return true;
    }
    if (width() != other.width() || height() != other.height()) {
      return false;
    }
    return switch (this) {
      case Frame f -> other instanceof Frame g && Arrays.equals(f.rgb(), g.rgb());
      case YuvFrame f ->
          other instanceof YuvFrame g
              && f.matrix() == g.matrix()
              && f.fullRange() == g.fullRange()
              && Arrays.equals(f.y(), g.y())
              && Arrays.equals(f.cb(), g.cb())
              && Arrays.equals(f.cr(), g.cr());
    };
  }

  /** The whole picture as sRGB. */
  default Frame toFrame() {
    return crop(new Box(0, 0, width(), height()));
  }
}
