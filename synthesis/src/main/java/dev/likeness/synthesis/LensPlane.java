package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;

/**
 * Where spectacles would sit: a flat piece of space before the eyes, fixed to the head. Seen in it,
 * their rims stay in one place however the head turns, while wrinkles, which lie deeper, shift. The
 * head's place in the picture is the affine map that carries the canonical face to its mesh best
 * (weak perspective, least squares over the points that expressions move least). Coordinates:
 * canonical centimetres, x to the picture's right, y down, 0 between the eyes. Immutable.
 */
final class LensPlane {
  /** How far the plane lies before the bridge of the nose, centimetres. */
  private static final float BEFORE = .4f;

  private static final int BRIDGE = 168;

  private final int[] points;
  private final double[][] inverse;
  private final double[][] rows;

  /** Half the distance between the eyes' middles. */
  final float apart;

  LensPlane(FaceTopology f) {
    float[] w = f.poseWeights();
    int n = 0;
    for (float v : w) {
      n += v > 0 ? 1 : 0;
    }
    points = new int[n];
    rows = new double[n][];
    float eyeY = (f.y(33) + f.y(133) + f.y(362) + f.y(263)) / 4;
    float eyeX = (f.x(362) + f.x(263)) / 2;
    apart = Math.abs(eyeX);
    float z = f.z(BRIDGE) - BEFORE;
    double[][] m = new double[4][4];
    int k = 0;
    for (int v = 0; v < w.length; v++) {
      if (w[v] > 0) {
        points[k] = v;
        double[] r = {f.x(v), f.y(v) - eyeY, f.z(v) - z, 1};
        for (int a = 0; a < 4; a++) {
          for (int b = 0; b < 4; b++) {
            m[a][b] += w[v] * r[a] * r[b];
          }
        }
        rows[k] = r;
        for (int a = 0; a < 4; a++) {
          rows[k][a] *= w[v];
        }
        k++;
      }
    }
    inverse = invert(m);
  }

  /** From the plane to the picture that shows a mesh. */
  Affine2 toPicture(FaceMesh mesh) {
    double[] sx = new double[4];
    double[] sy = new double[4];
    for (int i = 0; i < points.length; i++) {
      for (int a = 0; a < 4; a++) {
        sx[a] += rows[i][a] * mesh.x(points[i]);
        sy[a] += rows[i][a] * mesh.y(points[i]);
      }
    }
    // the plane is z = 0, so that column falls away
    return new Affine2(
        times(0, sx), times(1, sx), times(3, sx), times(0, sy), times(1, sy), times(3, sy));
  }

  private double times(int row, double[] s) {
    double sum = 0;
    for (int a = 0; a < 4; a++) {
      sum += inverse[row][a] * s[a];
    }
    return sum;
  }

  /** Gauss and Jordan's; the matrix is positive definite. */
  private static double[][] invert(double[][] m) {
    int n = m.length;
    double[][] out = new double[n][n];
    for (int i = 0; i < n; i++) {
      out[i][i] = 1;
    }
    for (int p = 0; p < n; p++) {
      double d = m[p][p];
      for (int q = 0; q < n; q++) {
        m[p][q] /= d;
        out[p][q] /= d;
      }
      for (int k = 0; k < n; k++) {
        double f = m[k][p];
        for (int q = 0; k != p && q < n; q++) {
          m[k][q] -= f * m[p][q];
          out[k][q] -= f * out[p][q];
        }
      }
    }
    return out;
  }
}
