package dev.likeness.synthesis;

/**
 * How a swap looks.
 *
 * @param shape how much of the persona's own face shape ({@link FaceShape}) is taken, 0 (the
 *     target's) to 1
 * @param colour how much of the target's skin tone the middle of the face takes, 0 to 1; its border
 *     always takes it wholly
 * @param feather width of the soft border as a share of the face's width, .01 to .4
 * @param mask what is replaced
 * @param keepEyes whether eyes and eyelids stay the target's own (its gaze and blinks always do)
 * @param keepMouth whether the lips stay the target's own
 */
public record SwapSettings(
    double shape, double colour, double feather, Area mask, boolean keepEyes, boolean keepMouth) {

  /** Which part of the face is replaced. */
  public enum Area {
    /** From the hairline to the chin. */
    FACE,
    /** Brows to chin, without the forehead. */
    INNER,
    /** Mouth, jaw and chin. */
    LOWER
  }

  public static final SwapSettings DEFAULT = new SwapSettings(1, .75, .05, Area.FACE, false, false);

  public SwapSettings {
    require("shape", shape, 0, 1);
    require("colour", colour, 0, 1);
    require("feather", feather, .01, .4);
  }

  private static void require(String name, double v, double low, double high) {
    if (!(v >= low && v <= high)) {
      throw new IllegalArgumentException(
          "%s must lie between %s and %s, not %s".formatted(name, low, high, v));
    }
  }
}
