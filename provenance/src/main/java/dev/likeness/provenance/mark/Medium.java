package dev.likeness.provenance.mark;

/** Whether the mark is for one picture, or for many that are read together. */
public enum Medium {
  /** Strong enough to be read from the one picture. */
  STILL(42.05, 448, 320),

  /**
   * Of larger tiles, since small films are made smaller and encoded hard. In their narrower range
   * of brightness values that is a PSNR of 43.4 dB.
   */
  FILM(42.05, 1000, 700);

  private final double decibels;
  private final int large;
  private final int middling;

  Medium(double decibels, int large, int middling) {
    this.decibels = decibels;
    this.large = large;
    this.middling = middling;
  }

  /** Distance of a marked picture from the unmarked: PSNR of brightness. */
  public double decibels() {
    return decibels;
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
