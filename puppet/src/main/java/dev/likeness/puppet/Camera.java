package dev.likeness.puppet;

/** A pinhole camera before the person, looking along −z. */
final class Camera {
  /** Distance from the head's origin, centimetres. */
  static final float DISTANCE = 78;

  /** How much of the world fits the picture's height at the origin's distance at scale 1. */
  static final float FIELD = 43;

  /** The height that is seen in the middle of the picture. */
  static final float MIDDLE = .6f;

  private final float centreX;
  private final float centreY;
  private final float focal;

  /** In pixels. */
  Camera(int width, int height, Pose.Head at) {
    focal = (float) (height / FIELD * at.scale() * DISTANCE);
    centreX = (float) (width / 2.0 + at.tx() * height);
    centreY = (float) (height * (.5 + at.ty()));
  }

  /** World point at {@code i} to samples (two a pixel) and one over the distance, at {@code o}. */
  void project(float[] p, int i, float[] out, int o) {
    float inv = 1 / (DISTANCE - p[i + 2]);
    out[o] = 2 * (centreX + focal * p[i] * inv);
    out[o + 1] = 2 * (centreY - focal * (p[i + 1] - MIDDLE) * inv);
    out[o + 2] = inv;
  }

  /** Pixels a centimetre at a world depth. */
  float scale(float z) {
    return focal / (DISTANCE - z);
  }
}
