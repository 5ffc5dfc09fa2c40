package dev.likeness.synthesis.duel;

import dev.likeness.core.Frame;

/**
 * Moves what lies at some points of a picture to others, and what is between along with it; what is
 * far from all points stays. Immutable.
 */
final class Bend {
  /** How far a point's move reaches, in sides. */
  private static final double REACH = .05;

  /** Where a point's say has faded. */
  private static final double FAR = 3.5 * REACH;

  /** A point's say against that of staying: about 20 points have a say at each place in a face. */
  private static final double STAY = 1;

  /** Moves are computed at so many places a row and interpolated. */
  private static final int NODES = 33;

  private final float[] field = new float[2 * NODES * NODES];

  /**
   * @param at x and y of points in the picture that is made, in sides
   * @param from how far beside that each is taken from, in sides
   */
  Bend(float[] at, float[] from) {
    double[] all = new double[NODES * NODES];
    double[] x = new double[NODES * NODES];
    double[] y = new double[NODES * NODES];
    for (int p = 0; p + 1 < at.length; p += 2) {
      for (int j = first(at[p + 1]); j <= last(at[p + 1]); j++) {
        double dv = at[p + 1] - (double) j / (NODES - 1);
        for (int i = first(at[p]); i <= last(at[p]); i++) {
          double du = at[p] - (double) i / (NODES - 1);
          double w = Math.exp(-(du * du + dv * dv) / (2 * REACH * REACH));
          all[j * NODES + i] += w;
          x[j * NODES + i] += w * from[p];
          y[j * NODES + i] += w * from[p + 1];
        }
      }
    }
    for (int n = 0; n < NODES * NODES; n++) {
      field[2 * n] = (float) (x[n] / (STAY + all[n]));
      field[2 * n + 1] = (float) (y[n] / (STAY + all[n]));
    }
  }

  private static int first(double v) {
    return Math.max(0, (int) Math.ceil((v - FAR) * (NODES - 1)));
  }

  private static int last(double v) {
    return Math.min(NODES - 1, (int) Math.floor((v + FAR) * (NODES - 1)));
  }

  /**
   * The moved picture.
   *
   * @param side of what is made, pixels; where it is smaller than {@code f}, four places of each
   *     pixel are looked at
   */
  Frame of(Frame f, int side) {
    int parts = side < f.width() ? 2 : 1;
    byte[] rgb = new byte[3 * side * side];
    double[] sum = new double[3];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        java.util.Arrays.fill(sum, 0);
        for (int part = 0; part < parts * parts; part++) {
          double u = (x + (part % parts + .5) / parts) / side;
          double v = (y + (part / parts + .5) / parts) / side;
          double fromU = u + at(0, u, v);
          double fromV = v + at(1, u, v);
          add(f, fromU * f.width() - .5, fromV * f.height() - .5, sum);
        }
        for (int c = 0; c < 3; c++) {
          rgb[3 * (y * side + x) + c] = (byte) Math.round(sum[c] / (parts * parts));
        }
      }
    }
    return new Frame(side, side, rgb);
  }

  private double at(int axis, double u, double v) {
    double x = u * (NODES - 1);
    double y = v * (NODES - 1);
    int i = Math.min(NODES - 2, (int) x);
    int j = Math.min(NODES - 2, (int) y);
    double fx = x - i;
    double fy = y - j;
    int o = 2 * (j * NODES + i) + axis;
    double above = field[o] + fx * (field[o + 2] - field[o]);
    o += 2 * NODES;
    double below = field[o] + fx * (field[o + 2] - field[o]);
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
