package dev.likeness.provenance.mark;

import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.YuvFrame;

/**
 * Draws one mark into pictures of one size. What it adds is always the same pattern, stronger where
 * the picture is busy and weaker where it is smooth; the result lies at least {@link
 * Medium#decibels} (PSNR of brightness) from the picture. In films, whose colour is kept apart, it
 * is also drawn into the blue difference. Depends on nothing but the picture. Thread-safe.
 */
public final class MarkWriter {
  /** Pattern steps for a mean square of 1. */
  private static final int UNIT = 28;

  /** Of gains in whole numbers: 2^{@value} is 1. */
  private static final int SHIFT = 13;

  /** What the blue difference of grey takes, root mean square, and that of full colour. */
  private static final double GREY = 1;

  private static final double COLOURED = 2.5;

  /** From this short side on, pixels, half of it does, and blotches would be seen. */
  private static final int FINE = 400;

  private final int width;
  private final int height;
  private final Busyness busyness;
  private final byte[] pattern;

  private final int grey;
  private final int coloured;

  /** What is added to the blue difference of a film; null for none. */
  private final byte @org.jspecify.annotations.Nullable [] blue;

  public MarkWriter(MarkKey key, MarkId id, Medium medium, int width, int height) {
    this(new Tile(key), id, medium, width, height);
  }

  private MarkWriter(Tile tile, MarkId id, Medium medium, int width, int height) {
    this(tile, tile.signs(id), id, medium, width, height);
  }

  /**
   * @param amplitudes of the tile's waves
   */
  MarkWriter(Tile tile, float[][] amplitudes, MarkId id, Medium medium, int width, int height) {
    this.width = width;
    this.height = height;
    this.busyness = new Busyness(medium, width, height);
    double share = Math.min(width, height) < FINE ? 1 : .5;
    this.grey = blueGain(share * GREY);
    this.coloured = blueGain(share * COLOURED);
    double period = medium.period(width, height);
    float[] t = tile.draw(amplitudes, Pattern.SIZE);
    this.pattern = Pattern.of(t, id, period, UNIT, width, height);
    this.blue = medium.blue(width, height) ? blue(tile, id, medium, width, height) : null;
  }

  /** At half the resolution, with larger tiles: codecs keep little of colour's detail. */
  private static byte[] blue(Tile tile, MarkId id, Medium medium, int width, int height) {
    float[][] amplitudes = tile.signs(id);
    for (float[] a : amplitudes) {
      for (int i = 0; i < a.length; i++) {
        Tile.Wave w = tile.waves().get(i);
        a[i] *= (float) Math.pow(Math.hypot(w.kx(), w.ky()), -.7);
      }
    }
    double period = medium.period(width, height) * Tile.SIDE / Tile.COLOUR_SIDE / 2;
    float[] t = tile.draw(amplitudes, Pattern.SIZE);
    return Pattern.of(t, id, period, UNIT, (width + 1) / 2, (height + 1) / 2);
  }

  /** Steps of a full range of 255, in whole numbers and the narrower range of films. */
  private static int blueGain(double steps) {
    return (int) (steps * 224 / 255 / UNIT * (1 << SHIFT));
  }

  /** The picture with the mark. */
  public Picture on(Picture picture) {
    if (picture.width() != width || picture.height() != height) {
      throw new IllegalArgumentException(
          "a mark of %d×%d on a picture of %d×%d"
              .formatted(width, height, picture.width(), picture.height()));
    }
    return switch (picture) {
      case YuvFrame f -> {
        byte[] y = new byte[f.y().length];
        add(f.y(), f.y(), f.fullRange() ? 1 : 219 / 255.0, y, 1);
        byte[] cb = f.cb();
        if (blue != null) {
          cb = new byte[cb.length];
          add(f.cb(), f.cr(), blue, cb);
        }
        yield new YuvFrame(width, height, y, cb, f.cr(), f.matrix(), f.fullRange());
      }
      case Frame f -> {
        byte[] rgb = new byte[f.rgb().length];
        add(luma(f), f.rgb(), 1, rgb, 3);
        yield new Frame(width, height, rgb);
      }
    };
  }

