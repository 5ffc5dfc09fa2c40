package dev.likeness.synthesis.style;

/** A style cannot be read, learnt or written; the message says why and what to do. */
public final class StyleException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StyleException(String message) {
    super(message);
  }

  public StyleException(String message, Throwable cause) {
    super(message, cause);
  }
}
