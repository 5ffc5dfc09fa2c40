package dev.likeness.voice.speech;

/** Text cannot be read out, or an engine does not work; the message says where and what to do. */
public final class SpeechException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Code {
    /** There is nothing to say. */
    EMPTY,
    /** Damaged or unknown markup. */
    MARKUP,
    /** Letters of a script that the voice cannot read. */
    SCRIPT,
    /** The engine failed. */
    ENGINE
  }

  private final Code code;

  public SpeechException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public SpeechException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
