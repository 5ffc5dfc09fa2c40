package dev.likeness.consent;

/** What was asked for is not covered by consent; the message says why and what to do. */
public final class ConsentRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why. */
  public enum Reason {
    /** The ledger holds no such grant. */
    NO_GRANT,
    /** The grant does not cover this use. */
    OUT_OF_SCOPE,
    EXPIRED,
    NOT_YET_VALID,
    REVOKED,
    /** The signature is not that of the depicted person over this text. */
    BAD_SIGNATURE,
    /** The persona holds pictures that the grant does not name. */
    PICTURES_DIFFER,
    /** The ledger has been changed or cut, so that nothing in it can be relied on. */
    LEDGER_BROKEN,
    /** Nobody attests that the depicted person is an adult, and no guardian signed. */
    NOT_ADULT,
    /** Stated to show nobody, while the ledger holds a real person's grant for the same picture. */
    SOMEBODY,
    /** A challenge was not answered as it must be, or takes no answer any more. */
    CHALLENGE
  }

  private final Reason reason;

  public ConsentRefused(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
