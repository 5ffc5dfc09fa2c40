package dev.likeness.cli;

import dev.likeness.flow.Workshop;
import dev.likeness.provenance.AuditLog;
import dev.likeness.provenance.merkle.TreeHead;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the newest signed head. */
@Command(
    name = "head",
    description = {
      "Show the newest signed head and the operator's public key.",
      "",
      "Keep heads where nobody can reach both them and the log: 'likeness audit verify --head FILE'"
          + " then shows whether the log was written anew."
    })
final class AuditHead extends Task {
  @Option(names = "--out", paramLabel = "FILE", description = "Write the head into a file.")
  private @Nullable Path out;

  @Mixin private Overwrite overwrite = new Overwrite();

  AuditHead(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    Path to = out == null ? null : overwrite.file(path(out));
    try (Workshop workshop = workshop()) {
      AuditLog audit = workshop.audit();
      Optional<TreeHead> head = audit.head();
      if (head.isEmpty()) {
        say("The log has no entry yet.");
        print(object());
        return;
      }
      TreeHead h = head.get();
      if (to != null) {
        Overwrite.write(to, h.toJson());
      }
      say("entries: " + h.size());
      say("root:    " + h.root().hex());
      say("time:    " + h.time());
      say("key:     %s (%s)".formatted(h.key().x(), audit.publicKey()));
      print(h.toJson());
    }
  }
}
