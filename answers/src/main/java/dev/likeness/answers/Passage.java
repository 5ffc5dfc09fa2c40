package dev.likeness.answers;

/**
 * What is found and cited: a few sentences that belong together.
 *
 * @param source the document's name
 * @param place where it begins there, for people
 * @param heading the headings above it, from the highest, joined by {@code " › "}; empty where
 *     there are none
 * @param text its sentences
 * @param ordinal its number within the document, from 0
 */
public record Passage(String source, String place, String heading, String text, int ordinal) {
  /** The last heading. */
  public String title() {
    return heading.substring(heading.lastIndexOf('›') + 1).strip();
  }
}
