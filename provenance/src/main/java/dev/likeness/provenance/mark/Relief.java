package dev.likeness.provenance.mark;

/**
 * What a picture shows on the grid of an {@link Imprint}.
 *
 * @param light of each cell, row by row; not a number where the picture does not reach
 */
record Relief(int columns, int rows, float[] light) {
  /** Steps that must be there on both sides, to tell anything. */
  private static final int LEAST = 24;

  /** Steps of brightness from which on more count no more. */
  private static final float PLENTY = 10;

  /** What a picture shows at a place, from 0 to 1 across and down the marked one. */
  interface Light {
    float at(double x, double y);
  }

  static Relief of(int columns, int rows, Light light) {
    float[] v = new float[columns * rows];
    for (int i = 0; i < v.length; i++) {
      v[i] = light.at((i % columns + .5) / columns, (i / columns + .5) / rows);
    }
    return new Relief(columns, rows, v);
  }

  /** Of a picture that shows what was marked from border to border. */
  static Relief whole(Plane small, int columns, int rows, boolean mirrored) {
    Plane p =
        Imprint.smoothed(small, (double) Math.min(small.width(), small.height()) / Imprint.CELLS);
    return of(columns, rows, (x, y) -> p.at((mirrored ? 1 - x : x) * p.width(), y * p.height()));
  }

  /** The share of cells that the picture reaches. */
  double covered() {
    int inside = 0;
    for (float f : light) {
      inside += Float.isNaN(f) ? 0 : 1;
    }
    return (double) inside / light.length;
  }

  /**
   * The correlation of steps from cell to cell, from −1 to 1; 0 where too few can be compared.
   *
   * @param known of as many columns and rows
   */
  double likeness(Imprint known) {
    double same = 0;
    double mine = 0;
    int theirs = 0;
    for (int i = 0; i < light.length; i++) {
      for (int to = 0; to < 2; to++) {
        boolean within = to == 0 ? i % columns + 1 < columns : i + columns < light.length;
        float next = within ? light[to == 0 ? i + 1 : i + columns] : Float.NaN;
        float d = limited(next - light[i]);
        if (!Float.isNaN(d)) {
          byte step = (to == 0 ? known.right() : known.down())[i];
          same += step * d;
          mine += d * d;
          theirs += step * step;
        }
      }
    }
    return theirs < LEAST ? 0 : same / Math.sqrt(mine * theirs + 1e-9);
  }

  private static float limited(float d) {
    return Math.abs(d) < Imprint.LITTLE / 3 ? 0 : Math.max(-PLENTY, Math.min(PLENTY, d));
  }
}
