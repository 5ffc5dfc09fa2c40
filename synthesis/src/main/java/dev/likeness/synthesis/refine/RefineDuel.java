package dev.likeness.synthesis.refine;

import dev.likeness.core.Seed;
import dev.likeness.models.net.Precision;
import dev.likeness.models.onnx.Weights;
import dev.likeness.models.train.Adam;
import dev.likeness.models.train.Parameters;
import dev.likeness.models.train.Torch;
import dev.likeness.models.train.TorchOps;
import dev.likeness.models.train.Var;
import dev.likeness.synthesis.FaceCanvas;
import dev.likeness.synthesis.RefineNet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refiner and the one that says how real its faces look. The refiner is led by the picture
 * itself: how far it is off, more at eyes and mouth; its edges; how it changes from one moment to
 * the next; the means, spreads and likeness of blocks (SSIM, Wang et al. 2004). The discriminator
 * adds what means cannot ask for, and weighs little. Not thread-safe.
 */
final class RefineDuel implements AutoCloseable {
  private static final double EDGES = .5;
  private static final double CHANGE = .5;
  private static final double BLOCKS = .1;
  private static final double REAL = .01;
  private static final double PENALTY = .5;

  /** The discriminator joins when the refiner knows the face. */
  private static final long JOINS = 300;

  private static final int PENALISED = 2;
  private static final double AVERAGE = .99;
  private static final double C1 = .0004;
  private static final double C2 = .0036;

  private final Torch torch;
  private final Precision precision;
  private final Parameters making;
  private final Parameters average;
  private final Parameters judging;
  private final Adam makingAdam;
  private final Adam judgingAdam;

  /**
   * What a step measured.
   *
   * @param off mean weighted distance to the picture, 0 to 2
   * @param gap how much more real pictures look than what was made; 0 before the discriminator
   *     joins
   * @param gradient length of the refiner's gradient
   */
  record Step(double off, double gap, double gradient) {
    boolean finite() {
      return Double.isFinite(off + gap + gradient);
    }
  }

  RefineDuel(Torch torch, Precision precision, Seed seed) {
    this.torch = torch;
    this.precision = precision;
    making = new Parameters(torch, RefineNet.parameters(), seed.derive("refiner"));
    average = new Parameters(torch, RefineNet.parameters(), seed.derive("refiner"));
    judging = new Parameters(torch, Patches.parameters(), seed.derive("patches"));
    makingAdam = new Adam(making, .9, .99);
    judgingAdam = new Adam(judging, 0, .99);
  }

  /** One step of both; {@code number} from 1. */
  Step step(Lessons.Batch b, long number, double rate) {
    try (Torch.Scope s = Torch.scope()) {
      int n = b.size();
      TorchOps ops = new TorchOps(making, precision);
      Var look = torch.of(b.look(), n, FaceCanvas.CHANNELS, FaceCanvas.HALF, FaceCanvas.HALF);
      Var truth = torch.of(b.truth(), n, 12, FaceCanvas.HALF, FaceCanvas.HALF);
      Var w = weights(b, n);
      Var warp = look.narrow(1, 0, 12);
      Made made = made(ops, look, warp);
      Var scale = w.mean().detach();
      Var off = made.mixed.minus(truth).abs().times(w).mean();
      Var whole = made.face.minus(truth).abs().times(w).mean();
      Var inside = inside(ops, w);
      Var seen = made.mixed.times(inside);
      Var real = truth.times(inside);
      Var loss =
          off.plus(whole)
              .plus(edges(ops, seen.minus(real)).times(EDGES))
              .plus(change(ops, made.mixed.minus(truth), w, n).times(CHANGE))
              .plus(blocks(ops, seen, real).times(BLOCKS));
      double gap = 0;
      if (number > JOINS) {
        gap = judge(seen.detach(), real, number - JOINS);
        TorchOps j = new TorchOps(judging, precision);
        Var says = Patches.scores(j, real).detach().minus(Patches.scores(j, seen)).softplus();
        loss = loss.plus(says.mean().times(REAL));
      }
      double gradient = makingAdam.step(loss, rate * Math.min(1, number / 20.0), number);
      average.towards(making, 1 - Math.min(AVERAGE, number / (number + 10.0)));
      return new Step(off.value() / scale.value(), gap, gradient);
    }
  }

  /**
   * What the refiner makes.
   *
   * @param face all of it as it says
   * @param mixed with the warp, as far as it is sure
   */
  private record Made(Var face, Var mixed) {}

  private static Made made(TorchOps ops, Var look, Var warp) {
    Var out = RefineNet.of(ops, look).full();
    Var more = out.narrow(1, 0, 12);
    Var four = out.narrow(1, 12, 4).sigmoid();
    Var sure = ops.join(ops.join(four, four), four);
    return new Made(warp.plus(more), warp.plus(more.times(sure)));
  }

  /** Of each colour. */
  private Var weights(Lessons.Batch b, int n) {
    Var four = torch.of(b.weight(), n, 4, FaceCanvas.HALF, FaceCanvas.HALF);
    TorchOps ops = new TorchOps(making, Precision.FULL);
    return ops.join(ops.join(four, four), four);
  }

  /** The weights, but nowhere more than 1. */
  private static Var inside(TorchOps ops, Var w) {
    return ops.leaky(w.times(-1).plus(1), 0).times(-1).plus(1);
  }

  /** Differences of neighbours across and down, at full size. */
  private static Var edges(TorchOps ops, Var off) {
    Var d = ops.unfold(off);
    long side = FaceCanvas.SIDE;
    Var across = d.narrow(3, 1, side - 1).minus(d.narrow(3, 0, side - 1));
    Var down = d.narrow(2, 1, side - 1).minus(d.narrow(2, 0, side - 1));
    return across.abs().mean().plus(down.abs().mean());
  }

