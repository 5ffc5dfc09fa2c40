package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.Pose;
import org.jspecify.annotations.Nullable;

/**
 * The moment in which a driver's lips are most surely shut and its head is straight, cut out.
 *
 * @param mesh in pixels of the picture
 * @param cost how far it is from that
 */
record ShutLook(Frame picture, FaceMesh mesh, double cost) {
  private static final double MARGIN = 1;

  /** So many degrees are as bad as lips that are apart by the distance of the eyes. */
  private static final double TURNED = 400;

  /** A moment has to be better by so much to be worth cutting out. */
  private static final double BETTER = .002;

  /** The better one of what is known and a new moment. */
  static ShutLook better(@Nullable ShutLook known, Picture p, FaceMesh m) {
    Pose pose = FaceGeometry.pose(m);
    double cost =
        SeenOpening.between(m) + (Math.abs(pose.yaw()) + Math.abs(pose.pitch()) / 2) / TURNED;
    if (known != null && cost > known.cost - BETTER) {
      return known;
    }
    int margin = (int) Math.ceil(MARGIN * m.eyeDistance());
    Box box = m.bounds().grow(margin).intersect(new Box(0, 0, p.width(), p.height()));
    return new ShutLook(p.crop(box), m.map(Affine2.translate(-box.x(), -box.y())), cost);
  }
}
