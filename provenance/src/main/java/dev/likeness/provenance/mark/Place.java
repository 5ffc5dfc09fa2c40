package dev.likeness.provenance.mark;

/**
 * How the pattern lies in a picture: one tile to the right is (a, c) pixels, one down (b, d).
 *
 * @param a of the matrix ((a, b), (c, d)) from tiles to pixels
 */
record Place(double a, double b, double c, double d) {
  static Place of(double scaleX, double scaleY, double angle) {
    double x = Tile.PERIOD * scaleX;
    double y = Tile.PERIOD * scaleY;
    return new Place(
        x * Math.cos(angle), -y * Math.sin(angle), x * Math.sin(angle), y * Math.cos(angle));
  }

  /** From pixels to tiles, row by row. */
  double[] inverse() {
    double det = a * d - b * c;
    return new double[] {d / det, -b / det, -c / det, a / det};
  }

  /** With one of the four numbers changed. */
  Place moved(int which, double by) {
    return switch (which) {
      case 0 -> new Place(a + by, b, c, d);
      case 1 -> new Place(a, b + by, c, d);
      case 2 -> new Place(a, b, c + by, d);
      default -> new Place(a, b, c, d + by);
    };
  }
}
