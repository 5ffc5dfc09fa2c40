package dev.likeness.provenance.mark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The pattern that a picture is covered with: a square that repeats every {@value #PERIOD}/512 of
 * the picture's short side (of a small picture's more, see {@link Medium}), the sum of waves that
 * fit into it. Of each wave (kx, ky cycles a tile, {@value #LOW} to {@value #HIGH} together) the
 * key chooses the signs of cosine and sine; one wave of six is always the same (the pilot, by which
 * the pattern is found), the others carry the coded bits times a keyed sign. That it repeats is
 * what shows how a picture was turned and scaled: its autocorrelation peaks wherever the pattern
 * falls on itself.
 */
final class Tile {
  /** Period where the short side is {@link #SIDE}. */
  static final int PERIOD = 96;

  /** The short side to which pictures are thought to be brought. */
  static final int SIDE = 512;

  /** Likewise for colour, whose tiles are {@value #SIDE}/{@value} as large. */
  static final int COLOUR_SIDE = 192;

  /**
   * How much larger tiles are in small pictures, since what codecs take away is measured in pixels.
   */
  static final double[] SCALES = {1, 1.4, 2};

  /** Cells a side of a folded tile. */
  static final int CELLS = 64;

  static final double LOW = 3.5;
  static final double HIGH = 16;
  private static final int GROUP = 6;

  /** One wave: its frequency, and of a pilot its signs, else 0. */
  record Wave(int kx, int ky, int cos, int sin) {
    boolean pilot() {
      return cos != 0;
    }
  }

  /** Where one coded bit goes: the wave, its sine instead of its cosine, and the sign. */
  record Chip(int wave, boolean sine, int sign, int bit) {}

  private static final List<int[]> FREQUENCIES = List.copyOf(ring());

  private final List<Wave> waves = new ArrayList<>();
  private final List<Chip> chips = new ArrayList<>();

  Tile(MarkKey key) {
    List<int[]> all = FREQUENCIES;
    MarkKey.Bits choice = key.bits("likeness mark 1 choice ");
    MarkKey.Bits pilot = key.bits("likeness mark 1 pilot ");
    MarkKey.Bits payload = key.bits("likeness mark 1 payload ");
    int chosen = 0;
    for (int i = 0; i < all.size(); i++) {
      int[] k = all.get(i);
      if (i % GROUP == 0) {
        chosen = choice.below(GROUP);
      }
      boolean p = i % GROUP == chosen;
      waves.add(new Wave(k[0], k[1], p ? pilot.sign() : 0, p ? pilot.sign() : 0));
    }
    int[] order = order(key);
    int n = 0;
    for (int i = 0; i < waves.size(); i++) {
      if (!waves.get(i).pilot()) {
        for (int s = 0; s < 2; s++) {
          // there and back, so that each bit gets high and low frequencies
          int lap = n / MarkCode.BITS;
          int at = n % MarkCode.BITS;
          int bit = order[lap % 2 == 0 ? at : MarkCode.BITS - 1 - at];
          chips.add(new Chip(i, s == 1, payload.sign(), bit));
          n++;
        }
      }
    }
  }

  /** Whether a picture has room for the pattern; a stripe or a dot has not. */
  static boolean fits(int width, int height) {
    int side = Math.min(width, height);
    return side >= 8 && Math.max(width, height) <= 8 * side;
  }

  /** Of all waves (kx, ky), whatever the key; lowest first. */
  static List<int[]> frequencies() {
    return FREQUENCIES;
  }

  /** Half of it, since a wave and its mirror image in the origin are one. */
  private static List<int[]> ring() {
    List<int[]> all = new ArrayList<>();
    int most = (int) HIGH;
    for (int ky = 0; ky <= most; ky++) {
      for (int kx = -most; kx <= most; kx++) {
        double k = Math.hypot(kx, ky);
        if (k >= LOW && k <= HIGH && (ky > 0 || kx > 0)) {
          all.add(new int[] {kx, ky});
        }
      }
    }
    all.sort(Comparator.comparingInt(k -> k[0] * k[0] + k[1] * k[1]));
    return all;
  }

  private static int[] order(MarkKey key) {
    MarkKey.Bits random = key.bits("likeness mark 1 order ");
    int[] order = new int[MarkCode.BITS];
    for (int i = 0; i < order.length; i++) {
      int j = random.below(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  List<Wave> waves() {
    return waves;
  }

  List<Chip> chips() {
    return chips;
  }

  /** The signs of an id's waves: cosines, then sines. */
  float[][] signs(MarkId id) {
    int[] coded = MarkCode.encode(id);
    int n = waves.size();
    float[][] signs = new float[2][n];
    for (int i = 0; i < n; i++) {
      signs[0][i] = waves.get(i).cos;
      signs[1][i] = waves.get(i).sin;
    }
    for (Chip c : chips) {
      signs[c.sine ? 1 : 0][c.wave] = c.sign * coded[c.bit];
    }
    return signs;
  }

  /**
   * One period of a pattern, of mean square 1.
   *
   * @param amplitudes of the waves: cosines, then sines
   * @param size cells a side, a power of two
   */
  float[] draw(float[][] amplitudes, int size) {
    float[] re = new float[size * size];
    float[] im = new float[size * size];
    double energy = 0;
    for (int i = 0; i < waves.size(); i++) {
      Wave w = waves.get(i);
      int at = (w.ky & size - 1) * size + (w.kx & size - 1);
      re[at] = amplitudes[0][i];
      im[at] = -amplitudes[1][i];
      energy += (double) re[at] * re[at] + (double) im[at] * im[at];
    }
    Fft.transform(re, im, size, size, true);
    float scale = (float) Math.sqrt(2 / energy);
    for (int i = 0; i < re.length; i++) {
      re[i] *= scale;
    }
    return re;
  }
}
