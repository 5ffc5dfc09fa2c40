package dev.likeness.puppet;

/** Something that comes between camera and face beyond what the person wears. */
public sealed interface Occluder {
  Occluder NONE = new None();

  /** Nothing. */
  record None() implements Occluder {}

  /**
   * An open hand before the face.
   *
   * @param x where the middle of the palm is, in face widths to the picture's right of the nose
   * @param y likewise, in face widths below the nose
   * @param turn degrees the fingers lean to the picture's right, −90 to 90; 0 points up
   */
  record Hand(double x, double y, double turn) implements Occluder {
    public Hand {
      Check.range("x", x, -8, 8);
      Check.range("y", y, -8, 8);
      Check.range("turn", turn, -90, 90);
    }

    /** A hand that wipes across the face and back every {@code period} seconds. */
    public static Hand wiping(double seconds, double period) {
      double phase = 2 * Math.PI * seconds / period;
      return new Hand(1.5 * Math.cos(phase), .25 + .1 * Math.sin(2 * phase), 20 * Math.cos(phase));
    }
  }
}
