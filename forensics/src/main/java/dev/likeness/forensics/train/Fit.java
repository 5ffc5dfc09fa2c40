package dev.likeness.forensics.train;

import dev.likeness.forensics.Linear;
import java.util.Arrays;
import java.util.List;

/**
 * Logistic regression with a ridge, by iteratively reweighted least squares (Bishop 2006, section
 * 4.3.3). Without chance: the same rows give the same weights.
 */
final class Fit {
  private static final int STEPS = 12;

  private Fit() {}

  /**
   * One observation.
   *
   * @param source what must not be split
   * @param method null for an untouched picture
   * @param weight how much it counts
   */
  record Row(
      String source, @org.jspecify.annotations.Nullable Enum<?> method, float[] x, double weight) {
    boolean fake() {
      return method != null;
    }
  }

  /**
   * Fits.
   *
   * @param ridge how strongly weights are held at 0, per observation
   */
  static Linear of(List<Row> rows, double ridge) {
    int d = rows.getFirst().x.length;
    float[] mean = new float[d];
    float[] spread = new float[d];
    scale(rows, mean, spread);
    Linear blank = new Linear(mean, spread, new float[d], 0, 1);
    double[][] x = new double[rows.size()][d + 1];
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < d; k++) {
        x[i][k] = scaled(blank, rows.get(i).x, k);
      }
      x[i][d] = 1;
    }
    double[] w = solve(rows, x, ridge);
    float[] weight = new float[d];
    for (int k = 0; k < d; k++) {
      weight[k] = (float) w[k];
    }
    Linear raw = new Linear(mean, spread, weight, (float) w[d], 1);
    double[] strange = rows.stream().mapToDouble(r -> raw.unscaledStrangeness(r.x)).toArray();
    Arrays.sort(strange);
    float usual = (float) strange[(int) (.995 * (strange.length - 1))];
    return new Linear(mean, spread, weight, (float) w[d], usual);
  }

  private static double scaled(Linear l, float[] x, int k) {
    return Math.max(-4, Math.min(4, (x[k] - l.mean()[k]) / l.spread()[k]));
  }

  private static void scale(List<Row> rows, float[] mean, float[] spread) {
    for (int k = 0; k < mean.length; k++) {
      double sum = 0;
      double square = 0;
      for (Row r : rows) {
        sum += r.x[k];
        square += (double) r.x[k] * r.x[k];
      }
      double m = sum / rows.size();
      mean[k] = (float) m;
      spread[k] = (float) Math.sqrt(Math.max(1e-6, square / rows.size() - m * m));
    }
  }

  private static double[] solve(List<Row> rows, double[][] x, double ridge) {
    int n = x[0].length;
    double[] w = new double[n];
    double total = rows.stream().mapToDouble(Row::weight).sum();
    for (int step = 0; step < STEPS; step++) {
      double[][] a = new double[n][n];
      double[] b = new double[n];
      for (int i = 0; i < x.length; i++) {
        double z = 0;
        for (int k = 0; k < n; k++) {
          z += w[k] * x[i][k];
        }
        double p = 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, z))));
        double c = rows.get(i).weight * Math.max(1e-4, p * (1 - p));
        double g = rows.get(i).weight * ((rows.get(i).fake() ? 1 : 0) - p);
        for (int k = 0; k < n; k++) {
          double cx = c * x[i][k];
          b[k] += g * x[i][k];
          for (int l = 0; l <= k; l++) {
            a[k][l] += cx * x[i][l];
          }
        }
      }
      for (int k = 0; k < n; k++) {
        double r = k == n - 1 ? 1e-6 : ridge * total;
        a[k][k] += r;
        b[k] -= r * w[k];
      }
      cholesky(a, b);
      for (int k = 0; k < n; k++) {
        w[k] += b[k];
      }
    }
    return w;
  }

  /** Solves a·x = b in place; a is symmetric and given by its lower triangle. */
  private static void cholesky(double[][] a, double[] b) {
    int n = b.length;
    for (int j = 0; j < n; j++) {
      for (int i = j; i < n; i++) {
        double s = a[i][j];
        for (int k = 0; k < j; k++) {
          s -= a[i][k] * a[j][k];
        }
        a[i][j] = i == j ? Math.sqrt(Math.max(1e-12, s)) : s / a[j][j];
      }
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        b[i] -= a[i][k] * b[k];
      }
      b[i] /= a[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        b[i] -= a[k][i] * b[k];
      }
      b[i] /= a[i][i];
    }
  }

  /** Rows weighted so that false and untouched, and each method among the false, count alike. */
  static List<Row> balanced(List<Row> rows) {
    java.util.Map<String, Integer> n = new java.util.HashMap<>();
    rows.forEach(r -> n.merge(String.valueOf(r.method), 1, Integer::sum));
    int methods = (int) n.keySet().stream().filter(k -> !k.equals("null")).count();
    return rows.stream()
        .map(
            r ->
                new Row(
                    r.source,
                    r.method,
                    r.x,
                    1.0
                        / n.getOrDefault(String.valueOf(r.method), 1)
                        / (r.method == null ? 1 : methods)))
        .toList();
  }
}
