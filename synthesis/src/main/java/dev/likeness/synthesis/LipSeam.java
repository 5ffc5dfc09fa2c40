package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Picture;
import dev.likeness.faces.FaceGeometry;

/**
 * Where lips end, by the picture. The mesh network puts their inner lines a little beside the real
 * ones, farther off where a mouth smiles or is pushed out; drawn from there a lip has a strip of
 * teeth in it, and lips part where they do not meet. A path is laid from corner to corner through
 * what is least like both lips (dynamic programming; Bellman 1957), which is the line where they
 * meet or what shows between them, and widened up and down as far as that goes.
 */
final class LipSeam {
  /** Outer and inner point of the upper lip, inner and outer one of the lower lip, by column. */
  private static final int[][] COLUMNS = {
    {185, 191, 95, 146},
    {40, 80, 88, 91},
    {39, 81, 178, 181},
    {37, 82, 87, 84},
    {0, 13, 14, 17},
    {267, 312, 317, 314},
    {269, 311, 402, 405},
    {270, 310, 318, 321},
    {409, 415, 324, 375}
  };

  /** Numbers of {@link #seen}. */
  static final int SIZE = 2 * COLUMNS.length;

  /** Places in each column, from the upper lip's outer line to the lower lip's. */
  private static final int STEPS = 48;

  /** So far off the mesh's own lines it is looked, distances between the eyes. */
  private static final double FAR = .07;

  /** What a path pays for bending away from the mesh's line, for each squared eye distance. */
  private static final double BEND = 400;

  /** From here on something is no lip. */
  private static final double OTHER = .65;

  /**
   * Teeth are followed no further above the mesh's own line than this, distances between the eyes.
   */
  private static final float ABOVE = .01f;

  /** A speaking mouth is open by so much of what the mesh says at least. */
  private static final double OPEN = .7;

  /** Heads that are turned further show half of a mouth, degrees. */
  private static final double TURNED = 35;

  private LipSeam() {}

  /** The mesh with its inner lips where they are. */
  static FaceMesh of(Picture p, FaceMesh m) {
    float[] by = seen(MouthPatch.of(p, m), m, false);
    float[] teeth = UpperTeeth.above(p, moved(m, by, 1), COLUMNS);
    for (int k = 0; k < teeth.length; k++) {
      by[k] -= Math.min(teeth[k], Math.max(0, by[k] + ABOVE));
    }
    return moved(m, by, 1);
  }

  /**
   * How far below the mesh's inner lips the real ones lie, distances between the eyes: the upper
   * lip's points from the mouth's right corner to its left, then the lower lip's.
   *
   * @param speaks whether a dark gap in the middle may be an open mouth, rather than the line
   *     between shut lips
   */
  static float[] seen(MouthPatch mouth, FaceMesh m, boolean speaks) {
    if (Math.abs(FaceGeometry.pose(m).yaw()) > TURNED) {
      return new float[SIZE];
    }
    int n = COLUMNS.length;
    Column[] columns = new Column[n];
    double[][] worth = new double[n][];
    for (int k = 0; k < n; k++) {
      columns[k] = column(mouth, m, COLUMNS[k]);
      worth[k] = worth(m, COLUMNS[k], columns[k].other());
    }
    int[] path = path(m, worth);
    double[] up = new double[n];
    double[] down = new double[n];
    for (int k = 0; k < n; k++) {
      int[] c = COLUMNS[k];
      double far = FAR * m.eyeDistance() / m.distance(c[0], c[3]);
      double[] between =
          columns[k].around(
              path[k],
              STEPS * at(m, c, 1),
              STEPS * at(m, c, 2),
              STEPS * far,
              speaks && k > 1 && k < n - 2);
      up[k] = between[0] / STEPS;
      down[k] = between[1] / STEPS;
    }
    float[] out = new float[SIZE];
    calm(m, 1, up, out, 0);
    calm(m, 2, down, out, n);
    return out;
  }

  /**
   * The mesh with its inner lips so far off.
   *
   * @param by see {@link #seen}
   * @param much how much of it, 0 to 1
   */
  static FaceMesh moved(FaceMesh m, float[] by, float much) {
    float[] xyz = m.xyz().clone();
    float eyes = (float) m.eyeDistance();
    for (int k = 0; k < SIZE; k++) {
      int[] c = COLUMNS[k % COLUMNS.length];
      int inner = 3 * c[k < COLUMNS.length ? 1 : 2];
      float share = much * by[k] * eyes / (float) Math.max(m.distance(c[0], c[3]), 1e-3);
      xyz[inner] += share * (m.x(c[3]) - m.x(c[0]));
      xyz[inner + 1] += share * (m.y(c[3]) - m.y(c[0]));
    }
    return new FaceMesh(xyz);
  }

  /**
   * One column of places.
   *
   * @param other how unlike both lips each is, 0 to 1
   * @param dark whether it is darker than both
   */
  private record Column(double[] other, boolean[] dark) {
    /**
     * From where to where the lips are parted around a place, in places. What is pale below the
     * lips' own dark line is the lower one's shine.
     *
     * @param from where the mesh has the opening, {@code to} its end
     * @param far how far beyond them it is looked
     * @param open whether what is dark may be the mouth's inside
     */
    double[] around(int at, double from, double to, double far, boolean open) {
      int first = at;
      int last = at + 1;
      if (other[at] > OTHER) {
        while (first > 0 && other[first - 1] > OTHER) {
          first--;
        }
        while (last < STEPS && other[last] > OTHER && (dark[last] || !dark[last - 1])) {
          last++;
        }
      }
      if (first <= from - far || last >= to + far) {
        first = at;
        last = at + 1;
      }
      double middle = (first + last) / 2.0;
      boolean line = true;
      for (int i = first; i < last; i++) {
        line &= dark[i];
      }
      boolean shut = line && !open && last - first < far;
      double half = shut ? 0 : Math.max(last - first, (open ? OPEN : 1) * (to - from)) / 2;
      return new double[] {middle - half, middle + half};
    }
  }

