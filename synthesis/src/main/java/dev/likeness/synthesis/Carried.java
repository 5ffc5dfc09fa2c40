package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import org.jspecify.annotations.Nullable;

/**
 * How hair that lies over a face goes along when the face gets another shape: with the outline, as
 * the hair beside it does, and not with the features under it, whose movements would bend it, and
 * show the face's edge a second time where they lead away from the outline's. Each point inside
 * moves as the outline around it does, near points first (inverse distances to the fourth power:
 * Shepard 1968). Immutable.
 */
final class Carried {
  /** So near to a point of the outline, canonical units, a point moves with it alone. */
  private static final float TOUCH = .05f;

  /**
   * What hangs over a cheek stays where it would move across the face by less than the first,
   * canonical units, and goes along from the second on: held further, the edge of a wide face would
   * step out under it.
   */
  private static final float[] CURTAIN = {.3f, .45f};

  /** Likewise the hairline at the temples, by which people are known, too. */
  private static final float[] HAIRLINE = {.15f, .3f};

  /** The outer corners of the eyes. */
  private static final int RIGHT = 33;

  private static final int LEFT = 263;

  private final int[] oval;

  /** For each vertex of the face how far it lies at the temples, where hair begins. */
  private final float[] temple = new float[FaceMesh.POINTS];

  private final float wide;

  /** For each vertex of the face how much it follows each point of the outline. */
  private final float[][] follows = new float[FaceMesh.POINTS][];

  Carried(FaceTopology face) {
    oval = face.ring(FaceTopology.Ring.FACE_OVAL);
    for (int v = 0; v < follows.length; v++) {
      float[] w = new float[oval.length];
      float sum = 0;
      for (int i = 0; i < w.length; i++) {
        float dx = face.x(v) - face.x(oval[i]);
        float dy = face.y(v) - face.y(oval[i]);
        float d = dx * dx + dy * dy + TOUCH * TOUCH;
        w[i] = 1 / (d * d);
        sum += w[i];
      }
      for (int i = 0; i < w.length; i++) {
        w[i] /= sum;
      }
      follows[v] = w;
      float up = 1 - Rings.smooth(-4.5f, -2.5f, face.y(v));
      temple[v] = up * Rings.smooth(3, 5, Math.abs(face.x(v)));
    }
    wide = face.x(LEFT) - face.x(RIGHT);
  }

  /**
   * Where in the picture what is no hair is taken from: from where it is, but the edge of the hair
   * at the temples stays where it would hardly move.
   *
   * @param own x, y and z of the face's points and what is around it, in the picture
   * @param points where they are drawn
   */
  float[] still(float[] own, float[] points) {
    return still(own, points, null);
  }

  private float[] still(float[] own, float[] points, float @Nullable [] hangs) {
    float[] out = own.clone();
    float ex = own[3 * LEFT] - own[3 * RIGHT];
    float ey = own[3 * LEFT + 1] - own[3 * RIGHT + 1];
    float unit = (ex * ex + ey * ey) / wide;
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      float dx = points[3 * v] - own[3 * v];
      float dy = points[3 * v + 1] - own[3 * v + 1];
      float across = Math.abs(dx * ex + dy * ey) / unit;
      float stays = temple[v] * little(across, HAIRLINE);
      if (hangs != null) {
        stays = Math.max(stays, hangs[v] * little(across, CURTAIN));
      }
      out[3 * v] += stays * dx;
      out[3 * v + 1] += stays * dy;
    }
    return out;
  }

  private static float little(float across, float[] limits) {
    return 1 - Rings.smooth(limits[0], limits[1], across);
  }

  /**
   * Where in the picture the hair is taken from. What hangs over a side of the face hides the
   * outline there, and stays where it would hardly move.
   *
   * @param own x, y and z of the face's points and what is around it, in the picture
   * @param points where they are drawn
   * @param hangs see {@link CoverMap#hangs}; null where nothing does
   * @return for each point of {@code points} the place of the picture that is drawn there
   */
  float[] from(float[] own, float[] points, float @Nullable [] hangs) {
    float[] at = still(own, points, hangs);
    float[] out = own.clone();
    float[] dx = new float[oval.length];
    float[] dy = new float[oval.length];
    for (int i = 0; i < oval.length; i++) {
      dx[i] = points[3 * oval[i]] - at[3 * oval[i]];
      dy[i] = points[3 * oval[i] + 1] - at[3 * oval[i] + 1];
    }
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      float x = 0;
      float y = 0;
      for (int i = 0; i < oval.length; i++) {
        x += follows[v][i] * dx[i];
        y += follows[v][i] * dy[i];
      }
      out[3 * v] = points[3 * v] - x;
      out[3 * v + 1] = points[3 * v + 1] - y;
    }
    return out;
  }
}
