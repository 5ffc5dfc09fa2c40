package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;

/**
 * The line where lips meet. Two lips that are drawn up to it would meet in steps of whole pixels;
 * here they run into each other as softly as the picture is, and lips that the picture shows apart
 * get the shade between them that it lacks.
 */
final class LipCrease {
  /** Lips that are further apart, pixels, show what is between them. */
  private static final float APART = 1.6f;

  /** How much darker the line is where the picture shows lips apart, and where shut. */
  private static final float SHADE = .36f;

  private static final float SHUT = .06f;

  private static final int CORNER = Expression.AROUND / 2;

  private LipCrease() {}

  /** Whether lips are so near each other somewhere that there is anything to draw. */
  static boolean shut(FaceMesh m) {
    int[] ring = Expression.LIPS[Expression.LIPS.length - 1];
    for (int i = 1; i < CORNER; i++) {
      if (m.distance(ring[i], ring[Expression.AROUND - i]) < APART) {
        return true;
      }
    }
    return false;
  }

  /**
   * Draws it.
   *
   * @param base the mesh as the picture shows it, {@code moved} as it is drawn
   * @param focus how soft the picture is, pixels
   * @param planes what is drawn so far, changed in place
   */
  static void draw(FaceMesh base, FaceMesh moved, Box box, float focus, float[][] planes) {
    int[] ring = Expression.LIPS[Expression.LIPS.length - 1];
    float[] x = new float[CORNER + 1];
    float[] y = new float[CORNER + 1];
    float[] closed = new float[CORNER + 1];
    float parted = 0;
    for (int i = 0; i <= CORNER; i++) {
      int low = ring[i];
      int high = ring[(Expression.AROUND - i) % Expression.AROUND];
      x[i] = (moved.x(low) + moved.x(high)) / 2 - box.x();
      y[i] = (moved.y(low) + moved.y(high)) / 2 - box.y();
      closed[i] = 1 - Rings.smooth(APART / 2, APART, (float) moved.distance(low, high));
      parted = Math.max(parted, (float) base.distance(low, high));
    }
    float shade =
        SHUT + (SHADE - SHUT) * Rings.smooth(.02f, .06f, parted / (float) base.eyeDistance());
    float spread = Math.max(.8f, .8f * focus);
    float reach = 2.2f * spread;
    for (int i = 0; i < CORNER; i++) {
      if (closed[i] + closed[i + 1] > 0) {
        float from = i == 0 ? closed[1] : closed[i];
        float to = i == CORNER - 1 ? closed[i] : closed[i + 1];
        float dark = shade * Math.min(1, (Math.min(i, CORNER - 1 - i) + .5f) / 2);
        stretch(x, y, i, from, to, new float[] {spread, reach, dark}, box, planes);
      }
    }
  }

  /** One stretch of the line, with the pixels whose foot lies on it. */
  private static void stretch(
      float[] x, float[] y, int i, float from, float to, float[] how, Box box, float[][] planes) {
    float dx = x[i + 1] - x[i];
    float dy = y[i + 1] - y[i];
    float len = (float) Math.hypot(dx, dy);
    if (len < .1f) {
      return;
    }
    float reach = how[1];
    int left = (int) Math.max(0, Math.floor(Math.min(x[i], x[i + 1]) - reach));
    int right = (int) Math.min(box.width() - 1, Math.ceil(Math.max(x[i], x[i + 1]) + reach));
    int top = (int) Math.max(0, Math.floor(Math.min(y[i], y[i + 1]) - reach));
    int bottom = (int) Math.min(box.height() - 1, Math.ceil(Math.max(y[i], y[i + 1]) + reach));
    float[][] was = new float[3][];
    int w = right - left + 1;
    int h = bottom - top + 1;
    if (w <= 0 || h <= 0) {
      return;
    }
    for (int c = 0; c < 3; c++) {
      was[c] = new float[w * h];
      for (int r = 0; r < h; r++) {
        System.arraycopy(planes[c], (top + r) * box.width() + left, was[c], r * w, w);
      }
    }
    float nx = -dy / len;
    float ny = dx / len;
    for (int r = 0; r < h; r++) {
      for (int q = 0; q < w; q++) {
        float px = left + q + .5f - x[i];
        float py = top + r + .5f - y[i];
        float t = (px * dx + py * dy) / (len * len);
        float d = px * nx + py * ny;
        if (t < 0 || t >= 1 || Math.abs(d) >= reach) {
          continue;
        }
        float much = from + t * (to - from);
        float near = (float) Math.exp(-d * d / (2 * how[0] * how[0])) * much;
        for (int c = 0; c < 3; c++) {
          float a = View.Soft.at(was[c], w, h, q + how[0] * nx, r + how[0] * ny);
          float b = View.Soft.at(was[c], w, h, q - how[0] * nx, r - how[0] * ny);
          int at = (top + r) * box.width() + left + q;
          if (a > 0 && b > 0) {
            float even = (a + b + was[c][r * w + q]) / 3;
            planes[c][at] += near * (even * (1 - how[2]) - planes[c][at]);
          }
        }
      }
    }
  }
}
