package dev.likeness.flow;

import dev.likeness.core.Frame;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.synthesis.Persona;
import dev.likeness.synthesis.View;

/** The persona's picture that is held as a film, for makers whose target it is. */
final class HeldScene {
  /** The long side of the film, pixels. */
  private static final int LONG_SIDE = 720;

  private HeldScene() {}

  /** The view that looks straight ahead with its mouth shut, large and sharp. */
  static View best(Persona p) {
    View best = p.views().get(0);
    double most = -Double.MAX_VALUE;
    for (View v : p.views()) {
      var pose = FaceGeometry.pose(v.mesh());
      var a = FaceGeometry.apertures(v.mesh());
      double score =
          -Math.abs(pose.yaw()) / 20
              - Math.abs(pose.pitch()) / 20
              - 4 * a.mouth()
              + Math.min(1, v.mesh().eyeDistance() / 120)
              + Math.min(.3, Math.min(a.rightEye(), a.leftEye()));
      if (score > most) {
        most = score;
        best = v;
      }
    }
    return best;
  }

  /** The view's picture at the film's size, never enlarged; both sides even. */
  static Frame picture(View v) {
    Frame f = v.picture();
    // views are cut to about five eye distances: at this size lids and lips have pixels enough
    return f.shrunk(Math.min(1, LONG_SIDE / (double) Math.max(f.width(), f.height())));
  }
}
