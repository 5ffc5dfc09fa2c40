package dev.likeness.synthesis;

/**
 * One row of teeth on its arch, of usual sizes (Wheeler's Dental Anatomy: crowns' widths and
 * heights), in the head's own frame and centimetres: across, down and away from where the lips meet
 * the front teeth. Placed in a picture, it says what tooth is seen at a pixel. Not thread-safe.
 */
final class ToothRow {
  private static final int STEPS = 192;
  private static final int BINS = 512;
  private static final double WIDEST = 1.35;

  /** From the middle: incisors, canine, premolars, molar. */
  private static final float[] UPPER_WIDE = {.85f, .65f, .76f, .71f, .66f, 1f, .9f};

  private static final float[] UPPER_HIGH = {1.02f, .86f, .98f, .82f, .76f, .72f, .7f};

  /** How much shorter than the first one each ends. */
  private static final float[] UPPER_SHORT = {0, .05f, .01f, .04f, .07f, .1f, .13f};

  private static final float[] LOWER_WIDE = {.52f, .57f, .67f, .70f, .71f, 1.1f, 1f};
  private static final float[] LOWER_HIGH = {.86f, .88f, .98f, .82f, .76f, .72f, .7f};
  private static final float[] LOWER_SHORT = {.02f, 0, -.03f, .03f, .07f, .12f, .14f};

  /** No row is even: how much shorter each is on the picture's left, and on its right. */
  private static final float[][] UNEVEN = {
    {0, .025f, -.015f, .03f, 0, 0, 0}, {.012f, -.01f, .01f, -.005f, .03f, 0, 0}
  };

  /** Between two teeth gum begins so far from the row's edge. */
  private static final float BETWEEN = .7f;

  /** How round a crown is from side to side, radians at its sides. */
  private static final float ROUND = .5f;

  private final float[] x = new float[STEPS + 1];
  private final float[] z = new float[STEPS + 1];
  private final float[] nx = new float[STEPS + 1];
  private final float[] nz = new float[STEPS + 1];
  private final float[] across = new float[STEPS + 1];
  private final float[] part = new float[STEPS + 1];
  private final int[] tooth = new int[STEPS + 1];
  private final float[] bins = new float[BINS + 1];
  private final float[] wide;
  private final float[] high;
  private final float[] shorter;
  private float first;
  private float last;
  private Axes axes = new Axes(1, 0, 0, 1, 0, 0);
  private float back;
  private float down;
  private float round = ROUND;

  /** Which tooth was found, from the middle; across it −1 to 1, outwards positive. */
  int which;

  float side;

  /** On which side of the middle, 0 the picture's left. */
  private int half;

  /** How far away from the front of the row, centimetres. */
  float away;

  /** Below the row's edge, centimetres: of the first tooth, not this one. */
  float below;

  /** The surface's direction: to the picture's right, and to the viewer, in the head's frame. */
  float right;

  float front;

  /** How far the nearest border between two teeth is, as it is seen, centimetres. */
  float border;

  private ToothRow(float[] wide, float[] high, float[] shorter, double half, double deep) {
    this.wide = wide;
    this.high = high;
    this.shorter = shorter;
    double s = 0;
    int mid = STEPS / 2;
    for (int i = 0; i <= STEPS; i++) {
      double a = WIDEST * (i - mid) / mid;
      x[i] = (float) (half * Math.sin(a));
      z[i] = (float) (deep * (1 - Math.cos(a)));
    }
    for (int i = mid; i <= STEPS; i++) {
      s += i == mid ? 0 : Math.hypot(x[i] - x[i - 1], z[i] - z[i - 1]);
      int k = 0;
      double from = 0;
      while (k < wide.length - 1 && s > from + wide[k]) {
        from += wide[k++];
      }
      double t = Math.max(-1, Math.min(2 * (s - from) / wide[k] - 1, 1));
      double a = WIDEST * (i - mid) / mid;
      double turn = Math.atan2(deep * Math.sin(a), half * Math.cos(a));
      int other = 2 * mid - i;
      for (int at : new int[] {i, other}) {
        tooth[at] = k;
        across[at] = (float) t;
        part[at] = (float) (at == i ? s : -s);
        nx[at] = (float) (at == i ? Math.sin(turn) : -Math.sin(turn));
        nz[at] = (float) Math.cos(turn);
      }
    }
  }

  static ToothRow upper() {
    return new ToothRow(UPPER_WIDE, UPPER_HIGH, UPPER_SHORT, 2.85, 3.9);
  }

