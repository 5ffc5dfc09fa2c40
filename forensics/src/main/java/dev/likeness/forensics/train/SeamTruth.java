package dev.likeness.forensics.train;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.forensics.BlendNet;
import org.jspecify.annotations.Nullable;

/** Where a picture was replaced, in the cells of the seam network's mask. */
final class SeamTruth {
  /** From this share on a cell counts as replaced. */
  private static final float REPLACED = .15f;

  private SeamTruth() {}

  /**
   * Writes 1 where it was and 0 where not.
   *
   * @param replaced how much of each pixel was; null where none was
   * @param before the picture that {@code replaced} lies over
   * @param back from pixels of the network's crop to those of {@code before}
   * @param at where in {@code to}
   */
  static void put(
      float @Nullable [] replaced, Frame before, Affine2 back, boolean mirror, float[] to, int at) {
    int cell = BlendNet.SIDE / BlendNet.MASK;
    for (int y = 0; y < BlendNet.MASK; y++) {
      for (int x = 0; x < BlendNet.MASK; x++) {
        int u = mirror ? BlendNet.MASK - 1 - x : x;
        double px = (u + .5) * cell;
        double py = (y + .5) * cell;
        int bx = (int) back.x(px, py);
        int by = (int) back.y(px, py);
        boolean within = bx >= 0 && by >= 0 && bx < before.width() && by < before.height();
        to[at + y * BlendNet.MASK + x] =
            replaced != null && within && replaced[by * before.width() + bx] > REPLACED ? 1 : 0;
      }
    }
  }
}
