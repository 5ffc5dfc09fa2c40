package dev.likeness.synthesis.duel;

import org.jspecify.annotations.Nullable;

/** Training cannot begin or go on; the message says what to do. */
public final class DuelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What is wrong. */
  public enum Code {
    /** The pictures do not do. */
    PICTURES,
    /** The run's folder cannot be read, or holds something else. */
    RUN,
    /** The folder cannot be written. */
    WRITE,
    /** Training went wrong again and again. */
    DIVERGED
  }

  private final Code code;

  public DuelException(Code code, String message) {
    this(code, message, null);
  }

  public DuelException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
