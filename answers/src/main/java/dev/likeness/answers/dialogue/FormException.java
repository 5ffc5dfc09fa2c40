package dev.likeness.answers.dialogue;

/** A form cannot be used; the message names file and place and says what to do. */
public final class FormException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FormException(String message) {
    super(message);
  }
}
