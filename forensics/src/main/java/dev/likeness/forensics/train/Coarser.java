package dev.likeness.forensics.train;

import dev.likeness.core.Frame;
import dev.likeness.forensics.Edits;
import dev.likeness.forensics.Jpeg;
import java.util.SplittableRandom;

/**
 * A picture that has lost more than what is laid into it: soft, enlarged or strongly compressed.
 */
final class Coarser {
  private Coarser() {}

  static Frame of(Frame f, SplittableRandom r) {
    double kind = r.nextDouble();
    if (kind < .3) {
      return Edits.blur(f, .4 + r.nextDouble());
    }
    if (kind < .6) {
      return enlarged(f, r);
    }
    return kind < .85
        ? FilmLoss.through(f, 4 * Math.pow(6, r.nextDouble()), side(r))
        : Jpeg.through(f, 25 + r.nextInt(45));
  }

  /** Filmed at .4 to .85 of its size. */
  private static Frame enlarged(Frame f, SplittableRandom r) {
    double by = .4 + .45 * r.nextDouble();
    Kernel[] all = Kernel.values();
    int w = Math.max(1, (int) (by * f.width()));
    int h = Math.max(1, (int) (by * f.height()));
    Frame small = all[r.nextInt(all.length)].resize(f, w, h, true);
    if (r.nextBoolean()) {
      small = FilmLoss.through(small, 2 * Math.pow(8, r.nextDouble()), side(r));
    }
    return all[r.nextInt(all.length)].resize(small, f.width(), f.height(), true);
  }

  private static int side(SplittableRandom r) {
    return r.nextBoolean() ? 4 : 8;
  }
}
