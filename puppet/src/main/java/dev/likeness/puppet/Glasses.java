package dev.likeness.puppet;

/**
 * Spectacles.
 *
 * @param form the lenses' outline
 * @param colour of the frame, sRGB 0xRRGGBB
 * @param rim thickness of the frame, centimetres, 0.05 to 0.6
 */
public record Glasses(Form form, int colour, double rim) {
  /** Outlines. */
  public enum Form {
    ROUND,
    OVAL,
    SQUARE,
    CAT_EYE,
    AVIATOR;
  }

  public Glasses {
    Check.colour("frame colour", colour);
    Check.range("rim", rim, .05, .6);
  }
}
