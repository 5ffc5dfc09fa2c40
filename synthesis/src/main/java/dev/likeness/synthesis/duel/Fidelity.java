package dev.likeness.synthesis.duel;

import java.util.Arrays;
import java.util.List;

/**
 * How near drawn pictures are to real ones, in some network's features. Figures can be compared
 * where features, number of pictures and real pictures are the same, and not with the Inception
 * features of papers.
 *
 * @param kernel unbiased squared maximum mean discrepancy with the kernel (x·y/d + 1)³ (Bińkowski
 *     et al. 2018); 0 for one distribution, also a little below
 * @param frechet distance of two normal distributions (Heusel et al. 2017); large for few pictures
 *     by itself
 * @param precision share of drawn pictures that lie where real ones do (Kynkäänniemi et al. 2019,
 *     third neighbour)
 * @param recall share of real pictures that lie where drawn ones do
 * @param nearest median cosine of a drawn picture to the nearest real one
 * @param nearestReal the same among the real pictures themselves
 * @param diversity mean cosine distance between drawn pictures against that between real ones
 */
public record Fidelity(
    double kernel,
    double frechet,
    double precision,
    double recall,
    double nearest,
    double nearestReal,
    double diversity) {
  private static final int NEIGHBOUR = 3;

  /**
   * Measures.
   *
   * @param real unit vectors, at least 5
   * @param drawn likewise
   */
  public static Fidelity of(List<float[]> real, List<float[]> drawn) {
    if (real.size() < 5 || drawn.size() < 5) {
      throw new IllegalArgumentException(
          real.size() + " real and " + drawn.size() + " drawn pictures: at least 5 are needed");
    }
    double[][] rr = dots(real, real);
    double[][] dd = dots(drawn, drawn);
    double[][] rd = dots(real, drawn);
    double[][] dr = dots(drawn, real);
    return new Fidelity(
        kernel(rr, dd, rd),
        frechet(real, drawn),
        covered(dr, rr),
        covered(rd, dd),
        median(Arrays.stream(dr).mapToDouble(r -> Arrays.stream(r).max().orElse(0)).toArray()),
        median(nearestOther(rr)),
        (1 - meanOther(dd)) / Math.max(1e-9, 1 - meanOther(rr)));
  }

  private static double[][] dots(List<float[]> a, List<float[]> b) {
    double[][] out = new double[a.size()][b.size()];
    for (int i = 0; i < a.size(); i++) {
      for (int j = 0; j < b.size(); j++) {
        out[i][j] = Looks.dot(a.get(i), b.get(j));
      }
    }
    return out;
  }

  /** Features are unit vectors, taken as √d times as long: x·y/d is their cosine. */
  private static double kernel(double[][] rr, double[][] dd, double[][] rd) {
    double cross = 0;
    for (double[] row : rd) {
      for (double v : row) {
        cross += cube(v) / ((double) rd.length * rd[0].length);
      }
    }
    return within(rr) + within(dd) - 2 * cross;
  }

  private static double cube(double cosine) {
    double k = cosine + 1;
    return k * k * k;
  }

  private static double within(double[][] m) {
    double sum = 0;
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < m.length; j++) {
        sum += i == j ? 0 : cube(m[i][j]);
      }
    }
    return sum / ((double) m.length * (m.length - 1));
  }

  /** The share of rows that lie within the third neighbour's distance of some column's picture. */
  private static double covered(double[][] rowsToColumns, double[][] columns) {
    double[] reach = new double[columns.length];
    for (int j = 0; j < columns.length; j++) {
      double[] sorted = columns[j].clone();
      sorted[j] = 2; // itself first
      Arrays.sort(sorted);
      reach[j] = sorted[sorted.length - 1 - NEIGHBOUR];
    }
    int n = 0;
    for (double[] row : rowsToColumns) {
      boolean in = false;
      for (int j = 0; j < row.length && !in; j++) {
        in = row[j] >= reach[j];
      }
      n += in ? 1 : 0;
    }
    return (double) n / rowsToColumns.length;
  }

  private static double[] nearestOther(double[][] m) {
    double[] out = new double[m.length];
    for (int i = 0; i < m.length; i++) {
      double best = -1;
      for (int j = 0; j < m.length; j++) {
        best = i == j ? best : Math.max(best, m[i][j]);
      }
      out[i] = best;
    }
    return out;
  }

  private static double meanOther(double[][] m) {
    double sum = 0;
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += m[i][j];
      }
    }
    return sum / (m.length * (m.length - 1) / 2.0);
  }

  private static double median(double... values) {
    double[] v = values.clone();
    Arrays.sort(v);
    return v.length % 2 == 1 ? v[v.length / 2] : (v[v.length / 2 - 1] + v[v.length / 2]) / 2;
  }

  /**
   * |m₁ − m₂|² + tr(S₁ + S₂ − 2 (S₁S₂)^½). The last trace is the sum of the singular values of
   * A·Bᵀ, where A and B are the centred pictures: no matrix of features² is needed.
   */
  private static double frechet(List<float[]> real, List<float[]> drawn) {
    int d = real.getFirst().length;
    double[] m1 = mean(real);
    double[] m2 = mean(drawn);
    double means = 0;
    for (int i = 0; i < d; i++) {
      means += (m1[i] - m2[i]) * (m1[i] - m2[i]);
    }
    double[][] a = centred(real, m1);
    double[][] b = centred(drawn, m2);
    double[][] cross = new double[a.length][a.length];
    double[][] ab = product(a, b);
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j <= i; j++) {
        double s = 0;
        for (int k = 0; k < b.length; k++) {
          s += ab[i][k] * ab[j][k];
        }
        cross[i][j] = s;
        cross[j][i] = s;
      }
    }
    double roots = 0;
    for (double e : eigenvalues(cross)) {
      roots += Math.sqrt(Math.max(0, e));
    }
    return means + trace(a) + trace(b) - 2 * roots;
  }

  private static double[] mean(List<float[]> v) {
    double[] m = new double[v.getFirst().length];
    for (float[] x : v) {
      for (int i = 0; i < m.length; i++) {
        m[i] += x[i] / v.size();
      }
    }
    return m;
  }

  private static double[][] centred(List<float[]> v, double[] m) {
    double scale = 1 / Math.sqrt(v.size() - 1.0);
    double[][] out = new double[v.size()][m.length];
    for (int i = 0; i < out.length; i++) {
      for (int k = 0; k < m.length; k++) {
        out[i][k] = (v.get(i)[k] - m[k]) * scale;
      }
    }
    return out;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] out = new double[a.length][b.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        double s = 0;
        for (int k = 0; k < a[i].length; k++) {
          s += a[i][k] * b[j][k];
        }
        out[i][j] = s;
      }
    }
    return out;
  }

  private static double trace(double[][] rows) {
    double s = 0;
    for (double[] r : rows) {
      for (double v : r) {
        s += v * v;
      }
    }
    return s;
  }

  /** Of a symmetric matrix, by Jacobi's rotations (Golub and Van Loan, section 8.5). */
  static double[] eigenvalues(double[][] symmetric) {
    int n = symmetric.length;
    double[][] m = new double[n][];
    for (int i = 0; i < n; i++) {
      m[i] = symmetric[i].clone();
    }
    for (int sweep = 0; sweep < 30 && off(m) > 1e-22 * Math.max(1e-30, trace(m)); sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(m, p, q);
        }
      }
    }
    double[] out = new double[n];
    for (int i = 0; i < n; i++) {
      out[i] = m[i][i];
    }
    return out;
  }

  private static double off(double[][] m) {
    double s = 0;
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < i; j++) {
        s += 2 * m[i][j] * m[i][j];
      }
    }
    return s;
  }

  private static void rotate(double[][] m, int p, int q) {
    if (m[p][q] == 0) {
      return;
    }
    double theta = (m[q][q] - m[p][p]) / (2 * m[p][q]);
    double t = Math.signum(theta == 0 ? 1 : theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.hypot(t, 1);
    double s = t * c;
    for (int k = 0; k < m.length; k++) {
      double a = m[k][p];
      double b = m[k][q];
      m[k][p] = c * a - s * b;
      m[k][q] = s * a + c * b;
    }
    for (int k = 0; k < m.length; k++) {
      double a = m[p][k];
      double b = m[q][k];
      m[p][k] = c * a - s * b;
      m[q][k] = s * a + c * b;
    }
  }
}
