package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import java.util.Arrays;

/**
 * Which mesh triangle is seen at each pixel of a box; nearest triangle first (z-buffer). Where in
 * it a pixel lies (barycentric coordinates) follows from the triangle: they are linear. Buffers are
 * reused from picture to picture. Not thread-safe.
 */
final class MeshRaster {
  /** Values a triangle has in {@link #corners}. */
  private static final int STRIDE = 6;

  private int[] triangle = new int[0];
  private float[] depth = new float[0];
  private int[] left = new int[0];
  private int[] right = new int[0];
  private float[] corners = new float[0];
  private Box box = new Box(0, 0, 0, 0);

  /** Draws {@code triangles} of the mesh; those that face away (in the picture) are left out. */
  void draw(FaceMesh mesh, int[][] triangles, Box into) {
    draw(mesh.xyz(), triangles, into);
  }

  /** Likewise for any points: x, y, z each. */
  void draw(float[] xyz, int[][] triangles, Box into) {
    box = into;
    int n = into.width() * into.height();
    if (triangle.length < n) {
      triangle = new int[n];
      depth = new float[n];
    }
    if (left.length < into.height()) {
      left = new int[into.height()];
      right = new int[into.height()];
    }
    if (corners.length < STRIDE * triangles.length) {
      corners = new float[STRIDE * triangles.length];
    }
    Arrays.fill(triangle, 0, n, -1);
    Arrays.fill(depth, 0, n, Float.MAX_VALUE);
    Arrays.fill(left, 0, into.height(), into.width());
    Arrays.fill(right, 0, into.height(), 0);
    for (int t = 0; t < triangles.length; t++) {
      drawOne(xyz, triangles[t], t);
    }
  }

  Box box() {
    return box;
  }

  /** The triangle seen at pixel i of the box (row by row), or −1. */
  int triangle(int i) {
    return triangle[i];
  }

  /** In row y of the box, nothing is drawn left of this column. */
  int left(int y) {
    return left[y];
  }

  /** In row y of the box, nothing is drawn from this column on. */
  int right(int y) {
    return right[y];
  }

  /** The first pixel after i, before {@code end}, that shows another triangle, or end. */
  int spanEnd(int i, int end) {
    int t = triangle[i];
    int j = i + 1;
    while (j < end && triangle[j] == t) {
      j++;
    }
    return j;
  }

  /** The weight of triangle t's second corner at the centre of pixel (x, y) of the box. */
  float second(int t, int x, int y) {
    int p = STRIDE * t;
    return (x + .5f - corners[p]) * corners[p + 2] + (y + .5f - corners[p + 1]) * corners[p + 3];
  }

  /** The weight of triangle t's third corner at the centre of pixel (x, y) of the box. */
  float third(int t, int x, int y) {
    int p = STRIDE * t;
    return (x + .5f - corners[p]) * corners[p + 4] + (y + .5f - corners[p + 1]) * corners[p + 5];
  }

  /** By how much the second corner's weight grows from one pixel of a row to the next. */
  float secondStep(int t) {
    return corners[STRIDE * t + 2];
  }

  /** By how much the third corner's weight grows from one pixel of a row to the next. */
  float thirdStep(int t) {
    return corners[STRIDE * t + 4];
  }

  /** How far the centre of column x of the box is to the right of triangle t's first corner. */
  float right(int t, int x) {
    return x + .5f - corners[STRIDE * t];
  }

  /** How far the centre of row y of the box is below triangle t's first corner. */
  float down(int t, int y) {
    return y + .5f - corners[STRIDE * t + 1];
  }

  /**
   * By how much a value grows from one pixel of a row to the next in triangle t, which is drawn.
   *
   * @param second how much more than the first corner the second one has, {@code third} likewise
   */
  float along(int t, float second, float third) {
    return corners[STRIDE * t + 2] * second + corners[STRIDE * t + 4] * third;
  }

  /** By how much it grows from one row to the next. */
  float across(int t, float second, float third) {
    return corners[STRIDE * t + 3] * second + corners[STRIDE * t + 5] * third;
  }

  /** The weight of the triangle's second corner at pixel i. */
  float second(int i) {
    return second(triangle[i], i % box.width(), i / box.width());
  }

