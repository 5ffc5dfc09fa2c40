package dev.likeness.forensics;

/**
 * How much a picture was blurred, from its spectrum: a Gaussian of deviation σ takes (2πσf)² from
 * the logarithm of the power at frequency f, beyond the fall that pictures have by nature.
 */
final class Softness {
  /** What a sum gives it as. */
  static final String NAME = "softness";

  /** Rings that are compared, cycles per 64 pixels. */
  private static final double[] COARSE = {5, 8};

  private static final double[] FINE = {13, 18};

  /** Power falls about with f to the power of −2.6. */
  private static final double NATURE = 2.6;

  private Softness() {}

  /**
   * The deviation of the Gaussian, pixels; 0 for what is as sharp as pictures are. Regions smaller
   * than a block of the spectrum cannot be measured and give 0.
   */
  static double of(Planes p) {
    if (p.width() < Spectrum.SIDE || p.height() < Spectrum.SIDE) {
      return 0;
    }
    Spectrum s = Spectrum.of(p.y(), p.width(), p.height());
    double fall = mean(s, COARSE) - mean(s, FINE);
    double f1 = (COARSE[0] + COARSE[1]) / 2 / Spectrum.SIDE;
    double f2 = (FINE[0] + FINE[1]) / 2 / Spectrum.SIDE;
    double beyond = fall - NATURE * Math.log(f2 / f1);
    double k = 4 * Math.PI * Math.PI * (f2 * f2 - f1 * f1);
    return Math.sqrt(Math.max(0, beyond / k));
  }

  private static double mean(Spectrum s, double[] band) {
    double sum = 0;
    for (int kind = 0; kind < 3; kind++) {
      sum += s.band(band[0], band[1], kind) / 3;
    }
    return sum;
  }
}
