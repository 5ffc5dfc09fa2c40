package dev.likeness.synthesis.refine;

import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.models.net.Parameter;
import dev.likeness.models.net.Precision;
import dev.likeness.models.onnx.Weights;
import dev.likeness.models.train.Adam;
import dev.likeness.models.train.Parameters;
import dev.likeness.models.train.Torch;
import dev.likeness.models.train.TorchOps;
import dev.likeness.models.train.Var;
import dev.likeness.synthesis.FaceCanvas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network that paints faces and the one that says how real they look. The first is led by the
 * pictures themselves; the discriminator adds what means cannot ask for, and weighs little. Not
 * thread-safe.
 */
abstract class FaceDuel implements AutoCloseable {
  private static final double REAL = .01;
  private static final double PENALTY = .5;

  private static final long JOINS = 300;

  private static final int PENALISED = 2;
  private static final double AVERAGE = .99;

  final Torch torch;
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
   * @param gradient length of the painting network's gradient
   */
  record Step(double off, double gap, double gradient) {
    boolean finite() {
      return Double.isFinite(off + gap + gradient);
    }
  }

  /**
   * What is asked of the painting network in one step.
   *
   * @param loss of all, without the discriminator's
   * @param off mean weighted distance to the pictures
   * @param scale mean of the weights
   * @param seen what was made, inside the face; {@code real} what it should be
   */
  record Course(Var loss, Var off, Var scale, Var seen, Var real) {}

  /**
   * A held-out face.
   *
   * @param warp as it is painted without the network
   * @param made as it is painted with it
   * @param truth what it is measured against
   * @param weight of each pixel in that
   * @param real the picture, beside which it is shown
   * @param area of the face in that
   */
  record Shot(Var warp, Var made, Var truth, Var weight, Var real, Var area) {}

  /**
   * @param name whose chance is drawn
   * @param network what paints
   */
  FaceDuel(Torch torch, Precision precision, Seed seed, String name, List<Parameter> network) {
    this.torch = torch;
    this.precision = precision;
    making = new Parameters(torch, network, seed.derive(name));
    average = new Parameters(torch, network, seed.derive(name));
    judging = new Parameters(torch, Patches.parameters(), seed.derive("patches"));
    makingAdam = new Adam(making, .9, .99);
    judgingAdam = new Adam(judging, 0, .99);
  }

  /** What the step of that number asks, from 1. */
  abstract Course course(TorchOps ops, long number);

  /** After so many steps the discriminator joins: the painting network knows the face by then. */
  long joins() {
    return JOINS;
  }

  /** How many faces are held out. */
  abstract int held();

  /** The held-out face of that number. */
  abstract Shot held(TorchOps ops, int i);

  /** Values as folded pictures. */
  final Var of(float[] values, int batch, int channels) {
    return torch.of(values, batch, channels, FaceCanvas.HALF, FaceCanvas.HALF);
  }

  /** One of many. */
  final Var one(float[] all, int i, int channels) {
    int n = channels * Lessons.PLANES;
    return of(java.util.Arrays.copyOfRange(all, i * n, (i + 1) * n), 1, channels);
  }

