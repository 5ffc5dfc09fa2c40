package dev.likeness.synthesis;

import java.util.List;

/** What neighbouring frames say together of what a single one may get wrong. */
final class NearFrames {
  /** Frames over which is averaged: standard deviation, and where it ends. */
  private static final float OVER = 1.5f;

  private static final int AROUND = 4;

  private NearFrames() {}

  /**
   * A mean that the nearest frames weigh most in.
   *
   * @param seen of consecutive frames; in each, {@code size} values begin at {@code at}
   * @param centre the frame it is for
   */
  static float[] mean(List<float[]> seen, int at, int size, int centre) {
    float[] mean = new float[size];
    float total = 0;
    int to = Math.min(seen.size() - 1, centre + AROUND);
    for (int i = Math.max(0, centre - AROUND); i <= to; i++) {
      float d = (i - centre) / OVER;
      float w = (float) Math.exp(-.5f * d * d);
      total += w;
      for (int k = 0; k < size; k++) {
        mean[k] += w * seen.get(i)[at + k];
      }
    }
    for (int k = 0; k < size; k++) {
      mean[k] /= total;
    }
    return mean;
  }
}
