package dev.likeness.forensics.text;

import java.util.List;

/**
 * What is counted.
 *
 * @param words the usual ones, lower-case
 * @param groups of three characters
 */
public record Vocabulary(List<String> words, List<String> groups) {
  public Vocabulary {
    words = List.copyOf(words);
    groups = List.copyOf(groups);
  }

  /** How many rates a style has. */
  public int size() {
    return words.size() + groups.size() + Style.habits();
  }
}
