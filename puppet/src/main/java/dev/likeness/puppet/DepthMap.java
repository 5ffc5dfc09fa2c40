package dev.likeness.puppet;

import java.util.Arrays;

/** Depths seen along one direction in parallel projection: for shadows and for openness. */
final class DepthMap {
  private final int size;
  private final float[] depth;
  private final float[] right;
  private final float[] up;
  private final float[] towards;
  private final float scale;
  private final float[] middle;

  /**
   * @param light unit direction towards the light
   * @param middle what the map is centred on
   * @param radius how far it reaches, centimetres
   */
  DepthMap(int size, float[] light, float[] middle, float radius) {
    this.size = size;
    this.depth = new float[size * size];
    this.towards = light;
    this.middle = middle;
    this.scale = size / (2 * radius);
    float[] h = Math.abs(light[1]) < .9f ? new float[] {0, 1, 0} : new float[] {1, 0, 0};
    this.right = unit(cross(h, light));
    this.up = cross(light, right);
    Arrays.fill(depth, Float.NEGATIVE_INFINITY);
  }

  static float[] cross(float[] a, float[] b) {
    return new float[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  static float[] unit(float... a) {
    float k = 1 / (float) Math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]);
    return new float[] {a[0] * k, a[1] * k, a[2] * k};
  }

  private static float dot(float[] a, float x, float y, float z) {
    return a[0] * x + a[1] * y + a[2] * z;
  }

  void draw(int[] triangles, float[] p) {
    int n = p.length / 3;
    float[] q = new float[p.length];
    for (int v = 0; v < n; v++) {
      place(p, 3 * v, q, 3 * v);
    }
    for (int t = 0; t < triangles.length; t += 3) {
      triangle(q, 3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2]);
    }
  }

  private void place(float[] p, int i, float[] q, int o) {
    float x = p[i] - middle[0];
    float y = p[i + 1] - middle[1];
    float z = p[i + 2] - middle[2];
    q[o] = dot(right, x, y, z) * scale + size * .5f;
    q[o + 1] = dot(up, x, y, z) * scale + size * .5f;
    q[o + 2] = dot(towards, x, y, z);
  }

  private void triangle(float[] q, int a, int b, int c) {
    float x0 = q[a];
    float y0 = q[a + 1];
    float x1 = q[b];
    float y1 = q[b + 1];
    float x2 = q[c];
    float y2 = q[c + 1];
    float area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
    if (Math.abs(area) < 1e-6f) {
      return;
    }
    int left = Math.max(0, (int) Math.ceil(Math.min(x0, Math.min(x1, x2)) - .5f));
    int far = Math.min(size - 1, (int) Math.floor(Math.max(x0, Math.max(x1, x2)) - .5f));
    int top = Math.max(0, (int) Math.ceil(Math.min(y0, Math.min(y1, y2)) - .5f));
    int low = Math.min(size - 1, (int) Math.floor(Math.max(y0, Math.max(y1, y2)) - .5f));
    float k = 1 / area;
    for (int y = top; y <= low; y++) {
      for (int x = left; x <= far; x++) {
        float px = x + .5f;
        float py = y + .5f;
        float w0 = ((x1 - px) * (y2 - py) - (x2 - px) * (y1 - py)) * k;
        float w1 = ((x2 - px) * (y0 - py) - (x0 - px) * (y2 - py)) * k;
        float w2 = 1 - w0 - w1;
        if (w0 >= -1e-4f && w1 >= -1e-4f && w2 >= -1e-4f) {
          float z = w0 * q[a + 2] + w1 * q[b + 2] + w2 * q[c + 2];
          int o = y * size + x;
          if (z > depth[o]) {
            depth[o] = z;
          }
        }
      }
    }
  }

  /** Draws a thin line, as strands are; a wide one covers the cells right and below as well. */
  void line(float[] p, int i, int j, float[] scratch, boolean wide) {
    place(p, i, scratch, 0);
    place(p, j, scratch, 3);
    float dx = scratch[3] - scratch[0];
    float dy = scratch[4] - scratch[1];
    int n = 1 + (int) Math.max(Math.abs(dx), Math.abs(dy));
    float sx = dx / n;
    float sy = dy / n;
    float sz = (scratch[5] - scratch[2]) / n;
    float x = scratch[0] + .5f * sx;
    float y = scratch[1] + .5f * sy;
    float z = scratch[2] + .5f * sz;
    for (int k = 0; k < n; k++, x += sx, y += sy, z += sz) {
      int ix = (int) x;
      int iy = (int) y;
      if (x >= 0 && y >= 0 && ix < size && iy < size) {
        int o = iy * size + ix;
        if (z > depth[o]) {
          depth[o] = z;
        }
        if (wide && ix + 1 < size && z > depth[o + 1]) {
          depth[o + 1] = z;
        }
        if (wide && iy + 1 < size && z > depth[o + size]) {
          depth[o + size] = z;
        }
      }
    }
  }

  /** How far below the topmost thing a point lies, centimetres; below 0 it is the topmost. */
  float below(float x, float y, float z) {
    x -= middle[0];
    y -= middle[1];
    z -= middle[2];
    int ix = (int) (dot(right, x, y, z) * scale + size * .5f);
    int iy = (int) (dot(up, x, y, z) * scale + size * .5f);
    if (ix < 0 || iy < 0 || ix >= size || iy >= size) {
      return Float.NEGATIVE_INFINITY;
    }
    return depth[iy * size + ix] - dot(towards, x, y, z);
  }

  /** Share of light that arrives, softened over 4×4 cells; {@code bias} in centimetres. */
  float lit(float x, float y, float z, float bias) {
    x -= middle[0];
    y -= middle[1];
    z -= middle[2];
    float fx = dot(right, x, y, z) * scale + size * .5f - .5f;
    float fy = dot(up, x, y, z) * scale + size * .5f - .5f;
    float d = dot(towards, x, y, z) + bias;
    int ix = (int) fx - 1;
    int iy = (int) fy - 1;
    if (ix < 0 || iy < 0 || ix + 3 >= size || iy + 3 >= size) {
      return 1;
    }
    float tx = fx - (int) fx;
    float ty = fy - (int) fy;
    float sum = 0;
    for (int r = 0; r < 4; r++) {
      float wy = r == 0 ? 1 - ty : r == 3 ? ty : 1;
      int o = (iy + r) * size + ix;
      float row = soft(depth[o] - d) * (1 - tx);
      row += soft(depth[o + 1] - d) + soft(depth[o + 2] - d);
      row += soft(depth[o + 3] - d) * tx;
      sum += wy * row;
    }
    return sum / 9;
  }

  private static float soft(float excess) {
    return excess <= 0 ? 1 : excess > .25f ? 0 : 1 - 4 * excess;
  }
}
