package dev.likeness.core;

/** How much of each pixel counts, 0 to 1, row by row. */
public record Mask(int width, int height, float[] values) {
  public Mask {
    if (width <= 0 || height <= 0 || (long) width * height != values.length) {
      throw new IllegalArgumentException(
          "mask of %d×%d with %d values".formatted(width, height, values.length));
    }
  }
}
