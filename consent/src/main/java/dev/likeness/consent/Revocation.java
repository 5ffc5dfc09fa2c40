package dev.likeness.consent;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.ObjectNode;

/** The end of a grant before its time; nothing takes it back. */
public sealed interface Revocation {
  /** The value of {@code format} in files of this version. */
  String FORMAT = "likeness-revocation/1";

  /** The grant that ends. */
  String grant();

  /** When it was declared; whole seconds. It counts from its entry in the ledger on. */
  Instant at();

  /** Why, in words. */
  String reason();

  /** The JSON form, as {@code docs/consent.md} describes it. */
  default ObjectNode toJson() {
    return GrantFormat.toJson(this);
  }

  /**
   * By the depicted person.
   *
   * @param signature by the grant's key over {@link #signedText}, base64url
   */
  record BySubject(String grant, Instant at, String reason, String signature)
      implements Revocation {
    public BySubject {
      Texts.requireId("grant", grant);
      Texts.require("reason", reason);
      at = at.truncatedTo(ChronoUnit.SECONDS);
    }

    public static BySubject sign(String grant, Instant at, String reason, SubjectKeys keys) {
      BySubject bare = new BySubject(grant, at, reason, "");
      return new BySubject(grant, at, reason, keys.sign(bare.signedText()));
    }

    /** The canonical JSON of everything but the signature: what is signed, as UTF-8. */
    public String signedText() {
      ObjectNode json = toJson();
      json.remove("signature");
      return CanonicalJson.write(json);
    }
  }

  /** By whoever runs this installation. */
  record ByOperator(String grant, Instant at, String reason, String operator)
      implements Revocation {
    public ByOperator {
      Texts.requireId("grant", grant);
      Texts.require("reason", reason);
      Texts.require("operator", operator);
      at = at.truncatedTo(ChronoUnit.SECONDS);
    }
  }
}
