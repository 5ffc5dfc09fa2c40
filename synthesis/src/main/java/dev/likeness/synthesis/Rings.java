package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;

/** Signed distances to closed outlines on the mesh. */
final class Rings {
  private Rings() {}

  /** The outline's points: x0 y0 x1 y1 …, relative to (left, top). */
  static float[] outline(FaceMesh mesh, int[] ring, int left, int top) {
    float[] p = new float[ring.length * 2];
    for (int i = 0; i < ring.length; i++) {
      p[2 * i] = mesh.x(ring[i]) - left;
      p[2 * i + 1] = mesh.y(ring[i]) - top;
    }
    return p;
  }

  /**
   * A closed outline with a point more between each two, so that it is round between them (Catmull
   * and Rom's spline).
   */
  static float[] rounded(float[] outline) {
    int n = outline.length;
    float[] out = new float[2 * n];
    for (int i = 0; i < n; i++) {
      int at = i / 2 * 4 + i % 2;
      float a = outline[i];
      float b = outline[(i + 2) % n];
      out[at] = a;
      out[at + 2] = (9 * (a + b) - outline[(i + n - 2) % n] - outline[(i + 4) % n]) / 16;
    }
    return out;
  }

  /** The pixels that an outline reaches, and {@code around} more each way. */
  static Box bounds(float[] outline, float around) {
    float left = Float.MAX_VALUE;
    float top = Float.MAX_VALUE;
    float right = -Float.MAX_VALUE;
    float bottom = -Float.MAX_VALUE;
    for (int i = 0; i < outline.length; i += 2) {
      left = Math.min(left, outline[i]);
      right = Math.max(right, outline[i]);
      top = Math.min(top, outline[i + 1]);
      bottom = Math.max(bottom, outline[i + 1]);
    }
    int x = (int) Math.floor(left - around);
    int y = (int) Math.floor(top - around);
    return new Box(
        x, y, (int) Math.ceil(right + around) - x + 1, (int) Math.ceil(bottom + around) - y + 1);
  }

  /** Distance of (x, y) to the closed outline in pixels, positive inside (even-odd rule). */
  static float inside(float[] outline, float x, float y) {
    float best = Float.MAX_VALUE;
    boolean in = false;
    int n = outline.length;
    float ax = outline[n - 2];
    float ay = outline[n - 1];
    for (int i = 0; i < n; i += 2) {
      float bx = outline[i];
      float by = outline[i + 1];
      float dx = bx - ax;
      float dy = by - ay;
      float len = dx * dx + dy * dy;
      float t = len == 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / len;
      t = t < 0 ? 0 : t > 1 ? 1 : t;
      float ex = ax + t * dx - x;
      float ey = ay + t * dy - y;
      float d = ex * ex + ey * ey;
      best = d < best ? d : best;
      if ((ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * dx) {
        in = !in;
      }
      ax = bx;
      ay = by;
    }
    float far = (float) Math.sqrt(best);
    return in ? far : -far;
  }

  /** 0 below {@code a}, 1 above {@code b}, smooth between. */
  static float smooth(float a, float b, float v) {
    float t = (v - a) / (b - a);
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return t * t * (3 - 2 * t);
  }
}
