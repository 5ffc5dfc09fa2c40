package dev.likeness.provenance.mark;

import java.util.List;
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

  /** How much less the faster waves of a layer count: powers of their frequency. */
  private static final double SLOPE = 1;

  private static final double COLOUR_SLOPE = .5;

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
  private record Layer(Waves waves, float[] weights, double tilesX, double tilesY) {
    Layer without(Waves ground) {
      return new Layer(waves.without(ground).levelled(), weights, tilesX, tilesY);
    }
  }

  /**
   * @param white brightness
   * @param colour blue difference, whitened likewise; null where it is not looked at
   * @param scale of {@link Tile#SCALES}
   */
  Laid(Tile tile, Plane white, @Nullable Plane colour, double scale, boolean mirrored) {
    this(
        tile,
        layer(tile, white, scale, SLOPE, mirrored),
        // the whitened planes' sides differ as the tiles do, so both have a tile of the same pixels
        colour == null ? null : layer(tile, colour, scale, COLOUR_SLOPE, mirrored),
        mirrored);
  }

  private Laid(Tile tile, Layer luma, @Nullable Layer colour, boolean mirrored) {
    this.tile = tile;
    this.mirrored = mirrored;
    this.luma = luma;
    this.colour = colour;
  }

  /** Without what the picture itself had there before it was marked, as far as that is known. */
  Laid without(List<Ground> grounds) {
    if (grounds.isEmpty()) {
      return this;
    }
    Waves y = turned(Ground.luma(grounds));
    Waves blue = Ground.blue(grounds);
    return new Laid(
        tile,
        luma.without(y),
        colour == null || blue == null ? colour : colour.without(turned(blue)),
        mirrored);
  }

  private Waves turned(Waves ground) {
    return mirrored ? ground.mirrored() : ground;
  }

  private static float[] cosines() {
    float[] c = new float[PHASES];
    for (int i = 0; i < PHASES; i++) {
      c[i] = (float) Math.cos(2 * Math.PI * i / PHASES);
    }
    return c;
  }

  private static Layer layer(Tile tile, Plane p, double scale, double slope, boolean mirrored) {
    Fold.Spectrum y = Fold.of(p, Place.of(scale, scale, 0));
    float[] weights = new float[tile.waves().size()];
    for (int i = 0; i < weights.length; i++) {
      Tile.Wave w = tile.waves().get(i);
      weights[i] = (float) Math.pow(Math.hypot(w.kx(), w.ky()) / Tile.LOW, -slope);
    }
    double half = .5 / scale / Tile.PERIOD;
    Waves waves = Waves.of(y, mirrored).levelled();
    return new Layer(waves, weights, p.width() * half, p.height() * half);
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
    float re = l.waves.re()[i];
    float im = l.waves.im()[i];
    float cos = COSINES[phase & PHASES - 1];
    float sin = COSINES[phase + PHASES / 4 & PHASES - 1];
    v[0] += l.weights[i] * cut(re * cos - im * sin);
    v[1] -= l.weights[i] * cut(re * sin + im * cos);
  }

  private static float cut(float v) {
    return Math.max(-CUT, Math.min(CUT, v));
  }

  Decoder.Fit fit(MarkId id) {
    return Decoder.Fit.drawn(id, luma.tilesX, luma.tilesY, mirrored);
  }
}
