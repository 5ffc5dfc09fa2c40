package dev.likeness.flow;

import org.jspecify.annotations.Nullable;

/** Something asked for cannot be done; the message names what, where and what to do. */
public final class FlowException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The kinds of trouble. */
  public enum Code {
    /** A name, file name or combination of options that cannot be. */
    BAD_REQUEST,
    /** There is no such persona, job or grant. */
    UNKNOWN,
    /** There is one of that name already. */
    EXISTS,
    /** Pictures that cannot be a persona's: nobody, several people, another person in them. */
    UNSUITABLE,
    /** Nobody has approved: nothing left. */
    NOT_APPROVED,
    /** A file or folder cannot be read or written. */
    IO
  }

  private final Code code;

  public FlowException(Code code, String message) {
    this(code, message, null);
  }

  public FlowException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
