package dev.likeness.flow.gate;

final class Folding {
  private Folding() {}

  static String fold(String s) {
    return s.toLowerCase(java.util.Locale.ROOT);
  }
}
