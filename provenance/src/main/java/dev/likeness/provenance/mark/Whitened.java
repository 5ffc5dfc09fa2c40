package dev.likeness.provenance.mark;

/**
 * A picture's brightness as the mark is looked for in it: brought to a short side of 512 (its
 * colour to less, as much as colour's tiles are larger), all frequencies of the mark about equally
 * strong (natural pictures fall off as 1/f, so they are weighted by f), busy and calm places too,
 * and outliers cut.
 */
final class Whitened {
  /** The lowest and highest frequency kept, in cycles a pixel. */
  private static final double LOW = .018;

  private static final double HIGH = .17;
  private static final float CUT = 1.5f;
  private static final int AROUND = 8;

  private Whitened() {}

  static Plane of(Plane luma) {
    return of(luma, Tile.SIDE);
  }

  /** A picture's blue difference. */
  static Plane colour(Plane cb) {
    return of(cb, Tile.COLOUR_SIDE);
  }

  private static Plane of(Plane plane, int side) {
    int w = plane.width();
    int h = plane.height();
    double scale = (double) side / Math.min(w, h);
    Plane p =
        plane.resized(
            (int) Math.max(1, Math.round(w * scale)), (int) Math.max(1, Math.round(h * scale)));
    Plane flat = filtered(p);
    return levelled(flat);
  }

  private static int power(int n) {
    return n <= 1 ? 1 : 2 * Integer.highestOneBit(n - 1);
  }

  private static Plane filtered(Plane p) {
    int w = p.width();
    int h = p.height();
    int fw = power(w);
    int fh = power(h);
    float[] re = new float[fw * fh];
    float[] im = new float[fw * fh];
    for (int y = 0; y < fh; y++) {
      int v = reflected(y, h, fh);
      for (int x = 0; x < fw; x++) {
        re[y * fw + x] = p.v()[v * w + reflected(x, w, fw)];
      }
    }
    Fft.transform(re, im, fw, fh, false);
    for (int y = 0; y < fh; y++) {
      double fy = (double) Math.min(y, fh - y) / fh;
      for (int x = 0; x < fw; x++) {
        double fx = (double) Math.min(x, fw - x) / fw;
        float g = (float) (response(Math.hypot(fx, fy)) / ((double) fw * fh));
        re[y * fw + x] *= g;
        im[y * fw + x] *= g;
      }
    }
    Fft.transform(re, im, fw, fh, true);
    float[] out = new float[w * h];
    for (int y = 0; y < h; y++) {
      System.arraycopy(re, y * fw, out, y * w, w);
    }
    return new Plane(w, h, out);
  }

  /** Beyond the border half of the rest mirrors the end, half the beginning. */
  private static int reflected(int i, int n, int full) {
    if (i < n) {
      return i;
    }
    int end = 2 * n - 1 - i;
    int start = full - 1 - i;
    return i - n < (full - n) / 2 ? Math.max(0, end) : Math.min(n - 1, start);
  }

  private static double response(double f) {
    if (f < LOW / 2 || f > HIGH * 1.15) {
      return 0;
    }
    double low = f < LOW ? (f - LOW / 2) / (LOW / 2) : 1;
    double high = f > HIGH ? 1 - (f - HIGH) / (HIGH * .15) : 1;
    return f * 20 * low * high;
  }

  /** Divided by what is usual around, and cut at {@value #CUT} of it. */
  private static Plane levelled(Plane p) {
    float[] square = new float[p.v().length];
    for (int i = 0; i < square.length; i++) {
      square[i] = p.v()[i] * p.v()[i];
    }
    Plane around = new Plane(p.width(), p.height(), square).blurred(AROUND).blurred(AROUND);
    float[] out = new float[square.length];
    for (int i = 0; i < out.length; i++) {
      float v = p.v()[i] / (float) Math.sqrt(around.v()[i] + .05f);
      out[i] = Math.max(-CUT, Math.min(CUT, v));
    }
    return new Plane(p.width(), p.height(), out);
  }
}
