package dev.likeness.puppet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Meshes the zero surface of a distance function (naive surface nets, Gibson 1998): one vertex in
 * every grid cell the surface crosses, one quad for every grid edge it crosses.
 */
final class SurfaceNets {
  /** Negative inside. */
  @FunctionalInterface
  interface Field {
    float at(float x, float y, float z);
  }

  /**
   * @param points x, y, z of each vertex
   * @param triangles outside seen counter-clockwise
   */
  record Mesh(float[] points, int[] triangles) {}

  private final int nx;
  private final int ny;
  private final int nz;
  private final float[] value;
  private final float[] from;
  private final float cell;
  private final int[] vertex;
  private final List<float[]> points = new ArrayList<>();

  private SurfaceNets(Field f, float[] from, float[] to, float cell) {
    this.from = from;
    this.cell = cell;
    nx = (int) Math.ceil((to[0] - from[0]) / cell) + 1;
    ny = (int) Math.ceil((to[1] - from[1]) / cell) + 1;
    nz = (int) Math.ceil((to[2] - from[2]) / cell) + 1;
    value = new float[nx * ny * nz];
    vertex = new int[nx * ny * nz];
    Arrays.fill(vertex, -1);
    for (int k = 0, i = 0; k < nz; k++) {
      for (int j = 0; j < ny; j++) {
        for (int n = 0; n < nx; n++, i++) {
          value[i] = f.at(from[0] + n * cell, from[1] + j * cell, from[2] + k * cell);
        }
      }
    }
  }

  static Mesh mesh(Field f, float[] from, float[] to, float cell) {
    return new SurfaceNets(f, from, to, cell).mesh();
  }

  private int id(int i, int j, int k) {
    return (k * ny + j) * nx + i;
  }

  private Mesh mesh() {
    for (int k = 0; k + 1 < nz; k++) {
      for (int j = 0; j + 1 < ny; j++) {
        for (int i = 0; i + 1 < nx; i++) {
          place(i, j, k);
        }
      }
    }
    List<int[]> quads = new ArrayList<>();
    for (int k = 1; k + 1 < nz; k++) {
      for (int j = 1; j + 1 < ny; j++) {
        for (int i = 1; i + 1 < nx; i++) {
          for (int axis = 0; axis < 3; axis++) {
            quad(i, j, k, axis, quads);
          }
        }
      }
    }
    float[] p = new float[3 * points.size()];
    for (int i = 0; i < points.size(); i++) {
      System.arraycopy(points.get(i), 0, p, 3 * i, 3);
    }
    int[] t = new int[6 * quads.size()];
    for (int i = 0; i < quads.size(); i++) {
      int[] q = quads.get(i);
      System.arraycopy(new int[] {q[0], q[1], q[2], q[0], q[2], q[3]}, 0, t, 6 * i, 6);
    }
    return new Mesh(p, t);
  }

  /** The mean of where the surface crosses the cell's edges. */
  private void place(int i, int j, int k) {
    float[] sum = new float[3];
    int n = 0;
    for (int c = 0; c < 8; c++) {
      for (int axis = 0; axis < 3; axis++) {
        if ((c >> axis & 1) != 0) {
          continue;
        }
        int d = c | 1 << axis;
        float a = value[id(i + (c & 1), j + (c >> 1 & 1), k + (c >> 2))];
        float b = value[id(i + (d & 1), j + (d >> 1 & 1), k + (d >> 2))];
        if (a < 0 == b < 0) {
          continue;
        }
        float t = a / (a - b);
        sum[0] += (c & 1) + (axis == 0 ? t : 0);
        sum[1] += (c >> 1 & 1) + (axis == 1 ? t : 0);
        sum[2] += (c >> 2) + (axis == 2 ? t : 0);
        n++;
      }
    }
    if (n > 0) {
      vertex[id(i, j, k)] = points.size();
      points.add(
          new float[] {
            from[0] + (i + sum[0] / n) * cell,
            from[1] + (j + sum[1] / n) * cell,
            from[2] + (k + sum[2] / n) * cell
          });
    }
  }

  private void quad(int i, int j, int k, int axis, List<int[]> quads) {
    int dx = axis == 0 ? 1 : 0;
    int dy = axis == 1 ? 1 : 0;
    int dz = axis == 2 ? 1 : 0;
    float a = value[id(i, j, k)];
    float b = value[id(i + dx, j + dy, k + dz)];
    if (a < 0 == b < 0) {
      return;
    }
    int[] q = {
      vertex[id(i, j, k)],
      vertex[
          id(
              i - (axis == 1 ? 0 : axis == 2 ? 1 : 0),
              j - (axis == 0 ? 1 : 0),
              k - (axis == 1 ? 1 : 0))],
      vertex[id(i - (axis == 0 ? 0 : 1), j - (axis == 1 ? 0 : 1), k - (axis == 2 ? 0 : 1))],
      vertex[id(i - (axis == 1 ? 1 : 0), j - (axis == 2 ? 1 : 0), k - (axis == 0 ? 1 : 0))]
    };
    if (a >= 0) {
      int swap = q[1];
      q[1] = q[3];
      q[3] = swap;
    }
    quads.add(q);
  }
}
