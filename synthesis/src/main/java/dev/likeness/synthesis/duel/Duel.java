package dev.likeness.synthesis.duel;

import dev.likeness.core.Seed;
import dev.likeness.models.net.Precision;
import dev.likeness.models.onnx.Weights;
import dev.likeness.models.train.Adam;
import dev.likeness.models.train.Parameters;
import dev.likeness.models.train.Torch;
import dev.likeness.models.train.TorchOps;
import dev.likeness.models.train.Var;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Generator and discriminator, step by step. The discriminator learns that each real picture looks
 * more real than the made one it is paired with, the generator the opposite (Jolicoeur-Martineau
 * 2019), with the gradients at both kinds of pictures held short (R1 and R2; Huang et al. 2024,
 * "The GAN is dead; long live the GAN!", section 2). Before and beside that the generator is led,
 * see {@link Lead}; then real pictures are paired with what is drawn from their own latents. All
 * chance of a step comes from the seed and the step's number: nothing else needs to be kept to go
 * on with the same bits. Not thread-safe.
 */
public final class Duel implements AutoCloseable {
  /** A new discriminator's first so many steps: the generator follows it slowly. */
  private static final double HEAD_START = 200;

  private static final double BETA1 = 0;
  private static final double MAKING_BETA1 = .5;
  private static final double BETA2 = .99;

  private final Torch torch;
  private final DuelSettings settings;
  private final Seed seed;
  private final Generator generator;
  private final Discriminator discriminator;
  private final Parameters making;
  private final Parameters judging;
  private final Parameters average;
  private final Adam makingAdam;
  private final Adam judgingAdam;

  /**
   * Pictures for one step.
   *
   * @param pixels batch × 3 × side × side, −1 to 1
   * @param labels the class of each picture, all 0 where there are none
   * @param codes latents of their own, batch × as many numbers as there are anchors; none where
   *     nothing is led
   */
  public record Batch(float[] pixels, int[] labels, float[] codes) {}

  /**
   * What a step measured.
   *
   * @param judging the discriminator's loss, without penalty
   * @param making the generator's loss
   * @param gap how much more real than made pictures look to the discriminator
   * @param penalty mean squared gradient length, real and made together
   * @param judgingGradient length of the discriminator's gradient
   * @param makingGradient length of the generator's gradient
   * @param near mean square between led pictures and those they belong to, summed over four sizes
   */
  public record Step(
      double judging,
      double making,
      double gap,
      double penalty,
      double judgingGradient,
      double makingGradient,
      double near) {
    /** Whether all numbers are ones. */
    public boolean finite() {
      return Double.isFinite(
          judging + making + gap + penalty + judgingGradient + makingGradient + near);
    }
  }

  public Duel(Torch torch, DuelSettings settings, Seed seed) {
    this.torch = torch;
    this.settings = settings;
    this.seed = seed;
    generator = new Generator(settings.size());
    discriminator = new Discriminator(settings.size());
    making = new Parameters(torch, generator.parameters(), seed.derive("generator"));
    judging = new Parameters(torch, discriminator.parameters(), seed.derive("discriminator"));
    average = new Parameters(torch, generator.parameters(), seed.derive("generator"));
    makingAdam = new Adam(making, MAKING_BETA1, BETA2);
    judgingAdam = new Adam(judging, BETA1, BETA2);
  }

  /** Lays the ground of a generator that is to have one, before its first step. */
  void ground(Ground g) {
    for (Parameters p : java.util.List.of(making, average)) {
      p.give(Ground.MEAN, g.mean());
      p.give(Ground.PARTS, g.parts());
    }
  }

  public DuelSettings settings() {
    return settings;
  }

  /** How many numbers each network has: the generator's, the discriminator's. */
  public long[] sizes() {
    return new long[] {making.size(), judging.size()};
  }

  /**
   * One step of both.
   *
   * @param number the step's, from 1
   * @param attempt how often this step was tried before: another one draws other numbers
   * @param rate against the settings' step size
   */
  public Step step(Batch real, long number, int attempt, double rate) {
    SplittableRandom random = seed.derive("step " + number + " " + attempt).random();
    long duel = number - settings.lead().steps();
    try (Torch.Scope s = Torch.scope()) {
      return duel <= 0
          ? follow(real, number, random, rate)
          : fight(real, number, duel, random, rate);
    }
  }

