package dev.likeness.media;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * How stored pictures are set upright: first rows and columns are exchanged if {@code transposed},
 * then columns run backwards if {@code flipX}, rows if {@code flipY}.
 */
record Turn(boolean transposed, boolean flipX, boolean flipY) {
  static final Turn NONE = new Turn(false, false, false);

  private static final int BLOCK = 16;

  /**
   * From a display matrix of ISO/IEC 14496-12 (8.3.2): nine 16.16 numbers that take a stored pixel
   * (p, q) to x = a·p + c·q, y = b·p + d·q. Angles between the right ones go to the nearest.
   */
  static Turn of(BytePointer matrix) {
    try (IntPointer m = new IntPointer(matrix)) {
      long a = m.get(0);
      long b = m.get(1);
      long c = m.get(3);
      long d = m.get(4);
      return Math.abs(a) + Math.abs(d) >= Math.abs(b) + Math.abs(c)
          ? new Turn(false, a < 0, d < 0)
          : new Turn(true, c < 0, b < 0);
    }
  }

  /** Degrees clockwise, before {@link #mirrored}. */
  int degrees() {
    if (transposed) {
      return flipY ? 270 : 90;
    }
    return flipY ? 180 : 0;
  }

  /** Whether columns are exchanged after the turn. */
  boolean mirrored() {
    return transposed ? flipX == flipY : flipX != flipY;
  }

  /**
   * Copies a plane.
   *
   * @param in rows of {@code stride} bytes, {@code w} of which count
   * @param out w × h bytes of the upright plane
   */
  void copy(ByteBuffer in, int stride, int w, int h, byte[] out) {
    if (!transposed) {
      for (int y = 0; y < h; y++) {
        int to = (flipY ? h - 1 - y : y) * w;
        in.get(y * stride, out, to, w);
        if (flipX) {
          reverse(out, to, w);
        }
      }
      return;
    }
    // Columns are written in runs of one block of rows, which keeps the target's lines in the
    // cache.
    byte[] rows = new byte[BLOCK * w];
    for (int y0 = 0; y0 < h; y0 += BLOCK) {
      int n = Math.min(BLOCK, h - y0);
      for (int y = 0; y < n; y++) {
        in.get((y0 + y) * stride, rows, y * w, w);
      }
      for (int x = 0; x < w; x++) {
        int row = (flipY ? w - 1 - x : x) * h;
        for (int y = 0; y < n; y++) {
          int column = flipX ? h - 1 - y0 - y : y0 + y;
          out[row + column] = rows[y * w + x];
        }
      }
    }
  }

  private static void reverse(byte[] b, int from, int n) {
    for (int i = from, j = from + n - 1; i < j; i++, j--) {
      byte t = b[i];
      b[i] = b[j];
      b[j] = t;
    }
  }
}
