package dev.likeness.core;

/**
 * How a mouth is held while it speaks; every value 0 to 1 unless said, all 0 is a relaxed closed
 * mouth.
 *
 * @param jaw how far the jaw hangs; 1 is a yawn
 * @param wide corners drawn apart
 * @param pucker corners drawn together, lips rounded
 * @param funnel lips pushed forward and curled out
 * @param upper upper lip raised, upper teeth shown
 * @param press lips pressed together
 * @param lower lower lip lowered; negative (to −1) tucks it under the upper teeth, as in f
 * @param tongue tongue raised to the upper teeth
 */
public record MouthShape(
    float jaw,
    float wide,
    float pucker,
    float funnel,
    float upper,
    float press,
    float lower,
    float tongue) {
  public static final MouthShape REST = new MouthShape(0, 0, 0, 0, 0, 0, 0, 0);

  /** How many values a shape has. */
  public static final int VALUES = 8;

  /** The values in the order of the record. */
  public float[] values() {
    return new float[] {jaw, wide, pucker, funnel, upper, press, lower, tongue};
  }

  /** A shape of values in the order of the record. */
  public static MouthShape of(float[] v) {
    if (v.length != VALUES) {
      throw new IllegalArgumentException(v.length + " values for a mouth");
    }
    return new MouthShape(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]);
  }
}
