package dev.likeness.cli;

/** What the command's exit codes mean. */
final class ExitCode {
  static final int OK = 0;

  /** Something went wrong: a file, the environment, the disk. */
  static final int FAILED = 1;

  /** The command line was not understood. */
  static final int USAGE = 2;

  /** Consent or approval is missing: nothing was made, or nothing left. */
  static final int REFUSED = 3;

  /** Verified: signed, by somebody on no trust list. */
  static final int UNKNOWN_SIGNER = 4;

  /** Verified: no Content Credentials, which says nothing about the file. */
  static final int NO_CREDENTIALS = 5;

  /** Verified: changed since it was signed, or not signed as it must be. */
  static final int TAMPERED = 6;

  /** Stopped by the user (Ctrl-C, SIGTERM); what can be resumed says so. */
  static final int STOPPED = 130;

  private ExitCode() {}
}
