package dev.likeness.flow;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.core.YuvFrame;
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

  /** The picture at the film's size, both sides even. */
  static Frame picture(Frame f) {
    return resized(f, Math.min(1, (double) LONG_SIDE / Math.max(f.width(), f.height())));
  }

  /** A picture made smaller, both sides even; as it is where nothing changes. */
  static Frame resized(Frame f, double scale) {
    int w = even(f.width() * scale);
    int h = even(f.height() * scale);
    if (w == f.width() && h == f.height()) {
      return f;
    }
    double sx = (double) f.width() / w;
    double sy = (double) f.height() / h;
    return f.sample(new Affine2(sx, 0, 0, 0, sy, 0), w, h, (int) Math.ceil(Math.max(sx, sy)));
  }

  /** A picture of a film made smaller; as it is at 1. */
  static YuvFrame scaled(YuvFrame f, double scale) {
    return scale >= 1 ? f : YuvFrame.of(resized(f.toFrame(), scale), f.matrix(), f.fullRange());
  }

  /** A side of such a film, pixels. */
  static int scaled(int side, double scale) {
    return scale >= 1 ? side : even(side * scale);
  }

  private static int even(double side) {
    return Math.max(2, (int) side / 2 * 2);
  }
}
