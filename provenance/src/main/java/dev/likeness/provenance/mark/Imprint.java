package dev.likeness.provenance.mark;

import dev.likeness.core.Picture;
import java.util.Base64;

/**
 * A perceptual hash of a picture on the grid of its mark: for each quarter of a tile whether the
 * picture gets lighter, darker or neither to the right and downwards. It tells whether a picture
 * that bears a mark is the one that the mark was given to, also where it was cut, turned, scaled or
 * mirrored, since the mark itself shows how.
 *
 * @param columns of quarters
 * @param rows of quarters
 * @param right for each quarter −1, 0 or 1, row by row; 0 also where the picture does not reach
 * @param down likewise
 */
public record Imprint(int columns, int rows, byte[] right, byte[] down) {
  private static final int QUARTERS = 4;

  /** Steps of brightness that count as none. */
  private static final float LITTLE = 4;

  private static final int LEAST = 24;

  /** How alike imprints of one picture are at least; different pictures stay below. */
  public static final double SAME = .65;

  /** Of a picture on which the mark lies, or will lie, as it is drawn. */
  public static Imprint of(Picture picture, MarkId id, Medium medium) {
    if (!Tile.fits(picture.width(), picture.height())) {
      return new Imprint(1, 1, new byte[1], new byte[1]);
    }
    double scale = medium.scale(picture.width(), picture.height());
    return of(
        MarkReader.luma(picture),
        Place.of(scale, scale, 0),
        Decoder.Fit.drawn(id, medium, picture.width(), picture.height()));
  }

  /** A picture on which it was found in a place; the first tile may be any. */
  static Imprint of(Plane luma, Place place, Decoder.Fit fit) {
    double cell = Math.sqrt(Math.abs(place.a() * place.d() - place.b() * place.c())) / QUARTERS;
    Plane p = smooth(luma, cell);
    double w = p.width();
    double h = p.height();
    int[] m = fit.matrix();
    double[] inverse = place.inverse();
    double[] low = {1e9, 1e9};
    double[] high = {-1e9, -1e9};
    for (double[] corner : new double[][] {{0, 0}, {w, 0}, {0, h}, {w, h}}) {
      double x = corner[0] - w / 2;
      double y = corner[1] - h / 2;
      double u = inverse[0] * x + inverse[1] * y - .5 / Tile.CELLS;
      double v = inverse[2] * x + inverse[3] * y - .5 / Tile.CELLS;
      double[] tile = {
        m[0] * u + m[1] * v + fit.x() / Tile.CELLS, m[2] * u + m[3] * v + fit.y() / Tile.CELLS
      };
      for (int i = 0; i < 2; i++) {
        low[i] = Math.min(low[i], tile[i]);
        high[i] = Math.max(high[i], tile[i]);
      }
    }
    int first = (int) Math.floor(low[0]);
    int top = (int) Math.floor(low[1]);
    int columns = QUARTERS * ((int) Math.ceil(high[0]) - first);
    int rows = QUARTERS * ((int) Math.ceil(high[1]) - top);
    if ((long) columns * rows > 1 << 16) {
      throw new IllegalArgumentException("tiles of " + place + " in " + w + "×" + h);
    }
    return of(
        p,
        columns,
        rows,
        (c, r) -> {
          double s = first + (c + .5) / QUARTERS - fit.x() / Tile.CELLS;
          double t = top + (r + .5) / QUARTERS - fit.y() / Tile.CELLS;
          double u = m[0] * s + m[2] * t + .5 / Tile.CELLS;
          double v = m[1] * s + m[3] * t + .5 / Tile.CELLS;
          return new double[] {
            w / 2 + place.a() * u + place.b() * v, h / 2 + place.c() * u + place.d() * v
          };
        });
  }

  private static Plane smooth(Plane luma, double cell) {
    double scale = (double) Tile.SIDE / Math.min(luma.width(), luma.height());
    return luma.resized(
            (int) Math.max(1, Math.round(luma.width() * scale)),
            (int) Math.max(1, Math.round(luma.height() * scale)))
        .blurred((int) Math.round(cell / 3))
        .blurred((int) Math.round(cell / 4));
  }

