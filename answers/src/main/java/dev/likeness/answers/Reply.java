package dev.likeness.answers;

import java.util.List;

/**
 * What comes back for a question.
 *
 * @param text what is said
 * @param kind whether it is an answer at all
 * @param citations where it stands, the first sentence's first; at least one under an answer, none
 *     where it is handed over
 * @param confidence 0 to 1, calibrated on questions of {@code bench answers}
 * @param wording who worded it
 */
public record Reply(
    String text, Kind kind, List<Citation> citations, double confidence, Wording wording) {
  /** Who chose the words. */
  public enum Wording {
    /** The documents' own, with at most a polite phrase before them. */
    QUOTED,
    /** A language model's, each sentence of which the documents say as well. */
    MODEL,
    /** The documents' own, since what a model said was not supported by them, or did not come. */
    FALLBACK
  }

  public Reply(String text, Kind kind, List<Citation> citations, double confidence) {
    this(text, kind, citations, confidence, Wording.QUOTED);
  }

  /** What it is. */
  public enum Kind {
    /** Sentences from the documents. */
    ANSWER,
    /** A question back: two things could be meant. */
    CLARIFY,
    /** Not known: a person has to take over. */
    HANDOVER,
    /** What is not talked about: see {@link Guard}. */
    REFUSED
  }

  /**
   * A place in a document.
   *
   * @param source the document's name
   * @param place in it, for people
   * @param heading above it
   * @param quote the sentences taken from there, word for word
   */
  public record Citation(String source, String place, String heading, String quote) {}

  public Reply {
    citations = List.copyOf(citations);
    if (kind == Kind.ANSWER && citations.isEmpty()) {
      throw new IllegalArgumentException("an answer without a citation");
    }
  }

  public boolean handover() {
    return kind == Kind.HANDOVER;
  }
}
