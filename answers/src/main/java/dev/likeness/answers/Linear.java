package dev.likeness.answers;

import java.util.Arrays;
import java.util.List;

/**
 * Weights of a sum, and how they are fitted: by gradient descent on standardised values, drawn
 * towards 0, and never against the sign that a value must have.
 */
final class Linear {
  private static final int STEPS = 1500;

  private Linear() {}

  static double sum(double[] weights, double[] values) {
    double s = 0;
    for (int i = 0; i < values.length; i++) {
      s += weights[i] * values[i];
    }
    return s;
  }

  /** The gradient of what is to be small, for weights of standardised values. */
  interface Loss {
    double[] gradient(double[] weights);
  }

  /**
   * @param signs 1 where more is never worse, -1 where it is never better, 0 where either may be
   */
  static double[] fit(Loss loss, int n, int[] signs, double rate, double decay) {
    double[] w = new double[n];
    for (int step = 0; step < STEPS; step++) {
      double[] g = loss.gradient(w);
      for (int i = 0; i < n; i++) {
        w[i] -= rate * (g[i] + decay * w[i]);
        if (signs[i] != 0 && w[i] * signs[i] < 0) {
          w[i] = 0;
        }
      }
    }
    return w;
  }

  /**
   * How values are standardised.
   *
   * @param mean of each
   * @param spread of each; never 0
   */
  record Scale(double[] mean, double[] spread) {
    static Scale of(List<double[]> all) {
      int n = all.getFirst().length;
      double[] mean = new double[n];
      double[] spread = new double[n];
      for (int i = 0; i < n; i++) {
        int at = i;
        double m = all.stream().mapToDouble(v -> v[at]).average().orElse(0);
        double square =
            all.stream().mapToDouble(v -> (v[at] - m) * (v[at] - m)).average().orElse(0);
        mean[i] = m;
        spread[i] = square < 1e-12 ? 1 : Math.sqrt(square);
      }
      return new Scale(mean, spread);
    }

    double[] of(double[] v) {
      double[] out = new double[v.length];
      for (int i = 0; i < v.length; i++) {
        out[i] = (v[i] - mean[i]) / spread[i];
      }
      return out;
    }

    /** Weights of the values as they are. */
    double[] plain(double[] weights) {
      double[] out = new double[weights.length];
      Arrays.setAll(out, i -> weights[i] / spread[i]);
      return out;
    }
  }
}
