package dev.likeness.synthesis.duel;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import java.util.List;

/**
 * Brings the features of faces towards where they lie on average over a set: what lies in place is
 * learnt from few pictures (the shape-free textures of Cootes et al. 1998, "Active Appearance
 * Models", section 2). The picture around the face hardly moves.
 */
final class CommonShape {
  /** How far a point's move reaches, in sides. */
  private static final double REACH = .05;

  /** A point's say against that of staying: about 20 points have a say at each place in a face. */
  private static final double STAY = 1;

  /** Moves are computed at so many places a row and interpolated. */
  private static final int NODES = 33;

  private final float[] mean;

  /**
   * A face in its crop.
   *
   * @param crop twice as large as what is wanted
   * @param points x and y of all mesh points, in sides of the crop
   */
  record Face(Frame crop, float[] points) {
    /**
     * @param map from the crop's pixels to those that the mesh is in
     */
    static Face of(Frame crop, FaceMesh mesh, Affine2 map) {
      FaceMesh m = mesh.map(map.inverse());
      float[] p = new float[2 * FaceMesh.POINTS];
      for (int i = 0; i < FaceMesh.POINTS; i++) {
        p[2 * i] = m.x(i) / crop.width();
        p[2 * i + 1] = m.y(i) / crop.height();
      }
      return new Face(crop, p);
    }
  }

  CommonShape(List<Face> faces) {
    mean = new float[2 * FaceMesh.POINTS];
    for (Face f : faces) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += f.points[i] / faces.size();
      }
    }
  }

  /** The face in a shape between its own (0) and the common one (1), at half the crop's side. */
  Frame of(Face face, double share) {
    float[] moves = moves(face, share);
    int side = face.crop.width() / 2;
    byte[] rgb = new byte[3 * side * side];
    double[] sum = new double[3];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        java.util.Arrays.fill(sum, 0);
        for (int part = 0; part < 4; part++) {
          double u = (x + .25 + .5 * (part % 2)) / side;
          double v = (y + .25 + .5 * (part / 2)) / side;
          double dx = at(moves, 0, u, v);
          double dy = at(moves, 1, u, v);
          add(face.crop, (u + dx) * 2 * side - .5, (v + dy) * 2 * side - .5, sum);
        }
        for (int c = 0; c < 3; c++) {
          rgb[3 * (y * side + x) + c] = (byte) Math.round(sum[c] / 4);
        }
      }
    }
    return new Frame(side, side, rgb);
  }

  /** From where in the face each node is taken, as x and y in sides. */
  private float[] moves(Face face, double share) {
    float[] out = new float[2 * NODES * NODES];
    for (int n = 0; n < NODES * NODES; n++) {
      double u = (double) (n % NODES) / (NODES - 1);
      double v = (double) (n / NODES) / (NODES - 1);
      double all = STAY;
      double x = 0;
      double y = 0;
      for (int i = 0; i < FaceMesh.POINTS; i++) {
        double mx = share * (face.points[2 * i] - mean[2 * i]);
        double my = share * (face.points[2 * i + 1] - mean[2 * i + 1]);
        double du = face.points[2 * i] - mx - u;
        double dv = face.points[2 * i + 1] - my - v;
        double w = Math.exp(-(du * du + dv * dv) / (2 * REACH * REACH));
        all += w;
        x += w * mx;
        y += w * my;
      }
      out[2 * n] = (float) (x / all);
      out[2 * n + 1] = (float) (y / all);
    }
    return out;
  }

  private static double at(float[] moves, int axis, double u, double v) {
    double x = u * (NODES - 1);
    double y = v * (NODES - 1);
    int i = Math.min(NODES - 2, (int) x);
    int j = Math.min(NODES - 2, (int) y);
    double fx = x - i;
    double fy = y - j;
    int o = 2 * (j * NODES + i) + axis;
    double above = moves[o] + fx * (moves[o + 2] - moves[o]);
    o += 2 * NODES;
    double below = moves[o] + fx * (moves[o + 2] - moves[o]);
    return above + fy * (below - above);
  }

  private static void add(Frame f, double x, double y, double[] sum) {
    double cx = Math.max(0, Math.min(f.width() - 1.001, x));
    double cy = Math.max(0, Math.min(f.height() - 1.001, y));
    int i = (int) cx;
    int j = (int) cy;
    for (int c = 0; c < 3; c++) {
      double above = f.at(i, j, c) + (cx - i) * (f.at(i + 1, j, c) - f.at(i, j, c));
      double below = f.at(i, j + 1, c) + (cx - i) * (f.at(i + 1, j + 1, c) - f.at(i, j + 1, c));
      sum[c] += above + (cy - j) * (below - above);
    }
  }
}
