package dev.likeness.consent;

import org.jspecify.annotations.Nullable;

/**
 * The environment or a file let the consent room down: a message that names the file, the place and
 * what to do. A refusal is not this but {@link ConsentRefused}.
 */
public final class ConsentException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What kind of trouble. */
  public enum Code {
    /** A file cannot be read or written. */
    IO,
    /** Another process holds the ledger for too long. */
    BUSY,
    /** A key file is not what it should be, or others may read it. */
    KEY_FILE,
    /** A grant, revocation or record is not written as the format says. */
    FORMAT,
    /** The ledger or log has been changed or cut. */
    CHAIN_BROKEN,
    /** The ledger already holds something else under this id. */
    CONFLICT,
    /** There is no such thing here. */
    UNKNOWN
  }

  private final Code code;

  public ConsentException(Code code, String message) {
    this(code, message, null);
  }

  public ConsentException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