  /** Rec. 601 brightness. */
  static byte[] luma(Frame f) {
    byte[] in = f.rgb();
    byte[] out = new byte[f.width() * f.height()];
    for (int i = 0, o = 0; o < out.length; i += 3, o++) {
      out[o] =
          (byte)
              ((77 * (in[i] & 255) + 150 * (in[i + 1] & 255) + 29 * (in[i + 2] & 255) + 128) >> 8);
    }
    return out;
  }

  private void add(byte[] y, byte[] in, double range, byte[] out, int channels) {
    int block = busyness.block();
    int bw = busyness.columns();
    int bh = busyness.rows();
    float[] gains = busyness.gains(y, range);
    float scale = (float) (range / UNIT * (1 << SHIFT));
    int[] gain = new int[width];
    int[] delta = new int[channels == 1 ? 0 : width];
    int stripe = Math.max(1, block / 4);
    for (int y0 = 0; y0 < height; y0 += stripe) {
      float at = Math.max(0, Math.min((y0 + stripe * .5f) / block - .5f, bh - 1));
      int j = Math.min((int) at, Math.max(0, bh - 2));
      spread(gains, j * bw, Math.min(j + 1, bh - 1) * bw, at - j, scale, gain);
      for (int v = y0; v < Math.min(y0 + stripe, height); v++) {
        if (channels == 1) {
          add(in, v * width, pattern, gain, out, width);
        } else {
          addThrice(in, v * width, pattern, gain, delta, out);
        }
      }
    }
  }

  /** A row of gains in whole numbers, between the middles of the blocks above and below. */
  private void spread(float[] gains, int above, int below, float share, float scale, int[] row) {
    int block = busyness.block();
    int n = busyness.columns();
    int half = block / 2;
    for (int i = -1; i < n; i++) {
      int l = Math.max(i, 0);
      int r = Math.min(i + 1, n - 1);
      float a = scale * (gains[above + l] + share * (gains[below + l] - gains[above + l]));
      float b = scale * (gains[above + r] + share * (gains[below + r] - gains[above + r]));
      int left = i * block + half;
      float step = (b - a) / block;
      for (int x = Math.max(left, 0); x < Math.min(left + block, width); x++) {
        row[x] = (int) (a + step * (x - left) + .5f);
      }
    }
  }

  // Plain loops, so that they run on vectors.

  private void add(byte[] in, int at, byte[] pattern, int[] gain, byte[] out, int n) {
    for (int x = 0; x < n; x++) {
      int v = (in[at + x] & 255) + (gain[x] * pattern[at + x] + (1 << SHIFT - 1) >> SHIFT);
      // below 0 all bits go, above 255 all are set: faster than comparing
      out[at + x] = (byte) (v & ~(v >> 31) | 255 - v >> 31);
    }
  }

  /** More where there is colour: on grey the eye sees a cast soonest. */
  private void add(byte[] cb, byte[] cr, byte[] pattern, byte[] out) {
    for (int x = 0; x < out.length; x++) {
      int in = cb[x] & 255;
      int colour = Math.abs(in - 128) + Math.abs((cr[x] & 255) - 128);
      int gain = Math.min(grey + colour * (coloured - grey) / 48, coloured);
      int v = in + (gain * pattern[x] + (1 << SHIFT - 1) >> SHIFT);
      out[x] = (byte) (v & ~(v >> 31) | 255 - v >> 31);
    }
  }

  private static void addThrice(
      byte[] in, int at, byte[] pattern, int[] gain, int[] delta, byte[] out) {
    for (int x = 0; x < delta.length; x++) {
      delta[x] = gain[x] * pattern[at + x] + (1 << SHIFT - 1) >> SHIFT;
    }
    for (int x = 0, o = 3 * at; x < delta.length; x++, o += 3) {
      out[o] = (byte) Math.max(0, Math.min(255, (in[o] & 255) + delta[x]));
      out[o + 1] = (byte) Math.max(0, Math.min(255, (in[o + 1] & 255) + delta[x]));
      out[o + 2] = (byte) Math.max(0, Math.min(255, (in[o + 2] & 255) + delta[x]));
    }
  }
}
