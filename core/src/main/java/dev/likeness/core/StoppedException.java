package dev.likeness.core;

/** Work ended because somebody asked for it, not because it failed. */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The message says what is left and how to go on. */
  public StoppedException(String message) {
    super(message);
  }
}
