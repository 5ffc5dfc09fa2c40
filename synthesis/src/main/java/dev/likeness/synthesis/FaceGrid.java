package dev.likeness.synthesis;

import dev.likeness.core.FaceTopology;

/**
 * A square map of the face in its own coordinates (the canonical mesh's texture coordinates): what
 * stays on the head stays in its cell, however the head moves. Cells are numbered row by row from
 * the forehead down. Immutable.
 */
final class FaceGrid {
  /** Cells a side: about 30 between the eyes. */
  static final int SIDE = 72;

  static final int CELLS = SIDE * SIDE;

  /** For each cell the triangle it lies in, or −1 outside the face. */
  final int[] triangle = new int[CELLS];

  /** For each vertex its place in cells, a cell's middle lying at whole numbers. */
  final float[] column;

  final float[] row;

  private final float[] second = new float[CELLS];
  private final float[] third = new float[CELLS];
  private final int[][] triangles;

  FaceGrid(FaceTopology face) {
    triangles = face.triangles();
    float[] uv = face.uv();
    int n = face.vertexCount();
    column = new float[n];
    row = new float[n];
    float[] low = {uv[0], uv[1]};
    float[] high = {uv[0], uv[1]};
    for (int i = 0; i < 2 * n; i++) {
      low[i % 2] = Math.min(low[i % 2], uv[i]);
      high[i % 2] = Math.max(high[i % 2], uv[i]);
    }
    // v may grow up or down: the forehead (10) must come before the chin (152)
    boolean down = uv[2 * 10 + 1] < uv[2 * 152 + 1];
    for (int v = 0; v < n; v++) {
      column[v] = (uv[2 * v] - low[0]) / (high[0] - low[0]) * SIDE - .5f;
      float y = (uv[2 * v + 1] - low[1]) / (high[1] - low[1]);
      row[v] = (down ? y : 1 - y) * SIDE - .5f;
    }
    java.util.Arrays.fill(triangle, -1);
    for (int t = 0; t < triangles.length; t++) {
      fill(t);
    }
  }

  private void fill(int t) {
    int[] v = triangles[t];
    float x0 = column[v[0]];
    float y0 = row[v[0]];
    float bx = column[v[1]] - x0;
    float by = row[v[1]] - y0;
    float cx = column[v[2]] - x0;
    float cy = row[v[2]] - y0;
    float d = bx * cy - by * cx;
    if (Math.abs(d) < 1e-6f) {
      return;
    }
    int top = (int) Math.floor(y0 + Math.min(0, Math.min(by, cy)));
    int bottom = (int) Math.ceil(y0 + Math.max(0, Math.max(by, cy)));
    int left = (int) Math.floor(x0 + Math.min(0, Math.min(bx, cx)));
    int right = (int) Math.ceil(x0 + Math.max(0, Math.max(bx, cx)));
    for (int y = Math.max(0, top); y <= Math.min(SIDE - 1, bottom); y++) {
      for (int x = Math.max(0, left); x <= Math.min(SIDE - 1, right); x++) {
        float b = ((x - x0) * cy - (y - y0) * cx) / d;
        float c = ((y - y0) * bx - (x - x0) * by) / d;
        if (b >= -1e-5f && c >= -1e-5f && b + c <= 1 + 1e-5f) {
          int i = y * SIDE + x;
          triangle[i] = t;
          second[i] = b;
          third[i] = c;
        }
      }
    }
  }

  /** What a value of the vertices is in the middle of a cell of the face. */
  float mix(int cell, float[] perVertex) {
    int[] v = triangles[triangle[cell]];
    float b = second[cell];
    float c = third[cell];
    return (1 - b - c) * perVertex[v[0]] + b * perVertex[v[1]] + c * perVertex[v[2]];
  }

  /** The same of every {@code step}th value from {@code at} on, such as a mesh's coordinates. */
  float mix(int cell, float[] values, int step, int at) {
    int[] v = triangles[triangle[cell]];
    float b = second[cell];
    float c = third[cell];
    return (1 - b - c) * values[step * v[0] + at]
        + b * values[step * v[1] + at]
        + c * values[step * v[2] + at];
  }

  /** A value per vertex as one per cell; 0 outside the face. */
  float[] map(float[] perVertex) {
    float[] out = new float[CELLS];
    for (int i = 0; i < CELLS; i++) {
      out[i] = triangle[i] < 0 ? 0 : mix(i, perVertex);
    }
    return out;
  }

  /** Bilinear look at a place in cells, held at the border. */
  static float at(float[] map, float x, float y) {
    float cx = x < 0 ? 0 : x > SIDE - 1.001f ? SIDE - 1.001f : x;
    float cy = y < 0 ? 0 : y > SIDE - 1.001f ? SIDE - 1.001f : y;
    int i = (int) cy * SIDE + (int) cx;
    float fx = cx - (int) cx;
    float fy = cy - (int) cy;
    float top = map[i] + fx * (map[i + 1] - map[i]);
    float low = map[i + SIDE] + fx * (map[i + SIDE + 1] - map[i + SIDE]);
    return top + fy * (low - top);
  }

  /** Carries the face's values two cells beyond its border, so that looks there find them. */
  void extend(float[] map) {
    boolean[] known = new boolean[CELLS];
    for (int i = 0; i < CELLS; i++) {
      known[i] = triangle[i] >= 0;
    }
    for (int round = 0; round < 2; round++) {
      boolean[] was = known.clone();
      for (int i = 0; i < CELLS; i++) {
        if (!was[i]) {
          known[i] = borrow(map, was, i);
        }
      }
    }
  }

  private static boolean borrow(float[] map, boolean[] known, int i) {
    int x = i % SIDE;
    int y = i / SIDE;
    float sum = 0;
    int n = 0;
    for (int ny = Math.max(0, y - 1); ny <= Math.min(SIDE - 1, y + 1); ny++) {
      for (int nx = Math.max(0, x - 1); nx <= Math.min(SIDE - 1, x + 1); nx++) {
        if (known[ny * SIDE + nx]) {
          sum += map[ny * SIDE + nx];
          n++;
        }
      }
    }
    if (n > 0) {
      map[i] = sum / n;
    }
    return n > 0;
  }
}
