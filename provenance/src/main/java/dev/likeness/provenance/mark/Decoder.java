package dev.likeness.provenance.mark;

import java.util.Optional;

/** What a key finds in a folded picture: where its pilot lies, and then what the mark says. */
final class Decoder {
  private static final int N = Tile.CELLS;
  static final int RINGS = 5;
  private static final double CUT = 1.5;

  /**
   * The ways in which a square can be laid on itself: where (1, 0) and (0, 1) of it come to lie.
   */
  private static final int[][] TURNS = {
    {1, 0, 0, 1}, {-1, 0, 0, 1}, {1, 0, 0, -1}, {-1, 0, 0, -1},
    {0, 1, 1, 0}, {0, -1, 1, 0}, {0, 1, -1, 0}, {0, -1, -1, 0}
  };

  /**
   * Where the pilot fits best.
   *
   * @param turn which of {@link #TURNS}
   * @param x shift in cells
   * @param score in standard deviations of what unmarked pictures give at one shift
   */
  record Fit(int turn, double x, double y, double score) {
    /** Of a mark that lies in a picture of a size as it was drawn. */
    static Fit drawn(MarkId id, Medium medium, int width, int height) {
      double period = medium.period(width, height);
      return drawn(id, width / 2.0 / period, height / 2.0 / period, false);
    }

    /**
     * Likewise, also in the whole picture's mirror image.
     *
     * @param tilesX from the left to the middle
     * @param tilesY from the top to the middle
     */
    static Fit drawn(MarkId id, double tilesX, double tilesY, boolean mirrored) {
      double[] shift = id.shift();
      return new Fit(
          mirrored ? 1 : 0,
          N * (tilesX + shift[0]) + (mirrored ? -.5 : .5),
          N * (tilesY + shift[1]) + .5,
          0);
    }

    /** From tiles of the fold to tiles of the pattern, and back, row by row. */
    int[] matrix() {
      int[] m = TURNS[turn];
      return new int[] {m[0], m[1], m[2], m[3]};
    }
  }

  /**
   * What was read.
   *
   * @param score see {@link MarkReader.Finding}
   */
  record Read(MarkId id, double score) {}

  private final Tile tile;

  Decoder(Tile tile) {
    this.tile = tile;
  }

  /** The best fit of all turns. */
  Fit fit(Fold.Spectrum y) {
    Fit best = fit(y, 0);
    for (int t = 1; t < TURNS.length; t++) {
      Fit f = fit(y, t);
      best = f.score > best.score ? f : best;
    }
    return best;
  }

  Fit fit(Fold.Spectrum y, int turn) {
    float[] re = new float[N * N];
    float[] im = new float[N * N];
    double energy = 0;
    for (Tile.Wave w : tile.waves()) {
      if (w.pilot()) {
        int from = index(w, turn);
        int to = (w.ky() & N - 1) * N + (w.kx() & N - 1);
        float p = w.cos();
        float q = -w.sin();
        re[to] = p * y.re()[from] + q * y.im()[from];
        im[to] = p * y.im()[from] - q * y.re()[from];
        energy += (double) re[to] * re[to] + (double) im[to] * im[to];
      }
    }
    Fft.transform(re, im, N, N, false);
    int best = 0;
    for (int i = 1; i < re.length; i++) {
      best = re[i] > re[best] ? i : best;
    }
    int x = best % N;
    int v = best / N;
    double dx = peak(re[v * N + (x + N - 1) % N], re[best], re[v * N + (x + 1) % N]);
    double dy = peak(re[(v + N - 1) % N * N + x], re[best], re[(v + 1) % N * N + x]);
    return new Fit(turn, x + dx, v + dy, re[best] / Math.sqrt(energy / 2 + 1e-30));
  }

  private static double peak(float before, float at, float after) {
    double bend = before - 2 * at + after;
    return bend < 0 ? Math.max(-.5, Math.min(.5, .5 * (before - after) / bend)) : 0;
  }

  static int index(Tile.Wave w, int turn) {
    return index(w.kx(), w.ky(), turn);
  }

  static int index(int kx, int ky, int turn) {
    int[] m = TURNS[turn];
    int x = m[0] * kx + m[2] * ky;
    int y = m[1] * kx + m[3] * ky;
    return (y & N - 1) * N + (x & N - 1);
  }

