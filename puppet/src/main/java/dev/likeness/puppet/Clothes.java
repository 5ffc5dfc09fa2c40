package dev.likeness.puppet;

import java.util.ArrayList;
import java.util.List;

/** A garment over the shoulders with its collar. It stays with the body when the head turns. */
final class Clothes {
  private static final int AROUND = 72;

  /** Back (y, z), side (x, y, z), front (y, z), from the neck outwards and down. */
  private static final float[][] BODY = {
    {-10.5f, -12.5f, 6.2f, -13.4f, -7.3f, -15.8f, -1.2f},
    {-12.1f, -13.3f, 7.6f, -14.9f, -7.4f, -17.4f, 0.1f},
    {-14.5f, -14.6f, 11.2f, -16.4f, -7.6f, -19.7f, 1.6f},
    {-17.0f, -15.8f, 15.4f, -18.1f, -7.9f, -22.1f, 2.8f},
    {-20.0f, -16.9f, 18.9f, -21.1f, -8.2f, -25.1f, 4.0f},
    {-24.5f, -17.6f, 21.0f, -25.9f, -8.3f, -29.5f, 5.2f},
    {-31.5f, -18.0f, 22.2f, -32.5f, -8.3f, -35.5f, 6.2f},
    {-46.5f, -18.0f, 22.8f, -46.5f, -8.3f, -46.5f, 6.6f}
  };

  private final List<float[]> points = new ArrayList<>();
  private final List<int[]> triangles = new ArrayList<>();
  private final List<float[]> uvs = new ArrayList<>();
  private final float wide;
  private final float neck;

  /** Parts before this one are worn underneath. */
  private int inner;

  /** How far the garment in the making stands off the body. */
  private float loose;

  Clothes(Identity person) {
    double n = person.shape().get(Trait.NECK_WIDTH);
    wide = 1 + .055f * (float) n;
    neck = 1 + .06f * (float) n;
    switch (person.wear().cut()) {
      case CREW_NECK -> {
        body(.35f, 0, 0);
        roll(.05f, .62f, .42f);
      }
      case V_NECK -> {
        body(.45f, 3.1f, .9f);
      }
      case TURTLENECK -> {
        body(.2f, 0, 0);
        tube();
      }
      case SHIRT -> {
        body(.3f, 1.35f, .30f);
        collar(2.4f, 1.0f, 1.15f, .13f, .75f);
      }
      case JACKET -> {
        body(.35f, 0, 0);
        roll(.05f, .55f, .34f);
        inner = points.size();
        loose = .42f;
        body(.55f, 5.2f, .85f);
        collar(1.2f, .9f, 2.3f, .62f, 1.15f);
      }
    }
  }

  /** Point of the body at a fractional row and an angle (0 back, π front), lifted off by h. */
  private float[] at(float row, double angle, float lift) {
    int i = Math.max(0, Math.min(BODY.length - 2, (int) Math.floor(row)));
    float f = row - i;
    float[] a = on(BODY[i], angle);
    float[] b = on(BODY[i + 1], angle);
    float[] p = new float[3];
    for (int c = 0; c < 3; c++) {
      p[c] = a[c] + f * (b[c] - a[c]);
    }
    float len = (float) Math.hypot(p[0], p[2] + 7);
    p[0] *= 1 + lift / len;
    p[2] += (p[2] + 7) * lift / len;
    p[1] += lift * .6f;
    return p;
  }

  private float[] on(float[] r, double angle) {
    float c = (float) Math.cos(angle);
    float s = (float) Math.sin(angle);
    float cy = (r[0] + r[5]) / 2;
    float cz = (r[1] + r[6]) / 2;
    boolean shoulder = r[2] > 9;
    double bulge = shoulder ? Math.pow(Math.abs(s), .86) * Math.signum(s) : s;
    float k = shoulder ? wide : neck;
    return new float[] {
      (float) (r[2] * k * bulge),
      cy + (r[0] - r[5]) / 2 * c + (r[3] - cy) * s * s,
      cz + (r[1] - r[6]) / 2 * c * (shoulder ? 1 : neck) + (r[4] - cz) * s * s
    };
  }

