package dev.likeness.core;

/** Samples planes of bytes between their pixels, bilinearly and in whole numbers. */
final class PlaneSampler {
  /** Binary places of a position between pixels. */
  private static final int FRACTION = 8;

  /** What one sample of full brightness step counts in the sums of {@link #addRow}. */
  static final int ONE = 1 << FRACTION;

  /**
   * Adds, for each pixel of row v, n × n bilinear samples of one plane, or of two of the same size,
   * {@link #ONE} a step.
   */
  static void addRow(
      byte[] p, byte[] p2, int pw, int ph, Affine2 m, int v, int n, int[] out, int[] out2) {
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        double x = (i + .5) / n;
        double y = v + (j + .5) / n;
        addRow(p, p2, pw, ph, m.x(x, y) - .5, m.y(x, y) - .5, m.a(), m.d(), out, out2);
      }
    }
  }

  /** Adds a row of samples from (x, y) on, each (dx, dy) further, with positions in 40.24 bits. */
  private static void addRow(
      byte[] p,
      byte[] p2,
      int pw,
      int ph,
      double x,
      double y,
      double dx,
      double dy,
      int[] out,
      int[] out2) {
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
    boolean two = p2 != p;
    for (int u = 0; u < out.length; u++, fx += sx, fy += sy) {
      long cx = fx;
      long cy = fy;
      int next = 1;
      int under = pw;
      if (!within) {
        cx = Math.max(0, Math.min(fx, right));
        cy = Math.max(0, Math.min(fy, low));
        next = cx < right ? 1 : 0;
        under = cy < low ? pw : 0;
      }
      int i = (int) (cy >> bits) * pw + (int) (cx >> bits);
      int gx = (int) (cx >> bits - FRACTION) & ONE - 1;
      int gy = (int) (cy >> bits - FRACTION) & ONE - 1;
      out[u] += between(p, i, i + next, under, gx, gy);
      if (two) {
        out2[u] += between(p2, i, i + next, under, gx, gy);
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

  private PlaneSampler() {}
}
