package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;

/** Which vertices a mesh shows well enough to be drawn from or onto. */
final class Visibility {
  /** Cosine of the angle between surface and view below which nothing is drawn, and above, all. */
  private static final float NONE = .08f;

  private static final float ALL = .35f;

  /**
   * The same for the eyes, of which two of different colours are noticed before a coarse one is,
   * and for the nose, whose wings stand steep in every face: a thin line of the target's own would
   * be seen along them.
   */
  private static final float NONE_WHOLE = -.2f;

  private static final float ALL_WHOLE = .1f;

  private Visibility() {}

  /** For each vertex 0 to 1: seen in the target and in the views that the order draws from. */
  static float[] of(MeshAreas areas, FaceSwap.Order order) {
    float[] target = shown(areas, order.mesh());
    float[] source = new float[target.length];
    for (int k = 0; k < order.views().length; k++) {
      if (order.shares()[k] > 0) {
        View view = order.views()[k];
        float[] s = shown(areas, view.mesh());
        for (int v = 0; v < source.length; v++) {
          source[v] += order.shares()[k] * view.bare()[v] * s[v];
        }
      }
    }
    for (int v = 0; v < source.length; v++) {
      source[v] *= target[v];
    }
    return source;
  }

  private static float[] shown(MeshAreas areas, FaceMesh m) {
    float[] f = facing(areas.triangles, m);
    float[] out = new float[f.length];
    for (int v = 0; v < f.length; v++) {
      out[v] = shown(f[v], areas.whole[v]);
      // lips stand steep where they meet, and are seen as far as their outline is
      int lip = areas.lip[v];
      out[v] = lip < 0 ? out[v] : Math.max(out[v], shown(f[lip], true));
    }
    return out;
  }

  private static float shown(float facing, boolean whole) {
    return whole ? Rings.smooth(NONE_WHOLE, ALL_WHOLE, facing) : Rings.smooth(NONE, ALL, facing);
  }

  /** The cosine between each vertex's normal and the direction to the viewer. */
  static float[] facing(int[][] triangles, FaceMesh m) {
    float[] n = new float[FaceMesh.POINTS * 3];
    for (int[] t : triangles) {
      float ux = m.x(t[1]) - m.x(t[0]);
      float uy = m.y(t[1]) - m.y(t[0]);
      float uz = m.z(t[1]) - m.z(t[0]);
      float vx = m.x(t[2]) - m.x(t[0]);
      float vy = m.y(t[2]) - m.y(t[0]);
      float vz = m.z(t[2]) - m.z(t[0]);
      float nx = uy * vz - uz * vy;
      float ny = uz * vx - ux * vz;
      float nz = ux * vy - uy * vx;
      for (int v : t) {
        n[3 * v] += nx;
        n[3 * v + 1] += ny;
        n[3 * v + 2] += nz;
      }
    }
    float[] out = new float[FaceMesh.POINTS];
    for (int v = 0; v < out.length; v++) {
      float x = n[3 * v];
      float y = n[3 * v + 1];
      float z = n[3 * v + 2];
      out[v] = -z / (float) Math.sqrt(x * x + y * y + z * z + 1e-12f);
    }
    return out;
  }
}
