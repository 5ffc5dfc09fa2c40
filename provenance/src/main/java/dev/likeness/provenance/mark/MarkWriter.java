package dev.likeness.provenance.mark;

import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.YuvFrame;
import java.util.Arrays;

/**
 * Draws one mark into pictures of one size. What it adds is always the same pattern, stronger where
 * the picture is busy and weaker where it is smooth; the result lies at least {@link
 * Medium#decibels} (PSNR of brightness) from the picture. Depends on nothing but the picture.
 * Thread-safe.
 */
public final class MarkWriter {
  /** Pattern steps for a mean square of 1. */
  private static final int UNIT = 28;

  /** Cells a side of the tile that pixels are taken from. */
  private static final int SIZE = 256;

  /** Blocks on the short side, in which the picture's busyness is taken. */
  private static final int BLOCKS = 64;

  /**
   * How much busier than smooth ground counts, in mean steps from a block's mean, and how much of
   * it.
   */
  private static final double CAP = 12;

  private static final double POWER = .15;

  /**
   * What smooth ground bears unseen, root mean square in 8-bit steps, and how much more for each
   * mean step from a block's mean.
   */
  private static final double SMOOTH = .8;

  private static final double MORE = .4;

  private final int width;
  private final int height;
  private final int block;
  private final double amplitude;
  private final byte[] pattern;

  /** How many pixels of a whole block are looked at, and what becomes of their steps' sum. */
  private final int full;

