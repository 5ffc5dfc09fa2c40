package dev.likeness.provenance;

/** The content gate lets something not pass; the message says what, where and why. */
public final class GateRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why. */
  public enum Reason {
    /** Sexual content in a target or in a result. */
    SEXUAL_CONTENT,
    /** A face that looks too young, without a guardian's signature. */
    LOOKS_UNDER_AGE,
    /** A text that claims an office, or asks for money, codes or votes in somebody's voice. */
    FORBIDDEN_TEXT,
    /** A text that is not what a recording says, for a real person: its words cannot be judged. */
    UNHEARD_TEXT,
    /** A use or purpose that the operator's policy forbids. */
    FORBIDDEN_PURPOSE,
    /** Not everything was looked at that has to be. */
    NOT_LOOKED_AT
  }

  private final Reason reason;

  public GateRefused(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
