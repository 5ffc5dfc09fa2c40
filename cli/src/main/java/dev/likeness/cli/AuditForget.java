package dev.likeness.cli;

import dev.likeness.flow.Workshop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Erases what the log tells of a person. */
@Command(
    name = "forget",
    description = {
      "Make what the log tells of a person unreadable for good.",
      "",
      "The person's key is dropped; entries, tree and proofs stay as they are. The consent ledger,"
          + " personas and records beside exported files are not touched, nor copies of the key in"
          + " backups, nor a log from before this one."
    })
final class AuditForget extends Task {
  @Parameters(
      paramLabel = "SUBJECT",
      description =
          "The person's pseudonym, a reviewer's name, a job's id or a learned swap's SHA-256 for what"
              + " was said of its target's rights, or 'refusals'.")
  private String subject = "";

  AuditForget(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    boolean found;
    try (Workshop workshop = workshop()) {
      found = workshop.audit().forget(subject);
    }
    exit(found ? ExitCode.OK : ExitCode.FAILED);
    if (found) {
      say("Forgotten: what the log tells of %s can be read no more.".formatted(subject));
    } else {
      note("likeness: the log tells of nobody called " + subject);
    }
    print(object().put("subject", subject).put("forgotten", found));
  }
}
