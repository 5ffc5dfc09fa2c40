package dev.likeness.provenance.mark;

/**
 * How much of a mark each block of a picture of one size takes: more where the picture varies more,
 * and nowhere more than is borne there unseen. Immutable.
 */
final class Busyness {
  /** Blocks on the short side. */
  private static final int BLOCKS = 64;

  /** From how many mean steps from a block's mean on more count no more. */
  private static final double CAP = 30;

  /** How much more for each mean step from a block's mean. */
  private static final float MORE = .4f;

  /** Of the table of powers: entries a step. */
  private static final int FINE = 16;

  private final int width;
  private final int height;
  private final int block;
  private final int step;
  private final int columns;
  private final int rows;
  private final double amplitude;
  private final float smooth;
  private final boolean even;
  private final float[] powers = new float[(int) (CAP * FINE) + 1];

  Busyness(Medium medium, int width, int height) {
    this.width = width;
    this.height = height;
    this.block = Math.max(2, Math.min(width, height) / BLOCKS);
    this.step = Math.max(1, (block + 1) / 4);
    this.columns = (width + block - 1) / block;
    this.rows = (height + block - 1) / block;
    this.smooth = medium.smooth();
    this.even = medium == Medium.STILL;
    this.amplitude = 255 * Math.pow(10, -medium.decibels(width, height) / 20);
    for (int i = 0; i < powers.length; i++) {
      powers[i] = (float) Math.pow(1 + (double) i / FINE, medium.power());
    }
  }

  /** Pixels a side of a block. */
  int block() {
    return block;
  }

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  /**
   * For each block, row by row, root mean square in steps of a full range of 255.
   *
   * @param y brightness
   * @param range the part of 255 that is used
   */
  float[] gains(byte[] y, double range) {
    float[] g = new float[columns * rows];
    float[] most = new float[columns * rows];
    double square = 0;
    for (int i = 0; i < g.length; i++) {
      int left = i % columns * block;
      int top = i / columns * block;
      float off = off(y, left, top, block);
      g[i] = powers[(int) Math.min(off * FINE, powers.length - 1)];
      most[i] = smooth + MORE * (even ? off : spared(y, left, top, off)) / (float) range;
      square += g[i] * g[i];
    }
    // brings the mean square to the wanted one, rounding included
    double wanted = Math.sqrt(Math.max(0, amplitude * amplitude - 1 / 12.0)) / range;
    float scale = (float) (wanted / Math.sqrt(square / g.length));
    for (int i = 0; i < g.length; i++) {
      g[i] = Math.min(scale * g[i], most[i]);
    }
    return g;
  }

  /**
   * How busy a block counts whose smoothest quarter is smooth, as beside an outline: in films the
   * pattern stands still there while all else moves.
   */
  private float spared(byte[] y, int left, int top, float off) {
    int half = (block + 1) / 2;
    float least = off;
    for (int q = 0; q < 4; q++) {
      int l = left + (q & 1) * (block - half);
      int t = top + (q >> 1) * (block - half);
      if (l + half <= width && t + half <= height) {
        least = Math.min(least, off(y, l, t, half));
      }
    }
    return .55f * least + .45f * off;
  }

  /** Mean steps from the mean of a square, of some of its pixels. */
  private float off(byte[] y, int left, int top, int side) {
    int right = Math.min(left + side, width);
    int bottom = Math.min(top + side, height);
    int sum = 0;
    for (int v = top; v < bottom; v += step) {
      for (int i = v * width + left; i < v * width + right; i += step) {
        sum += y[i] & 255;
      }
    }
    int n = ((bottom - top + step - 1) / step) * ((right - left + step - 1) / step);
    int mean = sum / n;
    int off = 0;
    for (int v = top; v < bottom; v += step) {
      for (int i = v * width + left; i < v * width + right; i += step) {
        off += Math.abs((y[i] & 255) - mean);
      }
    }
    return (float) off / n;
  }
}
