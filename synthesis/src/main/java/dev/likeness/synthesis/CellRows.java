package dev.likeness.synthesis;

/**
 * Fields of coarse cells as rows of pixels, between the cells bilinearly; cheap where rows come one
 * after the other. Buffers are reused. Not thread-safe.
 */
final class CellRows {
  /** The row made ready, one value a pixel from {@link #first} on; one array a field. */
  float[][] lines;

  /** The column that {@link #lines} begin with. */
  int first;

  private float[][] above;
  private float[][] below;

  /** The row of cells that {@link #above} shows, and its columns; −1 for none. */
  private int expanded = -1;

  private int expandedFrom;
  private int expandedEnd;
  private int cols;
  private int rows;
  private float cell;
  private int width;

  CellRows(int fields) {
    lines = new float[fields][0];
    above = new float[fields][0];
    below = new float[fields][0];
  }

  /** Starts fields of {@code cols × rows} cells of {@code cell} pixels, {@code width} in a row. */
  void start(int cols, int rows, float cell, int width) {
    this.cols = cols;
    this.rows = rows;
    this.cell = cell;
    this.width = width;
    changed();
  }

  /** Says that the fields have other values now. */
  void changed() {
    expanded = -1;
  }

  /** Makes row y ready from column {@code from} to {@code end}. */
  void row(float[][] fields, int y, int from, int end) {
    if (lines[0].length < Math.max(end, width)) {
      lines = new float[fields.length][Math.max(end, width)];
      above = new float[fields.length][Math.max(end, width)];
      below = new float[fields.length][Math.max(end, width)];
      expanded = -1;
    }
    float fy = y / cell;
    int r = Math.min((int) fy, rows - 2);
    if (r != expanded || from < expandedFrom || end > expandedEnd) {
      boolean next =
          r == expanded + 1 && expanded >= 0 && from >= expandedFrom && end <= expandedEnd;
      if (!next) {
        expandedFrom = 0;
        expandedEnd = Math.max(end, width);
      }
      expanded = r;
      for (int f = 0; f < fields.length; f++) {
        if (next) {
          float[] free = above[f];
          above[f] = below[f];
          below[f] = free;
        } else {
          expand(fields[f], r, above[f]);
        }
        expand(fields[f], r + 1, below[f]);
      }
    }
    first = from;
    for (int f = 0; f < fields.length; f++) {
      between(above[f], below[f], fy - r, from, end - from, lines[f]);
    }
  }

  /** A row of cells, for each column of pixels. */
  private void expand(float[] field, int row, float[] out) {
    int a = row * cols;
    for (int x = expandedFrom; x < expandedEnd; ) {
      int col = (int) (x / cell);
      float slope = (field[a + col + 1] - field[a + col]) / cell;
      float left = field[a + col] - slope * (col * cell);
      int next = Math.min(expandedEnd, Math.max(x + 1, (int) Math.ceil((col + 1) * cell)));
      for (; x < next; x++) {
        out[x] = left + x * slope;
      }
    }
  }

  private static void between(float[] a, float[] b, float part, int from, int n, float[] out) {
    for (int x = 0; x < n; x++) {
      out[x] = a[from + x] + part * (b[from + x] - a[from + x]);
    }
  }
}
