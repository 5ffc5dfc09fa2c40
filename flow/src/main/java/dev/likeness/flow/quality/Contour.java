package dev.likeness.flow.quality;

import dev.likeness.core.FaceMesh;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The outline of a face as it is seen: the convex hull of the projected mesh, walked in equal
 * steps, with the normal that points away from the face at each. The hull follows the cheek of a
 * turned head, where the mesh's own oval runs behind it.
 *
 * @param x places in pixels, {@code y} likewise
 * @param nx outward unit normals, {@code ny} likewise
 * @param scale the mesh's eye distance in pixels: the unit of offsets along the normals
 */
record Contour(double[] x, double[] y, double[] nx, double[] ny, double scale) {
  static final int STEPS = 192;

  static Contour of(FaceMesh mesh) {
    int[] hull = hull(mesh);
    int n = hull.length;
    double[] length = new double[n + 1];
    for (int i = 0; i < n; i++) {
      length[i + 1] = length[i] + mesh.distance(hull[i], hull[(i + 1) % n]);
    }
    double[] x = new double[STEPS];
    double[] y = new double[STEPS];
    for (int k = 0, edge = 0; k < STEPS; k++) {
      double at = length[n] * k / STEPS;
      while (edge + 1 < n && length[edge + 1] < at) {
        edge++;
      }
      double f = (at - length[edge]) / Math.max(1e-9, length[edge + 1] - length[edge]);
      int p = hull[edge];
      int q = hull[(edge + 1) % n];
      x[k] = mesh.x(p) + f * (mesh.x(q) - mesh.x(p));
      y[k] = mesh.y(p) + f * (mesh.y(q) - mesh.y(p));
    }
    double[] nx = new double[STEPS];
    double[] ny = new double[STEPS];
    for (int k = 0; k < STEPS; k++) {
      int a = (k + STEPS - 3) % STEPS;
      int b = (k + 3) % STEPS;
      double d = Math.max(1e-9, Math.hypot(x[b] - x[a], y[b] - y[a]));
      nx[k] = (y[b] - y[a]) / d;
      ny[k] = -(x[b] - x[a]) / d;
    }
    return new Contour(x, y, nx, ny, mesh.eyeDistance());
  }

  /**
   * The place {@code eyes} eye distances outside the outline at step {@code k} (inside: negative).
   */
  double x(int k, double eyes) {
    return x[k] + nx[k] * eyes * scale;
  }

  double y(int k, double eyes) {
    return y[k] + ny[k] * eyes * scale;
  }

  /** Signed distance of a point to the outline in pixels, negative inside (hull half-planes). */
  double distance(double px, double py) {
    double worst = Double.NEGATIVE_INFINITY;
    double nearest = Double.MAX_VALUE;
    for (int k = 0; k < STEPS; k++) {
      worst = Math.max(worst, (px - x[k]) * nx[k] + (py - y[k]) * ny[k]);
      nearest = Math.min(nearest, Math.hypot(px - x[k], py - y[k]));
    }
    return worst > 0 ? nearest : -nearest;
  }

  /** Whether a point lies inside the outline (hull half-planes). */
  boolean inside(double px, double py) {
    for (int k = 0; k < STEPS; k++) {
      if ((px - x[k]) * nx[k] + (py - y[k]) * ny[k] > 0) {
        return false;
      }
    }
    return true;
  }

  /** Andrew's monotone chain; the walk keeps the face on its left-hand side seen with y upwards. */
  private static int[] hull(FaceMesh mesh) {
    int[] order =
        IntStream.range(0, FaceMesh.POINTS)
            .boxed()
            .sorted(Comparator.<Integer>comparingDouble(mesh::x).thenComparingDouble(mesh::y))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] h = new int[2 * order.length];
    int n = 0;
    for (int pass = 0; pass < 2; pass++) {
      int base = n;
      for (int i = 0; i < order.length; i++) {
        int p = order[pass == 0 ? i : order.length - 1 - i];
        while (n >= base + 2 && cross(mesh, h[n - 2], h[n - 1], p) <= 0) {
          n--;
        }
        h[n++] = p;
      }
      n--;
    }
    return Arrays.copyOf(h, n);
  }

  private static double cross(FaceMesh m, int o, int a, int b) {
    return (m.x(a) - m.x(o)) * (m.y(b) - m.y(o)) - (m.y(a) - m.y(o)) * (m.x(b) - m.x(o));
  }
}
