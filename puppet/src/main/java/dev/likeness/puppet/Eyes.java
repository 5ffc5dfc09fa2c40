package dev.likeness.puppet;

/** The two eyeballs: caps of spheres around the line of sight, with the cornea's bulge. */
final class Eyes {
  /** Sine of the angle under which the iris is seen from the eyeball's middle. */
  static final float IRIS = .475f;

  private static final int RINGS = 14;
  private static final int SPOKES = 32;
  private static final double REACH = Math.toRadians(88);
  private static final int[] TRIANGLES = triangles();

  private Eyes() {}

  private static int[] triangles() {
    int[] t = new int[6 * RINGS * SPOKES];
    int o = 0;
    for (int r = 0; r < RINGS; r++) {
      for (int s = 0; s < SPOKES; s++) {
        int a = r * SPOKES + s;
        int b = r * SPOKES + (s + 1) % SPOKES;
        int[] quad = {a, a + SPOKES, b, b, a + SPOKES, b + SPOKES};
        System.arraycopy(quad, 0, t, o, 6);
        o += 6;
      }
    }
    return t;
  }

  /** One eyeball, texture coordinates being sideways and upward parts of the direction. */
  static Surface ball(Rig.Posed posed, int e, Material material) {
    float[] ball = posed.eyeballs[e];
    float[][] frame = frame(posed);
    int n = (RINGS + 1) * SPOKES;
    float[] world = new float[3 * n];
    float[] uv = new float[2 * n];
    Surface s = new Surface(TRIANGLES, world, uv, Surface.ones(n), material, true);
    for (int r = 0; r <= RINGS; r++) {
      double angle = REACH * r / RINGS;
      float sin = (float) Math.sin(angle);
      float cos = (float) Math.cos(angle);
      float out = ball[3] * (1 + .022f * Sculptor.step(IRIS * 1.12f, IRIS * .3f, sin));
      for (int k = 0; k < SPOKES; k++) {
        double a = 2 * Math.PI * k / SPOKES;
        float u = sin * (float) Math.cos(a);
        float v = sin * (float) Math.sin(a);
        int i = r * SPOKES + k;
        uv[2 * i] = u;
        uv[2 * i + 1] = v;
        for (int c = 0; c < 3; c++) {
          float d = u * frame[0][c] + v * frame[1][c] + cos * frame[2][c];
          world[3 * i + c] = ball[c] + out * d;
          s.normal[3 * i + c] = d;
        }
      }
    }
    shade(s, posed, e);
    return s;
  }

  /** Right, up and forward of the line of sight. */
  static float[][] frame(Rig.Posed posed) {
    float[] up = {0, 1, 0};
    posed.head.rotate(up, 0);
    float[] right = DepthMap.unit(DepthMap.cross(up, posed.gaze));
    return new float[][] {right, DepthMap.cross(posed.gaze, right), posed.gaze};
  }

  /** Lids darken the ball near them, the upper one more. */
  private static void shade(Surface s, Rig.Posed posed, int e) {
    int[] rim = Cage.one().eyes[e];
    for (int i = 0; i < s.open.length; i++) {
      float upper = Float.MAX_VALUE;
      float lower = Float.MAX_VALUE;
      for (int k = 0; k < rim.length; k++) {
        float x = s.world[3 * i] - posed.xyz[3 * rim[k]];
        float y = s.world[3 * i + 1] - posed.xyz[3 * rim[k] + 1];
        float z = s.world[3 * i + 2] - posed.xyz[3 * rim[k] + 2];
        float d = x * x + y * y + z * z;
        if (k > Cage.LID / 2) {
          upper = Math.min(upper, d);
        } else {
          lower = Math.min(lower, d);
        }
      }
      float a = Sculptor.step(.05f, .55f, (float) Math.sqrt(upper));
      float b = Sculptor.step(.03f, .40f, (float) Math.sqrt(lower));
      s.open[i] = (.30f + .70f * a) * (.62f + .38f * b);
    }
  }

  /** The iris' middle and four rim points (right, top, left, bottom of the picture), world. */
  static float[] iris(Rig.Posed posed, int e) {
    float[] ball = posed.eyeballs[e];
    float[][] f = frame(posed);
    float cos = (float) Math.sqrt(1 - IRIS * IRIS);
    float[] out = new float[15];
    float[][] at = {{0, 0}, {1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    for (int i = 0; i < 5; i++) {
      for (int c = 0; c < 3; c++) {
        out[3 * i + c] =
            ball[c]
                + ball[3]
                    * (IRIS * (at[i][0] * f[0][c] + at[i][1] * f[1][c])
                        + (i == 0 ? 1 : cos) * f[2][c]);
      }
    }
    return out;
  }
}
