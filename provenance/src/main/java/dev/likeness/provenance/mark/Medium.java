package dev.likeness.provenance.mark;

/** Whether the mark is for one picture, or for many that are read together. */
public enum Medium {
  /** Strong enough to be read from the one picture. */
  STILL(42.05, 42.05, 448, 320),

  /**
   * Of larger tiles, since small films are made smaller and encoded hard. In their narrower range
   * of brightness values that is a PSNR of 43.4 dB. Large ones keep more of a mark than they need.
   */
  FILM(42.05, 45.05, 1000, 700);

  private final double decibels;
  private final double largeDecibels;
  private final int large;
  private final int middling;

  Medium(double decibels, double largeDecibels, int large, int middling) {
    this.decibels = decibels;
    this.largeDecibels = largeDecibels;
    this.large = large;
    this.middling = middling;
  }

  /** Least distance of a marked picture from the unmarked: PSNR of brightness. */
  public double decibels(int width, int height) {
    return Math.min(width, height) >= large ? largeDecibels : decibels;
  }

  /** Which of {@link Tile#SCALES} a picture gets. */
  double scale(int width, int height) {
    int side = Math.min(width, height);
    return Tile.SCALES[side >= large ? 0 : side >= middling ? 1 : 2];
  }

  /** One tile in pixels of a picture. */
  double period(int width, int height) {
    return scale(width, height) * Tile.PERIOD / Tile.SIDE * Math.min(width, height);
  }
}
