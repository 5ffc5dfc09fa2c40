package dev.likeness.cli;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.flow.Workshop;
import dev.likeness.provenance.AuditLog;
import dev.likeness.provenance.merkle.LogReport;
import dev.likeness.provenance.merkle.TreeHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks the whole log. */
@Command(
    name = "verify",
    description = {
      "Check every entry of the log against every signed head.",
      "",
      "Whoever has the operator's key and all files can write another log. A head that was kept"
          + " elsewhere ('likeness audit head', or the record beside an exported file) shows that,"
          + " too: name it with --head.",
      "",
      "Exit codes: 0 whole, 6 changed."
    })
final class AuditVerify extends Task {
  @Option(
      names = "--head",
      paramLabel = "FILE",
      description = "A head, or the record of an exported file, that was kept elsewhere.")
  private @Nullable Path kept;

  AuditVerify(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    TreeHead head = kept == null ? null : head(path(kept));
    AuditLog.Checked c;
    try (Workshop workshop = workshop()) {
      c = workshop.audit().verify(head);
    }
    boolean whole = c.whole();
    exit(whole ? ExitCode.OK : ExitCode.TAMPERED);
    LogReport log = c.log();
    say(
        "%s: %d entries%s"
            .formatted(
                whole ? "WHOLE" : "CHANGED",
                log.entries(),
                log.whole() ? ", each under a signed head" : " are as they were signed"));
    log.head().ifPresent(h -> say("  newest head: %s, %s".formatted(h.time(), h.root().hex())));
    if (log.unacknowledged() > 0) {
      say(
          "  %d bytes behind the last head were left by a crash; the next entry removes them"
              .formatted(log.unacknowledged()));
    }
    if (c.older() != null) {
      say("  " + c.older());
    }
    log.problems().forEach(p -> say("  ! " + p));
    print(json(c));
  }

  private static ObjectNode json(AuditLog.Checked c) {
    LogReport log = c.log();
    ObjectNode o = object().put("whole", c.whole()).put("entries", log.entries());
    o.put("unacknowledged_bytes", log.unacknowledged());
    log.head().ifPresent(h -> o.set("head", h.toJson()));
    if (c.older() != null) {
      o.put("older", c.older());
    }
    ArrayNode all = o.putArray("problems");
    for (LogReport.Problem p : log.problems()) {
      all.addObject().put("file", p.file().toString()).put("line", p.line()).put("what", p.what());
    }
    return o;
  }

  private TreeHead head(Path file) {
    try {
      ObjectNode o = CanonicalJson.read(Files.readAllBytes(file));
      return TreeHead.of(o.at("/audit/head") instanceof ObjectNode h ? h : o);
    } catch (IllegalArgumentException e) {
      throw usage(file + " holds no signed head: it " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
