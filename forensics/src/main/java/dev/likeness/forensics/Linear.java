package dev.likeness.forensics;

import dev.likeness.models.onnx.Weights;
import java.util.Map;

/**
 * Logistic regression over features that are brought to mean 0 and spread 1, and what the features
 * usually look like. Immutable by agreement.
 *
 * @param mean of each feature in what it learnt from
 * @param spread likewise, above 0
 * @param weight of each feature
 * @param bias what is added
 * @param usual the strangeness that 99.5 % of what it learnt from stay below
 */
public record Linear(float[] mean, float[] spread, float[] weight, float bias, float usual) {
  /** No single trace says more than this: about 55 to 1. */
  public static final double MOST = 4;

  private static final float CLIP = 4;

  public Linear {
    if (mean.length != spread.length || mean.length != weight.length) {
      throw new IllegalArgumentException(
          "%d means, %d spreads, %d weights".formatted(mean.length, spread.length, weight.length));
    }
  }

  /** What has learnt nothing: it always says 0. */
  static Linear none(int features) {
    float[] spread = new float[features];
    java.util.Arrays.fill(spread, 1);
    return new Linear(new float[features], spread, new float[features], 0, 1e9f);
  }

  /** A feature in spreads beside its mean, cut off where one alone could decide. */
  public float scaled(float[] f, int i) {
    float v = (f[i] - mean[i]) / spread[i];
    return Math.max(-CLIP, Math.min(CLIP, v));
  }

  /** Log-odds, within ±{@link #MOST}. */
  public double logOdds(float[] f) {
    if (f.length != mean.length) {
      throw new IllegalArgumentException(f.length + " features instead of " + mean.length);
    }
    double s = bias;
    for (int i = 0; i < f.length; i++) {
      s += weight[i] * scaled(f, i);
    }
    return MOST * Math.tanh(s / MOST);
  }

  /** Root mean square of the features in spreads, over what is usual: above 1 it is strange. */
  public double strangeness(float[] f) {
    return unscaledStrangeness(f) / usual;
  }

  /** Likewise before it is set against what is usual. */
  public double unscaledStrangeness(float[] f) {
    double s = 0;
    for (int i = 0; i < f.length; i++) {
      double v = (f[i] - mean[i]) / spread[i];
      s += Math.min(100, v * v) / f.length;
    }
    return Math.sqrt(s);
  }

  public void save(String name, Map<String, Weights> into) {
    into.put(name + ".mean", Weights.of(mean, mean.length));
    into.put(name + ".spread", Weights.of(spread, spread.length));
    into.put(name + ".weight", Weights.of(weight, weight.length));
    into.put(name + ".rest", Weights.of(new float[] {bias, usual}, 2));
  }

  /**
   * @throws IllegalArgumentException where the map lacks part of it
   */
  public static Linear load(String name, Map<String, Weights> from) {
    float[] rest = values(name + ".rest", from);
    return new Linear(
        values(name + ".mean", from),
        values(name + ".spread", from),
        values(name + ".weight", from),
        rest[0],
        rest[1]);
  }

  private static float[] values(String name, Map<String, Weights> from) {
    Weights w = from.get(name);
    if (w == null) {
      throw new IllegalArgumentException("the model lacks " + name);
    }
    return w.values();
  }
}
