package dev.likeness.provenance;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.consent.Clearance;
import dev.likeness.consent.Grant;
import dev.likeness.consent.NobodyGrant;
import dev.likeness.consent.PersonaRef;
import dev.likeness.consent.Revocation;
import dev.likeness.core.Digest;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the audit log tells of. It holds ids, digests and pseudonyms, never a picture or a key. */
public sealed interface AuditEvent {
  /** The entry's body: {@code kind} and what belongs to it. */
  ObjectNode toJson();

  private static ObjectNode of(String kind) {
    return CanonicalJson.object().put("kind", kind);
  }

  /** A grant entered the ledger. */
  record GrantRecorded(Grant grant) implements AuditEvent {
    @Override
    public ObjectNode toJson() {
      return of("grant")
          .put("grant", grant.id())
          .put("subject", grant.subject())
          .put("nobody", grant instanceof NobodyGrant);
    }
  }

  /** A grant was revoked. */
  record Revoked(Revocation revocation) implements AuditEvent {
    @Override
    public ObjectNode toJson() {
      return of("revocation")
          .put("grant", revocation.grant())
          .put("by", revocation instanceof Revocation.BySubject ? "subject" : "operator")
          .put("reason", revocation.reason());
    }
  }

  /** A persona was made from pictures. */
  record PersonaMade(PersonaRef persona) implements AuditEvent {
    @Override
    public ObjectNode toJson() {
      ObjectNode o = of("persona").put("persona", persona.name()).put("grant", persona.grantId());
      ArrayNode a = o.putArray("pictures");
      persona.pictures().stream().map(Digest::hex).forEach(a::add);
      return o;
    }
  }

  /**
   * A job began or was taken up again.
   *
   * @param rights by what right the target is used; empty where nothing was stated
   */
  record JobStarted(
      String job, String maker, List<Clearance> clearances, Digest target, String rights)
      implements AuditEvent {
    @Override
    public ObjectNode toJson() {
      ObjectNode o = of("job").put("job", job).put("maker", maker).put("target", target.hex());
      o.put("rights_stated", !rights.isEmpty());
      o.put("rights", rights);
      ArrayNode a = o.putArray("clearances");
      for (Clearance c : clearances) {
        a.addObject()
            .put("grant", c.grantId())
            .put("use", c.use().word())
            .put("persona", c.persona().name());
      }
      return o;
    }
  }

  /** A person let a draft out. */
  record Approved(String job, Digest draft, String by, Reviewer.How how) implements AuditEvent {
    @Override
    public ObjectNode toJson() {
      return of("approval")
          .put("job", job)
          .put("draft", draft.hex())
          .put("by", by)
          .put("how", how.name().toLowerCase(Locale.ROOT));
    }
  }

  /** A person kept a draft in. */
  record Rejected(String job, Digest draft, String by, String why) implements AuditEvent {
    @Override
    public ObjectNode toJson() {
      return of("rejection")
          .put("job", job)
          .put("draft", draft.hex())
          .put("by", by)
          .put("why", why);
    }
  }

  /** A file is about to leave. Written before it does, so that nothing leaves unlogged. */
  record Exported(String job, Digest file, long bytes, String sourceType, String signature)
      implements AuditEvent {
    @Override
    public ObjectNode toJson() {
      return of("export")
          .put("job", job)
          .put("file", file.hex())
          .put("bytes", bytes)
          .put("digital_source_type", sourceType)
          .put("signature", signature);
    }
  }

  /** A stamped preview was written. */
  record Previewed(Digest file, String what) implements AuditEvent {
    @Override
    public ObjectNode toJson() {
      return of("preview").put("file", file.hex()).put("what", what);
    }
  }

  /**
   * Something was asked for and refused.
   *
   * @param what was asked for
   * @param reason the code of the refusal
   */
  record Refused(String what, String reason, String message) implements AuditEvent {
    @Override
    public ObjectNode toJson() {
      return of("refusal").put("what", what).put("reason", reason).put("message", message);
    }
  }
}
