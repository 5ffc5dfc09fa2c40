package dev.likeness.puppet;

/** Opens and closes the lids of one eye along its eyeball. */
final class Lids {
  private static final int N = Cage.LID;

  private final float[] p;
  private final int[] rim;
  private final int[] ring;
  private final float[] ball;
  private final boolean right;

  /**
   * @param p the cage in head space, changed in place
   * @param e 0 for the person's right eye, 1 for the left
   */
  Lids(float[] p, int e, float[] ball) {
    this.p = p;
    this.rim = Cage.one().eyes[e];
    this.ring = Cage.one().lids[e];
    this.ball = ball;
    this.right = e == 0;
  }

  void move(Pose.Look look) {
    float blink = (float) (right ? look.blinkRight() : look.blinkLeft());
    float shut = Math.max(0, blink);
    float wide = Math.max(0, -blink);
    float down = (float) Math.max(0, -look.gazeY()) / 30;
    float up = (float) Math.max(0, look.gazeY()) / 30;
    float squint = (float) look.squint();
    float upper = .52f * down + .14f * squint - .22f * up - .30f * wide;
    float lower = .30f * squint + .10f * up - .24f * down - .12f * wide;
    upper += shut * (1 - upper);
    lower += shut * (1 - lower);
    float[][] to = new float[N][];
    for (int i = 1; i < N / 2; i++) {
      int lo = 3 * rim[i];
      int hi = 3 * rim[N - i];
      float[] meet = new float[3];
      for (int c = 0; c < 3; c++) {
        meet[c] = p[lo + c] + .2f * (p[hi + c] - p[lo + c]);
      }
      to[i] = meet;
      to[N - i] = meet;
    }
    for (int i = 1; i < N; i++) {
      if (i == N / 2) {
        continue;
      }
      shift(i, to[i], i > N / 2 ? upper : lower, i > N / 2);
    }
  }

  private void shift(int i, float[] to, float share, boolean top) {
    int o = 3 * rim[i];
    float fromX = p[o];
    float fromY = p[o + 1];
    float fromZ = p[o + 2];
    float a = radius(fromX, fromY, fromZ);
    float b = radius(to[0], to[1], to[2]);
    float close = Math.max(0, share) * Math.max(0, share);
    float x = fromX + share * (to[0] - fromX);
    float y = fromY + share * (to[1] - fromY) + (top ? -.10f : .05f) * close;
    float z = fromZ + share * (to[2] - fromZ);
    float arc = Math.min(a, b) + (top ? .10f : .05f) * close;
    float k = Math.max(1, arc / radius(x, y, z));
    p[o] = ball[0] + (x - ball[0]) * k;
    p[o + 1] = ball[1] + (y - ball[1]) * k;
    p[o + 2] = ball[2] + (z - ball[2]) * k;
    int r = 3 * ring[i];
    float follow = top ? .55f : .45f;
    p[r + 1] += follow * (p[o + 1] - fromY);
    p[r] += .3f * follow * (p[o] - fromX);
    float out = radius(p[r], p[r + 1], p[r + 2]);
    float least = ball[3] + .20f;
    if (out < least) {
      p[r + 2] += least - out;
    }
  }

  private float radius(float x, float y, float z) {
    return (float)
        Math.sqrt(
            (x - ball[0]) * (x - ball[0])
                + (y - ball[1]) * (y - ball[1])
                + (z - ball[2]) * (z - ball[2]));
  }
}