  /** Only towards the pictures. */
  private Step follow(Batch real, long number, SplittableRandom random, double rate) {
    Var made = made(latents(random, real, settings.batch()), real.labels());
    Var near = near(made, pictures(real));
    double gradient = makingAdam.step(near, settings.lead().rate() * rate, number);
    remember(number);
    return new Step(0, 0, 0, 0, 0, gradient, near.value());
  }

  private Step fight(Batch real, long number, long duel, SplittableRandom random, double rate) {
    Lead lead = settings.lead();
    Var pictures = pictures(real);
    Var label = label(real.labels());
    int led = real.codes().length == 0 ? 0 : Math.min(lead.pictures(), settings.batch());
    Var made = made(latents(random, real, led), real.labels());
    Judged judged = judge(pictures, made.detach(), label, random);
    double pace = settings.rate() * rate;
    Var penalty = penalty(judged.seenReal, label).plus(penalty(judged.seenMade, label));
    Var judging = judged.loss.plus(penalty.times(.5 * settings.penalty()));
    double judgingGradient = judgingAdam.step(judging, pace * settings.sharpness(), duel);
    Var again = scores(settings.augment().apply(torch, made, random), label);
    Var loss = judged.real.minus(again).softplus().mean();
    Var all = loss;
    double near = 0;
    if (led > 0) {
      Var off = near(made.narrow(0, 0, led), pictures.narrow(0, 0, led));
      near = off.value();
      all = loss.plus(off.times(lead.hold()));
    }
    double head = lead.steps() == 0 ? 1 : Math.min(1, duel / HEAD_START);
    double makingGradient = makingAdam.step(all, pace * head, number);
    remember(number);
    return new Step(
        judged.loss.value(),
        loss.value(),
        judged.real.mean().value() - judged.made.mean().value(),
        penalty.value(),
        judgingGradient,
        makingGradient,
        near);
  }

  /**
   * The bare arithmetic of a step, to measure everything else against: both networks forwards and
   * backwards, penalties, both optimisers. Nothing is augmented, averaged, read or watched.
   *
   * @param z latents, batch × latent
   */
  void bare(Batch real, float[] z, long number) {
    try (Torch.Scope s = Torch.scope()) {
      Var pictures = pictures(real);
      Var label = label(real.labels());
      Var made = made(z, real.labels());
      Var seen = made.detach();
      Var says = scores(pictures, label);
      Var judging = scores(seen, label).minus(says).softplus().mean();
      Var penalty = penalty(pictures, label).plus(penalty(seen, label));
      judgingAdam.step(
          judging.plus(penalty.times(.5 * settings.penalty())), settings.rate(), number);
      Var loss = says.detach().minus(scores(made, label)).softplus().mean();
      int led = Math.min(settings.lead().pictures(), settings.batch());
      Var near = near(made.narrow(0, 0, led), pictures.narrow(0, 0, led));
      makingAdam.step(loss.plus(near.times(settings.lead().hold())), settings.rate(), number);
    }
  }

  private Var made(float[] z, int... labels) {
    TorchOps ops = new TorchOps(making, settings.precision());
    Var latents = torch.of(z, labels.length, settings.size().latent());
    return generator.pictures(ops, latents, label(labels)).full();
  }

  private Var pictures(Batch real) {
    long side = settings.size().side();
    return torch.of(real.pixels(), settings.batch(), 3, side, side);
  }

  /** In four sizes, so that what is coarse counts more than what is fine. */
  private Var near(Var made, Var pictures) {
    TorchOps ops = new TorchOps(making, Precision.FULL);
    Var off = made.minus(pictures);
    Var sum = off.square().mean();
    for (int i = 0; i < 3; i++) {
      off = ops.down(off);
      sum = sum.plus(off.square().mean());
    }
    return sum;
  }

