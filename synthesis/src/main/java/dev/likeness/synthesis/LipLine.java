package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;

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

  /** Pixels between the eyes in the picture that is looked at. */
  private static final double FINE = 56;

  /** A difference of colours that says something, 8-bit units. */
  private static final double CLEAR = 24;

  private LipLine() {}

  /**
   * How much what lies just outside the inner line of the upper and of the lower lip differs from
   * the lip: 0 (it is lip) to 1 (it is the mouth's inside).
   */
  static float[] inside(Picture p, FaceMesh m) {
    double eyes = m.eyeDistance();
    double step = eyes / FINE;
    double side = 1.3 * eyes;
    double left = (m.x(13) + m.x(14)) / 2 - side / 2;
    double top = (m.y(13) + m.y(14)) / 2 - side / 2;
    int n = (int) Math.ceil(side / step);
    Frame f = p.sample(new Affine2(step, 0, left, 0, step, top), n, n);
    float[] out = new float[2];
    for (int[] c : COLUMNS) {
      for (int lip = 0; lip < 2; lip++) {
        int outer = c[3 * lip];
        int inner = c[1 + lip];
        double dx = m.x(outer) - m.x(inner);
        double dy = m.y(outer) - m.y(inner);
        double thick = Math.max(Math.hypot(dx, dy), 1e-3);
        double near = Math.min(OUT * eyes / thick, .5);
        double[] at = colour(f, m.x(inner) + near * dx, m.y(inner) + near * dy, left, top, step);
        double[] lips =
            colour(f, m.x(inner) + MIDDLE * dx, m.y(inner) + MIDDLE * dy, left, top, step);
        double apart = Math.hypot(Math.hypot(at[0] - lips[0], at[1] - lips[1]), at[2] - lips[2]);
        out[lip] += Rings.smooth(.4f, 1.4f, (float) (apart / CLEAR)) / COLUMNS.length;
      }
    }
    return out;
  }

  /** The mean colour of 3×3 pixels around a place of the picture. */
  private static double[] colour(
      Frame f, double x, double y, double left, double top, double step) {
    int cx = (int) ((x - left) / step);
    int cy = (int) ((y - top) / step);
    double[] sum = new double[3];
    for (int j = -1; j <= 1; j++) {
      for (int i = -1; i <= 1; i++) {
        int px = Math.max(0, Math.min(cx + i, f.width() - 1));
        int py = Math.max(0, Math.min(cy + j, f.height() - 1));
        for (int c = 0; c < 3; c++) {
          sum[c] += f.at(px, py, c) / 9.0;
        }
      }
    }
    return sum;
  }
}
