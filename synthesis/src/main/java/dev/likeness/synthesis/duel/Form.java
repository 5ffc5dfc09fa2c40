package dev.likeness.synthesis.duel;

import dev.likeness.core.Frame;

/**
 * Gives what was drawn in the common shape a shape of its own again: how the points of a face move
 * with each of its codes (the combined models of Cootes et al. 1998, section 3). Immutable by
 * agreement.
 *
 * @param shape x and y of all points in the common shape, in sides
 * @param parts points × codes: what a code moves at one deviation
 */
public record Form(float[] shape, float[] parts) {
  /** How far points lie beside the common shape. */
  float[] beside(float[] style) {
    int codes = parts.length / shape.length;
    float[] out = new float[shape.length];
    for (int i = 0; i < out.length; i++) {
      for (int k = 0; k < codes; k++) {
        out[i] += parts[i * codes + k] * style[k];
      }
    }
    return out;
  }

  /**
   * Brings a picture from the common shape into another.
   *
   * @param beside how far the points shall lie beside the common shape
   * @param side of what is made
   */
  static Frame bend(Frame picture, float[] shape, float[] beside, int side) {
    float[] at = new float[shape.length];
    float[] from = new float[shape.length];
    for (int i = 0; i < at.length; i++) {
      at[i] = shape[i] + beside[i];
      from[i] = -beside[i];
    }
    return new Bend(at, from).of(picture, side);
  }

  /** For each point the one that lies where it would be with left and right exchanged. */
  static int[] partners(float[] shape) {
    int[] out = new int[shape.length / 2];
    for (int i = 0; i < out.length; i++) {
      double best = Double.MAX_VALUE;
      for (int k = 0; k < out.length; k++) {
        double d = Math.hypot(1 - shape[2 * i] - shape[2 * k], shape[2 * i + 1] - shape[2 * k + 1]);
        if (d < best) {
          best = d;
          out[i] = k;
        }
      }
    }
    return out;
  }

  /** How far the points of a mirrored face lie beside the common shape. */
  static float[] mirrored(float[] beside, int... partners) {
    float[] out = new float[beside.length];
    for (int i = 0; i < partners.length; i++) {
      out[2 * i] = -beside[2 * partners[i]];
      out[2 * i + 1] = beside[2 * partners[i] + 1];
    }
    return out;
  }
}