  /** How differently made and real faces change from one moment to the next. */
  private static Var change(TorchOps ops, Var off, Var w, int n) {
    Var pairs = ops.shape(off, n / 2, 24, FaceCanvas.HALF, FaceCanvas.HALF);
    Var weight = ops.shape(w, n / 2, 24, FaceCanvas.HALF, FaceCanvas.HALF).narrow(1, 0, 12);
    return pairs.narrow(1, 12, 12).minus(pairs.narrow(1, 0, 12)).abs().times(weight).mean();
  }

  /** One less the structural similarity of blocks of 8×8 pixels, mean over all. */
  private static Var blocks(TorchOps ops, Var a, Var b) {
    Var ma = block(ops, a);
    Var mb = block(ops, b);
    Var va = block(ops, a.square()).minus(ma.square());
    Var vb = block(ops, b.square()).minus(mb.square());
    Var both = block(ops, a.times(b)).minus(ma.times(mb));
    Var up = ma.times(mb).times(2).plus(C1).times(both.times(2).plus(C2));
    Var low = ma.square().plus(mb.square()).plus(C1).times(va.plus(vb).plus(C2));
    return up.over(low).mean().times(-1).plus(1);
  }

  private static Var block(TorchOps ops, Var x) {
    return ops.down(ops.down(x));
  }

  private double judge(Var made, Var real, long number) {
    TorchOps j = new TorchOps(judging, precision);
    Var loss = Patches.scores(j, made).minus(Patches.scores(j, real)).softplus().mean();
    Var x = real.narrow(0, 0, PENALISED).leaf();
    Var score = Patches.scores(new TorchOps(judging, Precision.FULL), x).sum();
    Var steep = score.gradients(true, x)[0].square().sum().times(1.0 / PENALISED);
    judgingAdam.step(loss.plus(steep.times(PENALTY)), 3e-4, number);
    return Math.log(2) - loss.value();
  }

  /**
   * How far held-out faces are off, inside the face.
   *
   * @param warp peak signal to noise of the warp alone, dB, {@code refined} of what is made
   * @param warpBlocks structural similarity of blocks likewise, {@code refinedBlocks}
   */
  record Held(double warp, double refined, double warpBlocks, double refinedBlocks) {}

  /** Measures the averaged refiner. */
  Held measure(Lessons.Batch b) {
    double[] square = new double[2];
    double[] alike = new double[2];
    double weight = 0;
    int n = 12 * Lessons.PLANES;
    for (int i = 0; i < b.size(); i++) {
      try (Torch.Scope s = Torch.forward()) {
        TorchOps ops = new TorchOps(average, Precision.FULL);
        Var look = one(b.look(), i, FaceCanvas.CHANNELS);
        Var warp = look.narrow(1, 0, 12);
        Var truth = one(b.truth(), i, 12);
        Var four = one(b.weight(), i, 4);
        Var w = inside(ops, ops.join(ops.join(four, four), four));
        Var made = made(ops, look, warp).mixed;
        weight += w.mean().value() * n;
        Var[] both = {warp, made};
        for (int k = 0; k < 2; k++) {
          square[k] += both[k].minus(truth).square().times(w).mean().value() * n;
          alike[k] += 1 - blocks(ops, both[k].times(w), truth.times(w)).value();
        }
      }
    }
    double part = weight / ((double) n * b.size());
    return new Held(
        decibels(square[0] / weight),
        decibels(square[1] / weight),
        // blocks outside are alike
        1 - (1 - alike[0] / b.size()) / part,
        1 - (1 - alike[1] / b.size()) / part);
  }

  private Var one(float[] all, int i, int channels) {
    int n = channels * Lessons.PLANES;
    return torch.of(
        java.util.Arrays.copyOfRange(all, i * n, (i + 1) * n),
        1,
        channels,
        FaceCanvas.HALF,
        FaceCanvas.HALF);
  }

  private static double decibels(double square) {
    return 10 * Math.log10(4 / Math.max(square, 1e-9));
  }

  /** The held-out faces: what is made of them, folded colours one behind the other. */
  float[] faces(Lessons.Batch b) {
    float[] out = new float[b.size() * 12 * Lessons.PLANES];
    for (int i = 0; i < b.size(); i++) {
      try (Torch.Scope s = Torch.forward()) {
        Var look = one(b.look(), i, FaceCanvas.CHANNELS);
        float[] v =
            made(new TorchOps(average, Precision.FULL), look, look.narrow(1, 0, 12)).mixed.values();
        System.arraycopy(v, 0, out, i * v.length, v.length);
      }
    }
    return out;
  }

  /** The averaged refiner's parameters. */
  Map<String, Weights> trained() {
    Map<String, Weights> out = new LinkedHashMap<>();
    average.save("", out);
    return out;
  }

  /** Everything that is needed to go on. */
  Map<String, Weights> save() {
    Map<String, Weights> into = new LinkedHashMap<>();
    making.save("making.", into);
    average.save("average.", into);
    judging.save("judging.", into);
    makingAdam.save("making.adam.", into);
    judgingAdam.save("judging.adam.", into);
    return into;
  }

  /** Shows from now on what these have learnt; training goes on from its own. */
  void average(Map<String, Weights> from) {
    average.load("", from);
  }

  /**
   * Takes what {@link #save} gave.
   *
   * @throws IllegalArgumentException where it is of other networks
   */
  void load(Map<String, Weights> from) {
    making.load("making.", from);
    average.load("average.", from);
    judging.load("judging.", from);
    makingAdam.load("making.adam.", from);
    judgingAdam.load("judging.adam.", from);
  }

  @Override
  public void close() {
    makingAdam.close();
    judgingAdam.close();
    making.close();
    average.close();
    judging.close();
  }
}
