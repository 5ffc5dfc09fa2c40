package dev.likeness.synthesis;

/**
 * Planes of a face's square ({@link FaceCanvas}) as networks take and give them: each one as four
 * of half its side, which hold the pixels of each 2×2 (part 2·row + column), so that a network that
 * works at half size sees every pixel.
 */
public final class Folded {
  private static final int SIDE = FaceCanvas.SIDE;
  private static final int HALF = FaceCanvas.HALF;

  /** Values of one part. */
  private static final int PART = HALF * HALF;

  private Folded() {}

  /**
   * Writes three planes (0 to 255) as colours that networks take, −1 to 1.
   *
   * @param at where in {@code to} these 12 parts begin
   */
  public static void colours(float[][] planes, float[] to, int at) {
    for (int c = 0; c < planes.length; c++) {
      fold(planes[c], to, at + 4 * c * PART);
    }
    for (int i = at; i < at + 4 * planes.length * PART; i++) {
      to[i] = to[i] / 127.5f - 1;
    }
  }

  /** Writes the four parts of a plane, from {@code at} on. */
  static void fold(float[] plane, float[] to, int at) {
    int o = at;
    for (int part = 0; part < 4; part++) {
      for (int y = 0; y < HALF; y++) {
        int i = first(part) + 2 * y * SIDE;
        for (int x = 0; x < HALF; x++, i += 2) {
          to[o++] = plane[i];
        }
      }
    }
  }

  /** The reverse of {@link #fold}. */
  static void unfold(float[] from, int at, float[] plane) {
    int o = at;
    for (int part = 0; part < 4; part++) {
      for (int y = 0; y < HALF; y++) {
        int i = first(part) + 2 * y * SIDE;
        for (int x = 0; x < HALF; x++, i += 2) {
          plane[i] = from[o++];
        }
      }
    }
  }

  private static int first(int part) {
    return part / 2 * SIDE + part % 2;
  }
}
