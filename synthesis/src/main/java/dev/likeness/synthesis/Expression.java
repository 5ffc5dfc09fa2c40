package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.FaceTopology.Ring;
import dev.likeness.core.MouthShape;

/**
 * Moves a mesh's jaw, lips, lids and brows, and turns the head ({@link Neck}). Movements are made
 * in the head's own frame, in the canonical face's units (about a centimetre; x to the picture's
 * right, y up, z to the viewer), and taken to the picture by the mesh's own axes and size, so that
 * a head that is turned moves as it should. Immutable.
 */
final class Expression {
  /** From the outer ring of the lips to the inner, each from the corner along the lower lip. */
  static final int[][] LIPS = {
    {61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185},
    {76, 77, 90, 180, 85, 16, 315, 404, 320, 307, 306, 408, 304, 303, 302, 11, 72, 73, 74, 184},
    {62, 96, 89, 179, 86, 15, 316, 403, 319, 325, 292, 407, 272, 271, 268, 12, 38, 41, 42, 183},
    {78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191}
  };

  static final int AROUND = 20;

  /** How far each of these rings goes along when the inner ones meet. */
  static final float[] FOLLOW = {.06f, .45f, .8f, 1};

  /** So much of the picture's own gap between the lips is closed while it speaks. */
  private static final float NEARLY = .75f;

  /** The upper lid comes down by so much of the opening, the lower up by the rest and a little. */
  private static final float LIDS_MEET = .99f;

  /** Where the jaw hangs, and how far it can. */
  private static final float JAW_Y = -.5f;

  private static final float JAW_Z = -3.2f;
  private static final double JAW_OPEN = Math.toRadians(17);

  private final float[] x;
  private final float[] y;
  private final float[] z;
  private final float[] jaw = new float[FaceMesh.POINTS];
  private final float[] lip = new float[FaceMesh.POINTS];
  private final float[] roll = new float[FaceMesh.POINTS];
  private final int[][] eyes;

  Expression(FaceTopology face) {
    int n = FaceMesh.POINTS;
    x = new float[n];
    y = new float[n];
    z = new float[n];
    for (int v = 0; v < n; v++) {
      x[v] = face.x(v);
      y[v] = -face.y(v);
      z[v] = -face.z(v);
      float r = .15f + .75f * Math.max(0, Math.abs(x[v]) - 1.6f);
      jaw[v] = 1 - Rings.smooth(-4.35f - r, -4.35f + .9f * r, y[v]);
    }
    for (int k = 0; k < LIPS.length; k++) {
      for (int i = 0; i < AROUND; i++) {
        int v = LIPS[k][i];
        float in = 1 - (float) Math.abs(Math.cos(Math.PI * i / 10));
        float s = (float) Math.pow(Math.sin(Math.PI * (i % 10) / 10), .8);
        boolean corner = i % 10 == 0;
        boolean upper = i > 10;
        jaw[v] = corner ? .42f : upper ? .42f * (1 - s) : .42f + .58f * s;
        lip[v] = corner ? 0 : (upper ? 1 : -1) * Rings.smooth(0, .8f, in) * (.55f + .15f * k);
        roll[v] = Math.abs(lip[v]) * (k == 3 ? 1 : k == 2 ? .8f : k == 1 ? .35f : 0);
      }
    }
    eyes = new int[][] {face.ring(Ring.RIGHT_EYE), face.ring(Ring.LEFT_EYE)};
  }

