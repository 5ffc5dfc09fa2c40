package dev.likeness.synthesis.run;

import org.jspecify.annotations.Nullable;

/** A job cannot be done; the message names the file, the place and what to do. */
public final class MakerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The kinds of trouble. */
  public enum Code {
    /** There is no face to paint: none at all, or none of the person asked for. */
    NO_FACE,
    /** The job folder belongs to a job with other inputs or settings. */
    OTHER_JOB,
    /** The job folder cannot be read or written, or its files were changed. */
    JOB_FOLDER,
    /** The clip has no such frame, or nothing in the time range. */
    NO_SUCH_FRAME
  }

  private final Code code;

  public MakerException(Code code, String message) {
    this(code, message, null);
  }

  public MakerException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
