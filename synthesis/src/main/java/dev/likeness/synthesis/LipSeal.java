package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import java.util.List;

/**
 * Lips that are shut though the mesh network holds them for parted: pushed out, rolled in or drawn
 * wide they look to it as if there were a gap of a tenth of the distance between the eyes. In the
 * picture that gap has the lips' colour, but for the line where they meet; teeth are lighter, the
 * mouth's inside is dark, and neither is as red. A single frame may err, so neighbouring frames
 * decide together.
 */
final class LipSeal {
  /** Columns of the mouth in which is looked, from its right to its left. */
  static final int SIZE = 5;

  /** Outer and inner point of the upper lip, inner and outer one of the lower lip, by column. */
  static final int[][] COLUMNS = {
    {39, 81, 178, 181},
    {37, 82, 87, 84},
    {0, 13, 14, 17},
    {267, 312, 317, 314},
    {269, 311, 402, 405}
  };

  /** Pairs of inner points that are brought together, and which column tells of them. */
  static final int[][] PAIRS = {
    {191, 95, 0},
    {80, 88, 0},
    {81, 178, 0},
    {82, 87, 1},
    {13, 14, 2},
    {312, 317, 3},
    {311, 402, 4},
    {310, 318, 4},
    {415, 324, 4}
  };

  /** A share of the gap that has the lips' colour: from here on shut, and surely. */
  private static final float SHUT = .74f;

  private static final float SURE = .88f;

  /** A gap of so many eye distances may be no gap, and one of so many surely is one. */
  private static final float NARROW = .16f;

  private static final float WIDE = .24f;

  private LipSeal() {}

  /** For each column the share of the gap between the lips that has their colour, 0 to 1. */
  static float[] seen(MouthPatch mouth, FaceMesh m) {
    float[] out = new float[SIZE];
    for (int k = 0; k < SIZE; k++) {
      int[] c = COLUMNS[k];
      double[] upper = lip(mouth, m, c[1], c[0]);
      double[] lower = lip(mouth, m, c[2], c[3]);
      int rows = Math.max(3, (int) Math.round(m.distance(c[1], c[2]) / mouth.step()));
      for (int i = 0; i < rows; i++) {
        double t = (i + .5) / rows;
        double x = m.x(c[1]) + t * (m.x(c[2]) - m.x(c[1]));
        double y = m.y(c[1]) + t * (m.y(c[2]) - m.y(c[1]));
        double[] at = MouthPatch.logs(mouth.colour(x, y, 0));
        out[k] += like(at, upper) || like(at, lower) ? 1f / rows : 0;
      }
    }
    return out;
  }

  /** The colour in the middle of a lip. */
  static double[] lip(MouthPatch mouth, FaceMesh m, int inner, int outer) {
    return MouthPatch.logs(
        mouth.colour((m.x(inner) + m.x(outer)) / 2, (m.y(inner) + m.y(outer)) / 2, 1));
  }

  /** Shade and redder are alike sooner than lighter and paler, which is how teeth differ. */
  private static boolean like(double[] at, double[] lip) {
    double bright = at[0] - lip[0];
    double red = at[1] - lip[1];
    double blue = (at[2] - lip[2]) / .2;
    bright /= bright < 0 ? .5 : .2;
    red /= red < 0 ? .12 : .35;
    return bright * bright + red * red + blue * blue < 1;
  }

  /**
   * What neighbouring frames say together.
   *
   * @param seen of consecutive frames, {@code at} in each where the values begin
   */
  static float[] together(List<float[]> seen, int at, int centre) {
    float[] mean = NearFrames.mean(seen, at, SIZE, centre);
    float[] out = new float[SIZE];
    for (int k = 0; k < SIZE; k++) {
      float beside = mean[Math.max(0, k - 1)] + mean[Math.min(SIZE - 1, k + 1)];
      out[k] = .5f * mean[k] + .25f * beside;
    }
    return out;
  }

  /** The mesh with its lips shut where they are. */
  static FaceMesh shut(FaceMesh m, float[] together) {
    float[] xyz = m.xyz().clone();
    shut(xyz, (float) m.eyeDistance(), together);
    return new FaceMesh(xyz);
  }

  /** Likewise for points in any coordinates, changed in place. */
  static void shut(float[] xyz, float eyes, float[] together) {
    for (int[] p : PAIRS) {
      int a = 3 * p[0];
      int b = 3 * p[1];
      // a tongue has the lips' colour, too: a wide gap tells nothing of the corner beside it
      int[] column = COLUMNS[p[2]];
      float gap = Math.max(gap(xyz, p[0], p[1]), gap(xyz, column[1], column[2])) / eyes;
      float share =
          Rings.smooth(SHUT, SURE, together[p[2]]) * (1 - Rings.smooth(NARROW, WIDE, gap));
      for (int c = 0; c < 3; c++) {
        float half = share * (xyz[b + c] - xyz[a + c]) / 2;
        xyz[a + c] += half;
        xyz[b + c] -= half;
      }
    }
  }

  private static float gap(float[] xyz, int upper, int lower) {
    return (float)
        Math.hypot(xyz[3 * upper] - xyz[3 * lower], xyz[3 * upper + 1] - xyz[3 * lower + 1]);
  }
}
