package dev.likeness.answers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * How sure a candidate is, by logistic regression on its evidence: fitted on questions whose
 * answers are known, so that of those above one half more are right than wrong.
 *
 * @param weights of 1 and of the evidence's parts, in their order
 */
record Calibration(double[] weights) {
  private static final String FILE = "calibration.txt";
  private static final int STEPS = 1500;
  private static final double RATE = .5;

  /** Keeps weights small where there are few questions. */
  /** More of the first is never worse, more of what is missing never better. */
  private static final int[] SIGNS = {0, 1, 1, 1, -1, -1, 1, 1, 1};

  private static final double DECAY = 5e-3;

  /** The one that comes with the program. */
  static Calibration packaged() {
    try (InputStream in =
        Objects.requireNonNull(Calibration.class.getResourceAsStream(FILE), FILE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Calibration(
          text.lines()
              .filter(l -> !l.startsWith("#") && !l.isBlank())
              .mapToDouble(l -> Double.parseDouble(l.split("\\s")[0]))
              .toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The probability that it answers the question, 0 to 1. */
  double of(Candidate.Evidence e) {
    double[] v = e.values();
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      sum += weights[i] * v[i];
    }
    return 1 / (1 + Math.exp(-sum));
  }

  /**
   * A question whose answer is known.
   *
   * @param right whether the best candidate answers it
   */
  record Example(Candidate.Evidence evidence, boolean right) {}

  /** Fits by gradient descent on standardised evidence; both outcomes count alike. */
  static Calibration fit(List<Example> examples) {
    double[][] x = examples.stream().map(e -> e.evidence.values()).toArray(double[][]::new);
    int n = x[0].length;
    double[] mean = new double[n];
    double[] spread = new double[n];
    spread[0] = 1;
    for (int i = 1; i < n; i++) {
      int at = i;
      mean[i] = Arrays.stream(x).mapToDouble(v -> v[at]).average().orElse(0);
      double middle = mean[i];
      double square =
          Arrays.stream(x)
              .mapToDouble(v -> (v[at] - middle) * (v[at] - middle))
              .average()
              .orElse(0);
      spread[i] = Math.sqrt(square) + 1e-6;
    }
    double rights = examples.stream().filter(Example::right).count();
    double[] w = new double[n];
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[n];
      for (int k = 0; k < x.length; k++) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
          sum += w[i] * (x[k][i] - mean[i]) / spread[i];
        }
        boolean right = examples.get(k).right;
        double off = 1 / (1 + Math.exp(-sum)) - (right ? 1 : 0);
        double share = right ? .5 / rights : .5 / (x.length - rights);
        for (int i = 0; i < n; i++) {
          gradient[i] += share * off * (x[k][i] - mean[i]) / spread[i];
        }
      }
      for (int i = 0; i < n; i++) {
        w[i] -= RATE * (gradient[i] + (i == 0 ? 0 : DECAY * w[i]));
        w[i] = SIGNS[i] * Math.max(0, SIGNS[i] * w[i]) + (SIGNS[i] == 0 ? w[i] : 0);
      }
    }
    double[] plain = new double[n];
    for (int i = 0; i < n; i++) {
      plain[i] = w[i] / spread[i];
    }
    for (int i = 1; i < n; i++) {
      plain[0] -= plain[i] * mean[i];
    }
    return new Calibration(plain);
  }
}
