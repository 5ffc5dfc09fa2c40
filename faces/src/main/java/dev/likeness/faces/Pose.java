package dev.likeness.faces;

/**
 * How a head is turned, and where: a weak-perspective camera for the canonical face of {@link
 * dev.likeness.core.FaceTopology}. A canonical point X appears at {@code (x, y) + scale · (first
 * two rows of R)·X} with R = Rz(roll)·Ry(−yaw)·Rx(−pitch).
 *
 * @param yaw degrees, positive: the face points to the right of the picture
 * @param pitch degrees, positive: the face points up
 * @param roll degrees, positive: the head leans clockwise on the screen
 * @param scale picture pixels per canonical unit (about a centimetre)
 * @param x where the canonical origin (inside the head, between the ears) appears
 * @param y likewise
 */
public record Pose(double yaw, double pitch, double roll, double scale, double x, double y) {
  /** The turn as 9 numbers, row by row: canonical to picture axes (x right, y down, z away). */
  public double[] rotation() {
    double cy = Math.cos(Math.toRadians(yaw));
    double sy = -Math.sin(Math.toRadians(yaw));
    double cx = Math.cos(Math.toRadians(pitch));
    double sx = -Math.sin(Math.toRadians(pitch));
    double cz = Math.cos(Math.toRadians(roll));
    double sz = Math.sin(Math.toRadians(roll));
    return new double[] {
      cz * cy,
      cz * sy * sx - sz * cx,
      cz * sy * cx + sz * sx,
      sz * cy,
      sz * sy * sx + cz * cx,
      sz * sy * cx - cz * sx,
      -sy,
      cy * sx,
      cy * cx
    };
  }

  /** The angle between this head and one that looks straight into the camera, roll left out. */
  public double offAxis() {
    return Math.toDegrees(
        Math.acos(Math.cos(Math.toRadians(yaw)) * Math.cos(Math.toRadians(pitch))));
  }
}
