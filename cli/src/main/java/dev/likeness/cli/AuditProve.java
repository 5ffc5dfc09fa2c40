package dev.likeness.cli;

import dev.likeness.flow.Workshop;
import dev.likeness.provenance.merkle.Proof;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows to others that something is in the log. */
@Command(
    name = "prove",
    description = {
      "Make a proof that an entry is in the log, or that the log only grew.",
      "",
      "Whoever has the proof and the operator's public key can check it without the log"
          + " ('likeness audit check'). It holds the entry; what is personal in it stays encrypted."
    })
final class AuditProve extends Task {
  @Parameters(paramLabel = "N", arity = "0..1", description = "The entry's number.")
  private @Nullable Long entry;

  @Option(
      names = "--since",
      paramLabel = "N",
      description = "Instead: that all of the first N entries are still there.")
  private @Nullable Long since;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the proof into a file (default: print it).")
  private @Nullable Path out;

  @Mixin private Overwrite overwrite = new Overwrite();

  AuditProve(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    Path to = out == null ? null : overwrite.file(path(out));
    Proof proof;
    try (Workshop workshop = workshop()) {
      if (entry != null && since == null) {
        proof = workshop.audit().prove(entry);
      } else if (entry == null && since != null) {
        proof = workshop.audit().proveSince(since);
      } else {
        throw usage("say which entry: N, or --since N for all up to there");
      }
      if (to != null) {
        Overwrite.write(to, proof.toJson());
        say("Proof:      " + out);
        say("Public key: " + workshop.audit().publicKey());
      } else {
        say(Overwrite.text(proof.toJson()).strip());
      }
    }
    print(proof.toJson());
  }
}
