package dev.likeness.faces;

import org.jspecify.annotations.Nullable;

/** Something outside is not as it must be. The message names the file, the place and what to do. */
public final class FacesException extends RuntimeException {
  /** What kind of thing. */
  public enum Code {
    /** An alignments file cannot be read or written. */
    ALIGNMENTS_IO,
    /** An alignments file says something that it may not; the message names line and field. */
    ALIGNMENTS_SYNTAX,
    /** A tracker's stored state is not one. */
    STATE
  }

  private final Code code;

  public FacesException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
