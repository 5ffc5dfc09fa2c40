package dev.likeness.provenance.mark;

/**
 * How high a score must be so that chance alone seldom reaches it. The score of an unmarked picture
 * is a sum of signs that only the key decides, with weights of square sum 1; such a sum exceeds t
 * with a probability below {@value #RADEMACHER} Q(t), Q being the normal tail (Bentkus and
 * Dzindzalieta 2015), and Q(t) is below φ(t)/t. Stateless.
 */
final class Chance {
  private static final double RADEMACHER = 3.18;

  private Chance() {}

  /** The probability that one reading reaches a score, or more. */
  static double of(double score) {
    return RADEMACHER * Math.exp(-score * score / 2) / score / Math.sqrt(2 * Math.PI);
  }

  /**
   * The score that some of many readings reach with no more than a probability.
   *
   * @param readings with those of one picture by many ids counted each
   */
  static double least(double probability, double readings) {
    double low = 1;
    double high = 40;
    while (high - low > 1e-6) {
      double middle = (low + high) / 2;
      if (readings * of(middle) > probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
