package dev.likeness.puppet;

/** What an open mouth shows: two rows of teeth in their gums, a tongue, and the dark behind. */
final class MouthParts {
  private static final int TEETH = 12;
  private static final int PER_TOOTH = 6;
  private static final int COLUMNS = TEETH * PER_TOOTH + 1;
  private static final int ROWS = 9;

  /** Widths of the teeth from the middle outwards, centimetres. */
  private static final float[] WIDTHS = {.83f, .66f, .74f, .68f, .66f, .95f};

  private static final float[] LOWER_WIDTHS = {.55f, .60f, .68f, .70f, .72f, 1.0f};

  /** How far each upper tooth reaches beyond the shortest. */
  private static final float[] LENGTHS = {.10f, .03f, .11f, .03f, 0, -.03f};

  private final float[] upper;
  private final float[] lower;
  private final float[] tongue;
  private final float[] cavity;
  private final float[] upperUv = new float[2 * COLUMNS * ROWS];
  private final float[] lowerUv = new float[2 * COLUMNS * ROWS];
  private final int[] teethTriangles = grid(COLUMNS, ROWS, false);
  private final float lipY;
  private final float lipZ;

  /** Around the closed lips of a form. */
  MouthParts(Sculptor.Form form) {
    float[] p = form.xyz();
    lipY = p[3 * 13 + 1];
    lipZ = .5f * (p[3 * 13 + 2] + p[3 * 14 + 2]);
    float size = Math.min(1.15f, Math.max(.88f, (p[3 * 308] - p[3 * 78]) / 4.6f));
    upper = teeth(true, size, upperUv);
    lower = teeth(false, size, lowerUv);
    tongue = dome(2.15f * size, .95f, 2.8f, lipY - .80f, lipZ - 3.45f, 0);
    cavity = dome(2.55f * size, 2.7f, 5.0f, lipY - .4f, lipZ - 1.9f, Math.PI / 2);
  }

  private float[] teeth(boolean top, float size, float[] uv) {
    float[] p = new float[3 * COLUMNS * ROWS];
    float wide = (top ? 2.75f : 2.45f) * size;
    float deep = 3.9f * size;
    float front = lipZ - (top ? .42f : .66f);
    float edge = lipY + (top ? -.34f : .16f);
    float up = top ? 1 : -1;
    float[] widths = top ? WIDTHS : LOWER_WIDTHS;
    for (int c = 0; c < COLUMNS; c++) {
      float at = (c - (COLUMNS - 1) / 2f) / PER_TOOTH;
      float side = Math.signum(at);
      int tooth = Math.min(TEETH / 2 - 1, (int) Math.abs(at));
      float in = Math.abs(at) - tooth;
      float arc = 0;
      for (int k = 0; k < tooth; k++) {
        arc += widths[k];
      }
      arc = side * (arc + in * widths[tooth]) * size;
      double angle = arc / (wide * 1.12);
      float x = wide * (float) Math.sin(angle);
      float z = front - deep * (1 - (float) Math.cos(angle));
      float bulge = (float) Math.pow(Math.sin(Math.PI * Math.min(.999f, Math.max(.001f, in))), .6);
      for (int r = 0; r < ROWS; r++) {
        float v = r / (ROWS - 1f);
        float crown = .95f + LENGTHS[tooth] - (top ? 0 : .09f * tooth);
        float gum = .75f;
        float y = v < .7f ? v / .7f * crown : crown + (v - .7f) / .3f * gum;
        float reach = top ? -LENGTHS[tooth] + .05f : 0;
        float round = (1 - bulge) * .10f * Math.max(0, 1 - y / .35f);
        int i = c * ROWS + r;
        p[3 * i] = x;
        p[3 * i + 1] = edge + up * (y + reach + round);
        float belly = .10f * bulge * (float) Math.sin(Math.PI * Math.min(1, .25 + .75 * v));
        p[3 * i + 2] = z + belly - .12f * v - (v > .7f ? -.10f : 0);
        uv[2 * i] = at + TEETH / 2f;
        uv[2 * i + 1] = v;
      }
    }
    return p;
  }

