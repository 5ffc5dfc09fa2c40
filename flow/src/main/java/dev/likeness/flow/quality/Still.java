package dev.likeness.flow.quality;

import dev.likeness.core.Frame;

/**
 * A face cut out and held still, {@value #SIZE} pixels square, in cells of {@value #CELL}; it finds
 * the small affine movement that lays it onto another (Lucas and Kanade 1981, in the affine form of
 * Baker and Matthews 2004, section 2.2).
 */
final class Still {
  static final int GRID = 16;
  static final int CELL = 6;
  static final int SIZE = GRID * CELL;

  /** No movement: dx, its growth along x and y, then dy likewise; pixels. */
  static final double[] NONE = new double[6];

  private static final int STEPS = 4;

  /** Movements larger than this are no tremble; the face is then compared as it stands. */
  private static final double MOST = 3;

  private final Frame face;
  private final boolean[] skin;
  private final float[] grey = new float[SIZE * SIZE];

  /**
   * @param skin which cells count, row by row
   */
  Still(Frame face, boolean[] skin) {
    this.face = face;
    this.skin = skin;
    float[] raw = new float[SIZE * SIZE];
    for (int i = 0; i < raw.length; i++) {
      int x = i % SIZE;
      int y = i / SIZE;
      raw[i] = .299f * face.at(x, y, 0) + .587f * face.at(x, y, 1) + .114f * face.at(x, y, 2);
    }
    for (int y = 1; y < SIZE - 1; y++) {
      for (int x = 1; x < SIZE - 1; x++) {
        int i = y * SIZE + x;
        float side = raw[i - 1] + raw[i + 1] + raw[i - SIZE] + raw[i + SIZE];
        grey[i] = .5f * raw[i] + .125f * side;
      }
    }
  }

  /** The movement after which this face lies on the other; {@link #NONE} where none is found. */
  double[] onto(Still other) {
    double[] p = new double[6];
    for (int step = 0; step < STEPS; step++) {
      double[] d = step(other, p);
      if (d.length == 0) {
        return NONE;
      }
      for (int k = 0; k < 6; k++) {
        p[k] += d[k];
      }
    }
    double far = Math.hypot(p[0], p[3]) + SIZE / 2.0 * Math.hypot(p[1] + p[5], p[2] + p[4]);
    return far < MOST ? p : NONE;
  }

  /** One Gauss-Newton step over the skin; empty where the skin is flat. */
  private double[] step(Still other, double[] p) {
    double[][] h = new double[6][7];
    double[] j = new double[6];
    for (int y = 2; y < SIZE - 2; y++) {
      for (int x = 2; x < SIZE - 2; x++) {
        if (!skin[y / CELL * GRID + x / CELL]) {
          continue;
        }
        double u = x - SIZE / 2.0;
        double v = y - SIZE / 2.0;
        double sx = x + p[0] + p[1] * u + p[2] * v;
        double sy = y + p[3] + p[4] * u + p[5] * v;
        if (sx < 1 || sy < 1 || sx > SIZE - 3 || sy > SIZE - 3) {
          continue;
        }
        double gx = (at(sx + 1, sy) - at(sx - 1, sy)) / 2;
        double gy = (at(sx, sy + 1) - at(sx, sy - 1)) / 2;
        double e = other.grey[y * SIZE + x] - at(sx, sy);
        j[0] = gx;
        j[1] = gx * u;
        j[2] = gx * v;
        j[3] = gy;
        j[4] = gy * u;
        j[5] = gy * v;
        for (int a = 0; a < 6; a++) {
          for (int b = 0; b < 6; b++) {
            h[a][b] += j[a] * j[b];
          }
          h[a][6] += j[a] * e;
        }
      }
    }
    return solve(h);
  }

  private double at(double x, double y) {
    int ix = Math.clamp((int) x, 0, SIZE - 2);
    int iy = Math.clamp((int) y, 0, SIZE - 2);
    double fx = x - ix;
    double fy = y - iy;
    int i = iy * SIZE + ix;
    double top = grey[i] + fx * (grey[i + 1] - grey[i]);
    double low = grey[i + SIZE] + fx * (grey[i + SIZE + 1] - grey[i + SIZE]);
    return top + fy * (low - top);
  }

  /** Gauss-Jordan; empty where a pivot vanishes. */
  private static double[] solve(double[][] h) {
    int n = h.length;
    for (int i = 0; i < n; i++) {
      int best = i;
      for (int r = i + 1; r < n; r++) {
        best = Math.abs(h[r][i]) > Math.abs(h[best][i]) ? r : best;
      }
      double[] row = h[best];
      h[best] = h[i];
      h[i] = row;
      if (Math.abs(row[i]) < 1e-6) {
        return new double[0];
      }
      for (int r = 0; r < n; r++) {
        double f = r == i ? 0 : h[r][i] / row[i];
        for (int c = i; c <= n; c++) {
          h[r][c] -= f * row[c];
        }
      }
    }
    return diagonal(h);
  }

  private static double[] diagonal(double[][] h) {
    double[] out = new double[h.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = h[i][h.length] / h[i][i];
    }
    return out;
  }

  /** The cells' mean colours, L* a* b* each, after a movement. */
  double[] cells(double[] p) {
    double[] out = new double[GRID * GRID * 3];
    for (int cell = 0; cell < GRID * GRID; cell++) {
      double[] sum = new double[3];
      for (int k = 0; k < CELL * CELL; k++) {
        int x = cell % GRID * CELL + k % CELL;
        int y = cell / GRID * CELL + k / CELL;
        double u = x - SIZE / 2.0;
        double v = y - SIZE / 2.0;
        colour(x + p[0] + p[1] * u + p[2] * v, y + p[3] + p[4] * u + p[5] * v, sum);
      }
      double n = CELL * CELL;
      Lab lab = Lab.ofRgb(sum[0] / n, sum[1] / n, sum[2] / n);
      out[3 * cell] = lab.l();
      out[3 * cell + 1] = lab.a();
      out[3 * cell + 2] = lab.b();
    }
    return out;
  }

  private void colour(double x, double y, double[] sum) {
    int ix = Math.clamp((int) Math.floor(x), 0, SIZE - 2);
    int iy = Math.clamp((int) Math.floor(y), 0, SIZE - 2);
    double fx = Math.clamp(x - ix, 0, 1);
    double fy = Math.clamp(y - iy, 0, 1);
    for (int c = 0; c < 3; c++) {
      double top = face.at(ix, iy, c) * (1 - fx) + face.at(ix + 1, iy, c) * fx;
      double low = face.at(ix, iy + 1, c) * (1 - fx) + face.at(ix + 1, iy + 1, c) * fx;
      sum[c] += top + fy * (low - top);
    }
  }
}
