package dev.likeness.core;

/**
 * A picture that can be sampled as sRGB and changed by adding a difference. Immutable by agreement:
 * nobody writes into the arrays of a picture that was handed out. Thread-safe.
 */
public sealed interface Picture permits Frame, YuvFrame {
  int width();

  int height();

  /**
   * Samples a {@code w}×{@code h} picture bilinearly: the centre of output pixel (x, y) is taken
   * from {@code outToHere.apply(x + .5, y + .5)}; outside, the nearest border pixel counts.
   */
  Frame sample(Affine2 outToHere, int w, int h);

  /** The pixels of {@code box}, which must lie inside the picture. */
  Frame crop(Box box);

  /** This picture plus a difference; pixels where the difference is 0 stay exactly as they are. */
  Picture plus(Patch patch);

  /** The whole picture as sRGB. */
  default Frame toFrame() {
    return crop(new Box(0, 0, width(), height()));
  }
}
