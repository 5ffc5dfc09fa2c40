package dev.likeness.forensics.train;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import java.util.SplittableRandom;

/**
 * A face's outline where there is no face. A part of a photograph that is blended upon itself along
 * it has the seam of a swap in what a camera took, so that seams can be learnt apart from faces.
 */
final class Hull {
  /** Between the eyes, pixels. */
  private static final double NEAR = 30;

  private static final double FAR = 85;

  private Hull() {}

  /** The canonical face, turned, narrowed and of any size, about the middle of a picture. */
  static FaceMesh in(Frame f, SplittableRandom r) {
    FaceMesh face = new FaceMesh(FaceTopology.canonical().vertices());
    double most = Math.min(FAR, .3 * Math.min(f.width(), f.height()));
    double eyes = Math.min(NEAR, most) * Math.pow(Math.max(1, most / NEAR), r.nextDouble());
    double s = eyes / face.eyeDistance();
    double turn = .15 * r.nextGaussian();
    double narrow = .75 + .25 * r.nextDouble();
    double cos = s * Math.cos(turn);
    double sin = s * Math.sin(turn);
    double x = f.width() * (.5 + .08 * r.nextGaussian());
    double y = f.height() * (.5 + .08 * r.nextGaussian());
    return face.map(new Affine2(narrow * cos, -sin, x, narrow * sin, cos, y));
  }
}
