package dev.likeness.synthesis.duel;

import dev.likeness.models.net.Ops;
import dev.likeness.models.net.Parameter;
import java.util.List;

/**
 * Layers that both networks are made of. Weights start from N(0, 1) and are scaled when used, so
 * that all learn at one pace (Karras et al. 2018, section 4.1).
 *
 * @param <T> see {@link Ops}
 */
record Layers<T>(Ops<T> ops) {
  static final float SLOPE = .2f;
  private static final float CALM = .1f;

  /** Keeps the variance that a leaky rectifier would halve. */
  private static final float GAIN = (float) Math.sqrt(2);

  static void conv(List<Parameter> list, String name, int in, int out, int k) {
    list.add(Parameter.random(name + ".weight", 1, out, in, k, k));
    list.add(Parameter.constant(name + ".bias", 0, out));
  }

  /** A 1×1 convolution that says nothing at first. */
  static void silent(List<Parameter> list, String name, int in, int out) {
    list.add(Parameter.constant(name + ".weight", 0, out, in, 1, 1));
    list.add(Parameter.constant(name + ".bias", 0, out));
  }

  /**
   * A layer that learns ten times more slowly than others: what decides about the whole picture
   * must not be torn about (Karras et al. 2019, appendix C).
   */
  static void calm(List<Parameter> list, String name, int in, int out) {
    list.add(Parameter.random(name + ".weight", 1 / CALM, out, in));
    list.add(Parameter.constant(name + ".bias", 0, out));
  }

  static void linear(List<Parameter> list, String name, int in, int out, float bias) {
    list.add(Parameter.random(name + ".weight", 1, out, in));
    list.add(Parameter.constant(name + ".bias", bias, out));
  }

  /**
   * @param fan how many values each result is summed from: in · k · k
   */
  T conv(String name, T x, int fan) {
    return ops.conv(x, scaled(name, fan), ops.parameter(name + ".bias"));
  }

  /** A convolution whose outputs vary alike, however its weights have grown. */
  T even(String name, T x, int fan) {
    T weight = ops.normalise(ops.parameter(name + ".weight"), 1, 2, 3);
    return ops.conv(
        x, ops.scale(weight, (float) (1 / Math.sqrt(fan))), ops.parameter(name + ".bias"));
  }

  T linear(String name, T x, int fan) {
    return ops.linear(x, scaled(name, fan), ops.parameter(name + ".bias"));
  }

  T calm(String name, T x, int fan) {
    T weight = ops.scale(ops.parameter(name + ".weight"), CALM * (float) (1 / Math.sqrt(fan)));
    return ops.linear(x, weight, ops.scale(ops.parameter(name + ".bias"), CALM));
  }

  private T scaled(String name, int fan) {
    return ops.scale(ops.parameter(name + ".weight"), (float) (1 / Math.sqrt(fan)));
  }

  T active(T x) {
    return ops.scale(ops.leaky(x, SLOPE), GAIN);
  }
}
