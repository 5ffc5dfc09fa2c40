package dev.likeness.puppet;

import java.util.Arrays;

/** A triangle mesh ready to be drawn, in world space (head space with the head turned). */
final class Surface {
  private static final float[] NONE = {};

  final int[] triangles;
  final float[] world;
  final float[] normal;

  /** Texture coordinates, two a vertex. */
  final float[] uv;

  /** How much of the surround each vertex sees, 0 to 1. */
  final float[] open;

  /** How much light stays where skin folds, 0 to 1 a vertex; all 1 where nothing folds. */
  float[] fold = NONE;

  /** x, y in samples and one over the distance. */
  final float[] screen;

  final Material material;
  final boolean oneSided;

  Surface(
      int[] triangles, float[] world, float[] uv, float[] open, Material material, boolean one) {
    this.triangles = triangles;
    this.world = world;
    this.uv = uv;
    this.open = open;
    this.material = material;
    this.oneSided = one;
    this.normal = new float[world.length];
    this.screen = new float[world.length];
  }

  /** Other triangles of the same vertices, of another material. */
  Surface inside(int[] others, Material of) {
    return new Surface(others, world, uv, open, of, true);
  }

  static float[] ones(int n) {
    float[] f = new float[n];
    Arrays.fill(f, 1);
    return f;
  }

  /** Smooth normals from the triangles. */
  void normals() {
    normals(triangles, world, normal);
  }

  static void normals(int[] triangles, float[] p, float[] n) {
    Arrays.fill(n, 0);
    for (int t = 0; t < triangles.length; t += 3) {
      int a = 3 * triangles[t];
      int b = 3 * triangles[t + 1];
      int c = 3 * triangles[t + 2];
      float ux = p[b] - p[a];
      float uy = p[b + 1] - p[a + 1];
      float uz = p[b + 2] - p[a + 2];
      float vx = p[c] - p[a];
      float vy = p[c + 1] - p[a + 1];
      float vz = p[c + 2] - p[a + 2];
      float x = uy * vz - uz * vy;
      float y = uz * vx - ux * vz;
      float z = ux * vy - uy * vx;
      n[a] += x;
      n[a + 1] += y;
      n[a + 2] += z;
      n[b] += x;
      n[b + 1] += y;
      n[b + 2] += z;
      n[c] += x;
      n[c + 1] += y;
      n[c + 2] += z;
    }
    for (int i = 0; i < n.length; i += 3) {
      float len = (float) Math.sqrt(n[i] * n[i] + n[i + 1] * n[i + 1] + n[i + 2] * n[i + 2]);
      float k = len > 0 ? 1 / len : 0;
      n[i] *= k;
      n[i + 1] *= k;
      n[i + 2] *= k;
    }
  }

  void project(Camera camera) {
    for (int i = 0; i < world.length; i += 3) {
      camera.project(world, i, screen, i);
    }
  }
}
