package dev.likeness.models.pack;

/** A package could not be fetched, for which nobody need be at fault but the network. */
final class FetchException extends PackException {
  private static final long serialVersionUID = 1;

  private final String reason;

  /**
   * @param reason a few words on one line
   * @param advice what else there is to say
   */
  FetchException(String reason, String advice) {
    super(reason + advice);
    this.reason = reason;
  }

  /** What happened, on one line. */
  String reason() {
    return reason;
  }
}
