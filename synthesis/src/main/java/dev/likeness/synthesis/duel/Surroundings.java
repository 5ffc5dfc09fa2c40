package dev.likeness.synthesis.duel;

import dev.likeness.core.Frame;

/**
 * Lets what lies around a face go out of focus, as a portrait lens does: hair far out, clothes and
 * what stands behind differ from picture to picture in more ways than can be learnt from few.
 */
final class Surroundings {
  /** Middle and half axes of an ellipse around the head in a {@code FaceCrop}, in sides. */
  private static final double X = .5;

  private static final double Y = .52;
  private static final double WIDE = .37;
  private static final double HIGH = .5;

  /** Where it begins and where it is full, in half axes. */
  private static final double BEGINS = .85;

  private static final double FULL = 1.3;

  /** Deviations of the Gaussians between which is mixed, in sides. */
  private static final double[] BLUR = {0, .012, .031, .07};

  private Surroundings() {}

  /**
   * The picture with its surroundings out of focus.
   *
   * @param share how far, 0 to 1
   */
  static Frame soften(Frame f, double share) {
    int side = f.width();
    float[][] levels = new float[BLUR.length][];
    for (int i = 0; i < BLUR.length; i++) {
      levels[i] = blurred(f, BLUR[i] * side);
    }
    byte[] rgb = new byte[3 * side * side];
    for (int i = 0; i < side * side; i++) {
      double x = ((i % side + .5) / side - X) / WIDE;
      double y = ((i / side + .5) / side - Y) / HIGH;
      double far = (Math.hypot(x, y) - BEGINS) / (FULL - BEGINS);
      double level = share * Math.max(0, Math.min(1, far)) * (BLUR.length - 1);
      int below = Math.min(BLUR.length - 2, (int) level);
      for (int k = 3 * i; k < 3 * i + 3; k++) {
        double v = levels[below][k] + (level - below) * (levels[below + 1][k] - levels[below][k]);
        rgb[k] = (byte) Math.round(v);
      }
    }
    return new Frame(side, side, rgb);
  }

  private static float[] blurred(Frame f, double deviation) {
    float[] v = new float[f.rgb().length];
    for (int i = 0; i < v.length; i++) {
      v[i] = f.rgb()[i] & 255;
    }
    if (deviation == 0) {
      return v;
    }
    int reach = (int) Math.ceil(3 * deviation);
    float[] kernel = new float[2 * reach + 1];
    float sum = 0;
    for (int i = -reach; i <= reach; i++) {
      kernel[i + reach] = (float) Math.exp(-i * i / (2 * deviation * deviation));
      sum += kernel[i + reach];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= sum;
    }
    int side = f.width();
    return along(along(v, side, 1, kernel), side, side, kernel);
  }

  /**
   * Along rows or columns; what lies beyond the border is as the border is.
   *
   * @param step pixels to the next one: 1 or the side
   */
  private static float[] along(float[] v, int side, int step, float... kernel) {
    float[] out = new float[v.length];
    int reach = kernel.length / 2;
    for (int i = 0; i < side * side; i++) {
      int at = step == 1 ? i % side : i / side;
      for (int k = -reach; k <= reach; k++) {
        int from = i + (Math.max(0, Math.min(side - 1, at + k)) - at) * step;
        for (int c = 0; c < 3; c++) {
          out[3 * i + c] += kernel[k + reach] * v[3 * from + c];
        }
      }
    }
    return out;
  }
}