  /**
   * The mesh with another expression and a turned head.
   *
   * @param mesh as the picture shows it, with or without irises, which follow the head
   */
  FaceMesh moved(FaceMesh mesh, FaceMotion.State s) {
    Neck neck = Neck.of(mesh, s);
    FaceMotion.Play play = s.play();
    if (play != null) {
      return neck.turned(played(mesh, play));
    }
    HeadAxes axes = HeadAxes.of(mesh);
    float[] d = new float[3 * FaceMesh.POINTS];
    mouth(d, s.mouth());
    brows(d, s.brows());
    float[] out = mesh.xyz().clone();
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      axes.add(out, v, d[3 * v], d[3 * v + 1], d[3 * v + 2]);
    }
    meet(out, mesh, s.mouth());
    OpenMouth.round(out);
    FaceMesh spoken = new FaceMesh(out);
    float[] lids = spoken.xyz().clone();
    for (int[] eye : eyes) {
      shut(lids, spoken, eye, s.blink());
    }
    return neck.turned(new FaceMesh(lids));
  }

  /**
   * How far these move each point, in the head's own frame: y down, z away.
   *
   * @param smile corners of the mouth and cheeks, −1 to 1
   */
  float[] offset(MouthShape shape, float brows, float smile) {
    float[] d = new float[3 * FaceMesh.POINTS];
    smile(d, smile);
    mouth(d, shape);
    brows(d, brows);
    for (int i = 0; i < d.length; i += 3) {
      d[i + 1] = -d[i + 1];
      d[i + 2] = -d[i + 2];
    }
    return d;
  }

  /** The corners go out, up and back, the cheeks up. */
  private void smile(float[] d, float much) {
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      float ax = Math.abs(x[v]);
      float corner = (float) Math.exp(-sq((ax - 2.6f) / 1.5f) - sq((y[v] + 4.1f) / 1.7f));
      float cheek = (float) Math.exp(-sq((ax - 4) / 1.7f) - sq((y[v] + .6f) / 1.6f));
      d[3 * v] += Math.signum(x[v]) * much * (.5f * corner + .08f * cheek);
      d[3 * v + 1] += much * (.6f * corner + .22f * cheek);
      d[3 * v + 2] -= .3f * much * corner;
    }
  }

  private FaceMesh played(FaceMesh mesh, FaceMotion.Play play) {
    HeadFrame head = HeadFrame.of(mesh);
    float[] out = mesh.xyz().clone();
    float[] d = play.offset();
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      head.add(out, v, d[3 * v], d[3 * v + 1], d[3 * v + 2]);
    }
    LipThickness.hold(out, mesh);
    OpenMouth.round(out);
    FaceMesh played = new FaceMesh(out);
    float[] lids = out.clone();
    shut(lids, played, eyes[0], play.right());
    shut(lids, played, eyes[1], play.left());
    return new FaceMesh(lids);
  }

  private void mouth(float[] d, MouthShape m) {
    float round = m.pucker() + .35f * m.funnel();
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      if (y[v] < 3.5f) {
        float side = Math.signum(x[v]);
        float ax = Math.abs(x[v]);
        float u = Math.min(1.25f, ax / 2.45f);
        float past = Math.max(0, ax - 2.45f) / 2;
        float near =
            (float) Math.exp(-past * past - sq((y[v] + 4.35f) / 1.75f) - sq((z[v] - 4.6f) / 4));
        d[3 * v] += side * near * u * .55f * m.wide() - x[v] * near * .36f * round;
        d[3 * v + 1] += near * u * u * .05f * m.wide();
        float front = (float) Math.exp(-sq(ax / 2.2f)) * near;
        d[3 * v + 2] +=
            near * u * u * -.28f * m.wide()
                + front * (.55f * m.pucker() + .45f * m.funnel())
                + near * u * .35f * m.pucker();
        lips(d, v, ax, m);
      }
      swing(d, v, JAW_OPEN * m.jaw() * jaw[v]);
    }
  }

  /** The lips' own motion, and the skin next to them. */
  private void lips(float[] d, int v, float ax, MouthShape m) {
    float w = lip[v];
    float mid = (float) Math.exp(-sq(ax / 1.9f));
    if (w > 0) {
      d[3 * v + 1] += w * (.42f * m.upper() + .16f * m.funnel()) - .16f * roll[v] * m.press();
      d[3 * v + 2] += w * (-.06f * m.upper() + .10f * m.funnel()) - .2f * roll[v] * m.press();
    } else if (w < 0) {
      float down = Math.max(0, m.lower());
      float tuck = Math.max(0, -m.lower());
      d[3 * v + 1] +=
          w * (.45f * down + .20f * m.funnel() - .1f * tuck) + .16f * roll[v] * m.press();
      d[3 * v + 2] +=
          -w * (-.08f * down + .12f * m.funnel() - .45f * tuck) - .2f * roll[v] * m.press();
    } else if (y[v] > -4.3f) {
      d[3 * v + 1] += mid * (float) Math.exp(-sq((y[v] + 3.2f) / 1.2f)) * .26f * m.upper();
    } else {
      d[3 * v + 1] -= mid * (float) Math.exp(-sq((y[v] + 5.6f) / 1.1f)) * .26f * m.lower();
    }
  }

  /**
   * Lips that are parted in the picture come together where the mouth is at rest or pressed, and
   * else go most of that way: what speech opens is added to a mouth that is nearly shut.
   */
  private static void meet(float[] p, FaceMesh picture, MouthShape m) {
    float parted = m.jaw() + .2f * m.upper();
    float shut = Math.max(Math.min(1, m.press() / .8f), 1 - Rings.smooth(0, .12f, parted));
    float[] before = picture.xyz();
    for (int i = 1; i < AROUND / 2; i++) {
      int low = LIPS[3][i];
      int high = LIPS[3][AROUND - i];
      for (int c = 0; c < 2; c++) {
        float gap = p[3 * low + c] - p[3 * high + c];
        float close =
            shut * gap + (1 - shut) * NEARLY * (before[3 * low + c] - before[3 * high + c]);
        if (c == 1 && gap - close < 0) {
          close = gap; // lips meet, they do not pass each other
        }
        for (int k = 0; k < LIPS.length; k++) {
          p[3 * LIPS[k][i] + c] -= FOLLOW[k] * close / 2;
          p[3 * LIPS[k][AROUND - i] + c] += FOLLOW[k] * close / 2;
        }
      }
    }
  }

  /** The jaw hangs on its joint. */
  private void swing(float[] d, int v, double angle) {
    double sin = Math.sin(angle);
    double cos = Math.cos(angle);
    double py = y[v] + d[3 * v + 1] - JAW_Y;
    double pz = z[v] + d[3 * v + 2] - JAW_Z;
    d[3 * v + 1] = (float) (JAW_Y + py * cos - pz * sin - y[v]);
    d[3 * v + 2] = (float) (JAW_Z + pz * cos + py * sin + .5 * angle - z[v]);
  }

  private void brows(float[] d, float up) {
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      float bell = (float) Math.exp(-sq((Math.abs(x[v]) - 3.2f) / 3.8f) - sq((y[v] - 5.2f) / 1.7f));
      d[3 * v + 1] += .72f * up * bell * Rings.smooth(3, 4.1f, y[v]);
    }
  }

  /** The upper lid comes down onto the lower, and the skin above it along. */
  private void shut(float[] p, FaceMesh m, int[] eye, float blink) {
    if (blink == 0) {
      return;
    }
    int n = eye.length;
    float[] fall = new float[n];
    float[] shift = new float[n];
    for (int i = 1; i < n / 2; i++) {
      int low = eye[i];
      int high = eye[n - i];
      fall[n - i] = LIDS_MEET * blink * (m.y(low) - m.y(high));
      shift[n - i] = LIDS_MEET * blink * (m.x(low) - m.x(high));
      p[3 * low + 1] -= .08f * blink * (m.y(low) - m.y(high));
    }
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      int nearest = 0;
      float least = Float.MAX_VALUE;
      boolean own = false;
      for (int i = n / 2 + 1; i < n; i++) {
        float apart = Math.abs(x[v] - x[eye[i]]);
        own |= eye[i] == v;
        if (apart < least) {
          least = apart;
          nearest = i;
        }
      }
      float above = y[v] - y[eye[nearest]];
      boolean rim = member(eye, v);
      if (own || (!rim && above > 0 && above < 2.2f && least < .8f)) {
        float w =
            own ? 1 : (float) Math.exp(-sq(above / .75f)) * (1 - Rings.smooth(.3f, .8f, least));
        p[3 * v] += w * shift[nearest];
        p[3 * v + 1] += w * fall[nearest];
      }
    }
  }

  private static boolean member(int[] ring, int v) {
    for (int i : ring) {
      if (i == v) {
        return true;
      }
    }
    return false;
  }

  private static float sq(float v) {
    return v * v;
  }
}
