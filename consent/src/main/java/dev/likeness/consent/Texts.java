package dev.likeness.consent;

/** What a text in a grant may look like. */
final class Texts {
  private static final int LONGEST = 2000;

  private Texts() {}

  /** Neither empty nor endless nor with control characters, else IllegalArgumentException. */
  static String require(String field, String text) {
    if (text.isBlank() || text.length() > LONGEST || text.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException(
          field + ": needs 1 to " + LONGEST + " characters in one line, not '" + text + "'");
    }
    return text;
  }

  static String requireId(String field, String id) {
    if (!id.matches("[a-z0-9][a-z0-9-]{3,63}")) {
      throw new IllegalArgumentException(
          field + ": needs 4 to 64 of a-z, 0-9 and '-', not '" + id + "'");
    }
    return id;
  }
}
