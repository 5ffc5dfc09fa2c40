package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import java.util.List;

/**
 * What a driver's parted lips show: whether upper teeth, how much of the lower ones, and whether a
 * tongue fills the rest or it is dark. The mesh does not tell: a smile with shut teeth has the same
 * lines as a mouth that is open as far, and where lips are dark or drawn wide the lines lie in the
 * lips, up to a tenth of the distance between the eyes off. Teeth are lighter than lips and paler,
 * a tongue is like them, what is behind is far darker. Immutable.
 *
 * @param upper 1 where upper teeth are seen below the upper lip, 0 where the lip hides them
 * @param lower how far lower teeth are seen above the lower lip, distances between the eyes
 * @param tongue how much of what is no tooth is flesh, 0 to 1
 * @param above what share of the mesh's gap is upper lip still
 * @param below what share of it is lower lip already
 */
record MouthInside(float upper, float lower, float tongue, float above, float below) {
  /** What is drawn where nothing is known. */
  static final MouthInside USUAL = new MouthInside(1, 0, 0, 0, 0);

  /** How many values a look has: how much it counts, and the five. */
  static final int SIZE = 6;

  /** A gap of so many eye distances shows nothing surely yet, and one of so many does. */
  private static final float NARROW = .03f;

  private static final float WIDE = .08f;

  /** So far the mesh's lines may lie in the upper lip and in the lower one, eye distances. */
  private static final double MOST_ABOVE = .22;

  private static final double MOST_BELOW = .15;

  /** Teeth that begin so far below the mesh's line are lower ones, eye distances. */
  private static final float NEAR = .05f;

  private static final float FAR = .09f;

  /** Against lips, as logarithms: teeth are paler by this and hardly darker. */
  private static final double PALER = .12;

  private static final double SHADED = .3;

  /** What is lighter than lips by this and hardly redder is a tooth, too, in smeared colours. */
  private static final double LIGHTER = .3;

  private static final double HARDLY = .05;

  /** What is darker than lips by this is no flesh that is seen. */
  private static final double DARK = .75;

  /** What is darker than a lip by this is no part of it, though it may be flesh. */
  private static final double BEYOND = .25;

  /** A gap that is wider is one, whatever its colour, eye distances. */
  private static final double MOST_SHUT = .28;

  /** So many columns that show upper teeth show them all. */
  private static final float MIDDLE = 3;

  /** What a place between the lines shows. */
  private enum Is {
    TOOTH,
    FLESH,
    DARK
  }

  /**
   * One column of places.
   *
   * @param upper whether each may be upper lip, {@code lower} likewise
   */
  private record Column(Is[] is, boolean[] upper, boolean[] lower) {
    /** Whether all may be either lip: a tongue lies in the shade of one at least. */
    boolean shut() {
      for (int i = 0; i < is.length; i++) {
        if (!upper[i] || !lower[i]) {
          return false;
        }
      }
      return true;
    }
  }

  /** A look at one picture: {@link #SIZE} values, of which the first is 0 where lips are shut. */
  static float[] seen(MouthPatch mouth, FaceMesh m) {
    float[] out = new float[SIZE];
    double eyes = m.eyeDistance();
    out[0] = Rings.smooth(NARROW, WIDE, (float) (m.distance(13, 14) / eyes));
    if (out[0] == 0) {
      return out;
    }
    int columns = LipSeal.COLUMNS.length;
    int tell = 0;
    int low = 0;
    for (int[] c : LipSeal.COLUMNS) {
      Column column = column(mouth, m, c);
      double row = m.distance(c[1], c[2]) / column.is.length / eyes;
      float before = out[2];
      tell += add(column, row, out) ? 1 : 0;
      low += out[2] > before ? 1 : 0;
    }
    // towards the corners the lip hides teeth that the middle shows
    out[1] = Math.min(1, out[1] / MIDDLE);
    out[2] /= low < 2 ? columns : low;
    out[3] /= columns;
    // the other columns do not tell where lips end
    for (int k = 4; k < SIZE; k++) {
      out[k] = tell < 2 ? 0 : out[k] / tell;
    }
    return out;
  }

