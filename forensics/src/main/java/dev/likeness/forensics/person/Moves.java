package dev.likeness.forensics.person;

import dev.likeness.core.FaceMesh;
import dev.likeness.faces.Apertures;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.Pose;
import java.util.ArrayList;
import java.util.List;

/**
 * How the parts of a face move together: the correlations between the changes of seven figures
 * (turns of the head, lids, gap and width of the mouth, brows), which differ from person to person
 * (Agarwal et al. 2019, with facial action units).
 */
final class Moves {
  private static final int SIGNALS = 7;

  /** Frames with a face, in a row or not, that it takes. */
  static final int LEAST = 75;

  private final List<double[]> rows = new ArrayList<>();

  void add(FaceMesh m) {
    Pose p = FaceGeometry.pose(m);
    Apertures a = FaceGeometry.apertures(m);
    double eyes = m.eyeDistance();
    double brows = (m.distance(105, 159) + m.distance(334, 386)) / 2 / eyes;
    rows.add(
        new double[] {p.yaw(), p.pitch(), p.roll(), a.eyes(), a.mouth(), a.mouthWidth(), brows});
  }

  /** The correlations of each figure with each other; null where there were too few frames. */
  double @org.jspecify.annotations.Nullable [] correlations() {
    if (rows.size() < LEAST) {
      return null;
    }
    double[] out = new double[SIGNALS * (SIGNALS - 1) / 2];
    int at = 0;
    for (int i = 0; i < SIGNALS; i++) {
      for (int k = i + 1; k < SIGNALS; k++) {
        out[at++] = correlation(i, k);
      }
    }
    return out;
  }

  private double correlation(int i, int k) {
    double n = rows.size();
    double si = 0;
    double sk = 0;
    for (double[] r : rows) {
      si += r[i] / n;
      sk += r[k] / n;
    }
    double ik = 0;
    double ii = 1e-12;
    double kk = 1e-12;
    for (double[] r : rows) {
      ik += (r[i] - si) * (r[k] - sk);
      ii += (r[i] - si) * (r[i] - si);
      kk += (r[k] - sk) * (r[k] - sk);
    }
    return ik / Math.sqrt(ii * kk);
  }

  /** Root mean square of the differences: 0 alike, about .5 unrelated. */
  static double distance(double[] a, double[] b) {
    double s = 0;
    for (int i = 0; i < a.length; i++) {
      s += (a[i] - b[i]) * (a[i] - b[i]) / a.length;
    }
    return Math.sqrt(s);
  }
}
