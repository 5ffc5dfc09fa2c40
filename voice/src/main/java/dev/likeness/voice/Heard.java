package dev.likeness.voice;

import java.util.List;

/**
 * What was heard in a sound.
 *
 * @param words in order, without pauses
 * @param phones in order, without pauses; the parts of the words
 */
public record Heard(List<Word> words, List<Phone> phones) {
  public Heard {
    words = List.copyOf(words);
    phones = List.copyOf(phones);
  }

  /**
   * A word and when it was said, in seconds from the sound's beginning, exact to about 20 ms.
   *
   * @param text as the word net spells it
   */
  public record Word(String text, double start, double end) {}

  /**
   * A speech sound.
   *
   * @param name in ARPAbet without stress, as the CMU pronouncing dictionary has it: {@code AA}
   */
  public record Phone(String name, double start, double end) {}

  public List<String> texts() {
    return words.stream().map(Word::text).toList();
  }
}
