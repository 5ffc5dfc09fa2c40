package dev.likeness.puppet;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Loop subdivision (Loop 1987; boundary and crease rules of Hoppe et al. 1994) prepared as a sparse
 * matrix: every fine vertex is a fixed mixture of coarse ones, so posing is one multiplication.
 * Coarse vertex i is fine vertex i.
 */
final class Subdivision {
  final int coarse;
  final int vertices;
  final int[] triangles;

  /** The coarse triangle each fine one comes from. */
  final int[] origin;

  /** The mesh one level coarser, of the same vertices: enough to cast shadows. */
  final int[] outline;

  private final int[] start;
  private final int[] index;
  private final float[] weight;

  private Subdivision(
      int coarse,
      int vertices,
      int[] triangles,
      int[] outline,
      int[] origin,
      Map<Integer, Float>[] rows) {
    this.coarse = coarse;
    this.vertices = vertices;
    this.triangles = triangles;
    this.outline = outline;
    this.origin = origin;
    start = new int[vertices + 1];
    for (int v = 0; v < vertices; v++) {
      start[v + 1] = start[v] + rows[v].size();
    }
    index = new int[start[vertices]];
    weight = new float[start[vertices]];
    for (int v = 0; v < vertices; v++) {
      int o = start[v];
      int[] keys = rows[v].keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
      for (int k : keys) {
        index[o] = k;
        weight[o++] = rows[v].getOrDefault(k, 0f);
      }
    }
  }

  /**
   * @param creases edges (pairs of vertices) that stay sharp for the first {@code sharp} levels
   */
  static Subdivision of(int vertices, int[] triangles, int[][] creases, int sharp, int levels) {
    int[] origin = new int[triangles.length / 3];
    Arrays.setAll(origin, i -> i);
    Map<Integer, Float>[] rows = rows(vertices);
    for (int v = 0; v < vertices; v++) {
      rows[v].put(v, 1f);
    }
    int n = vertices;
    int[] tris = triangles;
    int[] coarser = triangles;
    Map<Long, Integer> crease = new HashMap<>();
    for (int[] c : creases) {
      crease.put(edge(c[0], c[1]), 1);
    }
    for (int level = 0; level < levels; level++) {
      Step s = new Step(n, tris, level < sharp ? crease : Map.of());
      Map<Integer, Float>[] next = rows(s.vertices);
      for (int v = 0; v < s.vertices; v++) {
        for (Map.Entry<Integer, Float> part : s.rows[v].entrySet()) {
          for (Map.Entry<Integer, Float> old : rows[part.getKey()].entrySet()) {
            next[v].merge(old.getKey(), part.getValue() * old.getValue(), Float::sum);
          }
        }
      }
      int[] from = new int[origin.length * 4];
      for (int i = 0; i < from.length; i++) {
        from[i] = origin[i / 4];
      }
      Map<Long, Integer> finer = new HashMap<>();
      for (long e : crease.keySet()) {
        Integer mid = s.middle.get(e);
        if (mid != null) {
          finer.put(edge((int) (e >> 32), mid), 1);
          finer.put(edge((int) e, mid), 1);
        }
      }
      crease = finer;
      origin = from;
      rows = next;
      n = s.vertices;
      coarser = tris;
      tris = s.triangles;
    }
    return new Subdivision(vertices, n, tris, coarser, origin, rows);
  }

  /** Fine values from coarse ones, {@code size} numbers a vertex. */
  void apply(float[] in, float[] out, int size) {
    for (int v = 0; v < vertices; v++) {
      for (int c = 0; c < size; c++) {
        float sum = 0;
        for (int k = start[v]; k < start[v + 1]; k++) {
          sum += weight[k] * in[index[k] * size + c];
        }
        out[v * size + c] = sum;
      }
    }
  }

  /** As {@link #apply} for three numbers a vertex. */
  void apply3(float[] in, float[] out) {
    for (int v = 0; v < vertices; v++) {
      float x = 0;
      float y = 0;
      float z = 0;
      for (int k = start[v], end = start[v + 1]; k < end; k++) {
        float w = weight[k];
        int i = 3 * index[k];
        x += w * in[i];
        y += w * in[i + 1];
        z += w * in[i + 2];
      }
      out[3 * v] = x;
      out[3 * v + 1] = y;
      out[3 * v + 2] = z;
    }
  }

