package dev.likeness.answers;

/**
 * A line of a document, or the words on it, without markup.
 *
 * @param place where it stands, for people
 */
record Line(String text, String place) {
  /** A lesson's question begins such a line; it is a block of its own, whatever stands above. */
  boolean asks() {
    return text.matches("(?is)\\s*Q:.*");
  }
}
