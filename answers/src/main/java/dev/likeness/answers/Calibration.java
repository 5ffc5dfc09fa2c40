package dev.likeness.answers;

import java.util.List;

/**
 * How sure the best candidate is, by logistic regression on its evidence and its lead: fitted on
 * questions whose answers are known, both outcomes counting alike.
 *
 * @param weights of 1, of the lead, and of the evidence, in the order of its values
 */
record Calibration(double[] weights) {
  private static final int[] SIGNS = {0, 1, 1, 1, 1, -1, -1, 1, 1, 1, 1, 1, 0, 1, 1};
  private static final double RATE = .5;
  private static final double DECAY = 2e-2;

  /** The probability that it answers the question, 0 to 1. */
  double of(double lead, Candidate.Evidence e) {
    return 1 / (1 + Math.exp(-Linear.sum(weights, values(lead, e))));
  }

  private static double[] values(double lead, Candidate.Evidence e) {
    double[] v = e.values();
    double[] all = new double[v.length + 2];
    all[0] = 1;
    all[1] = lead;
    System.arraycopy(v, 0, all, 2, v.length);
    return all;
  }

  /**
   * A question whose answer is known, and its best candidate.
   *
   * @param lead how much larger its share is than that of the best one elsewhere
   * @param right whether it answers the question
   * @param weight what it counts
   */
  record Example(double lead, Candidate.Evidence evidence, boolean right, double weight) {}

  /** Of nothing. */
  static Calibration none() {
    return new Calibration(new double[SIGNS.length]);
  }

  static Calibration fit(List<Example> examples) {
    List<double[]> plain = examples.stream().map(e -> values(e.lead, e.evidence)).toList();
    Linear.Scale scale = Linear.Scale.of(plain);
    scale.mean()[0] = 0;
    scale.spread()[0] = 1;
    List<double[]> x = plain.stream().map(scale::of).toList();
    double rights = examples.stream().filter(Example::right).mapToDouble(Example::weight).sum();
    double wrongs = examples.stream().filter(e -> !e.right).mapToDouble(Example::weight).sum();
    double[] w =
        Linear.fit(
            at -> {
              double[] g = new double[at.length];
              for (int k = 0; k < x.size(); k++) {
                boolean right = examples.get(k).right;
                double off = 1 / (1 + Math.exp(-Linear.sum(at, x.get(k)))) - (right ? 1 : 0);
                double share = .5 * examples.get(k).weight / (right ? rights : wrongs);
                for (int i = 0; i < g.length; i++) {
                  g[i] += share * off * x.get(k)[i];
                }
              }
              return g;
            },
            SIGNS.length,
            SIGNS,
            RATE,
            DECAY);
    double[] out = scale.plain(w);
    for (int i = 1; i < out.length; i++) {
      out[0] -= out[i] * scale.mean()[i];
    }
    return new Calibration(out);
  }
}
