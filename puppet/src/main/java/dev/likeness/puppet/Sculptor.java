package dev.likeness.puppet;

import static dev.likeness.puppet.Trait.*;

/**
 * Gives the {@link Cage} a person's form. Every trait is a smooth displacement field over head
 * space, so it takes skull, face and neck along alike; lips and lids are moved by ring.
 */
final class Sculptor {
  /** Rings of the lips from skin to teeth, each from the right corner along the lower lip. */
  static final int[][] LIPS = {
    {61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185},
    {76, 77, 90, 180, 85, 16, 315, 404, 320, 307, 306, 408, 304, 303, 302, 11, 72, 73, 74, 184},
    {62, 96, 89, 179, 86, 15, 316, 403, 319, 325, 292, 407, 272, 271, 268, 12, 38, 41, 42, 183},
    {78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191}
  };

  /** Radius of an average eyeball as drawn, a little larger than life. */
  static final float EYEBALL = 1.27f;

  private static final float EYE_X = 3.12f;
  private static final float EYE_Y = 2.62f;
  private static final float EYE_Z = 2.66f;

  private final Shape shape;
  private final float[] d = new float[3];

  private Sculptor(Shape shape) {
    this.shape = shape;
  }

  /**
   * A formed head at rest, mouth closed, eyes open.
   *
   * @param xyz the cage's vertices; the strips inside lids and lips are not placed yet
   * @param eyeballs the person's right, then left: centre x, y, z and radius
   */
  record Form(float[] xyz, float[][] eyeballs) {}

  static Form form(Shape shape) {
    return new Sculptor(shape).form();
  }

  private Form form() {
    float[] base = Cage.one().xyz;
    float[] out = base.clone();
    for (int v = 0; v < Cage.VERTICES; v++) {
      move(base[3 * v], base[3 * v + 1], base[3 * v + 2]);
      for (int c = 0; c < 3; c++) {
        out[3 * v + c] += d[c];
      }
    }
    float[][] eyeballs = new float[2][];
    for (int e = 0; e < 2; e++) {
      float side = e == 0 ? -1 : 1;
      move(side * EYE_X, EYE_Y, EYE_Z + EYEBALL);
      float radius = EYEBALL * (1 + .045f * f(EYE_SIZE));
      eyeballs[e] =
          new float[] {side * EYE_X + d[0], EYE_Y + d[1], EYE_Z + EYEBALL - radius + d[2], radius};
      lids(out, e, eyeballs[e]);
    }
    lips(out);
    return new Form(out, eyeballs);
  }

  private float f(Trait t) {
    return (float) shape.get(t);
  }

  /** A bell of height 1 around (±cx, cy, cz); a radius of 0 means no limit along that axis. */
  private static float bell(
      float x, float y, float z, float cx, float cy, float cz, float rx, float ry, float rz) {
    float ax = rx == 0 ? 0 : (Math.abs(x) - cx) / rx;
    float ay = ry == 0 ? 0 : (y - cy) / ry;
    float az = rz == 0 ? 0 : (z - cz) / rz;
    return (float) Math.exp(-(ax * ax + ay * ay + az * az));
  }

  static float step(float from, float to, float v) {
    float t = Math.max(0, Math.min(1, (v - from) / (to - from)));
    return t * t * (3 - 2 * t);
  }

  private void move(float x, float y, float z) {
    d[0] = 0;
    d[1] = 0;
    d[2] = 0;
    frame(x, y, z);
    jaw(x, y, z);
    upper(x, y, z);
    nose(x, y, z);
    eyes(x, y, z);
  }

  /** Proportions of the whole head and neck. */
  private void frame(float x, float y, float z) {
    float onHead = step(-11, -7, y + (z < -2 ? .9f * (-2 - z) : 0));
    d[0] += x * (.042f * f(FACE_WIDTH) + .006f) * onHead;
    float down = Math.min(0, y - 2.6f);
    float up = Math.max(0, y - 2.6f);
    d[1] += down * .045f * f(FACE_LENGTH) * onHead + up * .05f * f(HEAD_HEIGHT);
    float skull = step(6, 12, y);
    d[1] += .35f * f(HEAD_HEIGHT) * skull;
    float neck = 1 - step(-12, -6.5f, y + .75f * Math.max(0, -z - 1.5f));
    neck *= step(-19, -15, y);
    d[0] += x * .075f * f(NECK_WIDTH) * neck;
    d[2] += (z + 7) * .06f * f(NECK_WIDTH) * neck;
    float fh = bell(x, y, z, 0, 8.8f, 4, 7, 3.0f, 5);
    d[1] += .55f * f(FOREHEAD_HEIGHT) * step(4.5f, 8.5f, y) * step(-9, 2, z);
    d[2] += (-.45f * f(FOREHEAD_SLOPE)) * fh;
  }

