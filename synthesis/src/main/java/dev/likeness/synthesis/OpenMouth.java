package dev.likeness.synthesis;

/**
 * A mouth that is wide open is round: its corners come down with the jaw, and below them the lips
 * go on nearly as wide as it is there. Jaw and gap, which are moved up and down only, would leave a
 * trapezium that hangs from the corners and tapers off, and the mesh network, which a driver is
 * seen through, has them too high in wide mouths, too.
 */
final class OpenMouth {
  /** Where it begins and where it is full: the gap against the mouth's width. */
  private static final float FROM = .25f;

  private static final float FULL = .7f;

  /** How far towards a whole ellipse. */
  private static final float MUCH = .75f;

  /** Corners are at least so far down from the upper lip, of the gap. */
  private static final float CORNERS = .3f;

  /** How far the rings around go along with them. */
  private static final float DOWN = .75f;

  /** How far the rings around go along, from the outline of the lips inwards. */
  private static final float[] ALONG = {.25f, .6f, .95f, 1};

  private OpenMouth() {}

  /**
   * Makes it round.
   *
   * @param p x, y and z of each point, changed in place
   */
  static void round(float[] p) {
    int[] ring = Expression.LIPS[Expression.LIPS.length - 1];
    int right = 3 * ring[0];
    int left = 3 * ring[Expression.AROUND / 2];
    float ax = p[left] - p[right];
    float ay = p[left + 1] - p[right + 1];
    float wide = (float) Math.hypot(ax, ay);
    if (wide < 1e-3f) {
      return;
    }
    ax /= wide;
    ay /= wide;
    float cx = (p[left] + p[right]) / 2;
    float cy = (p[left + 1] + p[right + 1]) / 2;
    int low = 3 * ring[Expression.AROUND / 4];
    int high = 3 * ring[3 * Expression.AROUND / 4];
    float gap = (p[low + 1] - p[high + 1]) * ax - (p[low] - p[high]) * ay;
    float open = Rings.smooth(FROM, FULL, gap / wide);
    if (open <= 0) {
      return;
    }
    float lower = CORNERS * gap + down(p, high, cx, cy, ax, ay);
    if (lower > 0) {
      lower(p, open * lower, ax, ay);
      cx -= open * lower * ay;
      cy += open * lower * ax;
    }
    float much = MUCH * open;
    for (int i = 1; i < Expression.AROUND; i++) {
      int end = i < Expression.AROUND / 2 ? low : high;
      int v = 3 * ring[i];
      float deep = down(p, end, cx, cy, ax, ay);
      float t = Math.abs(deep) < 1e-3f ? 1 : down(p, v, cx, cy, ax, ay) / deep;
      float across = (p[v] - cx) * ax + (p[v + 1] - cy) * ay;
      float round = wide / 2 * (float) Math.sqrt(Math.max(0, 1 - Math.min(1, t * t)));
      float more = much * Math.max(0, round - Math.abs(across)) * Math.signum(across);
      for (int k = 0; k < Expression.LIPS.length; k++) {
        int at = 3 * Expression.LIPS[k][i];
        p[at] += ALONG[k] * more * ax;
        p[at + 1] += ALONG[k] * more * ay;
      }
    }
  }

  /** Brings the corners down, and of the lips ever less towards their middle. */
  private static void lower(float[] p, float by, float ax, float ay) {
    int last = Expression.LIPS.length - 1;
    for (int k = 0; k <= last; k++) {
      float ring = by * (DOWN + (1 - DOWN) * k / last);
      for (int i = 0; i < Expression.AROUND; i++) {
        double side = Math.cos(2 * Math.PI * i / Expression.AROUND);
        float here = ring * (float) (side * side);
        int v = 3 * Expression.LIPS[k][i];
        p[v] -= here * ay;
        p[v + 1] += here * ax;
      }
    }
  }

  private static float down(float[] p, int v, float cx, float cy, float ax, float ay) {
    return (p[v + 1] - cy) * ax - (p[v] - cx) * ay;
  }
}
