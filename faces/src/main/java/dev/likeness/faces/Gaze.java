package dev.likeness.faces;

/**
 * Where the irises stand between the corners of their eyes, in the head's own axes: 0 is the middle
 * of the line between the corners; ±1 would be a corner (x grows to the picture's right, y down,
 * both in half eye widths). About .1 of x is 5–6° of eye rotation. The corners lie below the middle
 * of the eye, so eyes that look straight ahead have y near {@link #LEVEL}.
 */
public record Gaze(double rightX, double rightY, double leftX, double leftY) {
  /** The y of eyes that look straight ahead: mean of 132 studio portraits. */
  public static final double LEVEL = -.15;

  /** Both eyes together. */
  public double x() {
    return (rightX + leftX) / 2;
  }

  /** Both eyes together. */
  public double y() {
    return (rightY + leftY) / 2;
  }
}