  private void remember(long number) {
    int n = settings.batch();
    average.towards(making, 1 - Math.pow(.5, n / Math.min(settings.memory(), n * number / 4.0)));
  }

  /** What the discriminator saw and said; nothing but the loss remembers how it was made. */
  private record Judged(Var loss, Var real, Var made, Var seenReal, Var seenMade) {}

  private Judged judge(Var pictures, Var made, Var label, SplittableRandom random) {
    Var seenReal = settings.augment().apply(torch, pictures, random).detach();
    Var seenMade = settings.augment().apply(torch, made, random).detach();
    Var real = scores(seenReal, label);
    Var fake = scores(seenMade, label);
    Var loss = fake.minus(real).softplus().mean();
    return new Judged(loss, real.detach(), fake.detach(), seenReal, seenMade);
  }

  private Var scores(Var pictures, Var label) {
    return discriminator.scores(new TorchOps(judging, settings.precision()), pictures, label);
  }

  /**
   * The mean squared length of the score's gradient by the pictures, to be differentiated, in full
   * precision: second derivatives suffer from short numbers. Of each batch a few pictures are
   * measured in every step; all of them every few steps would pull in jerks, by which Adam would
   * then measure all other steps.
   */
  private Var penalty(Var pictures, Var label) {
    int n = settings.penalised();
    Var x = pictures.narrow(0, 0, n).leaf();
    TorchOps full = new TorchOps(judging, Precision.FULL);
    Var score = discriminator.scores(full, x, label.narrow(0, 0, n)).sum();
    return score.gradients(true, x)[0].square().sum().times(1.0 / n);
  }

  /** By chance; the first {@code led} pictures have what is their own and chance behind it. */
  private float[] latents(SplittableRandom random, Batch real, int led) {
    int latent = settings.size().latent();
    float[] z = new float[settings.batch() * latent];
    for (int i = 0; i < z.length; i++) {
      z[i] = (float) random.nextGaussian();
    }
    int own = real.codes().length / settings.batch();
    for (int i = 0; i < led; i++) {
      System.arraycopy(real.codes(), i * own, z, i * latent, own);
    }
    return z;
  }

  private Var label(int... labels) {
    int classes = Math.max(1, settings.size().classes());
    float[] v = new float[labels.length * classes];
    for (int i = 0; i < labels.length; i++) {
      v[i * classes + labels[i]] = 1;
    }
    return torch.of(v, labels.length, classes);
  }

  /**
   * Pictures of the averaged generator.
   *
   * @param z n × latent numbers
   * @param labels n classes
   * @return n × 3 × side × side, about −1 to 1
   */
  public float[] sample(float[] z, int... labels) {
    try (Torch.Scope s = Torch.forward()) {
      TorchOps ops = new TorchOps(average, Precision.FULL);
      Var latents = torch.of(z, labels.length, settings.size().latent());
      return generator.pictures(ops, latents, label(labels)).full().values();
    }
  }

  /** The discriminator's scores of pictures as they are (n × 3 × side × side). */
  public float[] scores(float[] pixels, int... labels) {
    long side = settings.size().side();
    try (Torch.Scope s = Torch.forward()) {
      return scores(torch.of(pixels, labels.length, 3, side, side), label(labels)).values();
    }
  }

  /** The averaged generator's parameters, into {@code into} under their own names. */
  public void trained(Map<String, Weights> into) {
    average.save("", into);
  }

  /** Everything that is needed to go on, into {@code into}. */
  public void save(Map<String, Weights> into) {
    making.save("making.", into);
    judging.save("judging.", into);
    average.save("average.", into);
    makingAdam.save("making.adam.", into);
    judgingAdam.save("judging.adam.", into);
  }

  /**
   * Takes what {@link #save} wrote.
   *
   * @throws IllegalArgumentException where it is of other networks
   */
  public void load(Map<String, Weights> from) {
    making.load("making.", from);
    judging.load("judging.", from);
    average.load("average.", from);
    makingAdam.load("making.adam.", from);
    judgingAdam.load("judging.adam.", from);
  }

  @Override
  public void close() {
    makingAdam.close();
    judgingAdam.close();
    making.close();
    judging.close();
    average.close();
  }
}
