package dev.likeness.puppet;

/**
 * The hair of the head.
 *
 * @param style how it is worn
 * @param colour sRGB 0xRRGGBB
 * @param grey share of grey strands, 0 to 1
 * @param curl 0 straight, 1 tight coils
 * @param volume 0 flat, 1 full
 */
public record Hair(Style style, int colour, double grey, double curl, double volume) {
  /** Cuts. */
  public enum Style {
    /** None at all. */
    BALD,
    /** A few millimetres everywhere. */
    BUZZ,
    /** Short sides, longer top, combed up and over. */
    SHORT,
    /** Parted at the side, combed over, ears free. */
    PARTED,
    /** A wreath around a bald crown. */
    WREATH,
    /** Combed back from the forehead. */
    SWEPT_BACK,
    /** To the chin, with a fringe down to the brows. */
    BOB_FRINGE,
    /** To the shoulders, parted in the middle. */
    LONG,
    /** To the shoulders, parted at the side, waves. */
    LONG_SIDE,
    /** Drawn back into a bun. */
    BUN,
    /** A round cloud of coils. */
    AFRO,
    /** Short, layered, brushed forward with a ragged fringe. */
    PIXIE,
    /** Mid-length tousled curls, over the forehead. */
    MOP;
  }

  public Hair {
    Check.colour("hair colour", colour);
    Check.unit("grey", grey);
    Check.unit("curl", curl);
    Check.unit("volume", volume);
  }
}