  /** Where the middle of a quarter lies. */
  private interface Grid {
    double[] at(int column, int row);
  }

  private static Imprint of(Plane p, int columns, int rows, Grid grid) {
    float[] light = new float[columns * rows];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        double[] at = grid.at(c, r);
        int x = (int) Math.floor(at[0]);
        int y = (int) Math.floor(at[1]);
        boolean inside = x >= 0 && y >= 0 && x < p.width() && y < p.height();
        light[r * columns + c] = inside ? p.v()[y * p.width() + x] : Float.NaN;
      }
    }
    byte[] right = new byte[light.length];
    byte[] down = new byte[light.length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int i = r * columns + c;
        right[i] = c + 1 < columns ? step(light[i], light[i + 1]) : 0;
        down[i] = r + 1 < rows ? step(light[i], light[i + columns]) : 0;
      }
    }
    return new Imprint(columns, rows, right, down);
  }

  /** 0 where either is not a number. */
  private static byte step(float a, float b) {
    return (byte) (b - a > LITTLE ? 1 : a - b > LITTLE ? -1 : 0);
  }

  /**
   * How alike two pictures are, from −1 to 1, where this one may be a part of the other: the best
   * correlation of steps over all shifts by whole tiles. Pictures that share too little to tell get
   * 0.
   */
  public double likeness(Imprint other) {
    double best = 0;
    for (int dy = -tiles(rows); dy <= tiles(other.rows); dy++) {
      for (int dx = -tiles(columns); dx <= tiles(other.columns); dx++) {
        best = Math.max(best, likeness(other, dx * QUARTERS, dy * QUARTERS));
      }
    }
    return best;
  }

  private static int tiles(int cells) {
    return (cells + QUARTERS - 1) / QUARTERS;
  }

  private double likeness(Imprint other, int dx, int dy) {
    int same = 0;
    int mine = 0;
    int theirs = 0;
    int all = 0;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int i = r * columns + c;
        int d = right[i] * right[i] + down[i] * down[i];
        all += d;
        int oc = c + dx;
        int or = r + dy;
        if (oc >= 0 && or >= 0 && oc < other.columns && or < other.rows) {
          int j = or * other.columns + oc;
          same += right[i] * other.right[j] + down[i] * other.down[j];
          mine += d;
          theirs += other.right[j] * other.right[j] + other.down[j] * other.down[j];
        }
      }
    }
    // a picture that is a part of another lies inside of it with all but its border
    return mine < LEAST || mine < .6 * all
        ? 0
        : same / Math.sqrt((double) mine * Math.max(1, theirs));
  }

  /** As text: columns, rows and the steps, both of a quarter in a byte. */
  public String text() {
    byte[] packed = new byte[right.length];
    for (int i = 0; i < packed.length; i++) {
      packed[i] = (byte) (3 * (right[i] + 1) + down[i] + 1);
    }
    return columns + "x" + rows + ":" + Base64.getEncoder().withoutPadding().encodeToString(packed);
  }

  /**
   * Reads {@link #text}.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static Imprint of(String text) {
    int cross = text.indexOf('x');
    int colon = text.indexOf(':');
    if (cross < 1 || colon < cross) {
      throw new IllegalArgumentException("no imprint: " + text);
    }
    int columns = Integer.parseInt(text.substring(0, cross));
    int rows = Integer.parseInt(text.substring(cross + 1, colon));
    byte[] packed = Base64.getDecoder().decode(text.substring(colon + 1));
    if (columns < 1 || rows < 1 || packed.length != (long) columns * rows) {
      throw new IllegalArgumentException("no imprint: " + text);
    }
    byte[] right = new byte[packed.length];
    byte[] down = new byte[packed.length];
    for (int i = 0; i < packed.length; i++) {
      if (packed[i] < 0 || packed[i] > 8) {
        throw new IllegalArgumentException("no imprint: " + text);
      }
      right[i] = (byte) (packed[i] / 3 - 1);
      down[i] = (byte) (packed[i] % 3 - 1);
    }
    return new Imprint(columns, rows, right, down);
  }
}
