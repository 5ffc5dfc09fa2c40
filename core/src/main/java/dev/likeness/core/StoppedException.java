package dev.likeness.core;

/** Work ended because somebody asked for it, not because it failed. */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Whether some of it is kept, so that the work can go on from there. */
  private final boolean kept;

  /** The message says what is left and how to go on. */
  public StoppedException(String message) {
    this(message, true);
  }

  /**
   * @param kept whether some of the work is kept
   */
  public StoppedException(String message, boolean kept) {
    super(message);
    this.kept = kept;
  }

  public boolean kept() {
    return kept;
  }
}
