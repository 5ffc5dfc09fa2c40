package dev.likeness.cli;

import dev.likeness.consent.SubjectKey;
import dev.likeness.consent.SubjectKeys;
import dev.likeness.flow.Workshop;
import dev.likeness.provenance.merkle.Proof;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Checks a proof from anybody's log. */
@Command(
    name = "check",
    description = {
      "Check a proof that 'likeness audit prove' made, here or elsewhere.",
      "",
      "Exit codes: 0 it holds, 6 it does not."
    })
final class AuditCheck extends Task {
  private static final long LARGEST = 16 << 20;

  @Parameters(paramLabel = "PROOF", description = "The proof.")
  private Path file = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "PEM",
      description = "The operator's public key (default: that of this installation).")
  private @Nullable Path key;

  AuditCheck(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    Proof proof = Proof.of(bytes(path(file)));
    Optional<String> fault = proof.fault(key());
    boolean holds = fault.isEmpty();
    exit(holds ? ExitCode.OK : ExitCode.TAMPERED);
    ObjectNode o = object().put("holds", holds);
    String what =
        switch (proof) {
          case Proof.Inclusion i ->
              "entry %d is in the log of %d entries".formatted(i.sequence(), i.head().size());
          case Proof.Consistency c ->
              "the log of %d entries begins with that of %d"
                  .formatted(c.head().size(), c.from().size());
        };
    if (fault.isPresent()) {
      say("DOES NOT HOLD: " + fault.get());
      o.put("fault", fault.get());
    } else {
      say("HOLDS: %s, signed %s".formatted(what, proof.head().time()));
      o.put("shows", what);
    }
    if (holds && proof instanceof Proof.Inclusion i) {
      say("  " + i.line());
      o.put("entry", i.line());
    }
    print(o);
  }

  private SubjectKey key() {
    if (key != null) {
      return SubjectKeys.loadPublic(path(key));
    }
    try (Workshop workshop = workshop()) {
      return workshop
          .audit()
          .key()
          .orElseThrow(() -> usage("this installation has no log: name the key with --key PEM"));
    }
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new IOException(file + " is too large for a proof");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
