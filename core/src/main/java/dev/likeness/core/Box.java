package dev.likeness.core;

/** A rectangle of whole pixels: [x, x+width) × [y, y+height). */
public record Box(int x, int y, int width, int height) {
  public Box {
    if (width < 0 || height < 0) {
      throw new IllegalArgumentException("box of negative size " + width + "×" + height);
    }
  }

  public int right() {
    return x + width;
  }

  public int bottom() {
    return y + height;
  }

  public boolean isEmpty() {
    return width == 0 || height == 0;
  }

  /** What both boxes cover; empty (0×0 at this box's corner) when they do not touch. */
  public Box intersect(Box o) {
    int l = Math.max(x, o.x);
    int t = Math.max(y, o.y);
    int r = Math.min(right(), o.right());
    int b = Math.min(bottom(), o.bottom());
    return r <= l || b <= t ? new Box(x, y, 0, 0) : new Box(l, t, r - l, b - t);
  }

  /** This box with {@code margin} more pixels on each side. */
  public Box grow(int margin) {
    return new Box(x - margin, y - margin, width + 2 * margin, height + 2 * margin);
  }

  /** Intersection area over union area, 0 for empty boxes. */
  public double iou(Box o) {
    Box i = intersect(o);
    double inter = (double) i.width * i.height;
    double union = (double) width * height + (double) o.width * o.height - inter;
    return union <= 0 ? 0 : inter / union;
  }
}
