package dev.likeness.forensics.text;

import java.util.ArrayList;
import java.util.List;

/**
 * How unusual a message is among a writer's own texts, where nobody else's are at hand: the share
 * of pieces of the same length that lie as far from the rest (conformal, Vovk et al. 2005). It can
 * speak against the writer, never for him.
 */
final class Alone {
  /** With fewer pieces nothing is rarer than one in twenty. */
  static final int PIECES = 19;

  private static final int MOST = 120;

  private Alone() {}

  /** The share; 1 where there are too few pieces to tell. */
  static double share(String known, String message, int words, Vocabulary v) {
    List<float[]> all = new ArrayList<>();
    for (String p : Pieces.of(known, words)) {
      if (all.size() < MOST) {
        all.add(Style.of(p, v));
      }
    }
    if (all.size() < PIECES) {
      return 1;
    }
    all.add(Style.of(message, v));
    int n = all.size();
    int d = v.size();
    double[] sum = new double[d];
    double[] square = new double[d];
    for (float[] x : all) {
      for (int i = 0; i < d; i++) {
        sum[i] += x[i];
        square[i] += x[i] * x[i];
      }
    }
    double own = distance(all.get(n - 1), sum, square, n);
    int further = 0;
    for (float[] x : all) {
      further += distance(x, sum, square, n) >= own ? 1 : 0;
    }
    return (double) further / n;
  }

  /** Mean distance from what all others write, in their spreads; the message is one of them. */
  private static double distance(float[] x, double[] sum, double[] square, int n) {
    double far = 0;
    for (int i = 0; i < x.length; i++) {
      double m = (sum[i] - x[i]) / (n - 1);
      double s = Math.sqrt(Math.max(0, (square[i] - x[i] * x[i]) / (n - 1) - m * m) + 1e-7);
      far += Math.min(3, Math.abs(x[i] - m) / s);
    }
    return far / x.length;
  }
}