  /** How far one lip's inner points go along their columns, without single ones that stand out. */
  private static void calm(FaceMesh m, int inner, double[] to, float[] out, int from) {
    int n = to.length;
    double[] by = new double[n + 2]; // the corners stay
    for (int k = 0; k < n; k++) {
      int[] c = COLUMNS[k];
      double d = (to[k] - at(m, c, inner)) * m.distance(c[0], c[3]) / m.eyeDistance();
      by[k + 1] = Math.max(-FAR, Math.min(d, FAR));
    }
    double[] calm = new double[n + 2];
    for (int k = 1; k <= n; k++) {
      double low = Math.min(by[k - 1], by[k + 1]);
      double high = Math.max(by[k - 1], by[k + 1]);
      calm[k] = Math.max(low, Math.min(by[k], high));
    }
    for (int k = 0; k < n; k++) {
      out[from + k] = (float) (.5 * calm[k + 1] + .25 * (calm[k] + calm[k + 2]));
    }
  }

  private static Column column(MouthPatch mouth, FaceMesh m, int[] c) {
    double[] upper = MouthPatch.logs(between(mouth, m, c[0], c[1], .5, 1));
    double[] lower = MouthPatch.logs(between(mouth, m, c[2], c[3], .5, 1));
    double[] other = new double[STEPS];
    boolean[] dark = new boolean[STEPS];
    for (int i = 0; i < STEPS; i++) {
      double[] at = MouthPatch.logs(between(mouth, m, c[0], c[3], (i + .5) / STEPS, 0));
      other[i] = 1 - Math.exp(-Math.min(apart(at, upper), apart(at, lower)));
      dark[i] = at[0] < Math.min(upper[0], lower[0]);
    }
    return new Column(other, dark);
  }

  private static double[] between(
      MouthPatch mouth, FaceMesh m, int from, int to, double t, int reach) {
    return mouth.colour(
        m.x(from) + t * (m.x(to) - m.x(from)), m.y(from) + t * (m.y(to) - m.y(from)), reach);
  }

  /** Lips have shade and are red; teeth are lighter and paler, the line between lips is dark. */
  private static double apart(double[] at, double[] lip) {
    double bright = at[0] - lip[0];
    double red = at[1] - lip[1];
    double blue = (at[2] - lip[2]) / .25;
    bright /= bright < 0 ? .5 : .25;
    red /= red < 0 ? .14 : .4;
    return bright * bright + red * red + blue * blue;
  }

  /** What a path gets for each place of a column: nothing far from the mesh's own lines. */
  private static double[] worth(FaceMesh m, int[] c, double[] other) {
    double eyes = m.eyeDistance();
    double from = at(m, c, 1);
    double to = at(m, c, 2);
    double[] out = new double[STEPS];
    for (int i = 0; i < STEPS; i++) {
      double t = (i + .5) / STEPS;
      double off = Math.max(0, Math.max(from - t, t - to)) * m.distance(c[0], c[3]) / eyes / FAR;
      out[i] = off > 1 ? -1e9 : other[i] - off * off;
    }
    return out;
  }

  /** Where on its column an inner point lies, 0 to 1. */
  private static double at(FaceMesh m, int[] c, int inner) {
    double ux = m.x(c[3]) - m.x(c[0]);
    double uy = m.y(c[3]) - m.y(c[0]);
    double d = Math.max(ux * ux + uy * uy, 1e-3);
    return ((m.x(c[inner]) - m.x(c[0])) * ux + (m.y(c[inner]) - m.y(c[0])) * uy) / d;
  }

  private static int[] path(FaceMesh m, double[][] worth) {
    int n = worth.length;
    double[][] off = new double[n][];
    for (int k = 0; k < n; k++) {
      off[k] = off(m, COLUMNS[k]);
    }
    double[][] best = new double[n][STEPS];
    int[][] from = new int[n][STEPS];
    best[0] = worth[0].clone();
    for (int k = 1; k < n; k++) {
      for (int i = 0; i < STEPS; i++) {
        best[k][i] = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < STEPS; j++) {
          double bend = off[k][i] - off[k - 1][j];
          double sum = best[k - 1][j] - BEND * bend * bend;
          if (sum > best[k][i]) {
            best[k][i] = sum;
            from[k][i] = j;
          }
        }
        best[k][i] += worth[k][i];
      }
    }
    int[] out = new int[n];
    for (int i = 1; i < STEPS; i++) {
      if (best[n - 1][i] > best[n - 1][out[n - 1]]) {
        out[n - 1] = i;
      }
    }
    for (int k = n - 1; k > 0; k--) {
      out[k - 1] = from[k][out[k]];
    }
    return out;
  }

  /**
   * How far below the middle of the mesh's own lines each place lies, distances between the eyes.
   */
  private static double[] off(FaceMesh m, int[] c) {
    double middle = (at(m, c, 1) + at(m, c, 2)) / 2;
    double unit = m.distance(c[0], c[3]) / m.eyeDistance();
    double[] out = new double[STEPS];
    for (int i = 0; i < STEPS; i++) {
      out[i] = ((i + .5) / STEPS - middle) * unit;
    }
    return out;
  }
}
