package dev.likeness.synthesis;

import org.jspecify.annotations.Nullable;

/**
 * Which triangles of a held picture show its person alone, and which the background alone: most do,
 * and then nothing has to be mixed. Immutable.
 */
final class WholeParts {
  /** Around a triangle, pixels: so much of the picture is looked at, and may be drawn from. */
  private static final int MARGIN = 4;

  /** What a person adds to the background where there is none of it, sRGB. */
  private static final float NOTHING = 1e-3f;

  private final float[] points;
  private final boolean[] person;
  private final boolean[] ground;

  private WholeParts(float[] points, int triangles) {
    this.points = points;
    person = new boolean[triangles];
    ground = new boolean[triangles];
  }

  /**
   * @param points where the picture shows each of the triangles' corners, x y z
   * @param known what is the answer as long as the points are the same object; null: nothing
   */
  static WholeParts of(Cutout cut, int[][] triangles, float[] points, @Nullable WholeParts known) {
    if (known != null && known.points == points) {
      return known;
    }
    WholeParts out = new WholeParts(points, triangles.length);
    for (int t = 0; t < triangles.length; t++) {
      int left = from(triangles[t], points, 0, cut.width);
      int top = from(triangles[t], points, 1, cut.height);
      int right = end(triangles[t], points, 0, cut.width);
      int bottom = end(triangles[t], points, 1, cut.height);
      boolean all = true;
      boolean none = true;
      for (int y = top; y < bottom && (all || none); y++) {
        for (int i = y * cut.width + left; i < y * cut.width + right; i++) {
          all &= cut.alpha[i] == 1;
          none &= cut.alpha[i] == 0 && empty(cut, i);
        }
      }
      out.person[t] = all;
      out.ground[t] = none;
    }
    return out;
  }

  private static boolean empty(Cutout cut, int i) {
    return Math.abs(cut.person[0][i]) < NOTHING
        && Math.abs(cut.person[1][i]) < NOTHING
        && Math.abs(cut.person[2][i]) < NOTHING;
  }

  /** Beyond the picture its border counts. */
  private static int from(int[] t, float[] p, int axis, int size) {
    float least = Math.min(p[3 * t[0] + axis], Math.min(p[3 * t[1] + axis], p[3 * t[2] + axis]));
    return (int) Math.max(0, Math.min(least - MARGIN, size - 1));
  }

  private static int end(int[] t, float[] p, int axis, int size) {
    float most = Math.max(p[3 * t[0] + axis], Math.max(p[3 * t[1] + axis], p[3 * t[2] + axis]));
    return (int) Math.max(1, Math.min(most + MARGIN + 1, size));
  }

  /** Whether a triangle shows the person, and nothing behind it. */
  boolean person(int triangle) {
    return person[triangle];
  }

  /** Whether it shows nothing of the person. */
  boolean ground(int triangle) {
    return ground[triangle];
  }
}
