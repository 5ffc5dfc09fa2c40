package dev.likeness.faces;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;

/** What follows from a mesh alone: pose, apertures, gaze. Pure functions, thread-safe. */
public final class FaceGeometry {
  /** Three lid gaps of an eye as (upper, lower) pairs, then its corners in picture order. */
  private static final int[] RIGHT_EYE = {160, 144, 159, 145, 158, 153, 33, 133};

  private static final int[] LEFT_EYE = {385, 380, 386, 374, 387, 373, 362, 263};

  /** A brow point, then the corners of its eye. */
  private static final int[] BROWS = {105, 33, 133, 66, 33, 133, 334, 362, 263, 296, 362, 263};

  private static final int[] INNER_LIPS = {82, 87, 13, 14, 312, 317};

  private FaceGeometry() {}

  private static final class Still {
    static final int[] POINT;
    static final double[] WEIGHT;
    static final double[] XYZ;

    /** Distance between the middles of the canonical eyes. */
    static final double EYES;

    static {
      FaceTopology face = FaceTopology.canonical();
      float[] w = face.poseWeights();
      int n = 0;
      for (float v : w) {
        n += v > 0 ? 1 : 0;
      }
      POINT = new int[n];
      WEIGHT = new double[n];
      XYZ = new double[3 * n];
      for (int i = 0, k = 0; i < w.length; i++) {
        if (w[i] > 0) {
          POINT[k] = i;
          WEIGHT[k] = w[i];
          XYZ[3 * k] = face.x(i);
          XYZ[3 * k + 1] = face.y(i);
          XYZ[3 * k + 2] = face.z(i);
          k++;
        }
      }
      EYES = (face.x(362) + face.x(263) - face.x(33) - face.x(133)) / 2;
    }
  }

