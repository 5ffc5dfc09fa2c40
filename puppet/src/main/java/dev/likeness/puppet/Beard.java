package dev.likeness.puppet;

/**
 * Hair on lip, cheek and chin.
 *
 * @param cut where it grows
 * @param length centimetres at the chin, 0 to 8
 * @param colour sRGB 0xRRGGBB
 * @param grey share of grey hairs, 0 to 1
 */
public record Beard(Cut cut, double length, int colour, double grey) {
  public static final Beard NONE = new Beard(Cut.NONE, 0, 0, 0);

  /** Where it grows. */
  public enum Cut {
    NONE,
    MOUSTACHE,
    GOATEE,
    FULL;
  }

  public Beard {
    Check.range("beard length", length, 0, 8);
    Check.colour("beard colour", colour);
    Check.unit("grey", grey);
  }
}
