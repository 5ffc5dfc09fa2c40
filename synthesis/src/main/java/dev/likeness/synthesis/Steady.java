package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.Smoother;
import java.util.List;

/**
 * A mesh that rests where the face rests: after {@link Smoother}, each point is averaged over the
 * window's frames in which it lies within its own tremble of the same place (a bilateral filter in
 * time, point by point). What moves is left alone, so blinks, lips and turns stay as they are.
 */
final class Steady {
  /** How far a resting point trembles, distances between the eyes. */
  private static final double TREMBLE = .012;

  private Steady() {}

  static FaceMesh mesh(List<FaceObservation> run, int i) {
    FaceMesh now = Smoother.smooth(run, i);
    if (run.get(i).locked()) {
      return now;
    }
    double scale = 1 / (TREMBLE * now.eyeDistance());
    float[] xyz = now.xyz().clone();
    int points = now.points();
    double[] weight = new double[points];
    double[] sx = new double[points];
    double[] sy = new double[points];
    for (FaceObservation o : run) {
      FaceMesh m = o.mesh();
      for (int v = 0; v < points && m.points() == points; v++) {
        double dx = m.x(v) - now.x(v);
        double dy = m.y(v) - now.y(v);
        double w = Math.exp(-(dx * dx + dy * dy) * scale * scale);
        weight[v] += w;
        sx[v] += w * dx;
        sy[v] += w * dy;
      }
    }
    for (int v = 0; v < points; v++) {
      // the smoothed point itself counts once more, so that a lone outlier does not lead
      xyz[3 * v] += (float) (sx[v] / (weight[v] + 1));
      xyz[3 * v + 1] += (float) (sy[v] / (weight[v] + 1));
    }
    return new FaceMesh(xyz);
  }
}