  /**
   * The head pose: the scaled orthographic camera that takes the canonical face's stiff points
   * (those that expressions move least, weighted) to the mesh with the least square error in x, y
   * and z. The turn is the closed-form solution of Horn, "Closed-form solution of absolute
   * orientation using unit quaternions" (1987), scale and place follow from it.
   */
  public static Pose pose(FaceMesh m) {
    int n = Still.POINT.length;
    double[] mc = new double[3];
    double[] cc = new double[3];
    double total = 0;
    for (int k = 0; k < n; k++) {
      double w = Still.WEIGHT[k];
      int p = 3 * Still.POINT[k];
      total += w;
      for (int c = 0; c < 3; c++) {
        mc[c] += w * m.xyz()[p + c];
        cc[c] += w * Still.XYZ[3 * k + c];
      }
    }
    for (int c = 0; c < 3; c++) {
      mc[c] /= total;
      cc[c] /= total;
    }
    double[] s = new double[9];
    double norm = 0;
    for (int k = 0; k < n; k++) {
      double w = Still.WEIGHT[k];
      int p = 3 * Still.POINT[k];
      for (int i = 0; i < 3; i++) {
        double u = Still.XYZ[3 * k + i] - cc[i];
        norm += w * u * u;
        for (int j = 0; j < 3; j++) {
          s[3 * i + j] += w * u * (m.xyz()[p + j] - mc[j]);
        }
      }
    }
    double[] r = rotation(s);
    double fit = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        fit += r[3 * j + i] * s[3 * i + j];
      }
    }
    double scale = fit / norm;
    double x = mc[0] - scale * (r[0] * cc[0] + r[1] * cc[1] + r[2] * cc[2]);
    double y = mc[1] - scale * (r[3] * cc[0] + r[4] * cc[1] + r[5] * cc[2]);
    double yaw = Math.toDegrees(Math.asin(Math.max(-1, Math.min(1, r[6]))));
    double pitch = -Math.toDegrees(Math.atan2(r[7], r[8]));
    double roll = Math.toDegrees(Math.atan2(r[3], r[0]));
    return new Pose(yaw, pitch, roll, scale, x, y);
  }

  /**
   * The rotation (row by row) that best takes u to v, from their correlation s[3i+j] = Σ u_i v_j:
   * the quaternion with the largest eigenvalue of Horn's 4×4 matrix, by shifted power iteration on
   * its repeated square (converges in a fixed number of steps for any head that is not upside down
   * and inside out).
   */
  private static double[] rotation(double[] s) {
    double[] a = {
      s[0] + s[4] + s[8],
      s[5] - s[7],
      s[6] - s[2],
      s[1] - s[3],
      s[5] - s[7],
      s[0] - s[4] - s[8],
      s[1] + s[3],
      s[6] + s[2],
      s[6] - s[2],
      s[1] + s[3],
      s[4] - s[0] - s[8],
      s[5] + s[7],
      s[1] - s[3],
      s[6] + s[2],
      s[5] + s[7],
      s[8] - s[0] - s[4]
    };
    double shift = 0;
    for (double v : a) {
      shift += v * v;
    }
    shift = Math.sqrt(shift);
    for (int i = 0; i < 4; i++) {
      a[5 * i] += shift;
    }
    double[] b = new double[16];
    for (int step = 0; step < 12; step++) {
      double trace = a[0] + a[5] + a[10] + a[15];
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
          double v = 0;
          for (int k = 0; k < 4; k++) {
            v += a[4 * i + k] * a[4 * k + j];
          }
          b[4 * i + j] = v / (trace * trace);
        }
      }
      double[] swap = a;
      a = b;
      b = swap;
    }
    int best = 0;
    for (int i = 1; i < 4; i++) {
      best = a[5 * i] > a[5 * best] ? i : best;
    }
    double w = a[best];
    double x = a[4 + best];
    double y = a[8 + best];
    double z = a[12 + best];
    double n = w * w + x * x + y * y + z * z;
    if (!(n > 0)) {
      throw new IllegalArgumentException("mesh without extent: it has no pose");
    }
    double f = 2 / n;
    return new double[] {
      1 - f * (y * y + z * z),
      f * (x * y - w * z),
      f * (x * z + w * y),
      f * (x * y + w * z),
      1 - f * (x * x + z * z),
      f * (y * z - w * x),
      f * (x * z - w * y),
      f * (y * z + w * x),
      1 - f * (x * x + y * y)
    };
  }

  /** The distance between the eyes in pixels, as if the head were seen from the front. */
  public static double unit(Pose p) {
    return p.scale() * Still.EYES;
  }

  /** Eyes and mouth; see {@link Apertures} for the units. */
  public static Apertures apertures(FaceMesh m) {
    return apertures(m, pose(m));
  }

  /** As {@link #apertures(FaceMesh)} when the pose is known already. */
  public static Apertures apertures(FaceMesh m, Pose p) {
    double unit = unit(p);
    double gap = 0;
    for (int i = 0; i < INNER_LIPS.length; i += 2) {
      gap += length(m, INNER_LIPS[i], INNER_LIPS[i + 1]) / 3;
    }
    return new Apertures(
        eye(m.xyz(), false), eye(m.xyz(), true), gap / unit, length(m, 61, 291) / unit);
  }

  /**
   * How high the brows are above the eyes, in distances between the eyes, along the head's own
   * axis: about .3 at rest, differently for everybody.
   */
  public static double browHeight(FaceMesh m, Pose p) {
    double[] r = p.rotation();
    double sum = 0;
    for (int i = 0; i < BROWS.length; i += 3) {
      double x = m.x(BROWS[i]) - (m.x(BROWS[i + 1]) + m.x(BROWS[i + 2])) / 2.0;
      double y = m.y(BROWS[i]) - (m.y(BROWS[i + 1]) + m.y(BROWS[i + 2])) / 2.0;
      double z = m.z(BROWS[i]) - (m.z(BROWS[i + 1]) + m.z(BROWS[i + 2])) / 2.0;
      sum -= (r[1] * x + r[4] * y + r[7] * z) / (BROWS.length / 3);
    }
    return sum / unit(p);
  }

  /** Mean lid gap over eye width, from x, y, z of the points. */
  static double eye(float[] xyz, boolean left) {
    int[] e = left ? LEFT_EYE : RIGHT_EYE;
    double gap = 0;
    for (int i = 0; i < 6; i += 2) {
      gap += length(xyz, e[i], e[i + 1]) / 3;
    }
    return gap / Math.max(length(xyz, e[6], e[7]), 1e-6);
  }

  private static double length(FaceMesh m, int i, int j) {
    return length(m.xyz(), i, j);
  }

  private static double length(float[] v, int i, int j) {
    double dz = v[3 * i + 2] - v[3 * j + 2];
    return Math.sqrt(sq(v[3 * i] - v[3 * j]) + sq(v[3 * i + 1] - v[3 * j + 1]) + dz * dz);
  }

  private static double sq(double v) {
    return v * v;
  }

  /**
   * Where the eyes look, from the iris centres against the corners of the eyes.
   *
   * @throws IllegalArgumentException for a mesh without irises
   */
  public static Gaze gaze(FaceMesh m) {
    if (!m.hasIris()) {
      throw new IllegalArgumentException("gaze needs a mesh with irises");
    }
    double[] right = iris(m, FaceMesh.POINTS, RIGHT_EYE[6], RIGHT_EYE[7]);
    double[] left = iris(m, FaceMesh.POINTS + FaceMesh.IRIS, LEFT_EYE[6], LEFT_EYE[7]);
    return new Gaze(right[0], right[1], left[0], left[1]);
  }

  private static double[] iris(FaceMesh m, int centre, int from, int to) {
    double ux = m.x(to) - m.x(from);
    double uy = m.y(to) - m.y(from);
    double dx = m.x(centre) - (m.x(from) + m.x(to)) / 2.0;
    double dy = m.y(centre) - (m.y(from) + m.y(to)) / 2.0;
    double len2 = Math.max(ux * ux + uy * uy, 1e-9);
    return new double[] {2 * (dx * ux + dy * uy) / len2, 2 * (dy * ux - dx * uy) / len2};
  }
}
