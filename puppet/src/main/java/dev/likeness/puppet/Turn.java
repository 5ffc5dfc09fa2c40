package dev.likeness.puppet;

/**
 * The head's turn on the neck: pitch, then yaw, then roll, about {@link Rig#PIVOT_Y}, {@link
 * Rig#PIVOT_Z}. A share of it turns the neck.
 */
final class Turn {
  private static final int STEPS = 16;

  private final float[][] matrices = new float[STEPS + 1][];

  Turn(double yaw, double pitch, double roll) {
    for (int i = 0; i <= STEPS; i++) {
      double k = Math.toRadians((double) i / STEPS);
      matrices[i] = matrix(yaw * k, pitch * k, roll * k);
    }
  }

  private static float[] matrix(double yaw, double pitch, double roll) {
    double cy = Math.cos(yaw);
    double sy = Math.sin(yaw);
    double cp = Math.cos(pitch);
    double sp = Math.sin(pitch);
    double cr = Math.cos(roll);
    double sr = Math.sin(roll);
    double[] yp = {cy, -sp * sy, cp * sy, 0, cp, sp, -sy, -sp * cy, cp * cy};
    double[] m = new double[9];
    for (int c = 0; c < 3; c++) {
      m[c] = cr * yp[c] + sr * yp[3 + c];
      m[3 + c] = -sr * yp[c] + cr * yp[3 + c];
      m[6 + c] = yp[6 + c];
    }
    float[] f = new float[9];
    for (int i = 0; i < 9; i++) {
      f[i] = (float) m[i];
    }
    return f;
  }

  /** Turns point {@code v} of {@code p} by {@code share} of the whole turn. */
  void apply(float[] p, int v, float share) {
    if (share <= 0) {
      return;
    }
    int o = 3 * v;
    float x = p[o];
    float y = p[o + 1] - Rig.PIVOT_Y;
    float z = p[o + 2] - Rig.PIVOT_Z;
    float k = Math.min(1, share) * STEPS;
    int i = (int) k;
    float f = k - i;
    float[] a = matrices[i];
    float[] b = matrices[Math.min(STEPS, i + 1)];
    for (int r = 0; r < 3; r++) {
      int m = 3 * r;
      float va = a[m] * x + a[m + 1] * y + a[m + 2] * z;
      float vb = b[m] * x + b[m + 1] * y + b[m + 2] * z;
      p[o + r] = va + f * (vb - va) + (r == 1 ? Rig.PIVOT_Y : r == 2 ? Rig.PIVOT_Z : 0);
    }
  }

  /** Turns a direction with the whole head. */
  void rotate(float[] p, int o) {
    float[] m = matrices[STEPS];
    float x = p[o];
    float y = p[o + 1];
    float z = p[o + 2];
    p[o] = m[0] * x + m[1] * y + m[2] * z;
    p[o + 1] = m[3] * x + m[4] * y + m[5] * z;
    p[o + 2] = m[6] * x + m[7] * y + m[8] * z;
  }

  /** The whole turn, row by row. */
  float[] matrix() {
    return matrices[STEPS].clone();
  }
}
