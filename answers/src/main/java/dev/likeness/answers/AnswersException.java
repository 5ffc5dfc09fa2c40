package dev.likeness.answers;

/** A document or an index cannot be used; the message names it and says what to do. */
public final class AnswersException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Code {
    /** A file cannot be read or is damaged. */
    READ,
    /** A kind of file that is not known. */
    KIND,
    /** A file holds no text. */
    EMPTY,
    /** The index cannot be read or written. */
    INDEX,
    /** There is no such collection or document. */
    UNKNOWN
  }

  private final Code code;

  public AnswersException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public AnswersException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
