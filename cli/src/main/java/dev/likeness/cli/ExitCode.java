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

  /** Stopped by the user (Ctrl-C, SIGTERM); what can be resumed says so. */
  static final int STOPPED = 130;

  private ExitCode() {}
}
