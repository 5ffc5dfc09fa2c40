package dev.likeness.synthesis;

/**
 * Blurs fields of so many columns and rows of cells; what lies outside counts as nothing. Not
 * thread-safe.
 */
final class CellBlur {
  private int cols;
  private int rows;
  private float[] scratch = new float[0];

  /** The size of the fields from now on. */
  void size(int cols, int rows) {
    this.cols = cols;
    this.rows = rows;
    if (scratch.length < cols * rows) {
      scratch = new float[cols * rows];
    }
  }

  /** Blurs a field by a Gaussian of {@code sigma} cells. */
  void blur(float[] v, float sigma) {
    int radius = Math.max(1, (int) Math.ceil(2.5f * sigma));
    float[] k = new float[radius + 1];
    for (int i = 0; i <= radius; i++) {
      k[i] = (float) Math.exp(-.5 * i * i / (sigma * sigma));
    }
    // What lies outside counts as nothing, as weights are blurred the same way.
    int n = cols * rows;
    scaled(v, n, k[0], scratch);
    for (int y = 0; y < rows; y++) {
      int row = y * cols;
      for (int j = 1; j < Math.min(k.length, cols); j++) {
        add(v, row, scratch, row + j, cols - j, k[j]);
        add(v, row + j, scratch, row, cols - j, k[j]);
      }
    }
    scaled(scratch, n, k[0], v);
    for (int j = 1; j < Math.min(k.length, rows); j++) {
      add(scratch, 0, v, j * cols, n - j * cols, k[j]);
      add(scratch, j * cols, v, 0, n - j * cols, k[j]);
    }
  }

  private static void scaled(float[] in, int n, float k, float[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = k * in[i];
    }
  }

  private static void add(float[] in, int from, float[] out, int to, int n, float k) {
    for (int i = 0; i < n; i++) {
      out[to + i] += k * in[from + i];
    }
  }
}
