package dev.likeness.puppet;

import java.util.Arrays;

/**
 * A z-buffer with four samples a pixel on a rotated grid (2×2 cells, sheared so that all four lie
 * on different rows and columns), which remembers what each sample shows and shades nothing.
 *
 * <p>Screen coordinates count samples: pixel (x, y) covers [2x, 2x+2) × [2y, 2y+2). Depth is one
 * over the distance, so larger is nearer and 0 is infinitely far.
 */
final class Canvas {
  /** Set on a sample that shows a strand; the other bits are its colour. */
  static final int STRAND = 1 << 31;

  /** Set on a strand that would hide the face. */
  static final int COVERS = 1 << 30;

  /** A triangle's number within its surface; the bits above are the surface's. */
  static final int TRIANGLE_BITS = 20;

  final int width;
  final int height;
  final float[] depth;
  final int[] shown;

  Canvas(int pixelsWide, int pixelsHigh) {
    width = 2 * pixelsWide;
    height = 2 * pixelsHigh;
    depth = new float[width * height];
    shown = new int[width * height];
  }

  void clear() {
    Arrays.fill(depth, 0);
    Arrays.fill(shown, 0);
  }

  /** Where the sample in column x, row y lies, horizontally. */
  static float sampleX(int x, int y) {
    return x + ((y & 1) == 0 ? .75f : .25f);
  }

  static float sampleY(int x, int y) {
    return y + ((x & 1) == 0 ? .25f : .75f);
  }

  /**
   * Draws a surface.
   *
   * @param number what to remember: its number, at least 1
   */
  void draw(Surface s, int number) {
    int[] t = s.triangles;
    float[] p = s.screen;
    int id = number << TRIANGLE_BITS;
    for (int i = 0, n = t.length / 3; i < n; i++) {
      int a = 3 * t[3 * i];
      int b = 3 * t[3 * i + 1];
      int c = 3 * t[3 * i + 2];
      if (p[a + 2] > 0 && p[b + 2] > 0 && p[c + 2] > 0) {
        triangle(p, a, b, c, id | i, s.oneSided);
      }
    }
  }

  private void triangle(float[] p, int a, int b, int c, int id, boolean oneSided) {
    float rough = (p[c] - p[a]) * (p[b + 1] - p[a + 1]) - (p[b] - p[a]) * (p[c + 1] - p[a + 1]);
    if (oneSided && rough < -.5f) {
      return;
    }
    double x0 = snap(p[a]);
    double y0 = snap(p[a + 1]);
    double x1 = snap(p[b]);
    double y1 = snap(p[b + 1]);
    double x2 = snap(p[c]);
    double y2 = snap(p[c + 1]);
    double area = (x2 - x0) * (y1 - y0) - (x1 - x0) * (y2 - y0);
    if (area == 0 || (oneSided && area < 0)) {
      return;
    }
    int left = Math.max(0, (int) Math.floor(Math.min(x0, Math.min(x1, x2)) - .75));
    int right = Math.min(width - 1, (int) Math.floor(Math.max(x0, Math.max(x1, x2)) - .25));
    int top = Math.max(0, (int) Math.floor(Math.min(y0, Math.min(y1, y2)) - .75));
    int low = Math.min(height - 1, (int) Math.floor(Math.max(y0, Math.max(y1, y2)) - .25));
    if (left > right || top > low) {
      return;
    }
    double sign = area > 0 ? 1 : -1;
    double ax = sign * (y2 - y1);
    double ay = -sign * (x2 - x1);
    double bx = sign * (y0 - y2);
    double by = -sign * (x0 - x2);
    double cx = sign * (y1 - y0);
    double cy = -sign * (x1 - x0);
    double inv = 1 / (sign * area);
    float zx = (float) ((ax * p[a + 2] + bx * p[b + 2] + cx * p[c + 2]) * inv);
    float zy = (float) ((ay * p[a + 2] + by * p[b + 2] + cy * p[c + 2]) * inv);
    float nearest = Math.max(p[a + 2], Math.max(p[b + 2], p[c + 2]));
    for (int y = top; y <= low; y++) {
      double sx = left + ((y & 1) == 0 ? .75 : .25);
      double ea = ax * (sx - x1) + ay * (y - y1);
      double eb = bx * (sx - x2) + by * (y - y2);
      double ec = cx * (sx - x0) + cy * (y - y0);
      float z = (float) (p[a + 2] + zx * (sx - x0) + zy * (y - y0));
      for (int x = left, o = y * width + left; x <= right; x++, o++) {
        float k = (x & 1) == 0 ? .25f : .75f;
        if (ea + ay * k >= 0 && eb + by * k >= 0 && ec + cy * k >= 0) {
          float d = Math.min(z + zy * k, nearest);
          if (d > depth[o]) {
            depth[o] = d;
            shown[o] = id;
          }
        }
        ea += ax;
        eb += bx;
        ec += cx;
        z += zx;
      }
    }
  }

  private static double snap(float v) {
    return Math.rint(v * 64.0) / 64;
  }

  /**
   * Draws a piece of a strand as a line {@code wide} samples thick.
   *
   * @param a red, green, blue at the start, 0 to 1023 (square roots of linear light)
   * @param flags {@link #STRAND} and perhaps {@link #COVERS}
   */
  void strand(
      float x0,
      float y0,
      float z0,
      float x1,
      float y1,
      float z1,
      float wide,
      float[] a,
      int from,
      int to,
      int flags) {
    float dx = x1 - x0;
    float dy = y1 - y0;
    boolean steep = Math.abs(dy) > Math.abs(dx);
    float major = steep ? dy : dx;
    if (major == 0) {
      return;
    }
    float m0 = steep ? y0 : x0;
    float n0 = steep ? x0 : y0;
    float m1 = steep ? y1 : x1;
    float slope = (steep ? dx : dy) / major;
    int first = (int) Math.ceil(Math.min(m0, m1) - .5f);
    int last = (int) Math.ceil(Math.max(m0, m1) - .5f) - 1;
    int limit = steep ? height : width;
    int across = steep ? width : height;
    first = Math.max(0, first);
    last = Math.min(limit - 1, last);
    float zs = (z1 - z0) / major;
    for (int m = first; m <= last; m++) {
      float along = m + .5f - m0;
      float t = along / major;
      float n = n0 + slope * along - .5f * wide;
      int lo = Math.max(0, (int) Math.ceil(n - .5f));
      int hi = Math.min(across - 1, (int) Math.ceil(n + wide - .5f) - 1);
      float z = z0 + zs * along;
      int packed = 0;
      for (int q = lo; q <= hi; q++) {
        int o = steep ? m * width + q : q * width + m;
        if (z > depth[o]) {
          if (packed == 0) {
            int r = (int) (a[from] + t * (a[to] - a[from]));
            int g = (int) (a[from + 1] + t * (a[to + 1] - a[from + 1]));
            int b = (int) (a[from + 2] + t * (a[to + 2] - a[from + 2]));
            packed = flags | STRAND | r << 20 | g << 10 | b;
          }
          depth[o] = z;
          shown[o] = packed;
        }
      }
    }
  }
}