  /** The weight of the triangle's third corner at pixel i. */
  float third(int i) {
    return third(triangle[i], i % box.width(), i / box.width());
  }

  private void drawOne(float[] p, int[] tri, int id) {
    int i0 = 3 * tri[0];
    int i1 = 3 * tri[1];
    int i2 = 3 * tri[2];
    float ax = p[i0] - box.x();
    float ay = p[i0 + 1] - box.y();
    float bx = p[i1] - box.x() - ax;
    float by = p[i1 + 1] - box.y() - ay;
    float cx = p[i2] - box.x() - ax;
    float cy = p[i2 + 1] - box.y() - ay;
    float area = bx * cy - by * cx;
    if (area * FRONT <= 1e-6f) {
      return;
    }
    float inv = 1 / area;
    float ux = cy * inv;
    float uy = -cx * inv;
    float vx = -by * inv;
    float vy = bx * inv;
    int o = STRIDE * id;
    corners[o] = ax;
    corners[o + 1] = ay;
    corners[o + 2] = ux;
    corners[o + 3] = uy;
    corners[o + 4] = vx;
    corners[o + 5] = vy;
    float az = p[i0 + 2];
    float bz = p[i1 + 2] - az;
    float cz = p[i2 + 2] - az;
    float zx = ux * bz + vx * cz;
    float zy = uy * bz + vy * cz;
    int y0 = Math.max(0, (int) Math.floor(ay + least(by, cy) - .5f));
    int y1 = Math.min(box.height() - 1, (int) Math.ceil(ay - least(-by, -cy) - .5f));
    double start = Math.max(0, Math.floor(ax + least(bx, cx) - .5f)) + .5 - ax;
    double stop = Math.min(box.width() - 1, Math.ceil(ax - least(-bx, -cx) - .5f)) + .5 - ax;
    double iu = 1.0 / ux;
    double iv = 1.0 / vx;
    double iw = 1.0 / (-ux - vx);
    for (int y = y0; y <= y1; y++) {
      // where in the row u and v are both at least EDGE, and u + v is at most 1 − EDGE
      double py = y + .5 - ay;
      double u = EDGE - uy * py;
      double v = EDGE - vy * py;
      double w = EDGE - 1 + (uy + vy) * py;
      double from = later(later(start, low(u, iu)), later(low(v, iv), low(w, iw)));
      double to = sooner(sooner(stop, high(u, iu)), sooner(high(v, iv), high(w, iw)));
      int first = (int) Math.ceil(from + ax - .5);
      int last = (int) Math.floor(to + ax - .5);
      if (first > last) {
        continue;
      }
      left[y] = Math.min(left[y], first);
      right[y] = Math.max(right[y], last + 1);
      float z = az + (first + .5f - ax) * zx + (float) py * zy;
      int row = y * box.width();
      for (int i = row + first; i <= row + last; i++, z += zx) {
        if (z < depth[i]) {
          depth[i] = z;
          triangle[i] = id;
        }
      }
    }
  }

  private static float least(float a, float b) {
    float both = a < b ? a : b;
    return both < 0 ? both : 0;
  }

  private static double later(double a, double b) {
    return a > b ? a : b;
  }

  private static double sooner(double a, double b) {
    return a < b ? a : b;
  }

  /** From which x on {@code x / inverse ≥ least}. */
  private static double low(double least, double inverse) {
    return Math.abs(inverse) > MOST
        ? (least > 0 ? NEVER : -NEVER)
        : inverse > 0 ? least * inverse : -NEVER;
  }

  /** Up to which x {@code x / inverse ≥ least}. */
  private static double high(double least, double inverse) {
    return inverse < 0 && inverse >= -MOST ? least * inverse : NEVER;
  }

  /** A weight that needs more pixels than this for one step does not change along a row. */
  private static final double MOST = 1e12;

  private static final double NEVER = 1e9;

  /** A hair's breadth over the edge, so that neighbours leave no gap through rounding. */
  private static final float EDGE = -1e-4f;

  /** The sign of the area of triangles seen from the front, in picture coordinates (y down). */
  private static final float FRONT = -1;
}
