package dev.likeness.provenance.mark;

import java.util.List;

/**
 * The waves of a tile as they lie in a picture.
 *
 * @param re real parts, in the order of {@link Tile#frequencies}
 * @param im imaginary ones
 */
record Waves(float[] re, float[] im) {
  private static final int[] RING =
      Tile.frequencies().stream().mapToInt(k -> Decoder.ring(k[0], k[1])).toArray();

  /**
   * @param mirrored whether it is the mirror image that the waves lay in
   */
  static Waves of(Fold.Spectrum s, boolean mirrored) {
    List<int[]> frequencies = Tile.frequencies();
    float[] re = new float[frequencies.size()];
    float[] im = new float[re.length];
    for (int i = 0; i < re.length; i++) {
      int[] k = frequencies.get(i);
      int at = Decoder.index(k[0], k[1], mirrored ? 1 : 0);
      re[i] = s.re()[at];
      im[i] = s.im()[at];
    }
    return new Waves(re, im);
  }

  /** Those that a picture's mirror image gives where they are sought as {@link #of} does. */
  Waves mirrored() {
    float[] r = new float[re.length];
    float[] m = new float[re.length];
    for (int i = 0; i < r.length; i++) {
      // cell n of a tile comes to lie on −1 − n
      double angle = -2 * Math.PI * Tile.frequencies().get(i)[0] / Tile.CELLS;
      float c = (float) Math.cos(angle);
      float s = (float) Math.sin(angle);
      r[i] = re[i] * c - im[i] * s;
      m[i] = re[i] * s + im[i] * c;
    }
    return new Waves(r, m);
  }

  /** All rings of frequencies brought to one strength. */
  Waves levelled() {
    double[] power = new double[Decoder.RINGS];
    int[] count = new int[Decoder.RINGS];
    for (int i = 0; i < re.length; i++) {
      power[RING[i]] += .5 * (re[i] * re[i] + im[i] * im[i]);
      count[RING[i]]++;
    }
    float[] r = new float[re.length];
    float[] m = new float[re.length];
    for (int i = 0; i < r.length; i++) {
      float scaled = (float) (1 / Math.sqrt(power[RING[i]] / count[RING[i]] + 1e-12));
      r[i] = re[i] * scaled;
      m[i] = im[i] * scaled;
    }
    return new Waves(r, m);
  }

  /**
   * Without what a picture's own ground explains of each ring: as much of the ground as leaves
   * least.
   */
  Waves without(Waves ground) {
    double[] common = new double[Decoder.RINGS];
    double[] power = new double[Decoder.RINGS];
    for (int i = 0; i < re.length; i++) {
      common[RING[i]] += re[i] * ground.re[i] + im[i] * ground.im[i];
      power[RING[i]] += ground.re[i] * ground.re[i] + ground.im[i] * ground.im[i];
    }
    float[] r = new float[re.length];
    float[] m = new float[re.length];
    for (int i = 0; i < r.length; i++) {
      float share = (float) Math.max(0, common[RING[i]] / (power[RING[i]] + 1e-12));
      r[i] = re[i] - share * ground.re[i];
      m[i] = im[i] - share * ground.im[i];
    }
    return new Waves(r, m);
  }
}
