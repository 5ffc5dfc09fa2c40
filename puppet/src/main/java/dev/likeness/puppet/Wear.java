package dev.likeness.puppet;

/**
 * Clothes.
 *
 * @param cut the garment
 * @param colour sRGB 0xRRGGBB
 */
public record Wear(Cut cut, int colour) {
  /** Garments, named by their collar. */
  public enum Cut {
    CREW_NECK,
    V_NECK,
    TURTLENECK,
    SHIRT,
    JACKET;
  }

  public Wear {
    Check.colour("clothes colour", colour);
  }
}
