package dev.likeness.cli;

import static java.util.Objects.requireNonNull;

import dev.likeness.consent.Grant;
import dev.likeness.consent.GrantFormat;
import dev.likeness.consent.Revocation;
import dev.likeness.consent.SubjectKeys;
import dev.likeness.flow.Workshop;
import dev.likeness.provenance.AuditEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Revokes a grant. */
@Command(
    name = "revoke",
    description = {
      "End a grant before its time; nothing takes that back.",
      "",
      "The depicted person signs with --key; the operator gives a reason; a revocation that was"
          + " signed elsewhere comes in with --from."
    })
final class ConsentRevoke extends Task {
  @Parameters(paramLabel = "GRANT", arity = "0..1", description = "A grant's id, or a grant file.")
  private @Nullable String which;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
  private String reason = "";

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The depicted person's secret key: the revocation is signed.")
  private @Nullable Path key;

  @Mixin private OutFile out = new OutFile();

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "A revocation that was signed elsewhere.")
  private @Nullable Path from;

  ConsentRevoke(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    Optional<Path> file = out.checked(this);
    try (Workshop workshop = workshop()) {
      Revocation r = revocation(workshop);
      file.ifPresent(f -> GrantFormat.write(r, f));
      boolean fresh = workshop.ledger().revoke(r, workshop.clock());
      if (fresh) {
        Grant grant = requireNonNull(workshop.ledger().read().grants().get(r.grant()), "grant");
        workshop.audit().append(new AuditEvent.Revoked(r, grant.subject()));
      }
      say("Grant %s %s.".formatted(r.grant(), fresh ? "is revoked" : "was revoked before"));
      print(object().put("grant", r.grant()).put("revoked", true).put("before", !fresh));
    }
  }

  private Revocation revocation(Workshop workshop) {
    if (from != null) {
      if (which != null || key != null) {
        throw usage("--from brings grant and signature with it: leave GRANT and --key out");
      }
      return GrantFormat.readRevocation(path(from));
    }
    if (which == null) {
      throw usage("say which grant: GRANT, or --from FILE");
    }
    String id = ConsentShow.find(this, workshop.ledger().read(), which).id();
    Instant now = workshop.clock().instant();
    if (key != null) {
      String why = reason.isBlank() ? "revoked by the depicted person" : reason;
      return Revocation.BySubject.sign(id, now, why, SubjectKeys.load(path(key)));
    }
    if (reason.isBlank()) {
      throw usage(
          "the operator must say why: --reason TEXT (the depicted person signs with --key)");
    }
    return new Revocation.ByOperator(id, now, reason, System.getProperty("user.name", "operator"));
  }
}