  /** How far down the neckline starts: a V of {@code depth} rows, {@code half} radians wide. */
  private static float opening(double angle, float from, float depth, float half) {
    double d = Math.abs(Math.PI - angle);
    float v = half == 0 ? 0 : (float) Math.max(0, 1 - d / half);
    return from + depth * v;
  }

  private void body(float from, float depth, float half) {
    int rows = 26;
    float[] p = new float[3 * AROUND * rows];
    float[] uv = new float[2 * AROUND * rows];
    for (int i = 0; i < AROUND; i++) {
      double angle = 2 * Math.PI * i / AROUND;
      float start = opening(angle, from, depth, half);
      for (int r = 0; r < rows; r++) {
        float t = (float) r / (rows - 1);
        float row = start + (BODY.length - 1 - start) * t;
        float fold = r < 2 ? 0 : fold(angle, row);
        float[] q = at(row, angle, .32f + loose + fold + (r == 0 ? -.25f : 0));
        int v = i * rows + r;
        System.arraycopy(q, 0, p, 3 * v, 3);
        uv[2 * v] = (float) (angle * 9);
        uv[2 * v + 1] = row * 4.2f;
      }
    }
    add(p, uv, rows);
  }

  private static float fold(double angle, float row) {
    float a = (float) angle;
    float n = Noise.value(3.2f * (float) Math.cos(a), 3.2f * (float) Math.sin(a), row * .55f, 4);
    float fine = Noise.value(6 * (float) Math.cos(a) + row, 6 * (float) Math.sin(a), row * .7f, 9);
    return Math.min(1, row / 2) * (.45f * n + .18f * fine);
  }

  /** A ribbed, rounded band around the neckline. */
  private void roll(float from, float to, float thick) {
    int rows = 9;
    float[] p = new float[3 * AROUND * rows];
    float[] uv = new float[2 * AROUND * rows];
    for (int i = 0; i < AROUND; i++) {
      double angle = 2 * Math.PI * i / AROUND;
      for (int r = 0; r < rows; r++) {
        float t = (float) r / (rows - 1);
        double turn = Math.PI * (1.15 * t - .35);
        float row = from + (to - from) * t;
        float[] q = at(row, angle, .12f + thick * (float) Math.max(-.6, Math.sin(turn + .2)));
        int v = i * rows + r;
        System.arraycopy(q, 0, p, 3 * v, 3);
        uv[2 * v] = (float) (angle * 20) + 1000;
        uv[2 * v + 1] = t;
      }
    }
    add(p, uv, rows);
  }

  /** A folded tube up the neck. */
  private void tube() {
    float[][] profile = {
      {-.5f, .35f},
      {2.4f, .20f},
      {4.0f, .28f},
      {4.5f, .52f},
      {4.2f, .85f},
      {2.4f, .95f},
      {.6f, .9f},
      {.05f, .82f},
      {-.25f, .5f}
    };
    int rows = profile.length;
    float[] p = new float[3 * AROUND * rows];
    float[] uv = new float[2 * AROUND * rows];
    for (int i = 0; i < AROUND; i++) {
      double angle = 2 * Math.PI * i / AROUND;
      float[] base = at(.25f, angle, 0);
      float front = (float) (.5 - .5 * Math.cos(angle));
      for (int r = 0; r < rows; r++) {
        int v = i * rows + r;
        float up = profile[r][0] * (1 - .18f * front);
        float k = 1 - .035f * up + .02f * Math.max(0, up - 3);
        float out = profile[r][1] + .05f * Noise.value(i * .4f, r * .6f, 2, 7);
        float len = (float) Math.hypot(base[0], base[2] + 7);
        p[3 * v] = base[0] * (k + out / len);
        p[3 * v + 1] = base[1] + up;
        p[3 * v + 2] = -7 + (base[2] + 7) * (k + out / len) - .16f * up * (1 - 2 * front) * .3f;
        uv[2 * v] = (float) (angle * 20) + 1000;
        uv[2 * v + 1] = up;
      }
    }
    add(p, uv, rows);
  }

