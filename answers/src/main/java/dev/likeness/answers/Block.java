package dev.likeness.answers;

/**
 * A piece of a document, as its author set it apart.
 *
 * @param level of a heading, 1 the highest; 0 for text
 * @param text without markup, on one line
 * @param place where it stands, for people: {@code line 12}, {@code page 3}, {@code row 4}
 * @param alone whether it is a passage of its own and not to be joined with others
 */
record Block(int level, String text, String place, boolean alone) {
  static Block heading(int level, String text, String place) {
    return new Block(level, flat(text), place, false);
  }

  static Block text(String text, String place) {
    return new Block(0, flat(text), place, false);
  }

  private static String flat(String text) {
    return text.replaceAll("[\\s\\u00a0]+", " ").strip();
  }
}
