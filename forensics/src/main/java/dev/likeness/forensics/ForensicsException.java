package dev.likeness.forensics;

import org.jspecify.annotations.Nullable;

/** The judge cannot work here; what is found about a medium never comes as one of these. */
public final class ForensicsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What is wrong. */
  public enum Code {
    /** The judge's file is missing, damaged or of another version. */
    MODEL,
    /** There is too little to learn or to measure from. */
    DATA
  }

  private final Code code;

  public ForensicsException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public ForensicsException(Code code, String message) {
    this(code, message, null);
  }

  public Code code() {
    return code;
  }
}
