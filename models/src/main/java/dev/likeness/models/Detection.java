package dev.likeness.models;

/**
 * Something found, in pixels of the picture that the detector was given (which it may leave).
 *
 * @param score 0 to 1
 * @param points x0 y0 x1 y1 …; which they are, the detector says
 */
public record Detection(
    double score, float left, float top, float right, float bottom, float[] points) {
  public float width() {
    return right - left;
  }

  public float height() {
    return bottom - top;
  }

  public float x(int point) {
    return points[2 * point];
  }

  public float y(int point) {
    return points[2 * point + 1];
  }

  /** Intersection area over union area. */
  public double iou(Detection o) {
    double w = Math.max(0, Math.min(right, o.right) - Math.max(left, o.left));
    double h = Math.max(0, Math.min(bottom, o.bottom) - Math.max(top, o.top));
    double union = (double) width() * height() + (double) o.width() * o.height() - w * h;
    return union <= 0 ? 0 : w * h / union;
  }
}
