package dev.likeness.forensics;

import java.awt.geom.Path2D;

/** A closed line through some points of a face, which can be drawn in, out or otherwise bent. */
public final class Outline {
  private Outline() {}

  /** One coordinate of a point. */
  public interface Coordinate {
    float of(int point);
  }

  /** Where a point comes to. */
  public interface Place {
    /**
     * @param i which point of the ring
     * @param x of the middle of all points
     * @param y likewise
     * @param dx of the point beside the middle
     * @param dy likewise
     * @return x and y
     */
    double[] of(int i, double x, double y, double dx, double dy);
  }

  /**
   * Draws it.
   *
   * @param ring the points in their order
   * @param x of each point
   * @param y likewise
   */
  public static Path2D of(int[] ring, Coordinate x, Coordinate y, Place place) {
    double cx = 0;
    double cy = 0;
    for (int v : ring) {
      cx += x.of(v) / ring.length;
      cy += y.of(v) / ring.length;
    }
    Path2D path = new Path2D.Double();
    for (int i = 0; i < ring.length; i++) {
      double dx = x.of(ring[i]) - cx;
      double dy = y.of(ring[i]) - cy;
      double[] to = place.of(i, cx, cy, dx, dy);
      if (i == 0) {
        path.moveTo(to[0], to[1]);
      } else {
        path.lineTo(to[0], to[1]);
      }
    }
    path.closePath();
    return path;
  }
}
