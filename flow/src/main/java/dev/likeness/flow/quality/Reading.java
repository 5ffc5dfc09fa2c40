package dev.likeness.flow.quality;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;

/**
 * What two landmarkers that know nothing of each other say about one face in one picture.
 *
 * @param mesh the 468-point mesh, with irises where the iris model ran
 * @param points the 68 points of the iBUG scheme (Sagonas et al. 2013), x0 y0 x1 y1 …, same pixels
 */
public record Reading(FaceMesh mesh, double[] points) {
  /** Values in {@link #points}. */
  public static final int POINTS68 = 136;

  public Reading {
    if (points.length != POINTS68) {
      throw new IllegalArgumentException("68 points have 136 values, not " + points.length);
    }
  }

  /** The same reading in coordinates moved by a plane map. */
  public Reading map(Affine2 m) {
    double[] p = new double[POINTS68];
    for (int i = 0; i < POINTS68; i += 2) {
      p[i] = m.x(points[i], points[i + 1]);
      p[i + 1] = m.y(points[i], points[i + 1]);
    }
    return new Reading(mesh.map(m), p);
  }

  /**
   * How far the lips are apart: mean of three inner lip gaps (82–87, 13–14, 312–317) over the
   * distance of the eyes, 0 for a closed mouth.
   */
  double mouth() {
    return (mesh.distance(82, 87) + mesh.distance(13, 14) + mesh.distance(312, 317))
        / 3
        / mesh.eyeDistance();
  }

  /**
   * The same by the 68 points: mean of three inner lip gaps (61–67, 62–66, 63–65) over eye
   * distance.
   */
  double mouth68() {
    return (gap(61, 67) + gap(62, 66) + gap(63, 65)) / 3 / eyeDistance68();
  }

  /**
   * Eye aspect ratio, mean of both eyes: two lid gaps over twice the width (Soukupová and Čech
   * 2016, eq. 1), about .3 open, near 0 shut.
   */
  double eyes() {
    double right =
        (mesh.distance(160, 144) + mesh.distance(158, 153)) / (2 * mesh.distance(33, 133));
    double left =
        (mesh.distance(385, 380) + mesh.distance(387, 373)) / (2 * mesh.distance(362, 263));
    return (right + left) / 2;
  }

  /** Eye aspect ratio by the 68 points. */
  double eyes68() {
    return (eye68(36) + eye68(42)) / 2;
  }

  /** Eye aspect ratio of the eye that starts at point 36 (the person's right) or 42. */
  double eye68(int first) {
    return (gap(first + 1, first + 5) + gap(first + 2, first + 4)) / (2 * gap(first, first + 3));
  }

  double x68(int i) {
    return points[2 * i];
  }

  double y68(int i) {
    return points[2 * i + 1];
  }

  private double eyeDistance68() {
    return Math.hypot(
        (x68(36) + x68(39) - x68(42) - x68(45)) / 2, (y68(36) + y68(39) - y68(42) - y68(45)) / 2);
  }

  private double gap(int i, int j) {
    return Math.hypot(x68(i) - x68(j), y68(i) - y68(j));
  }
}
