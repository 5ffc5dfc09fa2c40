package dev.likeness.models.net;

import java.util.List;

/**
 * The layers that networks of this project are built of: a convolution of 3×3 or a linear map, each
 * with a bias, and the leaky rectifier. A layer's parameters are called {@code NAME.weight} and
 * {@code NAME.bias}; the weights start as He et al. 2015 say (equation 10), the bias at 0.
 */
public final class Layers {
  /** What the rectifier leaves of values below 0. */
  public static final float SLOPE = .1f;

  private static final int PIXELS = 9;

  private Layers() {}

  /** Adds the parameters of a convolution of 3×3. */
  public static void conv(List<Parameter> all, String name, int in, int out) {
    float spread = (float) Math.sqrt(2.0 / (PIXELS * in));
    conv(all, name, in, out, spread);
  }

  /**
   * Likewise, of weights that start otherwise.
   *
   * @param spread standard deviation of the weights
   */
  public static void conv(List<Parameter> all, String name, int in, int out, float spread) {
    all.add(Parameter.random(name + ".weight", spread, out, in, 3, 3));
    all.add(Parameter.constant(name + ".bias", 0, out));
  }

  /** Adds the parameters of a linear map. */
  public static void linear(List<Parameter> all, String name, int in, int out) {
    all.add(Parameter.random(name + ".weight", (float) Math.sqrt(2.0 / in), out, in));
    all.add(Parameter.constant(name + ".bias", 0, out));
  }

  /** The convolution. */
  public static <T> T conv(Ops<T> ops, String name, T x) {
    return ops.conv(x, ops.parameter(name + ".weight"), ops.parameter(name + ".bias"));
  }

  /** The linear map. */
  public static <T> T linear(Ops<T> ops, String name, T x) {
    return ops.linear(x, ops.parameter(name + ".weight"), ops.parameter(name + ".bias"));
  }

  /** The convolution, rectified. */
  public static <T> T leaky(Ops<T> ops, String name, T x) {
    return ops.leaky(conv(ops, name, x), SLOPE);
  }
}
