package dev.likeness.provenance.merkle;

import org.jspecify.annotations.Nullable;

/** The log cannot be used: the message names the file, the place and what to do. */
public final class LogException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What kind of trouble. */
  public enum Code {
    /** A file cannot be read or written. */
    IO,
    /** The log is not what was appended and signed. */
    BROKEN,
    /** The operator's key is missing, damaged or open to others. */
    KEY,
    /** A proof or head cannot be understood, or there is no such entry. */
    PROOF
  }

  private final Code code;

  public LogException(Code code, String message) {
    this(code, message, null);
  }

  public LogException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
