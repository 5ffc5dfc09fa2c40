package dev.likeness.forensics.train;

/**
 * Logistic regression whose weights may not fall below 0, by projected gradient steps: more
 * suspicion never lowers what it adds up to.
 */
final class NonNegative {
  private static final int STEPS = 4000;
  private static final double RATE = .05;
  private static final double FIRST = .5;

  private NonNegative() {}

  /**
   * Fits.
   *
   * @param x what is weighed, by case; as many numbers each, or none
   * @param rest what is added to each as it is
   * @param fake by case
   * @param weight how much each counts, 1 in all
   * @return the weights, and behind them the bias
   */
  static double[] fit(double[][] x, double[] rest, boolean[] fake, double[] weight) {
    int n = x[0].length;
    double[] w = new double[n + 1];
    java.util.Arrays.fill(w, 0, n, FIRST);
    for (int step = 0; step < STEPS; step++) {
      double[] g = new double[n + 1];
      for (int i = 0; i < x.length; i++) {
        double z = w[n] + rest[i];
        for (int k = 0; k < n; k++) {
          z += w[k] * x[i][k];
        }
        double d = weight[i] * ((fake[i] ? 1 : 0) - 1 / (1 + Math.exp(-z)));
        for (int k = 0; k < n; k++) {
          g[k] += d * x[i][k];
        }
        g[n] += d;
      }
      for (int k = 0; k < n; k++) {
        w[k] = Math.max(0, w[k] + RATE * g[k]);
      }
      w[n] += RATE * g[n];
    }
    return w;
  }
}
