package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;

/**
 * How soft a picture is around the lips: the softer, the smaller are second differences over one
 * pixel down the picture, across the lips' edges, against those over four. Fitted to drawn lips
 * whose edges are spread by Gaussians of .5 to 2 pixels: off by a tenth.
 */
final class Focus {
  /** What a crisp picture has, pixels, and the softest that is told apart. */
  static final float CRISP = .5f;

  private static final float MOST = 2.5f;

  /** The spread where fine detail is as strong as in proportion to coarse detail it can be. */
  private static final double SPREAD = .22;

  private Focus() {}

  /**
   * The spread (Gaussian, standard deviation) in pixels, at least {@value #CRISP}.
   *
   * @param lips the outline of the lips
   * @param before the picture's pixels in the box, sRGB
   */
  static float around(FaceMesh m, int[] lips, Box box, float[][] before) {
    float[] line = Rings.outline(m, lips, box.x(), box.y());
    if (box.height() <= 8) {
      return CRISP;
    }
    Box b = Rings.bounds(line, 4).intersect(new Box(0, 4, box.width(), box.height() - 8));
    double fine = 0;
    double coarse = 0;
    for (int y = b.y(); y < b.bottom(); y++) {
      for (int x = b.x(); x < b.right(); x++) {
        int i = y * box.width() + x;
        fine += bend(before[1], i, box.width());
        coarse += bend(before[1], i, 4 * box.width());
      }
    }
    double s = coarse == 0 ? 1 : 4 * fine / coarse;
    return (float) Math.max(CRISP, Math.min(SPREAD / Math.max(s * s, .01), MOST));
  }

  private static double bend(float[] v, int i, int step) {
    return Math.abs(2 * v[i] - v[i - step] - v[i + step]);
  }
}
