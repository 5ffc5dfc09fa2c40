package dev.likeness.puppet;

/**
 * Moves a formed head: jaw, lips, lids, brows, then the head on its neck. Immutable; poses may be
 * computed by several threads.
 */
final class Rig {
  /** Where the head turns on the neck, head space. */
  static final float PIVOT_Y = -7f;

  static final float PIVOT_Z = -6f;

  private static final float JAW_Y = -.5f;
  private static final float JAW_Z = -3.2f;
  private static final double JAW_OPEN = Math.toRadians(19);

  private final Sculptor.Form form;
  private final float[] jaw = new float[Cage.VERTICES];
  private final float[] neck = new float[Cage.VERTICES];

  /** −1 lower lip, 1 upper lip, 0 elsewhere; times how much it follows a lip's own motion. */
  private final float[] lip = new float[Cage.VERTICES];

  /** How much of the lips' rolling in each vertex takes part: the outer rings do. */
  private final float[] roll = new float[Cage.VERTICES];

  Rig(Sculptor.Form form) {
    this.form = form;
    float[] base = Cage.one().xyz;
    for (int v = 0; v < Cage.VERTICES; v++) {
      float x = base[3 * v];
      float y = base[3 * v + 1];
      float z = base[3 * v + 2];
      if (v < Cage.FACE) {
        float r = .15f + .75f * Math.max(0, Math.abs(x) - 1.6f);
        jaw[v] = Sculptor.step(-4.35f + .9f * r, -4.35f - r, y);
      }
      float t = Math.max(0, Math.min(1, (-2 - z) / 10));
      float low = -18.5f + 5.5f * t;
      neck[v] = v < Cage.FACE ? 1 : Sculptor.step(low, -11 + 8 * t, y);
    }
    float[] decay = {1, .93f, .76f, .52f, .28f, .12f, .04f};
    for (int j = 1; j < decay.length; j++) {
      for (int i = 0; i < Cage.AROUND; i++) {
        int v = Cage.FIRST_LOOP + (j - 1) * Cage.AROUND + i;
        jaw[v] = decay[j] * jaw[Cage.one().oval[i]];
      }
    }
    lipWeights();
  }

  private void lipWeights() {
    for (int k = 0; k < 4; k++) {
      for (int i = 0; i < Cage.LIP; i++) {
        int v = Sculptor.LIPS[k][i];
        float in = 1 - (float) Math.abs(Math.cos(Math.PI * i / 10));
        float s = (float) Math.pow(Math.sin(Math.PI * (i % 10) / 10), .8);
        boolean corner = i % 10 == 0;
        boolean upper = i > 10;
        jaw[v] = corner ? .42f : upper ? .42f * (1 - s) : .42f + .58f * s;
        lip[v] = corner ? 0 : (upper ? 1 : -1) * Sculptor.step(0, .8f, in) * (.55f + .15f * k);
        roll[v] = Math.abs(lip[v]) * (k == 0 ? 1 : k == 1 ? .8f : k == 2 ? .35f : 0);
      }
    }
  }

  /** Everything posed, in world space: the body stands still, the head has turned. */
  final class Posed {
    /** The cage. */
    final float[] xyz;

    /** The eyeballs' middles and radii, right then left; world. */
    final float[][] eyeballs = new float[2][];

    /** Where the eyes look, unit vector, world. */
    final float[] gaze = new float[3];

    /** How far the jaw has turned, radians. */
    final double jawAngle;

    /** Lids' and lips' opening in space. */
    final double eyeRight;

    final double eyeLeft;
    final double mouth;
    final Turn head;
    final Pose pose;

    Posed(Pose pose) {
      this.pose = pose;
      xyz = form.xyz().clone();
      jawAngle = pose.mouth().jaw() * JAW_OPEN;
      brows(xyz, pose.brow());
      mouth(xyz, pose.mouth());
      for (int e = 0; e < 2; e++) {
        new Lids(xyz, e, form.eyeballs()[e]).move(pose.look());
      }
      strips(xyz);
      eyeRight = aperture(0);
      eyeLeft = aperture(1);
      mouth = gap();
      head = new Turn(pose.head().yaw(), pose.head().pitch(), pose.head().roll());
      for (int v = 0; v < Cage.VERTICES; v++) {
        head.apply(xyz, v, neck[v]);
      }
      double gx = Math.toRadians(pose.look().gazeX());
      double gy = Math.toRadians(pose.look().gazeY());
      gaze[0] = (float) (Math.sin(gx) * Math.cos(gy));
      gaze[1] = (float) Math.sin(gy);
      gaze[2] = (float) (Math.cos(gx) * Math.cos(gy));
      head.rotate(gaze, 0);
      for (int e = 0; e < 2; e++) {
        eyeballs[e] = form.eyeballs()[e].clone();
        head.apply(eyeballs[e], 0, 1);
      }
    }

