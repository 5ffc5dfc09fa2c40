package dev.likeness.synthesis.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Seed;
import dev.likeness.models.net.Parameter;
import dev.likeness.models.net.Precision;
import dev.likeness.models.train.Parameters;
import dev.likeness.models.train.Torch;
import dev.likeness.models.train.TorchOps;
import dev.likeness.models.train.Var;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Gradients against differences of the values themselves. */
class GradientTest {
  private static final NetSize SIZE = new NetSize(16, 8, .1, 0, 0);

  private static float[] noise(int n, long seed) {
    SplittableRandom r = new SplittableRandom(seed);
    float[] v = new float[n];
    for (int i = 0; i < n; i++) {
      v[i] = (float) (.5 * r.nextGaussian());
    }
    return v;
  }

  /**
   * R1's gradient by the score's weights, in which it is a square: differences are exact, whatever
   * the rectifiers before it do.
   */
  @Test
  void thePenaltysGradientIsRight() {
    Discriminator d = new Discriminator(SIZE);
    float[] pixels = noise(2 * 3 * 16 * 16, 1);
    try (Parameters p = new Parameters(Toy.TORCH, d.parameters(), new Seed(2))) {
      check(p, "score.weight", .1, () -> penalty(d, p, pixels));
    }
  }

  private static Var penalty(Discriminator d, Parameters p, float[] pixels) {
    Var x = Toy.TORCH.of(pixels, 2, 3, 16, 16).leaf();
    Var label = Toy.TORCH.of(new float[2], 2, 1);
    Var score = d.scores(new TorchOps(p, Precision.FULL), x, label).sum();
    return score.gradients(true, x)[0].square().sum();
  }

  /** Second derivatives of what the networks are made of, without rectifiers, which have kinks. */
  @Test
  void secondDerivativesOfTheLayersAreRight() {
    List<Parameter> list =
        List.of(
            Parameter.random("a", .3f, 6, 12, 3, 3),
            Parameter.random("b", .3f, 5, 6, 3, 3),
            Parameter.random("c", .3f, 1, 6 * 16),
            Parameter.random("bias", .3f, 6),
            Parameter.random("bias.b", .3f, 5),
            Parameter.random("bias.c", .3f, 1));
    float[] pixels = noise(4 * 3 * 16 * 16, 1);
    try (Parameters p = new Parameters(Toy.TORCH, list, new Seed(2))) {
      for (String name : List.of("a", "b", "c")) {
        check(p, name, 1e-2, () -> smooth(p, pixels));
      }
    }
  }

  private static Var smooth(Parameters p, float[] pixels) {
    TorchOps ops = new TorchOps(p, Precision.FULL);
    Var x = Toy.TORCH.of(pixels, 4, 3, 16, 16).leaf();
    Var y = ops.normalise(ops.conv(ops.fold(x), p.get("a"), p.get("bias")), 1);
    y = ops.normalise(ops.conv(ops.up(ops.down(y)), p.get("b"), p.get("bias.b")), 1, 2, 3);
    y = ops.shape(TorchOps.withSpread(ops.down(y)), -1, 6 * 16);
    Var score = ops.linear(y, p.get("c"), p.get("bias.c")).sum();
    return score.gradients(true, x)[0].square().sum();
  }

  /** The slope along some direction, against a difference. */
  private static void check(Parameters p, String name, double step, Supplier<Var> value) {
    Var w = p.get(name);
    float[] start = w.values();
    float[] way = noise(start.length, 9);
    double slope = 0;
    double size = 0;
    try (Torch.Scope s = Torch.scope()) {
      float[] g = value.get().gradients(false, w)[0].values();
      for (int i = 0; i < g.length; i++) {
        slope += g[i] * way[i];
        size += g[i] * g[i];
      }
    }
    assertThat(size).isPositive();
    double difference =
        (at(w, start, way, step, value) - at(w, start, way, -step, value)) / (2 * step);
    assertThat(slope).as(name).isCloseTo(difference, within(.02 * Math.sqrt(size)));
    w.set(start);
  }

  private static double at(Var w, float[] start, float[] way, double t, Supplier<Var> value) {
    w.set(moved(start, way, t));
    try (Torch.Scope s = Torch.scope()) {
      return value.get().value();
    }
  }

  private static float[] moved(float[] start, float[] way, double t) {
    float[] moved = start.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (t * way[i]);
    }
    return moved;
  }

  /** What the generator learns from has come through the augmentation. */
  @Test
  void gradientsComeThroughTheAugmentation() {
    float[] pixels = noise(2 * 3 * 16 * 16, 3);
    float[] weights = noise(pixels.length, 4);
    float[] way;
    double slope = 0;
    try (Torch.Scope s = Torch.scope()) {
      Var x = Toy.TORCH.of(pixels, 2, 3, 16, 16).leaf();
      way = value(x, weights).gradients(false, x)[0].values();
    }
    for (float g : way) {
      slope += g * g;
    }
    double step = .01;
    double difference =
        (changed(moved(pixels, way, step), weights) - changed(moved(pixels, way, -step), weights))
            / (2 * step);
    assertThat(slope).isGreaterThan(1);
    assertThat(slope).isCloseTo(difference, within(.01 * slope));
  }

  private static double changed(float[] pixels, float[] weights) {
    try (Torch.Scope s = Torch.scope()) {
      return value(Toy.TORCH.of(pixels, 2, 3, 16, 16), weights).value();
    }
  }

  private static Var value(Var x, float[] weights) {
    Var changed = Augment.USUAL.apply(Toy.TORCH, x, new SplittableRandom(6));
    return changed.times(Toy.TORCH.of(weights, 2, 3, 16, 16)).sum();
  }

  @Test
  void augmentationDoesNothingWhereNothingIsAsked() {
    try (Torch.Scope s = Torch.scope()) {
      float[] pixels = noise(3 * 16 * 16, 7);
      Var x = Toy.TORCH.of(pixels, 1, 3, 16, 16);
      assertThat(Augment.NONE.apply(Toy.TORCH, x, new SplittableRandom(8)).values())
          .isEqualTo(pixels);
      float[] hole = new Augment(0, 0, 0, .5).apply(Toy.TORCH, x, new SplittableRandom(8)).values();
      int gone = 0;
      for (int i = 0; i < hole.length; i++) {
        boolean out = Math.abs(hole[i]) == 0;
        assertThat(out || hole[i] == pixels[i]).isTrue();
        gone += out ? 1 : 0;
      }
      assertThat(gone).isBetween(3 * 16, 3 * 64);
    }
  }
}