  private final float[] powers;

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
    this.block = Math.max(2, Math.min(width, height) / BLOCKS);
    this.amplitude = 255 * Math.pow(10, -medium.decibels(width, height) / 20);
    int side = (block + Math.max(1, block / 8) - 1) / Math.max(1, block / 8);
    this.full = side * side;
    this.powers = new float[(int) (CAP * full) + 1];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = power((double) i / full);
    }
    float[] t = tile.draw(amplitudes, SIZE);
    this.pattern = pattern(t, id, SIZE / medium.period(width, height), width, height);
  }

  private static byte[] pattern(float[] t, MarkId id, double step, int width, int height) {
    int size = SIZE;
    double[] shift = id.shift();
    byte[] out = new byte[width * height];
    for (int y = 0; y < height; y++) {
      double v = (y + .5) * step + size * shift[1];
      int j = (int) v;
      double fv = v - j;
      int r0 = (j & size - 1) * size;
      int r1 = (j + 1 & size - 1) * size;
      for (int x = 0; x < width; x++) {
        double u = (x + .5) * step + size * shift[0];
        int i = (int) u;
        double fu = u - i;
        int c0 = i & size - 1;
        int c1 = i + 1 & size - 1;
        double top = t[r0 + c0] + fu * (t[r0 + c1] - t[r0 + c0]);
        double low = t[r1 + c0] + fu * (t[r1 + c1] - t[r1 + c0]);
        long p = Math.round(UNIT * (top + fv * (low - top)));
        out[y * width + x] = (byte) Math.max(-127, Math.min(127, p));
      }
    }
    return out;
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
        byte[] y = f.y().clone();
        add(f.y(), f.fullRange() ? 1f : 219f / 255, y, 1);
        yield new YuvFrame(width, height, y, f.cb(), f.cr(), f.matrix(), f.fullRange());
      }
      case Frame f -> {
        byte[] rgb = f.rgb().clone();
        add(luma(f), 1, rgb, 3);
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

  private void add(byte[] y, float range, byte[] out, int channels) {
    int bw = (width + block - 1) / block;
    int bh = (height + block - 1) / block;
    float[] gains = gains(y, range, bw, bh);
    float scale = range / UNIT;
    float[] above = new float[width];
    float[] below = new float[width];
    float[] delta = new float[width];
    int stripe = Math.max(1, block / 4);
    int spread = -1;
    for (int y0 = 0; y0 < height; y0 += stripe) {
      float at = Math.max(0, Math.min((y0 + stripe * .5f) / block - .5f, bh - 1));
      int j = Math.min((int) at, Math.max(0, bh - 2));
      if (j != spread) {
        spread(gains, j * bw, bw, scale, above);
        spread(gains, Math.min(j + 1, bh - 1) * bw, bw, scale, below);
        spread = j;
      }
      for (int v = y0; v < Math.min(y0 + stripe, height); v++) {
        products(pattern, v * width, above, below, at - j, delta);
        if (channels == 1) {
          add(out, v * width, delta);
        } else {
          addThrice(out, v * width * 3, delta);
        }
      }
    }
  }

  /** A row of blocks' gains, scaled, between their middles. */
  private void spread(float[] gains, int from, int n, float scale, float[] row) {
    int half = block / 2;
    for (int i = -1; i < n; i++) {
      float a = scale * gains[from + Math.max(i, 0)];
      float b = scale * gains[from + Math.min(i + 1, n - 1)];
      int left = i * block + half;
      float step = (b - a) / block;
      for (int x = Math.max(left, 0); x < Math.min(left + block, width); x++) {
        row[x] = a + step * (x - left);
      }
    }
  }

  // Plain loops, so that they run on vectors.

  private static void products(
      byte[] pattern, int at, float[] above, float[] below, float share, float[] delta) {
    for (int x = 0; x < delta.length; x++) {
      delta[x] = (above[x] + share * (below[x] - above[x])) * pattern[at + x];
    }
  }

  private static void add(byte[] out, int at, float[] delta) {
    for (int x = 0; x < delta.length; x++) {
      float v = (out[at + x] & 255) + delta[x];
      v = .5f * (Math.abs(v) - Math.abs(v - 255) + 255);
      out[at + x] = (byte) (int) (v + .5f);
    }
  }

  private static void addThrice(byte[] out, int at, float[] delta) {
    for (int x = 0, o = at; x < delta.length; x++) {
      for (int c = 0; c < 3; c++, o++) {
        float v = (out[o] & 255) + delta[x];
        v = .5f * (Math.abs(v) - Math.abs(v - 255) + 255);
        out[o] = (byte) (int) (v + .5f);
      }
    }
  }

  /**
   * How much of the pattern each block takes, root mean square in 8-bit steps: more where the
   * picture varies more, and nowhere more than is borne there unseen.
   */
  private float[] gains(byte[] y, float range, int bw, int bh) {
    float[] g = new float[bw * bh];
    float[] most = new float[bw * bh];
    int step = Math.max(1, block / 8);
    int[] sums = new int[width];
    int[] means = new int[width];
    for (int j = 0; j < bh; j++) {
      int y0 = j * block;
      int y1 = Math.min(y0 + block, height);
      int rows = (y1 - y0 + step - 1) / step;
      Arrays.fill(sums, 0);
      for (int v = y0; v < y1; v += step) {
        sum(y, v * width, sums);
      }
      for (int i = 0; i < bw; i++) {
        int x1 = Math.min((i + 1) * block, width);
        Arrays.fill(means, i * block, x1, every(sums, i, step) / (rows * across(i, step)));
      }
      Arrays.fill(sums, 0);
      for (int v = y0; v < y1; v += step) {
        sumOff(y, v * width, means, sums);
      }
      for (int i = 0; i < bw; i++) {
        int off = every(sums, i, step);
        int n = rows * across(i, step);
        g[j * bw + i] = gain(off, n);
        most[j * bw + i] = (float) (SMOOTH + MORE * ((double) off / n) / range);
      }
    }
    float scale = scale(g);
    for (int i = 0; i < g.length; i++) {
      g[i] = Math.min(scale * g[i], most[i]);
    }
    return g;
  }

  /** In how many of its columns a block of a row is looked at. */
  private int across(int i, int step) {
    return (Math.min((i + 1) * block, width) - i * block + step - 1) / step;
  }

  /** The sum over those. */
  private int every(int[] v, int i, int step) {
    int sum = 0;
    for (int x = i * block; x < Math.min((i + 1) * block, width); x += step) {
      sum += v[x];
    }
    return sum;
  }

  private float gain(int off, int n) {
    return n == full ? powers[Math.min(off, powers.length - 1)] : power((double) off / n);
  }

  private static float power(double off) {
    return (float) Math.pow(1 + Math.min(off, CAP), POWER);
  }

  private static void sum(byte[] y, int at, int[] sums) {
    for (int x = 0; x < sums.length; x++) {
      sums[x] += y[at + x] & 255;
    }
  }

  private static void sumOff(byte[] y, int at, int[] means, int[] sums) {
    for (int x = 0; x < sums.length; x++) {
      sums[x] += Math.abs((y[at + x] & 255) - means[x]);
    }
  }

  /** What brings the mean square to the wanted one, rounding included. */
  private float scale(float[] gains) {
    double square = 0;
    for (float g : gains) {
      square += g * g;
    }
    double rounding = 1 / 12.0;
    double wanted = Math.sqrt(Math.max(0, amplitude * amplitude - rounding));
    return (float) (wanted / Math.sqrt(square / gains.length));
  }
}