    /**
     * Moves a point with the jaw, by a share of its swing: head space at rest to head space now.
     */
    void withJaw(float[] p, int v, float share) {
      swing(p, v, share, jawAngle);
    }

    /** Height over width of the opening between the lids. */
    private double aperture(int e) {
      int[] rim = Cage.one().eyes[e];
      double h = 0;
      for (int i = 3; i <= 5; i++) {
        boolean apart = xyz[3 * rim[16 - i] + 1] > xyz[3 * rim[i] + 1];
        h += apart ? distance(rim[i], rim[16 - i]) / 3 : 0;
      }
      return h / distance(rim[0], rim[8]);
    }

    private double gap() {
      boolean apart = xyz[3 * 13 + 1] > xyz[3 * 14 + 1];
      return apart ? distance(13, 14) / rest(78, 308) : 0;
    }

    private double rest(int a, int b) {
      float[] p = form.xyz();
      return Math.hypot(p[3 * a] - p[3 * b], p[3 * a + 1] - p[3 * b + 1]);
    }

    private double distance(int a, int b) {
      double x = xyz[3 * a] - xyz[3 * b];
      double y = xyz[3 * a + 1] - xyz[3 * b + 1];
      double z = xyz[3 * a + 2] - xyz[3 * b + 2];
      return Math.sqrt(x * x + y * y + z * z);
    }
  }

  Posed pose(Pose pose) {
    return new Posed(pose);
  }

  private static void swing(float[] p, int v, float weight, double angle) {
    double a = angle * weight;
    double s = Math.sin(a);
    double c = Math.cos(a);
    double y = p[3 * v + 1] - JAW_Y;
    double z = p[3 * v + 2] - JAW_Z;
    p[3 * v + 1] = (float) (JAW_Y + y * c - z * s);
    p[3 * v + 2] = (float) (JAW_Z + z * c + y * s + .5 * a);
  }

  private static void brows(float[] p, Pose.Brow b) {
    float[] base = Cage.one().xyz;
    for (int v = 0; v < Cage.FACE; v++) {
      float x = base[3 * v];
      float y = base[3 * v + 1];
      if (y < 1.5f) {
        continue;
      }
      float side = Math.signum(x);
      float ax = Math.abs(x);
      float lid = Sculptor.step(3.0f, 4.1f, y);
      float up = bell(ax, y, 3.2f, 5.2f, 3.8f, 1.7f) * lid;
      float in = bell(ax, y, 1.3f, 4.9f, 1.3f, 1.4f) * lid;
      float down = bell(ax, y, 1.9f, 4.9f, 2.0f, 1.3f) * Sculptor.step(2.7f, 4.0f, y);
      p[3 * v] += (float) (side * (-.30 * b.down() * in - .10 * b.inner() * in));
      p[3 * v + 1] += (float) (.72 * b.up() * up + .62 * b.inner() * in - .50 * b.down() * down);
      p[3 * v + 2] += (float) (.10 * b.down() * down);
    }
  }

  private static float bell(float x, float y, float cx, float cy, float rx, float ry) {
    float ax = (x - cx) / rx;
    float ay = (y - cy) / ry;
    return (float) Math.exp(-(ax * ax + ay * ay));
  }

  private void mouth(float[] p, Mouth m) {
    float[] base = Cage.one().xyz;
    float smile = (float) Math.max(0, m.smile());
    float sad = (float) Math.max(0, -m.smile());
    float wide = (float) m.wide();
    float pucker = (float) m.pucker();
    float funnel = (float) m.funnel();
    for (int v = 0; v < Cage.FIRST_LOOP + 4 * Cage.AROUND; v++) {
      float x = base[3 * v];
      float y = base[3 * v + 1];
      float z = base[3 * v + 2];
      float side = Math.signum(x);
      float ax = Math.abs(x);
      if (v < Cage.FACE && y < 3.5f) {
        float u = Math.min(1.25f, ax / 2.45f);
        float past = Math.max(0, ax - 2.45f) / 2.0f;
        float near = (float) Math.exp(-past * past - sq((y + 4.35f) / 1.75f) - sq((z - 4.6f) / 4));
        float cheek = (float) Math.exp(-sq((ax - 4.1f) / 1.7f) - sq((y + 1.0f) / 1.5f));
        float fold = (float) Math.exp(-sq((ax - 3.0f) / .9f) - sq((y + 2.9f) / 1.3f));
        float dx = side * near * u * (.70f * smile + .55f * wide + .12f * sad);
        float dy = near * u * u * (.80f * smile - .55f * sad + .05f * wide);
        float dz = near * u * u * (-.42f * smile - .28f * wide - .15f * sad);
        dy += cheek * .50f * smile + .12f * fold * smile;
        dz += cheek * .46f * smile - fold * .24f * smile;
        dx += side * cheek * .10f * smile;
        float round = pucker + .35f * funnel;
        dx += -x * near * .36f * round;
        float front = (float) Math.exp(-sq(ax / 2.2f)) * near;
        dz += front * (.55f * pucker + .45f * funnel) + near * u * .35f * pucker;
        p[3 * v] += dx;
        p[3 * v + 1] += dy;
        p[3 * v + 2] += dz;
        around(p, v, ax, y, m);
      }
      swing(p, v, jaw[v], m.jaw() * JAW_OPEN);
    }
  }

