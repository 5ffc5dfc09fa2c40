package dev.likeness.answers.model;

/** A model's endpoint does not do what it should; the message never holds the key. */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelException(String message) {
    super(message);
  }
}
