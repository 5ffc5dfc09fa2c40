package dev.likeness.faces;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.models.Detection;
import dev.likeness.models.FaceDetector;

/**
 * Where one face is looked at: a turned square in picture pixels.
 *
 * @param cx centre
 * @param cy centre
 * @param side length of an edge, above 0
 * @param rotation radians, positive turns the square's x axis towards y (clockwise on the screen)
 */
public record Roi(double cx, double cy, double side, double rotation) {
  /** How much larger the square is than the face; MediaPipe's value for the mesh network. */
  static final double MARGIN = 1.5;

  public Roi {
    if (!(side > 0) || !Double.isFinite(cx + cy + side + rotation)) {
      throw new IllegalArgumentException(
          "region around (%s, %s), side %s, rotation %s".formatted(cx, cy, side, rotation));
    }
  }

  /** The square around a detected face, upright with the line through its eyes. */
  public static Roi of(Detection d) {
    int r = FaceDetector.RIGHT_EYE;
    int l = FaceDetector.LEFT_EYE;
    double turn = Math.atan2(d.y(l) - d.y(r), d.x(l) - d.x(r));
    double side = Math.max(Math.max(d.width(), d.height()), 1) * MARGIN;
    return new Roi((d.left() + d.right()) / 2, (d.top() + d.bottom()) / 2, side, turn);
  }

  /**
   * The square around a mesh: the longer edge of its bounding box along and across the line through
   * the outer eye corners, times 1.5.
   */
  public static Roi of(FaceMesh m) {
    double turn = Math.atan2(m.y(263) - m.y(33), m.x(263) - m.x(33));
    double cos = Math.cos(turn);
    double sin = Math.sin(turn);
    double l = Double.MAX_VALUE;
    double t = Double.MAX_VALUE;
    double r = -Double.MAX_VALUE;
    double b = -Double.MAX_VALUE;
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      double u = cos * m.x(i) + sin * m.y(i);
      double v = cos * m.y(i) - sin * m.x(i);
      l = Math.min(l, u);
      r = Math.max(r, u);
      t = Math.min(t, v);
      b = Math.max(b, v);
    }
    double u = (l + r) / 2;
    double v = (t + b) / 2;
    double side = Math.max(Math.max(r - l, b - t), 1) * MARGIN;
    return new Roi(cos * u - sin * v, sin * u + cos * v, side, turn);
  }

  /** The map from a {@code size}×{@code size} square onto this region. */
  public Affine2 fromSquare(int size) {
    return Affine2.squareTo(cx, cy, side, rotation, size);
  }

  /**
   * How far another region is from this one: the largest of centre shift and change of side, both
   * in this side, and half the turn in radians.
   */
  double distance(Roi o) {
    double shift = Math.hypot(o.cx - cx, o.cy - cy) / side;
    double turn = Math.abs(Math.IEEEremainder(o.rotation - rotation, 2 * Math.PI)) / 2;
    return Math.max(Math.max(shift, Math.abs(o.side / side - 1)), turn);
  }
}
