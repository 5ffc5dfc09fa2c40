package dev.likeness.synthesis;

import dev.likeness.core.FaceTopology;
import dev.likeness.core.Regression2;
import java.util.Arrays;
import java.util.List;

/**
 * A jaw that drops is no nod. From some people's faces the mesh network reads that the head looks
 * down by 4° to 5° for each centimetre by which the lips part, and a portrait would nod at every
 * syllable. A head that nods turns on its neck and moves in the picture, a jaw does not: so how far
 * the pitch goes with the lips at the same height of the face is the jaw's (least squares of pitch
 * on gap and height), and is taken out as far as it is surely not by chance. Immutable.
 */
final class JawNod {
  /** Moments are alike their neighbours: about one of so many says something of its own. */
  private static final double ALIKE = 8;

  /** So many times its error something has to be to count, and twice that to count in full. */
  private static final double SURE = 2;

  /** No more than this is believed, degrees for each canonical unit (about a centimetre). */
  private static final double MOST = 7;

  private static final int FEWEST = 24;

  /** Where the stiff points are in the middle, which a wrong turn leaves where it is. */
  private static final double Y;

  private static final double Z;

  static {
    FaceTopology face = FaceTopology.canonical();
    float[] w = face.poseWeights();
    double sum = 0;
    double y = 0;
    double z = 0;
    for (int v = 0; v < w.length; v++) {
      sum += w[v];
      y += w[v] * face.y(v);
      z += w[v] * face.z(v);
    }
    Y = y / sum;
    Z = z / sum;
  }

  /** Degrees of pitch for each unit of gap. */
  private final double slope;

  private JawNod(double slope) {
    this.slope = slope;
  }

  /** What moments of one driver tell. */
  static JawNod of(List<DriverMotion.Seen> seen) {
    return new JawNod(slope(seen));
  }

  double slope() {
    return slope;
  }

  private static double slope(List<DriverMotion.Seen> seen) {
    int n = seen.size();
    if (n < FEWEST) {
      return 0;
    }
    double[] pitch = centred(seen.stream().mapToDouble(DriverMotion.Seen::pitch).toArray());
    double[] gap = centred(seen.stream().mapToDouble(JawNod::gap).toArray());
    double[] place = centred(seen.stream().mapToDouble(DriverMotion.Seen::place).toArray());
    // a height that does not change takes no part
    boolean still = Arrays.stream(place).map(x -> x * x).sum() < 1e-6 * n;
    Regression2 r = Regression2.of(pitch, gap, still ? new double[n] : place);
    if (r.own() < 1e-4 * n) {
      return 0;
    }
    double error = Math.sqrt(ALIKE * r.rest() / n / r.own());
    float times = (float) (Math.abs(r.a()) / Math.max(error, 1e-9));
    return Math.max(-MOST, Math.min(r.a(), MOST))
        * Rings.smooth((float) SURE, (float) (2 * SURE), times);
  }

  private static double[] centred(double[] v) {
    double mean = 0;
    for (double x : v) {
      mean += x / v.length;
    }
    double[] out = new double[v.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = v[i] - mean;
    }
    return out;
  }

  /** How far the lips are apart in the middle, canonical units. */
  private static double gap(DriverMotion.Seen s) {
    return s.local()[3 * 14 + 1] - s.local()[3 * 13 + 1];
  }

  /** The same moment without it: what the picture shows stays where it is, the head is turned. */
  DriverMotion.Seen without(DriverMotion.Seen s) {
    double nod = slope * gap(s);
    if (nod == 0) {
      return s;
    }
    double sin = Math.sin(Math.toRadians(nod));
    double cos = Math.cos(Math.toRadians(nod));
    float[] local = s.local().clone();
    for (int i = 0; i < local.length; i += 3) {
      double y = local[i + 1] - Y;
      double z = local[i + 2] - Z;
      local[i + 1] = (float) (Y + cos * y + sin * z);
      local[i + 2] = (float) (Z + cos * z - sin * y);
    }
    return new DriverMotion.Seen(
        s.yaw(),
        s.pitch() - nod,
        s.roll(),
        s.right(),
        s.left(),
        s.x(),
        s.y(),
        s.size(),
        s.place(),
        s.inside(),
        s.gaps(),
        local);
  }
}