  /** The lips' own motion, and the skin next to them. */
  private void around(float[] p, int v, float ax, float y, Mouth m) {
    float w = lip[v];
    float upper = (float) m.upper();
    float lower = (float) m.lower();
    float press = (float) m.press();
    float funnel = (float) m.funnel();
    float mid = (float) Math.exp(-sq(ax / 1.9f));
    if (w > 0) {
      p[3 * v + 1] += w * (.42f * upper + .16f * funnel) - .24f * roll[v] * press;
      p[3 * v + 2] += w * (-.06f * upper + .10f * funnel) - .26f * roll[v] * press;
    } else if (w < 0) {
      float down = Math.max(0, lower);
      float tuck = Math.max(0, -lower);
      p[3 * v + 1] += w * (.45f * down + .20f * funnel - .52f * tuck) + .28f * roll[v] * press;
      p[3 * v + 2] += -w * (-.08f * down + .12f * funnel - .45f * tuck) - .26f * roll[v] * press;
    } else if (y > -4.3f) {
      float near = mid * (float) Math.exp(-sq((y + 3.2f) / 1.2f));
      p[3 * v + 1] += near * .26f * upper;
    } else {
      float near = mid * (float) Math.exp(-sq((y + 5.6f) / 1.1f));
      p[3 * v + 1] += near * (-.26f * lower + .08f * press);
    }
  }

  private static float sq(float v) {
    return v * v;
  }

  /** Places the strips that turn lids and lips inwards. */
  private void strips(float[] p) {
    Cage cage = Cage.one();
    for (int e = 0; e < 2; e++) {
      float[] ball = form.eyeballs()[e];
      int a = Cage.FIRST_LID + 2 * e * Cage.LID;
      int b = a + Cage.LID;
      for (int i = 0; i < Cage.LID; i++) {
        int rim = 3 * cage.eyes[e][i];
        float x = p[rim] - ball[0];
        float y = p[rim + 1] - ball[1];
        float z = p[rim + 2] - ball[2];
        float len = (float) Math.sqrt(x * x + y * y + z * z);
        float k = (ball[3] + .005f) / len;
        put(p, a + i, ball[0] + x * k, ball[1] + y * k, ball[2] + z * k);
        float out = (float) -Math.sin(2 * Math.PI * i / Cage.LID) * .35f;
        put(p, b + i, ball[0] + x * k, ball[1] + y * k + out, ball[2] + z * k - .25f);
        onto(p, b + i, ball);
      }
    }
    for (int i = 0; i < Cage.LIP; i++) {
      int in = 3 * cage.lipsInner[i];
      float across = (float) Math.cos(Math.PI * i / 10);
      float up = i > 10 ? 1 : i == 0 || i == 10 ? 0 : -1;
      float full = (float) Math.sqrt(Math.max(0, 1 - across * across));
      float back = .30f + .2f * (1 - full);
      int a = Cage.FIRST_LIP + i;
      put(p, a, p[in] - across * .08f, p[in + 1] + up * .10f * full, p[in + 2] - back);
      float x = p[in] - across * .35f;
      put(p, a + Cage.LIP, x, p[in + 1] + up * .65f * full, p[in + 2] - back - .25f);
    }
  }

  private static void onto(float[] p, int v, float[] ball) {
    float x = p[3 * v] - ball[0];
    float y = p[3 * v + 1] - ball[1];
    float z = p[3 * v + 2] - ball[2];
    float k = .985f * ball[3] / (float) Math.sqrt(x * x + y * y + z * z);
    put(p, v, ball[0] + x * k, ball[1] + y * k, ball[2] + z * k);
  }

  private static void put(float[] p, int v, float x, float y, float z) {
    p[3 * v] = x;
    p[3 * v + 1] = y;
    p[3 * v + 2] = z;
  }
}