  static ToothRow lower() {
    return new ToothRow(LOWER_WIDE, LOWER_HIGH, LOWER_SHORT, 2.55, 3.6);
  }

  /**
   * What a step across, down and away is in the picture, pixels for one centimetre.
   *
   * @param rx to the right of one across, {@code ry} down of it, and so on
   */
  record Axes(float rx, float ry, float dx, float dy, float ax, float ay) {
    /** Pixels for one centimetre. */
    float unit() {
      return (float) Math.sqrt(Math.abs(rx * dy - ry * dx));
    }

    private float cross() {
      return rx * dy - ry * dx;
    }
  }

  /**
   * Puts the row so far down and away.
   *
   * @param crisp how much of each crown's roundness is to be seen, 0 to 1
   */
  void place(Axes to, float downwards, float backwards, float crisp) {
    axes = to;
    round = crisp * ROUND;
    down = downwards;
    back = backwards;
    float lean = (to.ax * to.dy - to.ay * to.dx) / to.cross();
    int mid = STEPS / 2;
    int from = mid;
    while (from > 0 && seen(from - 1, lean) < seen(from, lean)) {
      from--;
    }
    int end = mid;
    while (end < STEPS && seen(end + 1, lean) > seen(end, lean)) {
      end++;
    }
    first = seen(from, lean);
    last = seen(end, lean);
    int i = from;
    for (int b = 0; b <= BINS; b++) {
      float q = first + (last - first) * b / BINS;
      while (i < end - 1 && seen(i + 1, lean) < q) {
        i++;
      }
      float a = seen(i, lean);
      float c = seen(i + 1, lean);
      bins[b] = i + Math.max(0, Math.min((q - a) / (c - a), 1));
    }
  }

  private float seen(int i, float lean) {
    return x[i] + (z[i] + back) * lean;
  }

  /**
   * Looks for the tooth at a place, pixels from where the row's origin is.
   *
   * @return whether the row reaches there; then the fields say what is there
   */
  boolean at(float px, float py) {
    float q = (px * axes.dy - py * axes.dx) / axes.cross();
    float b = (q - first) / (last - first) * BINS;
    if (!(b >= 0 && b < BINS)) {
      return false;
    }
    int k = (int) b;
    float f = bins[k] + (b - k) * (bins[k + 1] - bins[k]);
    int i = Math.min((int) f, STEPS - 1);
    float w = f - i;
    int n = w < .5f ? i : i + 1;
    which = tooth[n];
    half = n < STEPS / 2 ? 0 : 1;
    side = tooth[i] == tooth[i + 1] ? mix(across, i, w) : across[n];
    float turn = round * side * side * side * (half == 0 ? -1 : 1);
    right = mix(nx, i, w) + turn * mix(nz, i, w);
    front = mix(nz, i, w) - turn * mix(nx, i, w);
    away = mix(z, i, w);
    float perStep = Math.max(1e-4f, Math.abs(bins[k + 1] - bins[k]) * BINS / (last - first));
    float length = Math.abs(part[i + 1] - part[i]);
    border = (1 - Math.abs(side)) * wide[which] / 2 / Math.max(1e-3f, length * perStep);
    float ox = px - mix(x, i, w) * axes.rx - (away + back) * axes.ax;
    float oy = py - mix(x, i, w) * axes.ry - (away + back) * axes.ay;
    below = (ox * axes.dx + oy * axes.dy) / (axes.dx * axes.dx + axes.dy * axes.dy) - down;
    return true;
  }

  private static float mix(float[] v, int i, float w) {
    return v[i] + w * (v[i + 1] - v[i]);
  }

  /** How tall the tooth's crown is, {@code shorter} how far it ends before the first one's. */
  float tall() {
    return high[which];
  }

  /** How far before the first one's edge this one ends here: rounded, more at its outer corner. */
  float shorter() {
    float out = Math.max(0, side);
    float in = Math.max(0, -side);
    float o2 = out * out;
    float i2 = in * in;
    return shorter[which] + UNEVEN[half][which] + .14f * o2 * o2 + .07f * i2 * i2 * i2 + pointed();
  }

  /** Canines and premolars end in a point. */
  private float pointed() {
    return which >= 2 ? .06f * Math.abs(side) : 0;
  }

  /** Where gum begins, from the tooth's edge; it reaches down between teeth, on both alike. */
  float gum() {
    float middle = high[which] + shorter[which];
    return middle - (middle - BETWEEN) * side * side - shorter();
  }
}
