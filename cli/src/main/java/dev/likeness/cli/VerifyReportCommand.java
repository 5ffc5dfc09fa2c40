package dev.likeness.cli;

import dev.likeness.consent.SubjectKey;
import dev.likeness.consent.SubjectKeys;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.verify.ReportSeal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks who signed a report. */
@Command(
    name = "verify-report",
    description = {
      "Say whether a report of 'likeness verify --report' is as its examiner signed it.",
      "",
      "Exit codes: 0 signed by --key, or without it by this installation; 4 by another key; 5 not"
          + " signed; 6 changed."
    },
    footer = {"", "Example", "  likeness verify-report found --key examiner.pub"})
final class VerifyReportCommand extends Task {
  @Parameters(paramLabel = "DIR", description = "The folder with report.json and report.html.")
  private Path folder = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "The examiner's public key, from the examiner's own hands (audit/operator.pem.pub under"
              + " their LIKENESS_HOME).")
  private @Nullable Path key;

  VerifyReportCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (!Files.isDirectory(path(folder))) {
      throw usage(folder + " is no folder");
    }
    ReportSeal.State s;
    try {
      s = ReportSeal.check(path(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SubjectKey signer = s.key();
    boolean known = s.problem() == null && signer != null && signer.equals(expected());
    if (s.problem() != null) {
      say("the report cannot be trusted: " + s.problem());
      exit(
          signer == null && s.problem().contains("missing")
              ? ExitCode.NO_CREDENTIALS
              : ExitCode.TAMPERED);
    } else if (known) {
      say(
          "as it was signed at %s by %s"
              .formatted(s.at(), key == null ? "this installation" : key));
    } else {
      say("as it was signed at %s, by a key that you did not name".formatted(s.at()));
      exit(ExitCode.UNKNOWN_SIGNER);
    }
    print(
        object()
            .put("intact", s.problem() == null)
            .put("problem", s.problem())
            .put("known_key", known)
            .put("key", signer == null ? null : signer.x())
            .put("signed_at", s.at()));
  }

  private SubjectKey expected() {
    if (key != null) {
      return SubjectKeys.loadPublic(path(key));
    }
    try (Workshop workshop = workshop()) {
      return workshop.home().operatorKey().pair().publicKey();
    }
  }
}
