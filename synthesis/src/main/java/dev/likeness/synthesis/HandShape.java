package dev.likeness.synthesis;

import dev.likeness.core.Affine2;

/**
 * Draws a hand from its 21 points: the palm as an area, each finger as a chain of rods that get
 * thinner, a piece of the forearm; in sizes of the palm (wrist to middle knuckle).
 */
final class HandShape {
  private static final int[] PALM = {0, 1, 2, 5, 9, 13, 17};
  private static final int WRIST = 0;
  private static final int MIDDLE = 9;
  private static final int INDEX = 5;
  private static final int LITTLE = 17;
  private static final int FINGERS = 5;

  /** Half a finger's width at its knuckle and at its tip; the thumb's is a fifth more. */
  private static final float KNUCKLE = .125f;

  private static final float TIP = .095f;
  private static final float THUMB = 1.2f;

  /** How far a fingertip reaches beyond its last point. */
  private static final float BEYOND = .04f;

  private static final float ARM = .35f;

  /** How far aside of the wrist's point the heel of the hand lies, and its half width. */
  private static final float HEEL = .18f;

  private final float[] p = new float[Hands.SIZE];
  private final float size;

  /**
   * @param hand in pixels of the big picture
   * @param in from there to the map's pixels
   */
  HandShape(float[] hand, Affine2 in) {
    for (int i = 0; i < p.length; i += 2) {
      p[i] = (float) in.x(hand[i], hand[i + 1]);
      p[i + 1] = (float) in.y(hand[i], hand[i + 1]);
    }
    float palm = (float) Math.hypot(x(MIDDLE) - x(WRIST), y(MIDDLE) - y(WRIST));
    float wide = (float) Math.hypot(x(5) - x(17), y(5) - y(17));
    // a palm seen from the side or end on looks short one way, never both
    size = Math.max(palm, 1.3f * wide);
  }

  private float x(int i) {
    return p[2 * i];
  }

  private float y(int i) {
    return p[2 * i + 1];
  }

  /** Raises a map of shares to {@code share} on the hand; {@code soft} pixels of edge. */
  void draw(float[] map, int w, int h, float share, float soft) {
    float[] palm = new float[2 * PALM.length];
    for (int i = 0; i < PALM.length; i++) {
      palm[2 * i] = x(PALM[i]);
      palm[2 * i + 1] = y(PALM[i]);
    }
    float reach = KNUCKLE * THUMB * size + soft + 1 + ARM * size;
    int left = w;
    int right = 0;
    int top = h;
    int bottom = 0;
    for (int i = 0; i < p.length; i += 2) {
      left = Math.min(left, (int) (p[i] - reach));
      right = Math.max(right, (int) (p[i] + reach) + 1);
      top = Math.min(top, (int) (p[i + 1] - reach));
      bottom = Math.max(bottom, (int) (p[i + 1] + reach) + 1);
    }
    for (int y = Math.max(0, top); y < Math.min(h, bottom); y++) {
      for (int x = Math.max(0, left); x < Math.min(w, right); x++) {
        float d = Rings.inside(palm, x + .5f, y + .5f) + KNUCKLE * size * .6f;
        d = Math.max(d, fingers(x + .5f, y + .5f));
        d = Math.max(d, Math.max(heel(x + .5f, y + .5f), arm(x + .5f, y + .5f)));
        int i = y * w + x;
        map[i] = Math.max(map[i], share * Rings.smooth(-.5f * soft, .5f * soft, d));
      }
    }
  }

  private float fingers(float x, float y) {
    float best = -Float.MAX_VALUE;
    for (int f = 0; f < FINGERS; f++) {
      int first = 1 + 4 * f;
      float k = f == 0 ? THUMB : 1;
      for (int j = 0; j < 3; j++) {
        float from = k * size * (KNUCKLE + (TIP - KNUCKLE) * j / 3);
        float to = k * size * (KNUCKLE + (TIP - KNUCKLE) * (j + 1) / 3);
        int a = first + j;
        float bx = x(a + 1);
        float by = y(a + 1);
        if (j == 2) {
          float len = (float) Math.hypot(bx - x(a), by - y(a)) + 1e-3f;
          bx += (bx - x(a)) / len * BEYOND * size;
          by += (by - y(a)) / len * BEYOND * size;
        }
        best = Math.max(best, rod(x(a), y(a), from, bx, by, to, x, y));
      }
    }
    return best;
  }

  /** The ball of the little finger: the wrist's point lies in its middle, so no point bounds it. */
  private float heel(float x, float y) {
    float dx = x(LITTLE) - x(INDEX);
    float dy = y(LITTLE) - y(INDEX);
    float k = HEEL * size / ((float) Math.hypot(dx, dy) + 1e-3f);
    return rod(
        x(LITTLE),
        y(LITTLE),
        KNUCKLE * size,
        x(WRIST) + k * dx,
        y(WRIST) + k * dy,
        HEEL * size,
        x,
        y);
  }

  private float arm(float x, float y) {
    float dx = x(WRIST) - x(MIDDLE);
    float dy = y(WRIST) - y(MIDDLE);
    float len = (float) Math.hypot(dx, dy) + 1e-3f;
    float k = ARM * size / len;
    return rod(
        x(WRIST) - .3f * k * dx,
        y(WRIST) - .3f * k * dy,
        .33f * size,
        x(WRIST) + k * dx,
        y(WRIST) + k * dy,
        .3f * size,
        x,
        y);
  }

  /** Distance into a rod with round ends, whose half width runs from {@code r} to {@code s}. */
  private static float rod(
      float ax, float ay, float r, float bx, float by, float s, float x, float y) {
    float dx = bx - ax;
    float dy = by - ay;
    float len = dx * dx + dy * dy;
    float t = len == 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / len;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    float ex = ax + t * dx - x;
    float ey = ay + t * dy - y;
    return r + t * (s - r) - (float) Math.sqrt(ex * ex + ey * ey);
  }
}
