package dev.likeness.faces;

/**
 * Where the irises stand between the corners of their eyes, in the head's own axes: 0 is the middle
 * of the line between the corners; ±1 would be a corner (x grows to the picture's right, y down,
 * both in half eye widths). About .1 of x is 5–6° of eye rotation.
 */
public record Gaze(double rightX, double rightY, double leftX, double leftY) {
  /** Both eyes together. */
  public double x() {
    return (rightX + leftX) / 2;
  }

  /** Both eyes together. */
  public double y() {
    return (rightY + leftY) / 2;
  }
}