  /** One step of both; {@code number} from 1. */
  final Step step(long number, double rate) {
    try (Torch.Scope s = Torch.scope()) {
      Course c = course(new TorchOps(making, precision), number);
      Var loss = c.loss;
      double gap = 0;
      if (number > joins()) {
        gap = judge(c.seen.detach(), c.real, number - joins());
        TorchOps j = new TorchOps(judging, precision);
        Var says = Patches.scores(j, c.real).detach().minus(Patches.scores(j, c.seen)).softplus();
        loss = loss.plus(says.mean().times(REAL));
      }
      double gradient = makingAdam.step(loss, rate * Math.min(1, number / 20.0), number);
      average.towards(making, 1 - Math.min(AVERAGE, number / (number + 10.0)));
      return new Step(c.off.value() / c.scale.value(), gap, gradient);
    }
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
   * What comes out of a painting network.
   *
   * @param face all of it as it says
   * @param mixed with the warp, as far as it is sure
   * @param sure how sure, of each pixel
   */
  record Made(Var face, Var mixed, Var sure) {
    static Made of(TorchOps ops, Var what, Var warp) {
      Var out = what.full();
      Var more = out.narrow(1, 0, 12);
      Var four = out.narrow(1, 12, 4).sigmoid();
      return new Made(warp.plus(more), warp.plus(more.times(FaceLoss.each(ops, four))), four);
    }
  }

  /**
   * How far held-out faces are off, inside the face.
   *
   * @param warp peak signal to noise of the warp alone, dB, {@code refined} of what is made
   * @param warpBlocks structural similarity of blocks likewise, {@code refinedBlocks}
   */
  record Held(double warp, double refined, double warpBlocks, double refinedBlocks) {}

  /** Measures the averaged network. */
  final Held measure() {
    FaceLoss.Tally warp = new FaceLoss.Tally();
    FaceLoss.Tally made = new FaceLoss.Tally();
    for (int i = 0; i < held(); i++) {
      try (Torch.Scope s = Torch.forward()) {
        TorchOps ops = new TorchOps(average, Precision.FULL);
        Shot h = held(ops, i);
        Var w = FaceLoss.inside(ops, FaceLoss.each(ops, h.weight));
        warp.add(ops, h.warp, h.truth, w);
        made.add(ops, h.made, h.truth, w);
      }
    }
    return new Held(warp.decibels(), made.decibels(), warp.similarity(), made.similarity());
  }

  /** At most {@code most} held-out faces, evenly spread. */
  final List<RefineTraining.Shown> shown(int most) {
    List<RefineTraining.Shown> out = new ArrayList<>();
    int n = Math.min(most, held());
    for (int k = 0; k < n; k++) {
      try (Torch.Scope s = Torch.forward()) {
        TorchOps ops = new TorchOps(average, Precision.FULL);
        out.add(shown(held(ops, k * held() / n)));
      }
    }
    return out;
  }

  /** As pictures; what lies outside the face, of which nothing is asked, is the picture's. */
  static RefineTraining.Shown shown(Shot h) {
    float[] weight = h.area.values();
    float[] real = h.real.values();
    return new RefineTraining.Shown(
        square(h.warp.values(), real, weight),
        square(h.made.values(), real, weight),
        square(real, real, weight));
  }

  private static Frame square(float[] face, float[] around, float[] weight) {
    int side = FaceCanvas.SIDE;
    byte[] rgb = new byte[3 * side * side];
    int o = 0;
    for (int c = 0; c < 12; c++) {
      int w = c % 4 * Lessons.PLANES;
      for (int y = 0; y < FaceCanvas.HALF; y++) {
        for (int x = 0; x < FaceCanvas.HALF; x++, o++) {
          int i = (2 * y + c % 4 / 2) * side + 2 * x + c % 2;
          float inside = Math.min(1, weight[w++]);
          float v = (around[o] + inside * (face[o] - around[o]) + 1) * 127.5f;
          rgb[3 * i + c / 4] = (byte) Math.round(Math.max(0, Math.min(v, 255)));
        }
      }
    }
    return new Frame(side, side, rgb);
  }

  /** The averaged network's operations. */
  final TorchOps averaged() {
    return new TorchOps(average, Precision.FULL);
  }

  /** The averaged network's parameters. */
  final Map<String, Weights> trained() {
    Map<String, Weights> out = new LinkedHashMap<>();
    average.save("", out);
    return out;
  }

  /** Everything that is needed to go on. */
  final Map<String, Weights> save() {
    Map<String, Weights> into = new LinkedHashMap<>();
    making.save("making.", into);
    average.save("average.", into);
    judging.save("judging.", into);
    makingAdam.save("making.adam.", into);
    judgingAdam.save("judging.adam.", into);
    return into;
  }

  /** Begins with what these have learnt. */
  final void start(Map<String, Weights> from) {
    making.load("", from);
    average.load("", from);
  }

  /** Shows from now on what these have learnt; training goes on from its own. */
  final void average(Map<String, Weights> from) {
    average.load("", from);
  }

  /**
   * Takes what {@link #save} gave.
   *
   * @throws IllegalArgumentException where it is of other networks
   */
  final void load(Map<String, Weights> from) {
    making.load("making.", from);
    average.load("average.", from);
    judging.load("judging.", from);
    makingAdam.load("making.adam.", from);
    judgingAdam.load("judging.adam.", from);
  }

  @Override
  public final void close() {
    makingAdam.close();
    judgingAdam.close();
    making.close();
    average.close();
    judging.close();
  }
}
