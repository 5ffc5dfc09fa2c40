package dev.likeness.provenance.mark;

/** Whether the mark is for one picture, or for many that are read together. */
public enum Medium {
  /** Strong enough to be read from the one picture. */
  STILL(42.05, 42.05, 448, 320, .15, .8f),

  /**
   * Of larger tiles, since small films are made smaller and encoded hard; for that too it is drawn
   * into blue as well, where the eye is weakest, and relies more on what is busy. Large ones keep
   * more of a mark than they need.
   */
  FILM(42.3, 49, 1000, 700, .4, .6f);

  private final double decibels;
  private final double largeDecibels;
  private final int large;
  private final int middling;
  private final double power;
  private final float smooth;

  Medium(
      double decibels, double largeDecibels, int large, int middling, double power, float smooth) {
    this.decibels = decibels;
    this.largeDecibels = largeDecibels;
    this.large = large;
    this.middling = middling;
    this.power = power;
    this.smooth = smooth;
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

  /** How much more of the pattern goes where the picture is busy: a power of its busyness. */
  double power() {
    return power;
  }

  /** What smooth ground bears unseen, root mean square in 8-bit steps. */
  float smooth() {
    return smooth;
  }

  /** Whether the blue difference takes it too. */
  boolean blue(int width, int height) {
    return this == FILM && Math.min(width, height) < large;
  }
}
