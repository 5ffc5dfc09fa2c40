package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import java.util.Arrays;

/**
 * Which mesh triangle is seen at each pixel of a box, and where in it (barycentric coordinates);
 * nearest triangle first (z-buffer). Buffers are reused from picture to picture. Not thread-safe.
 */
final class MeshRaster {
  private int[] triangle = new int[0];
  private float[] second = new float[0];
  private float[] third = new float[0];
  private float[] depth = new float[0];
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
      second = new float[n];
      third = new float[n];
      depth = new float[n];
    }
    Arrays.fill(triangle, 0, n, -1);
    Arrays.fill(depth, 0, n, Float.MAX_VALUE);
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

  /** The weight of the triangle's second corner at pixel i. */
  float second(int i) {
    return second[i];
  }

  /** The weight of the triangle's third corner at pixel i. */
  float third(int i) {
    return third[i];
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
    float az = p[i0 + 2];
    float bz = p[i1 + 2] - az;
    float cz = p[i2 + 2] - az;
    int x0 = Math.max(0, (int) Math.floor(ax + Math.min(0, Math.min(bx, cx)) - .5f));
    int x1 = Math.min(box.width() - 1, (int) Math.ceil(ax + Math.max(0, Math.max(bx, cx)) - .5f));
    int y0 = Math.max(0, (int) Math.floor(ay + Math.min(0, Math.min(by, cy)) - .5f));
    int y1 = Math.min(box.height() - 1, (int) Math.ceil(ay + Math.max(0, Math.max(by, cy)) - .5f));
    float inv = 1 / area;
    float uStep = cy * inv;
    float vStep = -by * inv;
    for (int y = y0; y <= y1; y++) {
      float py = y + .5f - ay;
      float px = x0 + .5f - ax;
      float u = (px * cy - py * cx) * inv;
      float v = (bx * py - by * px) * inv;
      int i = y * box.width() + x0;
      for (int x = x0; x <= x1; x++, i++, u += uStep, v += vStep) {
        if (u >= EDGE && v >= EDGE && u + v <= 1 - EDGE) {
          float z = az + u * bz + v * cz;
          if (z < depth[i]) {
            depth[i] = z;
            triangle[i] = id;
            second[i] = u;
            third[i] = v;
          }
        }
      }
    }
  }

  /** A hair's breadth over the edge, so that neighbours leave no gap through rounding. */
  private static final float EDGE = -1e-4f;

  /** The sign of the area of triangles seen from the front, in picture coordinates (y down). */
  private static final float FRONT = -1;
}
