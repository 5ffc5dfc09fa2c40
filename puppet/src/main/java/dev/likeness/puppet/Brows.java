package dev.likeness.puppet;

/**
 * The eyebrows.
 *
 * @param colour sRGB 0xRRGGBB
 * @param thickness 0 thin, 1 bushy
 * @param density 0 sparse, 1 full
 * @param arch −1 straight and low outside, 1 highly arched
 */
public record Brows(int colour, double thickness, double density, double arch) {
  public Brows {
    Check.colour("brow colour", colour);
    Check.unit("thickness", thickness);
    Check.unit("density", density);
    Check.range("arch", arch, -1, 1);
  }
}