  private void jaw(float x, float y, float z) {
    float side = Math.signum(x);
    float corner = bell(x, y, z, 6.3f, -5.2f, -1.5f, 3.2f, 2.8f, 4f);
    d[0] += side * (.42f * f(JAW_WIDTH) - .26f + .16f * f(JAW_SQUARE)) * corner;
    d[1] += -.30f * f(JAW_SQUARE) * corner;
    float front = bell(x, y, z, 3.6f, -8.2f, 2, 2.4f, 2.2f, 3.5f);
    d[0] += side * .30f * f(JAW_SQUARE) * front + side * .22f * f(JAW_WIDTH) * front;
    float chin = step(-5.8f, -9.2f, y) * bell(x, y, z, 0, -9, 3.5f, 5, 0, 4.5f);
    d[1] += -.50f * f(CHIN_LENGTH) * chin;
    d[2] += .42f * f(CHIN_FORWARD) * chin;
    d[0] += x * .13f * f(CHIN_WIDTH) * bell(x, y, z, 1.6f, -8.6f, 4, 2.4f, 1.7f, 3);
    float sag = f(SAG);
    float jowl = bell(x, y, z, 4.3f, -7.0f, 2.2f, 1.8f, 1.7f, 2.6f);
    d[1] += -.26f * sag * jowl;
    d[0] += side * .16f * sag * jowl;
    float throat = bell(x, y, z, 0, -10.8f, 0, 3.2f, 2.2f, 3f);
    d[1] += (-.3f * Math.max(0, sag) - .5f * Math.max(0, f(CHEEK_FULL))) * throat;
  }

  private void upper(float x, float y, float z) {
    float side = Math.signum(x);
    float bone = bell(x, y, z, 5.6f, .6f, 2.2f, 2.2f, 1.7f, 3.0f);
    d[0] += side * .34f * f(CHEEKBONES) * bone;
    d[2] += .24f * f(CHEEKBONES) * bone;
    float cheek = bell(x, y, z, 5.0f, -3.6f, 2.2f, 2.4f, 2.4f, 3.2f);
    d[0] += side * .48f * f(CHEEK_FULL) * cheek;
    d[2] += .34f * f(CHEEK_FULL) * cheek;
    float temple = bell(x, y, z, 7.0f, 5.2f, .3f, 2, 2, 3);
    d[0] += -side * .16f * temple * Math.max(0, f(SAG) - .3f * f(CHEEK_FULL));
    float ridge = bell(x, y, z, 2.8f, 4.6f, 4.9f, 3.2f, 1.0f, 2.4f);
    d[2] += .28f * f(BROW_RIDGE) * ridge;
    d[1] += -.10f * f(BROW_RIDGE) * ridge;
    d[1] += .22f * f(BROW_HEIGHT) * bell(x, y, z, 3.2f, 5.0f, 4.2f, 3.6f, .95f, 3);
    float lopsided = f(ASYMMETRY) * side;
    d[1] += .09f * lopsided * bell(x, y, z, 3.2f, 3.4f, 4, 2.6f, 2.2f, 3);
    d[1] += .10f * lopsided * bell(x, y, z, 2.2f, -4.4f, 4.6f, 1.5f, 1.2f, 2.2f);
    d[0] += .10f * f(ASYMMETRY) * bell(x, y, z, 0, -1.0f, 7, 1.8f, 2.2f, 2);
  }

  private void nose(float x, float y, float z) {
    float ridge = bell(x, y, z, 0, 1.0f, 6.4f, 1.25f, 2.6f, 2.4f);
    float tip = bell(x, y, z, 0, -.8f, 7.3f, 1.35f, 1.15f, 1.5f);
    float base = bell(x, y, z, 0, -1.5f, 6.2f, 2.1f, 1.05f, 2.2f);
    float longer = step(3.2f, -1.0f, y) * bell(x, y, z, 0, -.8f, 6.5f, 2.1f, 3.2f, 2.4f);
    longer *= step(-3.1f, -1.9f, y);
    d[1] += -.36f * f(NOSE_LENGTH) * longer;
    d[0] += x * .23f * f(NOSE_WIDTH) * base;
    d[0] += x * .05f * f(NOSE_WIDTH) * ridge;
    d[2] += .36f * f(NOSE_FORWARD) * Math.max(tip, .75f * base * step(2.2f, .6f, Math.abs(x)));
    d[2] += .22f * f(NOSE_FORWARD) * ridge;
    float root = bell(x, y, z, 0, 2.9f, 5.4f, 1.3f, 1.7f, 1.6f);
    d[2] += .30f * f(NOSE_BRIDGE) * root;
    d[0] += -x * .07f * f(NOSE_BRIDGE) * root;
    d[2] += .26f * f(NOSE_HUMP) * bell(x, y, z, 0, 1.35f, 6.3f, 1.1f, 1.15f, 2);
    d[1] += .34f * f(NOSE_TIP_UP) * tip;
    d[2] += -.05f * f(NOSE_TIP_UP) * tip;
    float nostril = bell(x, y, z, .76f, -1.62f, 5.8f, .42f, .30f, .5f);
    d[1] += .30f * nostril;
    d[2] += -.14f * nostril;
    float swell = .17f * f(NOSE_TIP_SIZE) * tip;
    d[0] += x * 1.1f * swell;
    d[1] += (y + .8f) * .7f * swell;
    d[2] += .6f * swell;
  }

