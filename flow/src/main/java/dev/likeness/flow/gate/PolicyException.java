package dev.likeness.flow.gate;

/** The operator's policy file cannot be used; the message names file and field. */
public final class PolicyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  PolicyException(String message, Throwable cause) {
    super(message, cause);
  }
}