  /**
   * The payload as it arrived at one place.
   *
   * @param soft for each coded bit how surely it is +1
   * @param norm of all values that the bits were summed from
   */
  record Received(float[] soft, double norm) {
    /** How well a codeword agrees, in standard deviations of chance. */
    double score(int[] coded) {
      double sum = 0;
      for (int i = 0; i < coded.length; i++) {
        sum += soft[i] * coded[i];
      }
      return sum / norm;
    }
  }

  /** Reads any id. */
  static Optional<Read> read(Received r) {
    return MarkCode.decode(r.soft).map(id -> new Read(id, r.score(MarkCode.encode(id))));
  }

  /** The payload where the pilot lies. */
  Received received(Fold.Spectrum y, Fit fit) {
    float[][] values = values(y, fit);
    float[] cos = values[0];
    float[] sin = values[1];
    double[] pilot = new double[RINGS];
    double[] square = new double[RINGS];
    int[] pilots = new int[RINGS];
    int[] all = new int[RINGS];
    for (int i = 0; i < cos.length; i++) {
      Tile.Wave w = tile.waves().get(i);
      int ring = ring(w);
      square[ring] += cos[i] * cos[i] + sin[i] * sin[i];
      all[ring] += 2;
      if (w.pilot()) {
        pilot[ring] += cos[i] * w.cos() + sin[i] * w.sin();
        pilots[ring] += 2;
      }
    }
    double[] weights = weights(pilot, square, pilots, all);
    cut(values, square, all);
    float[] soft = new float[MarkCode.BITS];
    double norm = 0;
    for (Tile.Chip c : tile.chips()) {
      double v = value(c, cos, sin, weights);
      soft[c.bit()] += (float) (c.sign() * v);
      norm += v * v;
    }
    return new Received(soft, Math.sqrt(norm + 1e-30));
  }

  /** The amplitudes of the waves, cosines and then sines. */
  float[][] values(Fold.Spectrum y, Fit fit) {
    int n = tile.waves().size();
    float[] cos = new float[n];
    float[] sin = new float[n];
    for (int i = 0; i < n; i++) {
      Tile.Wave w = tile.waves().get(i);
      int at = index(w, fit.turn);
      double angle = -2 * Math.PI * (w.kx() * fit.x + w.ky() * fit.y) / N;
      double c = Math.cos(angle);
      double s = Math.sin(angle);
      cos[i] = (float) (y.re()[at] * c - y.im()[at] * s);
      sin[i] = (float) -(y.re()[at] * s + y.im()[at] * c);
    }
    return new float[][] {cos, sin};
  }

  static int ring(Tile.Wave w) {
    return ring(w.kx(), w.ky());
  }

  static int ring(int kx, int ky) {
    double k = Math.hypot(kx, ky);
    return (int) Math.min(RINGS - 1, (k - Tile.LOW) / (Tile.HIGH - Tile.LOW) * RINGS);
  }

  /** Outliers, which are the picture's own, count as no more than twice what is usual. */
  private void cut(float[][] values, double[] square, int[] all) {
    for (int i = 0; i < values[0].length; i++) {
      int ring = ring(tile.waves().get(i));
      float most = (float) (CUT * Math.sqrt(square[ring] / all[ring]));
      for (float[] v : values) {
        v[i] = Math.max(-most, Math.min(most, v[i]));
      }
    }
  }

  /** By frequency, since what was done to a picture takes more from some: gain over noise. */
  private static double[] weights(double[] pilot, double[] square, int[] pilots, int[] all) {
    double mean = 0;
    int n = 0;
    for (int r = 0; r < RINGS; r++) {
      mean += pilot[r];
      n += pilots[r];
    }
    mean = Math.max(mean / n, 1e-12);
    double[] weights = new double[RINGS];
    for (int r = 0; r < RINGS; r++) {
      double gain = (pilot[r] + 10 * mean) / (pilots[r] + 10);
      double power = square[r] / Math.max(1, all[r]);
      weights[r] = Math.max(gain, .1 * mean) / Math.max(power - gain * gain, .1 * power + 1e-20);
    }
    return weights;
  }

  private double value(Tile.Chip c, float[] cos, float[] sin, double[] weights) {
    return (c.sine() ? sin : cos)[c.wave()] * weights[ring(tile.waves().get(c.wave()))];
  }
}
