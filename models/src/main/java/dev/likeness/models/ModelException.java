package dev.likeness.models;

/** A network cannot be opened or run here; the message says which, where and what to do. */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What is wrong. */
  public enum Code {
    /** The jar does not hold the network. */
    MISSING,
    /** The network in the jar is damaged. */
    DAMAGED,
    /** The runtime's native library cannot be loaded on this machine. */
    NO_RUNTIME,
    /** The runtime refused to run the network. */
    FAILED
  }

  private final Code code;

  public ModelException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public ModelException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
