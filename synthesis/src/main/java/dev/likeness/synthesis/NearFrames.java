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
    for (int i = first(centre); i < end(seen, centre); i++) {
      float w = weight(i, centre);
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

  /** The first frame that says anything of {@code centre}. */
  static int first(int centre) {
    return Math.max(0, centre - AROUND);
  }

  /** The frame behind the last one that does. */
  static int end(List<float[]> seen, int centre) {
    return Math.min(seen.size(), centre + AROUND + 1);
  }

  /** How much frame i says. */
  static float weight(int i, int centre) {
    float d = (i - centre) / OVER;
    return (float) Math.exp(-.5f * d * d);
  }
}
