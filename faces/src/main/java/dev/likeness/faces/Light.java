package dev.likeness.faces;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.FaceTopology.Ring;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;

/**
 * From where a face is lit, in the head's own axes: what first-order spherical harmonics (Basri and
 * Jacobs 2003) of the canonical face's normals explain of its skin's linear luminance.
 *
 * @param side over the mean: positive, the person's left side (the picture's right, when seen from
 *     the front) is brighter
 * @param height over the mean: positive, what looks up is brighter
 * @param level mean linear luminance, 0 to 1
 */
public record Light(double side, double height, double level) {
  private static final int SIZE = 96;

  /** Rooms are lit from above: the height of light that looks even (median of a photo studio). */
  private static final double USUAL = .25;

  private static final double SIDEWAYS = .35;
  private static final double UPRIGHT = .35;

  /** The main direction. */
  public enum Direction {
    EVEN,
    FROM_RIGHT,
    FROM_LEFT,
    FROM_ABOVE,
    FROM_BELOW
  }

  private static final class Skin {
    static final int[] POINT;
    static final double[] NORMAL;

    static {
      FaceTopology f = FaceTopology.canonical();
      boolean[] out = new boolean[f.vertexCount()];
      Ring[] features = {
        Ring.RIGHT_EYE,
        Ring.LEFT_EYE,
        Ring.RIGHT_LIDS,
        Ring.LEFT_LIDS,
        Ring.RIGHT_BROW,
        Ring.LEFT_BROW,
        Ring.LIPS_INNER,
        Ring.LIPS_OUTER,
        Ring.NOSE_BASE,
        Ring.FACE_OVAL
      };
      for (Ring r : features) {
        for (int v : f.ring(r)) {
          out[v] = true;
        }
      }
      double[] all = normals(f);
      POINT = java.util.stream.IntStream.range(0, out.length).filter(i -> !out[i]).toArray();
      NORMAL = new double[3 * POINT.length];
      for (int i = 0; i < POINT.length; i++) {
        System.arraycopy(all, 3 * POINT[i], NORMAL, 3 * i, 3);
      }
    }

    /** Outward unit normals, weighted by the triangles' areas. */
    private static double[] normals(FaceTopology f) {
      double[] n = new double[3 * f.vertexCount()];
      for (int[] t : f.triangles(FaceTopology.Part.SKIN)) {
        double ux = f.x(t[1]) - f.x(t[0]);
        double uy = f.y(t[1]) - f.y(t[0]);
        double uz = f.z(t[1]) - f.z(t[0]);
        double vx = f.x(t[2]) - f.x(t[0]);
        double vy = f.y(t[2]) - f.y(t[0]);
        double vz = f.z(t[2]) - f.z(t[0]);
        for (int v : t) {
          n[3 * v] += uy * vz - uz * vy;
          n[3 * v + 1] += uz * vx - ux * vz;
          n[3 * v + 2] += ux * vy - uy * vx;
        }
      }
      for (int i = 0; i < n.length; i += 3) {
        double l = Math.sqrt(n[i] * n[i] + n[i + 1] * n[i + 1] + n[i + 2] * n[i + 2]);
        for (int c = 0; c < 3; c++) {
          n[i + c] /= Math.max(l, 1e-9);
        }
      }
      return n;
    }
  }

  /** Measures the light on one face. */
  public static Light of(Picture p, FaceMesh mesh) {
    Affine2 map = Roi.of(mesh).fromSquare(SIZE);
    Affine2 back = map.inverse();
    Frame crop = Sampling.square(p, map, SIZE);
    double[] r = FaceGeometry.pose(mesh).rotation();
    double[][] eq = new double[4][5];
    double mean = 0;
    int n = 0;
    for (int i = 0; i < Skin.POINT.length; i++) {
      double nx = Skin.NORMAL[3 * i];
      double ny = Skin.NORMAL[3 * i + 1];
      double nz = Skin.NORMAL[3 * i + 2];
      if (r[6] * nx + r[7] * ny + r[8] * nz > -.35) {
        continue; // turned away from the camera
      }
      int v = Skin.POINT[i];
      double l = luminance(crop, back.x(mesh.x(v), mesh.y(v)), back.y(mesh.x(v), mesh.y(v)));
      double[] row = {1, nx, ny, nz, l};
      for (int a = 0; a < 4; a++) {
        for (int b = 0; b < 5; b++) {
          eq[a][b] += row[a] * row[b];
        }
      }
      mean += l;
      n++;
    }
    if (n < 30) {
      return new Light(0, 0, 0);
    }
    mean /= n;
    double[] fit = solve(eq, .02 * n);
    double over = Math.max(mean, .01);
    return new Light(fit[1] / over, -fit[2] / over, mean);
  }

  private static double luminance(Frame f, double x, double y) {
    int px = Math.max(0, Math.min(f.width() - 1, (int) x));
    int py = Math.max(0, Math.min(f.height() - 1, (int) y));
    return .2126 * linear(f.at(px, py, 0))
        + .7152 * linear(f.at(px, py, 1))
        + .0722 * linear(f.at(px, py, 2));
  }

  /** IEC 61966-2-1. */
  private static double linear(int v) {
    double s = v / 255.0;
    return s <= .04045 ? s / 12.92 : Math.pow((s + .055) / 1.055, 2.4);
  }

  /** Gauss elimination of the normal equations; the directions are held back a little. */
  private static double[] solve(double[][] m, double ridge) {
    int n = m.length;
    for (int i = 1; i < n; i++) {
      m[i][i] += ridge;
    }
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double f = m[j][i] / m[i][i];
        for (int k = i; k <= n; k++) {
          m[j][k] -= f * m[i][k];
        }
      }
    }
    double[] x = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      double v = m[i][n];
      for (int j = i + 1; j < n; j++) {
        v -= m[i][j] * x[j];
      }
      x[i] = v / m[i][i];
    }
    return x;
  }

  /** The strongest direction, or EVEN when none stands out from usual room light. */
  public Direction direction() {
    double across = side / SIDEWAYS;
    double along = (height - USUAL) / UPRIGHT;
    if (Math.max(Math.abs(across), Math.abs(along)) < 1) {
      return Direction.EVEN;
    }
    if (Math.abs(across) >= Math.abs(along)) {
      return side > 0 ? Direction.FROM_LEFT : Direction.FROM_RIGHT;
    }
    return along > 0 ? Direction.FROM_ABOVE : Direction.FROM_BELOW;
  }
}
