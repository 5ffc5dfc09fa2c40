package dev.likeness.provenance.mark;

import dev.likeness.core.YuvFrame;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a film's picture itself, before it is marked, has where a mark's waves would lie. Taken from
 * what is seen later, it leaves more of the mark and of what was done since. Nothing of it depends
 * on the key. Each wave's real and imaginary part is brought to the strength that is usual of its
 * ring of frequencies, and kept in {@value #STEPS} steps either way.
 *
 * @param luma of brightness: {@link Tile#frequencies} real parts, as many imaginary ones
 * @param blue likewise of the blue difference; null where it is not marked
 */
record Ground(byte[] luma, byte @Nullable [] blue) {
  private static final int STEPS = 7;

  /** Steps for what is usual; what is more than twice that counts as such. */
  private static final float UNIT = 3;

  private static final int WAVES = Tile.frequencies().size();

  Ground {
    if (luma.length != 2 * WAVES || blue != null && blue.length != luma.length) {
      throw new IllegalArgumentException("no ground: %d values".formatted(luma.length));
    }
  }

  /**
   * @param scale of {@link Tile#SCALES}
   * @param coloured whether the blue difference is to bear the mark too
   */
  static Ground of(YuvFrame f, double scale, boolean coloured) {
    Plane luma = Whitened.of(MarkReader.luma(f));
    return new Ground(
        steps(luma, scale), coloured ? steps(Whitened.colour(MarkReader.blue(f)), scale) : null);
  }

  private static byte[] steps(Plane white, double scale) {
    Fold.Spectrum s = Fold.of(white, Place.of(scale, scale, 0));
    Waves waves = Waves.of(s, false).levelled();
    byte[] out = new byte[2 * WAVES];
    for (int i = 0; i < WAVES; i++) {
      out[i] = step(waves.re()[i]);
      out[WAVES + i] = step(waves.im()[i]);
    }
    return out;
  }

  private static byte step(float v) {
    return (byte) Math.max(-STEPS, Math.min(STEPS, Math.round(UNIT * v)));
  }

  /** The sum of brightness of some. */
  static Waves luma(List<Ground> some) {
    float[] re = new float[WAVES];
    float[] im = new float[WAVES];
    some.forEach(g -> add(g.luma, re, im));
    return new Waves(re, im);
  }

  /** The sum of the blue difference of some; null where one has none. */
  static @Nullable Waves blue(List<Ground> some) {
    float[] re = new float[WAVES];
    float[] im = new float[WAVES];
    for (Ground g : some) {
      if (g.blue == null) {
        return null;
      }
      add(g.blue, re, im);
    }
    return new Waves(re, im);
  }

  private static void add(byte[] steps, float[] re, float[] im) {
    for (int i = 0; i < WAVES; i++) {
      re[i] += steps[i];
      im[i] += steps[WAVES + i];
    }
  }

  /** As text, two values in a byte. */
  String text() {
    byte[] packed = new byte[WAVES * (blue == null ? 1 : 2)];
    for (int i = 0; i < packed.length; i++) {
      byte[] from = i < WAVES || blue == null ? luma : blue;
      int at = 2 * (i % WAVES);
      packed[i] = (byte) (from[at] + 8 << 4 | from[at + 1] + 8);
    }
    return Base64.getEncoder().withoutPadding().encodeToString(packed);
  }

  /**
   * Reads {@link #text}.
   *
   * @throws IllegalArgumentException where it is none
   */
  static Ground of(String text) {
    byte[] packed = Base64.getDecoder().decode(text);
    if (packed.length != WAVES && packed.length != 2 * WAVES) {
      throw new IllegalArgumentException("no ground: " + packed.length + " bytes");
    }
    return new Ground(unpacked(packed, 0), packed.length == WAVES ? null : unpacked(packed, WAVES));
  }

  private static byte[] unpacked(byte[] packed, int from) {
    byte[] out = new byte[2 * WAVES];
    for (int i = 0; i < WAVES; i++) {
      out[2 * i] = (byte) ((packed[from + i] >> 4 & 15) - 8);
      out[2 * i + 1] = (byte) ((packed[from + i] & 15) - 8);
    }
    return out;
  }
}
