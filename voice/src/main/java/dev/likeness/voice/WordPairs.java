package dev.likeness.voice;

import java.util.List;

/** How likely a word is after another. */
public sealed interface WordPairs permits WordNet, SpeechModel {
  /** All words that can be said. */
  List<String> words();

  /**
   * How likely {@code word} is after {@code before}; 0 where that cannot be.
   *
   * @param before {@code <s>} at the beginning
   * @param word {@code </s>} at the end
   */
  double probability(String before, String word);
}
