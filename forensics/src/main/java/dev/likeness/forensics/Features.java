package dev.likeness.forensics;

import java.util.Arrays;

/** A row of numbers in the making. */
final class Features {
  private float[] values = new float[128];
  private int size;

  void add(double v) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = Double.isFinite(v) ? (float) v : 0;
  }

  void addAll(float... all) {
    for (float v : all) {
      add(v);
    }
  }

  float[] done() {
    return Arrays.copyOf(values, size);
  }
}