  /** An ellipsoid, 21 columns of 13 points; {@code cut} radians are left open at the front. */
  private static float[] dome(float rx, float ry, float rz, float cy, float cz, double cut) {
    int columns = 20;
    int rows = 12;
    float[] p = new float[3 * (columns + 1) * (rows + 1)];
    for (int c = 0; c <= columns; c++) {
      double a = cut + 2 * (Math.PI - cut) * c / columns;
      for (int r = 0; r <= rows; r++) {
        double b = Math.PI * r / rows;
        int i = 3 * (c * (rows + 1) + r);
        p[i] = (float) (rx * Math.sin(b) * Math.sin(a));
        p[i + 1] = cy + (float) (ry * Math.cos(b));
        p[i + 2] = cz + (float) (rz * Math.sin(b) * Math.cos(a));
      }
    }
    return p;
  }

  private static int[] grid(int columns, int rows, boolean flip) {
    int[] t = new int[6 * (columns - 1) * (rows - 1)];
    int o = 0;
    for (int c = 0; c + 1 < columns; c++) {
      for (int r = 0; r + 1 < rows; r++) {
        int a = c * rows + r;
        int b = a + rows;
        int[] quad =
            flip
                ? new int[] {a, a + 1, b, b, a + 1, b + 1}
                : new int[] {a, b, a + 1, b, b + 1, a + 1};
        System.arraycopy(quad, 0, t, o, 6);
        o += 6;
      }
    }
    return t;
  }

  /** Everything inside, posed, in world space; nothing when the lips are shut. */
  Surface[] surfaces(Rig.Posed posed) {
    if (posed.mouth < .004) {
      return new Surface[0];
    }
    float light = (float) Math.min(1, .62 + 1.5 * posed.mouth);
    Surface top = surface(posed, upper.clone(), upperUv, teethTriangles, MouthMaterial.TEETH, 0);
    float[] low = lower.clone();
    Surface bottom =
        surface(posed, low, lowerUv, grid(COLUMNS, ROWS, true), MouthMaterial.TEETH, 1);
    float[] t = tongue.clone();
    raise(t, (float) posed.pose.mouth().tongue());
    Surface tip =
        surface(posed, t, new float[2 * t.length / 3], grid(21, 13, true), MouthMaterial.TONGUE, 1);
    Surface back =
        surface(
            posed,
            cavity.clone(),
            new float[2 * cavity.length / 3],
            grid(21, 13, true),
            MouthMaterial.DARK,
            .5f);
    for (Surface s : new Surface[] {top, bottom, tip, back}) {
      depth(s, posed, light);
    }
    return new Surface[] {back, tip, bottom, top};
  }

  /** Tongue tip up and forward to the upper teeth. */
  private void raise(float[] p, float amount) {
    for (int i = 0; i < p.length; i += 3) {
      float tip = Sculptor.step(lipZ - 3.8f, lipZ - .9f, p[i + 2]);
      p[i + 1] += amount * (.95f * tip + .15f);
      p[i + 2] += amount * .75f * tip;
      float groove = (float) Math.exp(-p[i] * p[i] * 9);
      p[i + 1] -= .10f * groove * (p[i + 1] > lipY - .8f ? 1 : 0);
    }
  }

  private Surface surface(
      Rig.Posed posed, float[] p, float[] uv, int[] triangles, Material m, float jaw) {
    for (int i = 0; i < p.length / 3; i++) {
      float share = jaw == .5f ? Sculptor.step(lipY + .8f, lipY - 1.2f, p[3 * i + 1]) : jaw;
      posed.withJaw(p, i, share);
      posed.head.apply(p, i, 1);
    }
    Surface s = new Surface(triangles, p, uv, Surface.ones(p.length / 3), m, false);
    s.normals();
    return s;
  }

  /** Less light arrives the farther back and the farther to the side. */
  private void depth(Surface s, Rig.Posed posed, float light) {
    float[] front = {0, lipY, lipZ};
    posed.head.apply(front, 0, 1);
    float[] forward = {0, 0, 1};
    posed.head.rotate(forward, 0);
    for (int i = 0; i < s.open.length; i++) {
      float d = 0;
      for (int c = 0; c < 3; c++) {
        d += (front[c] - s.world[3 * i + c]) * forward[c];
      }
      s.open[i] = light * (float) Math.exp(-.45 * Math.max(0, d - .35));
    }
  }
}
