package dev.likeness.provenance.c2pa;

/** Ends the validation of a binding with a failure. */
final class Fault extends Exception {
  private static final long serialVersionUID = 1;
  private final String code;

  Fault(String code, String message) {
    super(message);
    this.code = code;
  }

  String code() {
    return code;
  }

  String said() {
    return String.valueOf(getMessage());
  }
}