  static long edge(int a, int b) {
    return a < b ? (long) a << 32 | b : (long) b << 32 | a;
  }

  @SuppressWarnings("unchecked")
  private static Map<Integer, Float>[] rows(int n) {
    Map<Integer, Float>[] rows = new Map[n];
    for (int i = 0; i < n; i++) {
      rows[i] = new HashMap<>();
    }
    return rows;
  }

  /** One level. */
  private static final class Step {
    final int vertices;
    final int[] triangles;
    final Map<Integer, Float>[] rows;
    final Map<Long, Integer> middle = new HashMap<>();

    Step(int n, int[] tris, Map<Long, Integer> crease) {
      Map<Long, int[]> opposite = new java.util.LinkedHashMap<>();
      for (int t = 0; t < tris.length; t += 3) {
        for (int k = 0; k < 3; k++) {
          int[] o =
              opposite.computeIfAbsent(
                  edge(tris[t + k], tris[t + (k + 1) % 3]), e -> new int[] {-1, -1});
          o[o[0] < 0 ? 0 : 1] = tris[t + (k + 2) % 3];
        }
      }
      vertices = n + opposite.size();
      rows = rows(vertices);
      int next = n;
      for (Map.Entry<Long, int[]> e : opposite.entrySet()) {
        int a = (int) (e.getKey() >> 32);
        int b = (int) (long) e.getKey();
        int[] o = e.getValue();
        boolean hard = o[1] < 0 || crease.containsKey(e.getKey());
        Map<Integer, Float> row = rows[next];
        row.put(a, hard ? .5f : .375f);
        row.put(b, hard ? .5f : .375f);
        if (!hard) {
          row.merge(o[0], .125f, Float::sum);
          row.merge(o[1], .125f, Float::sum);
        }
        middle.put(e.getKey(), next++);
      }
      old(n, opposite, crease);
      triangles = new int[tris.length * 4];
      for (int t = 0; t < tris.length; t += 3) {
        int a = tris[t];
        int b = tris[t + 1];
        int c = tris[t + 2];
        int ab = mid(a, b);
        int bc = mid(b, c);
        int ca = mid(c, a);
        int[] four = {a, ab, ca, ab, b, bc, ca, bc, c, ab, bc, ca};
        System.arraycopy(four, 0, triangles, 4 * t, 12);
      }
    }

    private int mid(int a, int b) {
      Integer m = middle.get(edge(a, b));
      if (m == null) {
        throw new IllegalStateException("edge without a middle");
      }
      return m;
    }

    private void old(int n, Map<Long, int[]> opposite, Map<Long, Integer> crease) {
      @SuppressWarnings("unchecked")
      java.util.List<Integer>[] all = new java.util.List[n];
      @SuppressWarnings("unchecked")
      java.util.List<Integer>[] hard = new java.util.List[n];
      for (int i = 0; i < n; i++) {
        all[i] = new java.util.ArrayList<>();
        hard[i] = new java.util.ArrayList<>();
      }
      for (Map.Entry<Long, int[]> e : opposite.entrySet()) {
        int a = (int) (e.getKey() >> 32);
        int b = (int) (long) e.getKey();
        all[a].add(b);
        all[b].add(a);
        if (e.getValue()[1] < 0 || crease.containsKey(e.getKey())) {
          hard[a].add(b);
          hard[b].add(a);
        }
      }
      for (int v = 0; v < n; v++) {
        Map<Integer, Float> row = rows[v];
        if (hard[v].size() >= 2) {
          row.put(v, .75f);
          row.put(hard[v].get(0), .125f);
          row.merge(hard[v].get(1), .125f, Float::sum);
        } else {
          int k = all[v].size();
          double c = 3.0 / 8 + Math.cos(2 * Math.PI / k) / 4;
          float beta = (float) ((5.0 / 8 - c * c) / k);
          row.put(v, 1 - k * beta);
          for (int o : all[v]) {
            row.merge(o, beta, Float::sum);
          }
        }
      }
    }
  }
}
