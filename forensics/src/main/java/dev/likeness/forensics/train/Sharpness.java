package dev.likeness.forensics.train;

import dev.likeness.core.Frame;
import dev.likeness.forensics.Edits;

/**
 * Brings a picture to another's sharpness. What a network draws is softer than what it was drawn
 * from; without pictures that were only blurred beside it, softness is all that is learnt.
 */
final class Sharpness {
  private static final int STEPS = 6;

  /** Pixels of blur, at least and at most. */
  private static final double LEAST = .15;

  private static final double MOST = 3;

  /** Of sharpening: how wide, and how much at most. */
  private static final double WIDTH = .7;

  private static final double AMOUNT = 4;

  private Sharpness() {}

  /** Blurred, or sharpened, until its fine detail is as strong as the other's. */
  static Frame as(Frame f, Frame other) {
    double wanted = of(other);
    boolean blur = of(f) > wanted;
    double low = 0;
    double high = blur ? MOST : AMOUNT;
    Frame out = f;
    for (int i = 0; i < STEPS; i++) {
      double by = (low + high) / 2;
      out = blur ? Edits.blur(f, Math.max(LEAST, by)) : Edits.sharpen(f, WIDTH, by);
      if (blur == of(out) > wanted) {
        low = by;
      } else {
        high = by;
      }
    }
    return out;
  }

  /** Mean second difference of the greens, 0–255. */
  static double of(Frame f) {
    int w = f.width();
    int h = f.height();
    double sum = 0;
    for (int y = 1; y < h - 1; y++) {
      for (int x = 1; x < w - 1; x++) {
        int middle = 2 * f.at(x, y, 1);
        sum += Math.abs(f.at(x - 1, y, 1) - middle + f.at(x + 1, y, 1));
        sum += Math.abs(f.at(x, y - 1, 1) - middle + f.at(x, y + 1, 1));
      }
    }
    return sum / Math.max(1, 2L * (w - 2) * (h - 2));
  }
}
