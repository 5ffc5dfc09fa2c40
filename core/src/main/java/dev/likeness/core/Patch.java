package dev.likeness.core;

/**
 * A difference to add to part of a picture: 8-bit sRGB units, signed, three planes (red, green,
 * blue) of {@code box.width × box.height} values each, row by row.
 */
public record Patch(Box box, float[] red, float[] green, float[] blue) {
  public Patch {
    int n = box.width() * box.height();
    if (red.length != n || green.length != n || blue.length != n) {
      throw new IllegalArgumentException("planes of " + red.length + " values for box " + box);
    }
  }
}
