package dev.likeness.faces;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Picture;
import dev.likeness.models.FaceAttributes;

/**
 * How old a face looks: the mean of four looks at it, nearer and farther, and each in the mirror.
 * One look alone is off by up to three years from another of the same picture.
 */
final class ApparentAge {
  private static final double[] ZOOMS = {.85, 1.15};

  private ApparentAge() {}

  /** In years. */
  static double of(FaceAttributes net, Picture p, FaceMesh m) {
    int side = net.side();
    double half = side / 2.0;
    Affine2 mirror = new Affine2(-1, 0, side, 0, 1, 0);
    double sum = 0;
    for (double zoom : ZOOMS) {
      double[] template = net.template();
      for (int i = 0; i < template.length; i++) {
        template[i] = half + zoom * (template[i] - half);
      }
      Affine2 map = Affine2.similarity(template, Identity.five(m));
      sum += net.look(Sampling.square(p, map, side)).age();
      sum += net.look(Sampling.square(p, map.after(mirror), side)).age();
    }
    return sum / (2 * ZOOMS.length);
  }
}
