package dev.likeness.synthesis;

import dev.likeness.core.Box;

/**
 * The mouth that the picture shows. Upper teeth go on under the upper lip: where it has risen, the
 * nearest that is seen of them is drawn on. Not thread-safe.
 */
final class ShownMouth {
  private static final float INSET = .15f;

  private final float[] line;
  private final float unit;
  private final float inset;
  private float x;
  private float y;

  ShownMouth(float[] line, float gap, float unit) {
    this.line = line;
    this.unit = unit;
    inset = Math.min(INSET, .25f * gap) * unit + .5f;
  }

  /** How far the picture's own mouth is to be seen at a place, 0 to 1. */
  float at(float px, float py) {
    x = px;
    y = py;
    float in = Rings.inside(line, px, py);
    if (in > inset) {
      return Rings.smooth(0, .1f * unit + 1, in);
    }
    float upper = toLip(line, true, px, py);
    float lower = toLip(line, false, px, py);
    float under = Rings.smooth(-.1f, .1f, (lower - upper) / unit);
    inwards(in);
    float risen = 1 - Rings.smooth(.04f, .2f, -in / unit);
    float edge = Rings.smooth(0, .1f * unit + 1, in);
    return edge + under * (risen - edge);
  }

  /** Goes to the nearest place that is inside by the inset. */
  private void inwards(float in) {
    float gx = Rings.inside(line, x + .5f, y) - Rings.inside(line, x - .5f, y);
    float gy = Rings.inside(line, x, y + .5f) - Rings.inside(line, x, y - .5f);
    float g = (float) Math.hypot(gx, gy);
    if (g > .1f) {
      x += gx / g * (inset - in);
      y += gy / g * (inset - in);
    }
  }

  /** The pixel of the picture that shows it, which has gone so far to be here. */
  int from(int dx, int dy, Box box) {
    int sx = Math.max(0, Math.min((int) x - dx, box.width() - 1));
    int sy = Math.max(0, Math.min((int) y - dy, box.height() - 1));
    return sy * box.width() + sx;
  }

  /** Squared distance to a segment of a closed outline. */
  private static float apart(float[] line, int k, float x, float y) {
    int i = 2 * k;
    int j = (i + 2) % line.length;
    float dx = line[j] - line[i];
    float dy = line[j + 1] - line[i + 1];
    float len = dx * dx + dy * dy;
    float t = len == 0 ? 0 : ((x - line[i]) * dx + (y - line[i + 1]) * dy) / len;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    float ex = line[i] + t * dx - x;
    float ey = line[i + 1] + t * dy - y;
    return ex * ex + ey * ey;
  }

  /**
   * Distance to one lip's edge, pixels: the ring's first half is the lower, its second the upper.
   */
  static float toLip(float[] line, boolean upper, float x, float y) {
    float best = Float.MAX_VALUE;
    int half = line.length / 4;
    for (int k = upper ? half : 0; k < (upper ? 2 * half : half); k++) {
      best = Math.min(best, apart(line, k, x, y));
    }
    return (float) Math.sqrt(best);
  }
}