  /**
   * A collar that stands up at the neck, folds and lies down on the garment, with points in front.
   *
   * @param stand how far it stands up
   * @param leaf how far down it lies, in rows of the body
   * @param point how much further it reaches in front
   * @param gap half the opening in front, radians
   */
  private void collar(float stand, float leaf, float point, float gap, float lift) {
    int columns = 64;
    int rows = 13;
    float[] p = new float[3 * columns * rows];
    float[] uv = new float[2 * columns * rows];
    for (int i = 0; i < columns; i++) {
      double off = gap + (2 * Math.PI - 2 * gap) * i / (columns - 1);
      double a = (Math.PI + off) % (2 * Math.PI);
      double ahead = Math.min(off, 2 * Math.PI - off);
      float tip = (float) Math.exp(-sq((ahead - gap) / .42));
      double side = off < Math.PI ? 1 : -1;
      double aside = a + side * .16 * tip;
      float[] base = at(.05f + .25f * tip, a, .10f);
      float[] end = at(.15f + leaf + point * tip, aside, lift);
      float high = stand * (1 - .8f * tip);
      float len = (float) Math.hypot(base[0], base[2] + 7);
      float[] top = {base[0] * (1 - .15f / len), base[1] + high, base[2] - .1f * high};
      float[] over = {top[0] * (1 + .55f / len), top[1] + .10f, top[2] + (top[2] + 7) * .55f / len};
      for (int r = 0; r < rows; r++) {
        int v = i * rows + r;
        float t = r / 4f;
        for (int c = 0; c < 3; c++) {
          float d = (r - 4) / 8f;
          p[3 * v + c] =
              r <= 4
                  ? base[c] + t * (top[c] - base[c])
                  : (1 - d) * (1 - d) * top[c] + 2 * d * (1 - d) * over[c] + d * d * end[c];
        }
        uv[2 * v] = (float) (a * 9);
        uv[2 * v + 1] = 40 + .25f * r;
      }
    }
    strip(p, uv, columns, rows);
  }

  private static double sq(double v) {
    return v * v;
  }

  private void add(float[] p, float[] uv, int rows) {
    int[] t = new int[6 * AROUND * (rows - 1)];
    int o = 0;
    for (int i = 0; i < AROUND; i++) {
      for (int r = 0; r + 1 < rows; r++) {
        int a = i * rows + r;
        int b = (i + 1) % AROUND * rows + r;
        System.arraycopy(new int[] {a, b, a + 1, b, b + 1, a + 1}, 0, t, o, 6);
        o += 6;
      }
    }
    points.add(p);
    uvs.add(uv);
    triangles.add(t);
  }

  private void strip(float[] p, float[] uv, int columns, int rows) {
    int[] t = new int[6 * (columns - 1) * (rows - 1)];
    int o = 0;
    for (int i = 0; i + 1 < columns; i++) {
      for (int r = 0; r + 1 < rows; r++) {
        int a = i * rows + r;
        int b = (i + 1) * rows + r;
        System.arraycopy(new int[] {a, b, a + 1, b, b + 1, a + 1}, 0, t, o, 6);
        o += 6;
      }
    }
    points.add(p);
    uvs.add(uv);
    triangles.add(t);
  }

  /** Whether a part is worn underneath the garment that gives the colour. */
  boolean under(int i) {
    return i < inner;
  }

  int parts() {
    return points.size();
  }

  float[] points(int i) {
    return points.get(i);
  }

  int[] triangles(int i) {
    return triangles.get(i);
  }

  Surface surface(int i, float[] open, Material m) {
    Surface s = new Surface(triangles.get(i), points.get(i), uvs.get(i), open, m, false);
    s.normals();
    return s;
  }
}
