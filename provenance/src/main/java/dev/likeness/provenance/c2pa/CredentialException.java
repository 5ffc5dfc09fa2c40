package dev.likeness.provenance.c2pa;

import org.jspecify.annotations.Nullable;

/** A file could not be signed: a message that names the file or key, and what to do. */
public final class CredentialException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What kind of trouble. */
  public enum Code {
    /** A file cannot be read or written. */
    IO,
    /** A file is not of a kind that a manifest can be embedded in, or is damaged. */
    CONTAINER,
    /** A key or certificate is missing, not readable, or not fit for signing. */
    KEY,
    /** The time-stamping authority gave no time-stamp. */
    TIMESTAMP
  }

  private final Code code;

  public CredentialException(Code code, String message) {
    this(code, message, null);
  }

  public CredentialException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
