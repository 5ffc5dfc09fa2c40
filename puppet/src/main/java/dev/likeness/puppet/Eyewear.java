package dev.likeness.puppet;

/** Spectacles on a formed head: two rims, a bridge, two temples, two lenses. */
final class Eyewear {
  private static final int AROUND = 56;
  private static final int TUBE = 8;

  final float[] frame;
  final int[] frameTriangles;
  final float[] lens;
  final int[] lensTriangles;
  final float[] lensUv;

  Eyewear(Glasses glasses, Sculptor.Form form) {
    float[][] balls = form.eyeballs();
    float rim = (float) glasses.rim() * .5f;
    Mesh m = new Mesh();
    float front = Math.max(balls[0][2] + balls[0][3] + 1.35f, form.xyz()[3 * 6 + 2] + .15f);
    float middle = .5f * (balls[0][1] + balls[1][1]) - .28f;
    float apart = Math.max(2.95f, Math.abs(balls[1][0]) + .12f);
    float[][] path = new float[AROUND][3];
    lens = new float[2 * 3 * (AROUND + 1)];
    lensUv = new float[2 * 2 * (AROUND + 1)];
    lensTriangles = new int[2 * 3 * AROUND];
    float reach = 0;
    float hinge = 0;
    for (int e = 0; e < 2; e++) {
      float side = e == 0 ? -1 : 1;
      int base = e * (AROUND + 1);
      set(lens, base, side * apart, middle, front - wrap(apart));
      for (int i = 0; i < AROUND; i++) {
        double a = 2 * Math.PI * i / AROUND;
        float[] q = outline(glasses.form(), a);
        float x = apart + q[0];
        path[i] = new float[] {side * x, middle + q[1], front - wrap(x)};
        set(lens, base + 1 + i, side * x, middle + q[1], front - wrap(x));
        lensUv[2 * (base + 1 + i)] = q[0];
        lensUv[2 * (base + 1 + i) + 1] = q[1];
        int o = 3 * (e * AROUND + i);
        int next = base + 1 + (i + 1) % AROUND;
        lensTriangles[o] = base;
        lensTriangles[o + 1] = side > 0 ? base + 1 + i : next;
        lensTriangles[o + 2] = side > 0 ? next : base + 1 + i;
        if (x > reach) {
          reach = x;
          hinge = middle + Math.max(q[1], .35f);
        }
      }
      m.tube(path, true, rim, rim * 1.25f);
    }
    bridge(m, glasses, form, apart, middle, front, rim);
    temples(m, form, reach, hinge, front, rim);
    frame = m.points();
    frameTriangles = m.triangles();
  }

  private static void set(float[] p, int i, float x, float y, float z) {
    p[3 * i] = x;
    p[3 * i + 1] = y;
    p[3 * i + 2] = z;
  }

  /** Frames follow the face a little. */
  private static float wrap(float x) {
    return .022f * x * x;
  }

  /** Offset from the lens' middle, x away from the nose. */
  private static float[] outline(Glasses.Form form, double a) {
    double c = Math.cos(a);
    double s = Math.sin(a);
    return switch (form) {
      case ROUND -> new float[] {(float) (2.25 * c), (float) (2.2 * s)};
      case OVAL -> new float[] {(float) (2.5 * c), (float) (1.75 * s)};
      case SQUARE -> {
        double k = Math.pow(Math.pow(Math.abs(c), 5) + Math.pow(Math.abs(s), 5), -.2);
        yield new float[] {(float) (2.55 * c * k), (float) (1.85 * s * k)};
      }
      case CAT_EYE -> {
        double k = Math.pow(Math.pow(Math.abs(c), 2.8) + Math.pow(Math.abs(s), 2.8), -1 / 2.8);
        double lift = .75 * Math.max(0, c) * Math.max(0, s + .25);
        yield new float[] {(float) (2.5 * c * k + .35 * lift), (float) (1.7 * s * k + lift)};
      }
      case AVIATOR -> {
        double drop = s < 0 ? 1.28 : .92;
        double lean = s < 0 ? .22 * s : 0;
        yield new float[] {(float) (2.65 * c + lean), (float) (1.85 * s * drop)};
      }
    };
  }

