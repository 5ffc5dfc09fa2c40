package dev.likeness.provenance;

/**
 * The person who looked at a draft.
 *
 * @param name as the record will state it
 */
public record Reviewer(String name, How how) {
  /** How the answer was given. */
  public enum How {
    /** Asked, after report and contact sheet were shown. */
    ASKED,
    /** Named beforehand, on the command line or in a request. */
    NAMED
  }

  public Reviewer {
    if (name.isBlank() || name.length() > 200 || name.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException("reviewer: needs 1 to 200 characters, not '" + name + "'");
    }
  }
}
