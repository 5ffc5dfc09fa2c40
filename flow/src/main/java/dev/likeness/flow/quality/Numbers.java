package dev.likeness.flow.quality;

import java.util.Arrays;

/** A list of doubles that grows. */
final class Numbers {
  private double[] values = new double[256];
  private int size;

  void add(double v) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = v;
  }

  int size() {
    return size;
  }

  double[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