  private void eyes(float x, float y, float z) {
    float side = Math.signum(x);
    float near = bell(x, y, z, EYE_X, EYE_Y, 3.6f, 2.15f, 1.55f, 3.2f);
    float ex = Math.abs(x) - EYE_X;
    float ey = y - EYE_Y;
    float size = .065f + .085f * f(EYE_SIZE);
    float tilt = .075f * f(EYE_TILT);
    d[0] += side * (ex * size - ey * tilt + .17f * f(EYE_SPACING)) * near;
    d[1] += (ey * size + ex * tilt + .2f * f(EYE_HEIGHT)) * near;
    d[2] += -.20f * f(EYE_DEEP) * near;
  }

  /** Opens the lids as wide as this person's are and lays them around the eyeball. */
  private void lids(float[] p, int e, float[] ball) {
    int[] rim = Cage.one().eyes[e];
    int[] ring = Cage.one().lids[e];
    float open = .13f + .09f * f(EYE_OPEN) - .05f * Math.max(0, f(SAG));
    for (int i = 1; i < rim.length; i++) {
      float up = (float) -Math.sin(2 * Math.PI * i / rim.length);
      boolean upper = i > rim.length / 2;
      float corner = Math.abs(up);
      if (i != rim.length / 2) {
        p[3 * rim[i] + 1] += open * up * (upper ? 1f : .45f);
        onto(p, rim[i], ball, ball[3] + .115f - .02f * corner, corner);
      }
      float fold = upper ? f(LID_FOLD) : 0;
      int o = 3 * ring[i];
      p[o + 1] += corner * (open * (upper ? .8f : -.25f) - .085f * fold);
      p[o + 2] += corner * .11f * fold;
      float bag = upper ? 0 : Math.max(0, f(SAG));
      p[o + 2] += corner * .05f * bag;
    }
  }

  /** Moves a point along its ray to {@code radius} from the ball's middle, by {@code share}. */
  static void onto(float[] p, int v, float[] ball, float radius, float share) {
    float x = p[3 * v] - ball[0];
    float y = p[3 * v + 1] - ball[1];
    float z = p[3 * v + 2] - ball[2];
    float len = (float) Math.sqrt(x * x + y * y + z * z);
    float target = len > radius ? len + share * (radius - len) : radius;
    float k = target / len;
    p[3 * v] = ball[0] + x * k;
    p[3 * v + 1] = ball[1] + y * k;
    p[3 * v + 2] = ball[2] + z * k;
  }

  /** Forms the lips and closes the mouth. */
  private void lips(float[] p) {
    float wide = 1 + .085f * f(MOUTH_WIDTH);
    float[] before = p.clone();
    for (int i = 0; i < Cage.LIP; i++) {
      boolean upper = i > 10;
      float across = (float) Math.abs(Math.cos(Math.PI * i / 10));
      float full = (float) Math.sqrt(Math.max(0, 1 - across * across));
      float amount = .18f * (upper ? f(LIP_UPPER) : f(LIP_LOWER)) * full;
      for (int k = 0; k < 4; k++) {
        int o = 3 * LIPS[k][i];
        float share = 1 - k / 3f;
        p[o + 1] += (upper ? amount : -amount) * share;
        float swell = k == 1 || k == 2 ? 1 : k == 0 ? .35f : .2f;
        p[o + 2] += (.55f * Math.abs(amount) * Math.signum(amount) + .03f * full) * swell;
        p[o + 2] += .16f * f(LIP_FORWARD) * full * (.4f + .6f * share);
      }
    }
    float[] gap = new float[Cage.LIP];
    for (int i = 1; i < 10; i++) {
      int lo = 3 * LIPS[3][i];
      int up = 3 * LIPS[3][20 - i];
      float middle = .5f * (p[lo + 1] + p[up + 1]);
      gap[i] = middle + .025f - p[lo + 1];
      gap[20 - i] = middle - .025f - p[up + 1];
      float z = .5f * (p[lo + 2] + p[up + 2]);
      p[lo + 2] = z;
      p[up + 2] = z + .03f;
    }
    float[] follow = {.06f, .45f, .8f, 1};
    for (int k = 0; k < 4; k++) {
      for (int i = 0; i < Cage.LIP; i++) {
        p[3 * LIPS[k][i] + 1] += follow[k] * gap[i];
      }
    }
    for (int v = 0; v < Cage.FACE; v++) {
      float x = before[3 * v];
      float y = before[3 * v + 1];
      float z = before[3 * v + 2];
      float near = bell(x, y, z, 0, -4.35f, 5, 4.2f, 1.9f, 3.2f);
      p[3 * v] += x * (wide - 1) * near;
      float bend = Math.min(1.2f, Math.abs(x) / 2.4f);
      p[3 * v + 1] += (.20f * f(MOUTH_CURVE) + .05f) * (bend * bend - .25f) * near;
      p[3 * v + 1] += .22f * f(MOUTH_HEIGHT) * near;
      p[3 * v + 2] += .10f * f(LIP_FORWARD) * near;
    }
  }
}
