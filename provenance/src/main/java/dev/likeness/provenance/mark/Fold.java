package dev.likeness.provenance.mark;

/**
 * A picture laid upon itself tile by tile, as if it had the pattern's period in both directions of
 * {@code place}, and what a key finds in the sum.
 */
final class Fold {
  private static final int N = Tile.CELLS;

  private Fold() {}

  /** The spectrum of the folded tile, N × N. */
  record Spectrum(float[] re, float[] im) {}

  /** Sums all pixels that lie at the same place of a tile. */
  static Spectrum of(Plane p, Place place) {
    float[] sum = new float[N * N];
    double[] inverse = place.inverse();
    double whole = 4294967296.0;
    int ux = (int) (long) (inverse[0] * whole);
    int vx = (int) (long) (inverse[2] * whole);
    int w = p.width();
    float[] in = p.v();
    int bits = 32 - Integer.numberOfTrailingZeros(N);
    for (int y = 0; y < p.height(); y++) {
      double cx = .5 - w / 2.0;
      double cy = y + .5 - p.height() / 2.0;
      int u = (int) (long) ((inverse[0] * cx + inverse[1] * cy) * whole);
      int v = (int) (long) ((inverse[2] * cx + inverse[3] * cy) * whole);
      for (int i = y * w; i < (y + 1) * w; i++) {
        sum[v >>> bits << 32 - bits | u >>> bits] += in[i];
        u += ux;
        v += vx;
      }
    }
    float[] im = new float[N * N];
    Fft.transform(sum, im, N, N, false);
    return new Spectrum(sum, im);
  }
}
