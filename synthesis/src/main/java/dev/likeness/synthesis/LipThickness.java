package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;

/**
 * Lips do not grow. The mesh network has the outlines of a driver's lips further out than they are
 * where a beard hides them or lips are pushed out, and where lips are brought together that it
 * holds for parted, only their inner lines are moved; drawn so, a lip is stretched over half of the
 * chin. So the outer lines follow the inner ones where a lip would be thicker than it is in the
 * picture.
 */
final class LipThickness {
  /** A lip that is pushed out is a little thicker. */
  private static final float MOST = 1.12f;

  /** Beyond it grows by so much less, towards a last limit. */
  private static final float ROOM = .2f;

  /** Lips that are drawn wide are thinner by as much, up to here. */
  private static final float WIDEST = 1.5f;

  private LipThickness() {}

  /**
   * Holds it.
   *
   * @param p x, y and z of each point, changed in place
   * @param picture the mesh that shows how thick lips are
   */
  static void hold(float[] p, FaceMesh picture) {
    int last = Expression.LIPS.length - 1;
    float size = size(p) / (float) picture.eyeDistance();
    float wide = apart(p, 61, 291) / (size * (float) picture.distance(61, 291));
    float most = MOST / Math.max(1, Math.min(wide, WIDEST));
    for (int i = 0; i < Expression.AROUND; i++) {
      if (i % (Expression.AROUND / 2) == 0) {
        continue; // corners have no thickness
      }
      int outer = Expression.LIPS[0][i];
      int inner = Expression.LIPS[last][i];
      float own = size * (float) picture.distance(outer, inner);
      float thick = apart(p, outer, inner);
      float line = most * own;
      if (thick <= line || own < 1e-3f) {
        continue;
      }
      float room = ROOM * own;
      float held = line + room * (thick - line) / (room + thick - line);
      float back = 1 - held / thick;
      for (int r = 0; r < last; r++) {
        int v = Expression.LIPS[r][i];
        p[3 * v] -= back * (p[3 * v] - p[3 * inner]);
        p[3 * v + 1] -= back * (p[3 * v + 1] - p[3 * inner + 1]);
      }
    }
  }

  private static float apart(float[] p, int i, int j) {
    return (float) Math.hypot(p[3 * i] - p[3 * j], p[3 * i + 1] - p[3 * j + 1]);
  }

  private static float size(float[] p) {
    return (float) new FaceMesh(p).eyeDistance();
  }
}
