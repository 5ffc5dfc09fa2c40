package dev.likeness.provenance;

import org.jspecify.annotations.Nullable;

/**
 * The environment or a file let the way out down: a message that names the file, the place and what
 * to do.
 */
public final class ProvenanceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What kind of trouble. */
  public enum Code {
    /** A file cannot be read or written. */
    IO,
    /** A file is not of a kind that a label can be written into, or is damaged. */
    CONTAINER,
    /** A file between two steps is not the one that the step before left. */
    CHANGED,
    /** The name asked for does not fit what is in the file. */
    NAME,
    /** A file cannot be signed; nothing leaves unsigned. */
    SIGNATURE
  }

  private final Code code;

  public ProvenanceException(Code code, String message) {
    this(code, message, null);
  }

  public ProvenanceException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
