package dev.likeness.cli;

import java.util.List;

/** Every command there is. */
final class Commands {
  private Commands() {}

  static List<Object> all(Terminal t) {
    return List.of();
  }
}
