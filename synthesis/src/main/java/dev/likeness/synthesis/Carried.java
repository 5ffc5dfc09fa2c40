package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;

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

  private final int[] oval;

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
    }
  }

  /**
   * Where in the picture the hair is taken from.
   *
   * @param own x, y and z of the face's points and what is around it, in the picture
   * @param points where they are drawn
   * @return for each point of {@code points} the place of the picture that is drawn there
   */
  float[] from(float[] own, float[] points) {
    float[] out = own.clone();
    float[] dx = new float[oval.length];
    float[] dy = new float[oval.length];
    for (int i = 0; i < oval.length; i++) {
      dx[i] = points[3 * oval[i]] - own[3 * oval[i]];
      dy[i] = points[3 * oval[i] + 1] - own[3 * oval[i] + 1];
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
