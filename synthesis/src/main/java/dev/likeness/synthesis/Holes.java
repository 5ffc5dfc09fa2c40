package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;

/**
 * Where the target's own pixels stay within its face: the inside of its mouth, its eyeballs where
 * none are drawn, eyes and lids while they shut, and what the settings keep. Immutable.
 */
final class Holes {
  private final MeshAreas areas;

  Holes(MeshAreas areas) {
    this.areas = areas;
  }

  /**
   * Takes the holes off the cover.
   *
   * @param drawn whether the persona's eyeballs are drawn
   * @param alpha how much of each pixel of the box is the persona's
   */
  void keep(FaceSwap.Order order, boolean drawn, Box box, float[] alpha) {
    FaceMesh m = order.mesh();
    float eyes = (float) m.eyeDistance();
    SwapSettings s = order.settings();
    Cover c = new Cover(m, box, alpha);
    float edge = Math.max(1.2f, .045f * eyes);
    c.take(areas.rightEye, drawn ? order.balls()[0] : 1, -.25f * edge, edge);
    c.take(areas.leftEye, drawn ? order.balls()[1] : 1, -.25f * edge, edge);
    c.take(areas.rightLids, s.keepEyes() ? 1 : order.lids()[0], -.02f * eyes, .12f * eyes);
    c.take(areas.leftLids, s.keepEyes() ? 1 : order.lids()[1], -.02f * eyes, .12f * eyes);
    c.take(areas.mouth, order.gap(), .3f * edge, .8f * edge);
    if (s.keepMouth()) {
      c.take(areas.lips, 1, -.02f * eyes, .1f * eyes);
    }
  }

  /** How much of each pixel of a box is the persona's. */
  private record Cover(FaceMesh mesh, Box box, float[] alpha) {
    /**
     * Takes {@code share} off inside a ring; full at {@code from} pixels inside the line (negative:
     * outside), nothing {@code soft} pixels further out.
     */
    void take(int[] ring, float share, float from, float soft) {
      if (share <= 0) {
        return;
      }
      float[] line = Rings.outline(mesh, ring, box.x(), box.y());
      Box b =
          Rings.bounds(line, soft - Math.min(0, from) + 1)
              .intersect(new Box(0, 0, box.width(), box.height()));
      for (int y = b.y(); y < b.y() + b.height(); y++) {
        for (int x = b.x(); x < b.x() + b.width(); x++) {
          int i = y * box.width() + x;
          if (alpha[i] > 0) {
            float d = Rings.inside(line, x + .5f, y + .5f);
            alpha[i] *= 1 - share * Rings.smooth(from - soft, from, d);
            // a distance changes by no more than the way: so far the next pixels lie outside too
            x += Math.max(0, (int) (from - soft - d - .01f));
          }
        }
      }
    }
  }
}
