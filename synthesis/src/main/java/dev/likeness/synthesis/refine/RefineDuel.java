package dev.likeness.synthesis.refine;

import dev.likeness.core.Seed;
import dev.likeness.models.net.Precision;
import dev.likeness.models.train.Torch;
import dev.likeness.models.train.TorchOps;
import dev.likeness.models.train.Var;
import dev.likeness.synthesis.FaceCanvas;
import dev.likeness.synthesis.RefineNet;

/**
 * Teaches a refiner: how far it is off the picture, more at eyes and mouth; its edges; how it
 * changes from one moment to the next; the likeness of blocks.
 */
final class RefineDuel extends FaceDuel {
  static final double EDGES = .5;
  static final double CHANGE = 1.5;
  static final double BLOCKS = .3;

  private final Teaching lessons;
  private final Lessons.Batch held;
  private final Seed seed;

  RefineDuel(Torch torch, Precision precision, Seed seed, Teaching lessons) {
    super(torch, precision, seed, "refiner", RefineNet.parameters());
    this.lessons = lessons;
    this.seed = seed;
    held = lessons.held();
  }

  @Override
  Course course(TorchOps ops, long number) {
    Lessons.Batch b = lessons.batch(seed, number);
    int n = b.size();
    int pairs = b.neighbours();
    Var look = of(b.look(), n, FaceCanvas.CHANNELS);
    Var truth = of(b.truth(), n, 12);
    Var w = FaceLoss.each(ops, of(b.weight(), n, 4));
    Made made = Made.of(ops, RefineNet.of(ops, look), look.narrow(1, 0, 12));
    Var off = made.mixed().minus(truth).abs().times(w).mean();
    Var whole = made.face().minus(truth).abs().times(w).mean();
    Var inside = FaceLoss.inside(ops, w);
    Var seen = made.mixed().times(inside);
    Var real = truth.times(inside);
    Var wrong = made.mixed().minus(truth).narrow(0, 0, pairs);
    Var loss =
        off.plus(whole)
            .plus(FaceLoss.edges(ops, seen.minus(real)).times(EDGES))
            .plus(FaceLoss.change(ops, wrong, w.narrow(0, 0, pairs), pairs).times(CHANGE))
            .plus(FaceLoss.blocks(ops, seen, real).times(BLOCKS));
    return new Course(loss, off, w.mean().detach(), seen, real);
  }

  /** What others begin with only learns what is likely; what looks real they learn themselves. */
  @Override
  long joins() {
    return switch (lessons) {
      case Lessons own -> super.joins();
      case StartLessons all -> Long.MAX_VALUE;
    };
  }

  @Override
  int held() {
    return held.size();
  }

  @Override
  Shot held(TorchOps ops, int i) {
    Var look = one(held.look(), i, FaceCanvas.CHANNELS);
    Var warp = look.narrow(1, 0, 12);
    Var made = Made.of(ops, RefineNet.of(ops, look), warp).mixed();
    Var weight = one(held.weight(), i, 4);
    Var truth = one(held.truth(), i, 12);
    return new Shot(warp, made, truth, weight, truth, weight);
  }
}
