package dev.likeness.puppet;

/** Ears as reliefs: helix, antihelix, concha, tragus and lobe over a rounded outline. */
final class Ears {
  private static final int SPOKES = 44;
  private static final int RINGS = 14;

  /** The outline in the ear's plane (forward, up), from the front of the helix over the back. */
  private static final float[][] OUTLINE = {
    {.85f, 1.3f},
    {.75f, 2.3f},
    {.15f, 2.95f},
    {-.75f, 2.95f},
    {-1.5f, 2.35f},
    {-1.85f, 1.35f},
    {-1.85f, .25f},
    {-1.55f, -.85f},
    {-1.1f, -1.8f},
    {-.6f, -2.65f},
    {.05f, -2.95f},
    {.6f, -2.6f},
    {.8f, -1.8f},
    {.85f, -.8f},
    {.95f, .2f}
  };

  private static final int[] TRIANGLES = triangles(false);
  private static final int[] MIRRORED = triangles(true);

  /** Head space, the person's right ear then the left. */
  private final float[][] points = new float[2][];

  final float[] uv;

  private final boolean shown;

  Ears(Sculptor.Form form, Identity person) {
    Shape shape = person.shape();
    shown =
        switch (person.hair().style()) {
          case LONG, LONG_SIDE, BOB_FRINGE -> false;
          case BALD, BUZZ, SHORT, PARTED, WREATH, SWEPT_BACK, BUN, AFRO, PIXIE, MOP -> true;
        };
    float size = 1.04f + .085f * (float) shape.get(Trait.EAR_SIZE);
    double out = Math.toRadians(31 + 11 * shape.get(Trait.EAR_OUT));
    int n = SPOKES * (RINGS + 3);
    uv = new float[2 * n];
    for (int e = 0; e < 2; e++) {
      float side = e == 0 ? -1 : 1;
      int anchor = Cage.FIRST_LOOP + (e == 0 ? 28 : 8);
      float[] p = new float[3 * n];
      float[] at = form.xyz();
      for (int s = 0; s < SPOKES; s++) {
        for (int r = 0; r < RINGS + 3; r++) {
          int i = s * (RINGS + 3) + r;
          float[] q = local(s, r);
          uv[2 * i] = q[0];
          uv[2 * i + 1] = q[1];
          float a = (q[0] + .1f * q[1]) * size;
          float b = q[1] * size;
          float h = q[2] * size;
          float back = (float) (-(a - .9f) * Math.sin(out));
          p[3 * i] = at[3 * anchor] + side * (-.22f + back + h * (float) Math.cos(out));
          p[3 * i + 1] = at[3 * anchor + 1] - .25f + b;
          p[3 * i + 2] =
              at[3 * anchor + 2]
                  - .35f
                  + (float) ((a - .9f) * Math.cos(out) + h * Math.sin(out))
                  - .16f * b;
        }
      }
      points[e] = p;
    }
  }

  /** Forward, up, and height over the plane. */
  private static float[] local(int spoke, int ring) {
    float t = (float) spoke / SPOKES * OUTLINE.length;
    float[] edge = spline(t);
    float rho = Math.min(1, (float) ring / RINGS);
    float ca = -.35f;
    float cb = .15f;
    float a = ca + rho * (edge[0] - ca);
    float b = cb + rho * (edge[1] - cb);
    float lobe = Sculptor.step(-1.2f, -2.0f, b);
    float front = Sculptor.step(.25f, .8f, a) * Sculptor.step(1.7f, .9f, b);
    float helix = (1 - lobe) * (1 - front);
    float h = .42f * helix * gauss(rho - .90f, .085f);
    float anti = helix * Sculptor.step(-1.9f, -.6f, b) * Sculptor.step(.7f, -.2f, a);
    h += .34f * anti * gauss(rho - .60f, .13f);
    h -= .60f * (1 - Sculptor.step(.16f, .52f, rho)) * (1 - .3f * lobe);
    h -= .14f * helix * gauss(rho - .76f, .06f);
    h += .42f * gauss(a - .62f, .26f) * gauss(b + .05f, .5f);
    h += .24f * gauss(a + .35f, .35f) * gauss(b + 1.35f, .32f);
    h += .16f * lobe * (1 - Sculptor.step(.75f, 1, rho));
    if (ring > RINGS) {
      int past = ring - RINGS;
      a += (past == 1 ? -.02f : .12f) * (edge[0] - ca);
      b += (past == 1 ? 0 : -.08f) * (edge[1] - cb);
      h -= past == 1 ? .22f : .9f;
      if (past == 2) {
        a = ca + .55f * (a - ca) + .35f;
        b = cb + .75f * (b - cb);
      }
    }
    return new float[] {a, b, h};
  }

  private static float gauss(float x, float w) {
    return (float) Math.exp(-x * x / (w * w));
  }

  /** A closed Catmull-Rom curve through the outline. */
  private static float[] spline(float t) {
    int n = OUTLINE.length;
    int i = (int) t;
    float f = t - i;
    float[] out = new float[2];
    for (int c = 0; c < 2; c++) {
      float p0 = OUTLINE[(i + n - 1) % n][c];
      float p1 = OUTLINE[i % n][c];
      float p2 = OUTLINE[(i + 1) % n][c];
      float p3 = OUTLINE[(i + 2) % n][c];
      out[c] =
          .5f
              * (2 * p1
                  + (p2 - p0) * f
                  + (2 * p0 - 5 * p1 + 4 * p2 - p3) * f * f
                  + (3 * p1 - p0 - 3 * p2 + p3) * f * f * f);
    }
    return out;
  }

  private static int[] triangles(boolean mirrored) {
    int rows = RINGS + 3;
    int[] t = new int[6 * SPOKES * (rows - 1)];
    int o = 0;
    for (int s = 0; s < SPOKES; s++) {
      for (int r = 0; r + 1 < rows; r++) {
        int a = s * rows + r;
        int b = (s + 1) % SPOKES * rows + r;
        int[] quad =
            mirrored
                ? new int[] {a, a + 1, b, b, a + 1, b + 1}
                : new int[] {a, b, a + 1, b, b + 1, a + 1};
        System.arraycopy(quad, 0, t, o, 6);
        o += 6;
      }
    }
    return t;
  }

  static int[] triangles(int e) {
    return e == 0 ? TRIANGLES : MIRRORED;
  }

  /** Whether hair leaves them free; where it does not, they are not drawn. */
  boolean shown() {
    return shown;
  }

  float[] points(int e) {
    return points[e];
  }

  Surface surface(Rig.Posed posed, int e, float[] open, Material m) {
    float[] p = points[e].clone();
    for (int i = 0; i < p.length / 3; i++) {
      posed.head.apply(p, i, 1);
    }
    Surface s = new Surface(triangles(e), p, uv, open, m, false);
    s.normals();
    return s;
  }
}
