package dev.likeness.provenance;

import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import dev.likeness.core.Patch;
import dev.likeness.core.Picture;

/** Something half transparent that is laid over pictures of one size. Immutable. */
final class Overlay {
  private final int width;
  private final int height;
  private final Box box;
  private final float[] alpha;
  private final float[][] colour;

  /**
   * @param width of the pictures, in pixels like {@code height}
   * @param box what it covers
   * @param argb its pixels, row by row, not multiplied by their opacity
   */
  Overlay(int width, int height, Box box, int[] argb) {
    this.width = width;
    this.height = height;
    this.box = box;
    alpha = new float[argb.length];
    colour = new float[3][argb.length];
    for (int i = 0; i < argb.length; i++) {
      alpha[i] = (argb[i] >>> 24) / 255f;
      for (int c = 0; c < 3; c++) {
        colour[c][i] = argb[i] >> (16 - 8 * c) & 255;
      }
    }
  }

  Box box() {
    return box;
  }

  /** The picture with it; of exactly its size. */
  Picture on(Picture picture) {
    if (picture.width() != width || picture.height() != height) {
      throw new IllegalArgumentException(
          "overlay for %d×%d, picture of %d×%d"
              .formatted(width, height, picture.width(), picture.height()));
    }
    Frame under = picture.crop(box);
    float[][] delta = new float[3][alpha.length];
    for (int i = 0; i < alpha.length; i++) {
      for (int c = 0; c < 3; c++) {
        delta[c][i] = alpha[i] * (colour[c][i] - (under.rgb()[3 * i + c] & 255));
      }
    }
    return picture.plus(new Patch(box, delta[0], delta[1], delta[2]));
  }
}