  private static Column column(MouthPatch mouth, FaceMesh m, int[] c) {
    double[] upper = LipSeal.lip(mouth, m, c[1], c[0]);
    double[] lower = LipSeal.lip(mouth, m, c[2], c[3]);
    double bright = (upper[0] + lower[0]) / 2;
    double red = (upper[1] + lower[1]) / 2;
    int n = Math.max(3, (int) Math.round(m.distance(c[1], c[2]) / mouth.step()));
    Column out = new Column(new Is[n], new boolean[n], new boolean[n]);
    for (int i = 0; i < n; i++) {
      double t = (i + .5) / n;
      double x = m.x(c[1]) + t * (m.x(c[2]) - m.x(c[1]));
      double y = m.y(c[1]) + t * (m.y(c[2]) - m.y(c[1]));
      double[] at = MouthPatch.logs(mouth.colour(x, y, 0));
      boolean tooth =
          (at[1] < red - PALER && at[0] > bright - SHADED)
              || (at[1] < red + HARDLY && at[0] > bright + LIGHTER);
      out.is[i] = tooth ? Is.TOOTH : at[0] > bright - DARK ? Is.FLESH : Is.DARK;
      out.upper[i] = !tooth && at[0] > upper[0] - BEYOND;
      out.lower[i] = !tooth && at[0] > lower[0] - BEYOND;
    }
    return out;
  }

  /**
   * Adds what a column shows.
   *
   * @param row how high one of its places is, eye distances
   * @return whether it tells where lips end: it shows a tooth next to one, or nothing but them
   */
  private static boolean add(Column c, double row, float[] out) {
    Is[] is = c.is;
    if (is.length * row < MOST_SHUT && c.shut()) {
      out[4] += .5f;
      out[5] += .5f;
      return true;
    }
    int from = 0;
    while (from < is.length && c.upper[from]) {
      from++;
    }
    boolean top = from < is.length && is[from] == Is.TOOTH && from * row < MOST_ABOVE;
    from = top ? from : 0;
    int end = is.length;
    while (end > from && c.lower[end - 1]) {
      end--;
    }
    boolean low = end > from && is[end - 1] == Is.TOOTH && (is.length - end) * row < MOST_BELOW;
    end = low ? end : is.length;
    int first = from;
    while (top && first < end && is[first] == Is.TOOTH) {
      first++;
    }
    int last = end;
    while (low && last > from && is[last - 1] == Is.TOOTH) {
      last--;
    }
    int flesh = 0;
    for (int i = first; i < last; i++) {
      flesh += is[i] == Is.FLESH ? 1 : 0;
    }
    out[1] += top ? 1 - Rings.smooth(NEAR, FAR, (float) (from * row)) : 0;
    out[2] += (float) ((end - last) * row);
    out[3] += last <= first ? 0 : (float) flesh / (last - first);
    out[4] += (float) from / is.length;
    out[5] += (float) (is.length - end) / is.length;
    return top || low;
  }

  /**
   * What neighbouring frames say together.
   *
   * @param seen of consecutive frames, {@code at} in each where the values begin
   */
  static float[] together(List<float[]> seen, int at, int centre) {
    float[] out = new float[SIZE];
    float total = 0;
    for (int i = NearFrames.first(centre); i < NearFrames.end(seen, centre); i++) {
      float near = NearFrames.weight(i, centre);
      float w = near * seen.get(i)[at];
      total += near;
      out[0] += w;
      for (int k = 1; k < SIZE; k++) {
        out[k] += w * seen.get(i)[at + k];
      }
    }
    for (int k = 1; k < SIZE && out[0] > 0; k++) {
      out[k] /= out[0];
    }
    out[0] /= total;
    return out;
  }

  /** What {@link #together} tells, as far as it is sure, and else the usual. */
  static MouthInside of(float[] v) {
    float sure = Math.min(1, 2 * v[0]);
    return new MouthInside(
        USUAL.upper + sure * (v[1] - USUAL.upper), sure * v[2], sure * v[3], v[4], v[5]);
  }

  /** Points whose lips' lines are where lips end, in any coordinates, changed in place. */
  void narrow(float[] xyz) {
    for (int[] p : LipSeal.PAIRS) {
      int a = 3 * p[0];
      int b = 3 * p[1];
      for (int c = 0; c < 3; c++) {
        float gap = xyz[b + c] - xyz[a + c];
        xyz[a + c] += above * gap;
        xyz[b + c] -= below * gap;
      }
    }
  }
}
