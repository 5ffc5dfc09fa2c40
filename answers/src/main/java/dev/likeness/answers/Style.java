package dev.likeness.answers;

import java.util.Locale;

/**
 * How answers are worded. There are these and no others: nobody's own way of writing can be given
 * as an example.
 */
public enum Style {
  /** As the documents have it. */
  PLAIN("", ""),
  /** The first sentence. */
  SHORT("", "Answer in one short sentence."),
  /** Friendly, by a few words around it. */
  WARM("Happy to help. ", "Be warm and friendly, in plain words."),
  /** Distant and polite. */
  FORMAL("Thank you for your enquiry. ", "Be formal and polite; write no contractions.");

  private final String before;
  private final String note;

  Style(String before, String note) {
    this.before = before;
    this.note = note;
  }

  /**
   * @throws IllegalArgumentException for another word
   */
  public static Style of(String word) {
    for (Style s : values()) {
      if (s.word().equals(word.toLowerCase(Locale.ROOT))) {
        return s;
      }
    }
    throw new IllegalArgumentException(
        "style '%s' is none of plain, short, warm, formal".formatted(word));
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a model is told. */
  public String note() {
    return note;
  }

  /**
   * An English answer in this style; what the documents say stays word for word.
   *
   * @param text one to three sentences
   */
  String word(String text) {
    return this == SHORT ? Sentences.of(text).getFirst() : before + text;
  }
}
