package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Picture;

/**
 * Teeth that a photograph shows between the upper lip and the dark line over the lower one. Parted
 * so little, lips look shut from afar, and {@link LipSeam} finds the dark line: what is above it
 * would be drawn as lip. So it is looked again from near for what is brighter and paler than what
 * is right above it.
 */
final class UpperTeeth {
  /** Pixels between the eyes that are looked at, at most. */
  private static final double FINE = 224;

  /** As far off the line teeth are looked for, distances between the eyes. */
  private static final double NEAR = .03;

  /** As far above them the lip's edge is, which is its reddest part, at most. */
  private static final double EDGE = .05;

  /** So high teeth are at least, distances between the eyes. */
  private static final double LEAST = .012;

  /** So much brighter than that edge (natural logarithm) they are, and so much less red. */
  private static final double BRIGHTER = .3;

  private static final double PALER = .2;

  private UpperTeeth() {}

  /**
   * How far above a line they reach.
   *
   * @param m the mesh with the upper lip's inner points on the line
   * @param columns for each of these points: outer and inner point of the upper lip, inner and
   *     outer one of the lower lip
   * @return for each column the way up, distances between the eyes; 0 where there are none
   */
  static float[] above(Picture p, FaceMesh m, int[][] columns) {
    MouthPatch mouth = MouthPatch.of(p, m, Math.min(FINE, m.eyeDistance()));
    float[] found = new float[columns.length];
    for (int k = 1; k < columns.length - 1; k++) {
      found[k] = column(mouth, m, columns[k]);
    }
    float[] out = found.clone();
    for (int k = 1; k < columns.length - 1; k++) {
      // where they end lies between two points of the mesh
      out[k] = Math.max(found[k], Math.max(found[k - 1], found[k + 1]));
    }
    return out;
  }

  private static float column(MouthPatch mouth, FaceMesh m, int[] c) {
    double eyes = m.eyeDistance();
    double length = Math.max(m.distance(c[0], c[3]), 1e-3);
    double ux = (m.x(c[0]) - m.x(c[3])) / length * mouth.step();
    double uy = (m.y(c[0]) - m.y(c[3])) / length * mouth.step();
    int near = (int) (NEAR * eyes / mouth.step());
    int edge = (int) (EDGE * eyes / mouth.step());
    double[][] at = new double[2 * (near + edge) + 1][];
    for (int i = 0; i < at.length; i++) {
      int up = i - near;
      at[i] = MouthPatch.logs(mouth.colour(m.x(c[1]) + up * ux, m.y(c[1]) + up * uy, 0));
    }
    int high = 0;
    int top = 0;
    for (int i = 0; i <= 2 * near; i++) {
      int reddest = i;
      for (int k = i; k <= i + edge; k++) {
        reddest = at[k][1] > at[reddest][1] ? k : reddest;
      }
      double[] lip = at[reddest];
      double red = 0;
      for (int k = reddest; k < reddest + edge; k++) {
        red += at[k][1] / edge;
      }
      // the dark line between lips is red, too, but then what is above it is as pale as below
      boolean under = at[i][1] < red - PALER / 2;
      if (under && at[i][1] < lip[1] - PALER && at[i][0] > lip[0] + BRIGHTER) {
        high++;
        top = i;
        while (at[top + 1][1] < (at[i][1] + lip[1]) / 2) {
          top++;
        }
      }
    }
    boolean teeth = high * mouth.step() > LEAST * eyes;
    return teeth ? (float) (Math.max(0, top + 1 - near) * mouth.step() / eyes) : 0;
  }
}
