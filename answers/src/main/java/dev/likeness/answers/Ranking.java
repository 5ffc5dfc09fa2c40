package dev.likeness.answers;

import java.util.ArrayList;
import java.util.List;

/**
 * Which of a question's candidates is the best: the one with the largest weighted sum of evidence.
 * Fitted so that those that are right take the largest share of their question's candidates
 * (conditional logit, McFadden 1974).
 *
 * @param weights in the order of {@link Candidate.Evidence#values}
 */
record Ranking(double[] weights) {
  private static final int[] SIGNS = {1, 1, 1, -1, -1, 1, 1, 1, 1, 1, 0, 1, 1};
  private static final double RATE = .3;
  private static final double DECAY = 1e-2;

  double of(Candidate.Evidence e) {
    return Linear.sum(weights, e.values());
  }

  /**
   * A question's candidates.
   *
   * @param right of each whether it answers the question
   * @param weight what it counts
   */
  record Example(List<Candidate.Evidence> candidates, List<Boolean> right, double weight) {}

  /** The shares of candidates in all, from their sums. */
  static double[] shares(double[] sums) {
    double most = Double.NEGATIVE_INFINITY;
    for (double s : sums) {
      most = Math.max(most, s);
    }
    double all = 0;
    double[] out = new double[sums.length];
    for (int i = 0; i < sums.length; i++) {
      out[i] = Math.exp(sums[i] - most);
      all += out[i];
    }
    for (int i = 0; i < out.length; i++) {
      out[i] /= all;
    }
    return out;
  }

  static Ranking fit(List<Example> examples) {
    List<Example> useful =
        examples.stream().filter(e -> e.right.contains(true) && e.right.contains(false)).toList();
    List<double[]> all = new ArrayList<>();
    useful.forEach(e -> e.candidates.forEach(c -> all.add(c.values())));
    Linear.Scale scale = Linear.Scale.of(all);
    List<double[][]> values =
        useful.stream()
            .map(e -> e.candidates.stream().map(c -> scale.of(c.values())).toArray(double[][]::new))
            .toList();
    double[] w = Linear.fit(x -> gradient(x, useful, values), SIGNS.length, SIGNS, RATE, DECAY);
    return new Ranking(scale.plain(w));
  }

  private static double[] gradient(double[] w, List<Example> examples, List<double[][]> values) {
    double[] g = new double[w.length];
    double weights = examples.stream().mapToDouble(Example::weight).sum();
    for (int k = 0; k < examples.size(); k++) {
      double[][] v = values.get(k);
      double[] sums = new double[v.length];
      for (int i = 0; i < v.length; i++) {
        sums[i] = Linear.sum(w, v[i]);
      }
      double[] share = shares(sums);
      double right = 0;
      for (int i = 0; i < v.length; i++) {
        right += examples.get(k).right.get(i) ? share[i] : 0;
      }
      double counts = examples.get(k).weight / weights;
      for (int i = 0; i < v.length; i++) {
        double of = examples.get(k).right.get(i) ? share[i] / Math.max(right, 1e-12) : 0;
        for (int j = 0; j < w.length; j++) {
          g[j] += counts * (share[i] - of) * v[i][j];
        }
      }
    }
    return g;
  }
}
