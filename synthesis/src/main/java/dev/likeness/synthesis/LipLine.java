package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;

/**
 * Where open lips really end. The mesh network puts their inner lines inside the opening on some
 * faces and on the lips on others; which of the two, the picture tells: what lies just outside of
 * such a line has the lip's colour, or it has not.
 */
final class LipLine {
  /** Outer and inner point of the upper lip, inner and outer one of the lower lip, by column. */
  private static final int[][] COLUMNS = {{37, 82, 87, 84}, {0, 13, 14, 17}, {267, 312, 317, 314}};

  /** How far outside the inner line is looked, distances between the eyes. */
  private static final double OUT = .03;

  /** Where a lip is surely lip: the share of the way from its inner to its outer line. */
  private static final double MIDDLE = .65;

  /** A difference of colours that says something, 8-bit units. */
  private static final double CLEAR = 24;

  private LipLine() {}

  /**
   * How much what lies just outside the inner line of the upper and of the lower lip differs from
   * the lip: 0 (it is lip) to 1 (it is the mouth's inside).
   */
  static float[] inside(MouthPatch mouth, FaceMesh m) {
    double eyes = m.eyeDistance();
    float[] out = new float[2];
    for (int[] c : COLUMNS) {
      for (int lip = 0; lip < 2; lip++) {
        int outer = c[3 * lip];
        int inner = c[1 + lip];
        double dx = m.x(outer) - m.x(inner);
        double dy = m.y(outer) - m.y(inner);
        double thick = Math.max(Math.hypot(dx, dy), 1e-3);
        double near = Math.min(OUT * eyes / thick, .5);
        double[] at = mouth.colour(m.x(inner) + near * dx, m.y(inner) + near * dy, 1);
        double[] lips = mouth.colour(m.x(inner) + MIDDLE * dx, m.y(inner) + MIDDLE * dy, 1);
        double apart = Math.hypot(Math.hypot(at[0] - lips[0], at[1] - lips[1]), at[2] - lips[2]);
        out[lip] += Rings.smooth(.4f, 1.4f, (float) (apart / CLEAR)) / COLUMNS.length;
      }
    }
    return out;
  }
}
