package dev.likeness.puppet;

/**
 * The skin.
 *
 * @param tone base colour, sRGB 0xRRGGBB
 * @param lips colour of the lips, sRGB 0xRRGGBB
 * @param flush redness of cheeks, nose and ears, 0 to 1
 * @param freckles 0 to 1
 * @param spots age spots and moles, 0 to 1
 * @param lines depth of wrinkles, 0 (child) to 1 (very old)
 * @param pores roughness, 0 to 1
 * @param shine how oily, 0 to 1
 * @param shadow darkness of shaved beard, 0 to 1
 * @param makeup lip gloss and eye shadow, 0 to 1
 */
public record Complexion(
    int tone,
    int lips,
    double flush,
    double freckles,
    double spots,
    double lines,
    double pores,
    double shine,
    double shadow,
    double makeup) {
  public Complexion {
    Check.colour("tone", tone);
    Check.colour("lips", lips);
    Check.unit("flush", flush);
    Check.unit("freckles", freckles);
    Check.unit("spots", spots);
    Check.unit("lines", lines);
    Check.unit("pores", pores);
    Check.unit("shine", shine);
    Check.unit("shadow", shadow);
    Check.unit("makeup", makeup);
  }
}
