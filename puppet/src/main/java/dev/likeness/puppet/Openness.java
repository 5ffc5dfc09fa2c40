package dev.likeness.puppet;

import java.util.ArrayList;
import java.util.List;

/**
 * How much of the surround each point of a head at rest can see (ambient openness), from depth maps
 * along many directions.
 */
final class Openness {
  private static final int DIRECTIONS = 56;
  private static final int SIZE = 288;
  private static final float REACH = 27;

  private final List<DepthMap> maps = new ArrayList<>();
  private final List<float[]> towards = new ArrayList<>();

  /** Directions on a spiral over the sphere (Fibonacci lattice). */
  Openness() {
    float[] middle = {0, -2, -4};
    for (int i = 0; i < DIRECTIONS; i++) {
      double y = 1 - 2 * (i + .5) / DIRECTIONS;
      double r = Math.sqrt(1 - y * y);
      double a = i * Math.PI * (3 - Math.sqrt(5));
      float[] d = {(float) (r * Math.cos(a)), (float) y, (float) (r * Math.sin(a))};
      towards.add(d);
      maps.add(new DepthMap(SIZE, d, middle, REACH));
    }
  }

  void draw(int[] triangles, float[] positions) {
    for (DepthMap m : maps) {
      m.draw(triangles, positions);
    }
  }

  /** Adds strands: points of {@code n} each, one after another, every {@code skip}-th strand. */
  void draw(float[] points, int n, int skip) {
    float[] scratch = new float[6];
    for (DepthMap m : maps) {
      for (int s = 0; s + 3 * n <= points.length; s += 3 * n * skip) {
        for (int k = 0; k + 1 < n; k++) {
          m.line(points, s + 3 * k, s + 3 * k + 3, scratch, false);
        }
      }
    }
  }

  /** For points with normals: cosine-weighted, 0 closed to 1 open. */
  float[] of(float[] p, float[] normal, float bias) {
    float[] out = new float[p.length / 3];
    for (int v = 0; v < out.length; v++) {
      float seen = 0;
      float all = 1e-6f;
      for (int m = 0; m < DIRECTIONS; m++) {
        float[] d = towards.get(m);
        float w = normal[3 * v] * d[0] + normal[3 * v + 1] * d[1] + normal[3 * v + 2] * d[2];
        if (w <= .02f) {
          continue;
        }
        all += w;
        float x = p[3 * v] + bias * normal[3 * v];
        float y = p[3 * v + 1] + bias * normal[3 * v + 1];
        float z = p[3 * v + 2] + bias * normal[3 * v + 2];
        seen += w * maps.get(m).lit(x, y, z, .18f);
      }
      out[v] = seen / all;
    }
    return out;
  }

  /**
   * For points of strands of {@code n} points each: light fades with depth below the topmost
   * strand. Every other point is worked out, those between are in between.
   */
  float[] within(float[] p, int n, float fade) {
    float[] out = new float[p.length / 3];
    for (int s = 0; s < out.length; s += n) {
      for (int k = 0; k < n; k += 2) {
        out[s + k] = lightAt(p, 3 * (s + k), fade);
        if (k > 0) {
          out[s + k - 1] = .5f * (out[s + k - 2] + out[s + k]);
        }
      }
      if ((n & 1) == 0) {
        out[s + n - 1] = lightAt(p, 3 * (s + n - 1), fade);
      }
    }
    return out;
  }

  private float lightAt(float[] p, int i, float fade) {
    float seen = 0;
    for (int m = 0; m < DIRECTIONS; m++) {
      float below = Math.max(0, maps.get(m).below(p[i], p[i + 1], p[i + 2])) / fade;
      seen += 1 / (1 + below * (1 + .5f * below));
    }
    return Math.min(1, 2 * seen / DIRECTIONS);
  }
}
