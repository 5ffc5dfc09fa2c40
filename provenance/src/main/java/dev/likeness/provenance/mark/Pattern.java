package dev.likeness.provenance.mark;

/** A tile laid out over a picture. Stateless. */
final class Pattern {
  /** Cells a side of the tile that pixels are taken from. */
  static final int SIZE = 256;

  private Pattern() {}

  /**
   * One value a pixel, rounded.
   *
   * @param t a tile of {@link #SIZE}² cells
   * @param period of it in pixels
   * @param unit what a value of 1 becomes
   */
  static byte[] of(float[] t, MarkId id, double period, double unit, int width, int height) {
    double step = SIZE / period;
    double[] shift = id.shift();
    byte[] out = new byte[width * height];
    for (int y = 0; y < height; y++) {
      double v = (y + .5) * step + SIZE * shift[1];
      int j = (int) v;
      double fv = v - j;
      int r0 = (j & SIZE - 1) * SIZE;
      int r1 = (j + 1 & SIZE - 1) * SIZE;
      for (int x = 0; x < width; x++) {
        double u = (x + .5) * step + SIZE * shift[0];
        int i = (int) u;
        double fu = u - i;
        int c0 = i & SIZE - 1;
        int c1 = i + 1 & SIZE - 1;
        double top = t[r0 + c0] + fu * (t[r0 + c1] - t[r0 + c0]);
        double low = t[r1 + c0] + fu * (t[r1 + c1] - t[r1 + c0]);
        long p = Math.round(unit * (top + fv * (low - top)));
        out[y * width + x] = (byte) Math.max(-127, Math.min(127, p));
      }
    }
    return out;
  }
}
