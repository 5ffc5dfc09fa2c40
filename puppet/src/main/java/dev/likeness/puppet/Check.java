package dev.likeness.puppet;

/** Checks of arguments, naming the value. */
final class Check {
  private Check() {}

  static void unit(String name, double v) {
    range(name, v, 0, 1);
  }

  static void range(String name, double v, double lo, double hi) {
    if (!(v >= lo && v <= hi)) {
      throw new IllegalArgumentException(
          name + " is " + v + ", must lie between " + lo + " and " + hi);
    }
  }

  static void colour(String name, int rgb) {
    if (rgb < 0 || rgb > 0xFFFFFF) {
      throw new IllegalArgumentException(name + " is not 0xRRGGBB: " + Integer.toHexString(rgb));
    }
  }
}