  private static void bridge(
      Mesh m,
      Glasses glasses,
      Sculptor.Form form,
      float apart,
      float middle,
      float front,
      float rim) {
    float inner = apart - outline(glasses.form(), Math.PI * .86)[0] * -1;
    float y = middle + outline(glasses.form(), Math.PI * .86)[1];
    float over = Math.max(front, form.xyz()[3 * 168 + 2] + .55f);
    float[][] path = new float[9][];
    for (int i = 0; i < 9; i++) {
      float t = i / 4f - 1;
      path[i] =
          new float[] {
            inner * t,
            y + .35f * (1 - t * t),
            front + (over - front) * (1 - t * t) - wrap(inner) * t * t
          };
    }
    m.tube(path, false, rim * .95f, rim);
  }

  private static void temples(
      Mesh m, Sculptor.Form form, float reach, float hinge, float front, float rim) {
    for (int e = 0; e < 2; e++) {
      float side = e == 0 ? -1 : 1;
      float[] p = form.xyz();
      int temple = e == 0 ? 34 : 264;
      int side0 = e == 0 ? 127 : 356;
      int anchor = Cage.FIRST_LOOP + (e == 0 ? 28 : 8);
      float ear = Math.abs(form.xyz()[3 * anchor]) + .42f;
      float earY = form.xyz()[3 * anchor + 1] + 1.9f;
      float earZ = form.xyz()[3 * anchor + 2] - .6f;
      float z0 = front - wrap(reach);
      float near = Math.max(reach + .15f, Math.abs(p[3 * temple]) + .12f);
      float far = Math.max(near, Math.abs(p[3 * side0]) + .12f);
      float zNear = Math.min(z0 - .7f, p[3 * temple + 2] + 1.2f);
      float[][] path = {
        {side * reach, hinge, z0},
        {side * (reach + .75f * (near - reach)), hinge + .02f, z0 - .15f},
        {side * near, hinge, zNear},
        {side * far, hinge + .6f * (earY - hinge), p[3 * side0 + 2]},
        {side * ear, earY, earZ},
        {side * (ear + .05f), earY - .5f, earZ - 1.2f},
        {side * (ear - .1f), earY - 2.4f, earZ - 2.2f}
      };
      m.tube(path, false, rim * .8f, rim * 1.3f);
    }
  }

  /** Collects tubes. */
  private static final class Mesh {
    private final java.util.List<float[]> p = new java.util.ArrayList<>();
    private final java.util.List<int[]> t = new java.util.ArrayList<>();

    void tube(float[][] path, boolean closed, float thick, float high) {
      int n = path.length;
      int base = p.size();
      for (int i = 0; i < n; i++) {
        float[] a = path[closed ? (i + n - 1) % n : Math.max(0, i - 1)];
        float[] b = path[closed ? (i + 1) % n : Math.min(n - 1, i + 1)];
        float[] along = DepthMap.unit(b[0] - a[0], b[1] - a[1], b[2] - a[2]);
        float[] out = Math.abs(along[2]) > .8f ? new float[] {0, 1, 0} : new float[] {0, 0, 1};
        float[] u = DepthMap.unit(DepthMap.cross(along, out));
        float[] w = DepthMap.cross(u, along);
        for (int k = 0; k < TUBE; k++) {
          double g = 2 * Math.PI * k / TUBE;
          float cu = (float) Math.cos(g) * high;
          float cw = (float) Math.sin(g) * thick;
          p.add(
              new float[] {
                path[i][0] + cu * u[0] + cw * w[0],
                path[i][1] + cu * u[1] + cw * w[1],
                path[i][2] + cu * u[2] + cw * w[2]
              });
        }
      }
      for (int i = 0; i < (closed ? n : n - 1); i++) {
        for (int k = 0; k < TUBE; k++) {
          int a = base + i * TUBE + k;
          int b = base + i * TUBE + (k + 1) % TUBE;
          int c = base + (i + 1) % n * TUBE + k;
          int d = base + (i + 1) % n * TUBE + (k + 1) % TUBE;
          t.add(new int[] {a, b, c});
          t.add(new int[] {b, d, c});
        }
      }
    }

    float[] points() {
      float[] out = new float[3 * p.size()];
      for (int i = 0; i < p.size(); i++) {
        System.arraycopy(p.get(i), 0, out, 3 * i, 3);
      }
      return out;
    }

    int[] triangles() {
      int[] out = new int[3 * t.size()];
      for (int i = 0; i < t.size(); i++) {
        System.arraycopy(t.get(i), 0, out, 3 * i, 3);
      }
      return out;
    }
  }
}
