package dev.likeness.synthesis.refine;

import dev.likeness.core.Seed;
import dev.likeness.models.net.Precision;
import dev.likeness.models.train.Torch;
import dev.likeness.models.train.TorchOps;
import dev.likeness.models.train.Var;
import dev.likeness.synthesis.FaceCanvas;
import dev.likeness.synthesis.LearnedSwap;
import dev.likeness.synthesis.SwapNet;
import java.util.ArrayList;
import java.util.List;

/**
 * Teaches a swap: both decoders their own person, the persona's also from the target's face. The
 * persona's mask is how sure it is, and learns from what is painted with it; the target's learns
 * the face's area.
 */
final class SwapDuel extends FaceDuel {
  /** What the target's decoder weighs, which is thrown away at the end. */
  private static final double OTHER = .5;

  private static final double AREA = .1;

  private final SwapLessons lessons;
  private final SwapLessons.Part held;
  private final Seed seed;

  SwapDuel(Torch torch, Precision precision, Seed seed, SwapLessons lessons) {
    super(torch, precision, seed, "swap", SwapNet.learning());
    this.lessons = lessons;
    this.seed = seed;
    held = lessons.held();
  }

  private Made made(TorchOps ops, String who, Var look, Var seen) {
    Var out = SwapNet.face(ops, who, look, SwapNet.code(ops, seen));
    return Made.of(ops, out, look.narrow(1, 0, 12));
  }

  @Override
  Course course(TorchOps ops, long number) {
    SwapLessons.Batch b = lessons.batch(seed, number);
    SwapLessons.Part p = b.persona();
    int n = p.size();
    Var look = of(p.look(), n, FaceCanvas.CHANNELS);
    Made made = made(ops, SwapNet.PERSONA, look, of(p.seen(), n, SwapNet.SEEN));
    Var truth = of(p.goal(), n, 12);
    Var w = FaceLoss.each(ops, of(p.weight(), n, 4));
    Var off = made.mixed().minus(truth).abs().times(w).mean();
    Var whole = made.face().minus(truth).abs().times(w).mean();
    Var inside = FaceLoss.inside(ops, w);
    Var seen = made.mixed().times(inside);
    Var real = truth.times(inside);
    int pairs = b.neighbours();
    Var wrong = made.mixed().minus(truth).narrow(0, 0, pairs);
    Var loss =
        off.plus(whole)
            .plus(FaceLoss.edges(ops, seen.minus(real)).times(RefineDuel.EDGES))
            .plus(
                FaceLoss.change(ops, wrong, w.narrow(0, 0, pairs), pairs).times(RefineDuel.CHANGE))
            .plus(FaceLoss.blocks(ops, seen, real).times(RefineDuel.BLOCKS))
            .plus(other(ops, b.target()).times(OTHER));
    return new Course(loss, off, w.mean().detach(), seen, real);
  }

  private Var other(TorchOps ops, SwapLessons.Part p) {
    int n = p.size();
    Var look = of(p.look(), n, FaceCanvas.CHANNELS);
    Made made = made(ops, SwapNet.TARGET, look, of(p.seen(), n, SwapNet.SEEN));
    Var truth = of(p.truth(), n, 12);
    Var four = of(p.area(), n, 4);
    Var w = FaceLoss.each(ops, four);
    Var inside = FaceLoss.inside(ops, w);
    Var area = made.sure().minus(FaceLoss.inside(ops, four)).abs().mean();
    return made.face()
        .minus(truth)
        .abs()
        .times(w)
        .mean()
        .plus(FaceLoss.edges(ops, made.face().minus(truth).times(inside)).times(RefineDuel.EDGES))
        .plus(area.times(AREA));
  }

  @Override
  int held() {
    return held.size();
  }

  @Override
  Shot held(TorchOps ops, int i) {
    return shot(ops, held, i);
  }

  /** As a swap would paint it: of what is added, what it takes. */
  private Shot shot(TorchOps ops, SwapLessons.Part p, int i) {
    Var look = one(p.look(), i, FaceCanvas.CHANNELS);
    Var warp = look.narrow(1, 0, 12);
    Var weight = one(p.weight(), i, 4);
    Made made = made(ops, SwapNet.PERSONA, look, one(p.seen(), i, SwapNet.SEEN));
    float[] added = made.mixed().minus(warp).values();
    LearnedSwap.settle(added, weight.values());
    return new Shot(
        warp,
        warp.plus(of(added, 1, 12)),
        one(p.goal(), i, 12),
        weight,
        one(p.truth(), i, 12),
        one(p.area(), i, 4));
  }

  /** Swaps of the target's held-out moments. */
  List<RefineTraining.Shown> swapped(int most) {
    SwapLessons.Part p = lessons.swaps(most);
    List<RefineTraining.Shown> out = new ArrayList<>();
    for (int i = 0; i < p.size(); i++) {
      try (Torch.Scope s = Torch.forward()) {
        out.add(shown(shot(averaged(), p, i)));
      }
    }
    return out;
  }
}
