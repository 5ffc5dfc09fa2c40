package dev.likeness.studio;

/** The studio cannot start, or cannot do what was asked; the message says what to do. */
public final class StudioException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The kinds of trouble. */
  public enum Code {
    /** The database is of a newer version. */
    NEWER,
    /** The port is taken. */
    PORT,
    /** Another studio works in this home. */
    RUNNING,
    /** A request that cannot be. */
    BAD_REQUEST,
    /** There is no such thing. */
    UNKNOWN,
    /** It is not in the state for this. */
    CONFLICT,
    /** More than is taken. */
    TOO_LARGE,
    /** Who asks may not have that. */
    FORBIDDEN,
    /** Nobody is logged in, or not with these words. */
    UNKNOWN_USER,
    /** Asked too often. */
    TOO_OFTEN,
    /** A key that stands for another request. */
    OTHER_REQUEST,
    /** The store of media does not answer, or not as it should. */
    MEDIA,
    /** A file or folder cannot be read or written. */
    IO
  }

  private final Code code;

  StudioException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
