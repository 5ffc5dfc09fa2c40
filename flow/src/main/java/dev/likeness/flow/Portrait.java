package dev.likeness.flow;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.faces.Apertures;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.Pose;

/**
 * A picture of one person that could become a persona's view: the face with some surroundings, and
 * what matters for choosing.
 *
 * @param picture cut out, and made smaller where the face is larger than any target needs
 * @param mesh in pixels of that picture
 * @param embedding who it is
 * @param source number of the file it is from
 * @param frame number of the frame in that file; 0 for a photo
 */
record Portrait(
    Frame picture,
    FaceMesh mesh,
    Pose pose,
    Apertures apertures,
    FaceObservation.Quality quality,
    float[] embedding,
    int source,
    long frame) {

  /** Pixels between the eyes from which on more detail is of no use. */
  private static final double ENOUGH = 300;

  private static final double SURROUNDINGS = .6;

  static Portrait of(Picture from, FaceObservation face, int source, long frame) {
    Box b = face.mesh().bounds();
    Box box =
        b.grow((int) (SURROUNDINGS * Math.max(b.width(), b.height())))
            .intersect(new Box(0, 0, from.width(), from.height()));
    double shrink = Math.max(1, face.mesh().eyeDistance() / ENOUGH);
    int w = Math.max(1, (int) (box.width() / shrink));
    int h = Math.max(1, (int) (box.height() / shrink));
    Frame cut =
        shrink == 1
            ? from.crop(box)
            : from.sample(new Affine2(shrink, 0, box.x(), 0, shrink, box.y()), w, h);
    Affine2 toCut = new Affine2(1 / shrink, 0, -box.x() / shrink, 0, 1 / shrink, -box.y() / shrink);
    return new Portrait(
        cut,
        face.mesh().map(toCut),
        face.pose(),
        face.apertures(),
        face.quality(),
        face.embedding(),
        source,
        frame);
  }

  /** As what was seen in its own picture. */
  FaceObservation observation() {
    return new FaceObservation(1, 0, mesh, 1, true, false, quality, embedding);
  }

  /** How good it is on its own: near, sharp, whole; higher is better. */
  double worth() {
    double near = Math.min(1, quality.size() / 100);
    double sharp = Math.min(1, quality.sharpness() / .8);
    double eyes = Math.min(1, apertures.eyes() / .2);
    return near * sharp * quality.inside() * eyes;
  }

  /** How different two look, by turn of the head and mouth: 1 is plainly different. */
  double unlike(Portrait o) {
    return Math.hypot(
            Math.hypot(pose.yaw() - o.pose.yaw(), 1.3 * (pose.pitch() - o.pose.pitch())) / 15,
            (apertures.mouth() - o.apertures.mouth()) / .25)
        + Math.abs(apertures.mouthWidth() - o.apertures.mouthWidth()) / .4;
  }
}
