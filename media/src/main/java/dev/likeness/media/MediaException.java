package dev.likeness.media;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a file of pictures or sound. The message names the file, the place in it and
 * what to do.
 */
public final class MediaException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The kinds of trouble, for exit codes and for callers that go on without the file. */
  public enum Code {
    /** There is no such file, or it is a folder or may not be read. */
    NOT_FOUND,
    /** The bytes are no picture, video or sound that is known here. */
    NOT_MEDIA,
    /** The file has no bytes. */
    EMPTY,
    /** It began as a medium, but nothing usable can be decoded. */
    DAMAGED,
    /**
     * It is understood, but this cannot be done with it (no picture track, a codec without
     * decoder).
     */
    UNSUPPORTED,
    /** More pixels than are taken in. */
    TOO_LARGE,
    /** The result could not be written: no folder, no space, a container that refuses. */
    WRITE_FAILED,
    /** Segments that do not belong together, or pictures that do not fit the segment. */
    MISMATCH,
    /** The thread was interrupted while it waited for a picture. */
    STOPPED
  }

  private final Code code;

  public MediaException(Code code, String message) {
    this(code, message, null);
  }

  public MediaException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
