package dev.likeness.models.pack;

/** The packing step cannot go on; the message says what, where and what to do. */
class PackException extends RuntimeException {
  private static final long serialVersionUID = 1;

  PackException(String message) {
    super(message);
  }

  PackException(String message, Throwable cause) {
    super(message, cause);
  }
}
