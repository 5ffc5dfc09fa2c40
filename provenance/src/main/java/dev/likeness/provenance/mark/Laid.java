package dev.likeness.provenance.mark;

import org.jspecify.annotations.Nullable;

/**
 * A picture that may bear marks where they were drawn, ready to have many ids laid upon it: each
 * moves the pattern elsewhere, so that pilot and payload together tell whether it is there. The
 * waves of a ring of frequencies are brought to one strength, outliers cut, and slow waves weighted
 * more, since codecs keep them; nothing of that depends on the key's signs, which the rate of false
 * findings rests on.
 */
final class Laid {
  private static final int N = Tile.CELLS;
  private static final int PHASES = 4096;
  private static final float[] COSINES = cosines();
  private static final float CUT = 1.5f;
  private static final float COLOUR = 1;

  private final Tile tile;
  private final boolean mirrored;
  private final Layer luma;
  private final @Nullable Layer colour;

  /**
   * One layer's waves.
   *
   * @param tilesX from the left to the middle
   * @param tilesY from the top to the middle
   */
  private record Layer(float[] re, float[] im, float[] weights, double tilesX, double tilesY) {}

  /**
   * @param white brightness
   * @param colour blue difference, whitened likewise; null where it is not looked at
   * @param scale of {@link Tile#SCALES}
   */
  Laid(Tile tile, Plane white, @Nullable Plane colour, double scale, boolean mirrored) {
    this.tile = tile;
    this.mirrored = mirrored;
    this.luma = layer(white, scale, 1, 1);
    // the whitened planes' sides differ as the tiles do, so both have a tile of the same pixels
    this.colour = colour == null ? null : layer(colour, scale, 0, COLOUR);
  }

  private static float[] cosines() {
    float[] c = new float[PHASES];
    for (int i = 0; i < PHASES; i++) {
      c[i] = (float) Math.cos(2 * Math.PI * i / PHASES);
    }
    return c;
  }

  private Layer layer(Plane p, double scale, double slope, float weight) {
    Fold.Spectrum y = Fold.of(p, Place.of(scale, scale, 0));
    int n = tile.waves().size();
    float[] re = new float[n];
    float[] im = new float[n];
    double[] power = new double[Decoder.RINGS];
    int[] count = new int[Decoder.RINGS];
    for (int i = 0; i < n; i++) {
      Tile.Wave w = tile.waves().get(i);
      int at = Decoder.index(w, mirrored ? 1 : 0);
      re[i] = y.re()[at];
      im[i] = y.im()[at];
      power[Decoder.ring(w)] += .5 * (re[i] * re[i] + im[i] * im[i]);
      count[Decoder.ring(w)]++;
    }
    float[] weights = new float[n];
    for (int i = 0; i < n; i++) {
      Tile.Wave w = tile.waves().get(i);
      float scaled =
          (float) (1 / Math.sqrt(power[Decoder.ring(w)] / count[Decoder.ring(w)] + 1e-12));
      re[i] *= scaled;
      im[i] *= scaled;
      weights[i] = (float) (weight * Math.pow(Math.hypot(w.kx(), w.ky()) / Tile.LOW, -slope));
    }
    double half = .5 / scale / Tile.PERIOD;
    return new Layer(re, im, weights, p.width() * half, p.height() * half);
  }

  /** How well an id agrees, in standard deviations of chance. */
  double score(MarkId id) {
    float[][] signs = tile.signs(id);
    Decoder.Fit y = Decoder.Fit.drawn(id, luma.tilesX, luma.tilesY, mirrored);
    Decoder.Fit c =
        colour == null ? y : Decoder.Fit.drawn(id, colour.tilesX, colour.tilesY, mirrored);
    double sum = 0;
    double norm = 0;
    float[] v = new float[2];
    for (int i = 0; i < signs[0].length; i++) {
      v[0] = 0;
      v[1] = 0;
      add(luma, i, y, v);
      if (colour != null) {
        add(colour, i, c, v);
      }
      sum += signs[0][i] * v[0] + signs[1][i] * v[1];
      norm += v[0] * v[0] + v[1] * v[1];
    }
    return sum / Math.sqrt(norm + 1e-30);
  }

  private void add(Layer l, int i, Decoder.Fit fit, float[] v) {
    Tile.Wave w = tile.waves().get(i);
    int phase =
        w.kx() * (int) Math.round(fit.x() * PHASES / N)
            + w.ky() * (int) Math.round(fit.y() * PHASES / N);
    float cos = COSINES[phase & PHASES - 1];
    float sin = COSINES[phase + PHASES / 4 & PHASES - 1];
    v[0] += l.weights[i] * cut(l.re[i] * cos - l.im[i] * sin);
    v[1] -= l.weights[i] * cut(l.re[i] * sin + l.im[i] * cos);
  }

  private static float cut(float v) {
    return Math.max(-CUT, Math.min(CUT, v));
  }

  Decoder.Fit fit(MarkId id) {
    return Decoder.Fit.drawn(id, luma.tilesX, luma.tilesY, mirrored);
  }
}
