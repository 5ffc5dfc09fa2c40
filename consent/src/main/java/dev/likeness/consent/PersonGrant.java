package dev.likeness.consent;

import dev.likeness.core.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a real person agreed to, signed with their key.
 *
 * @param key the depicted person's Ed25519 key
 * @param signature Ed25519 (RFC 8032) over {@link #signedText}, base64url without padding; empty
 *     while unsigned, which no ledger takes
 */
public record PersonGrant(String id, GrantTerms terms, SubjectKey key, String signature)
    implements Grant {
  public PersonGrant {
    Texts.requireId("id", id);
  }

  @Override
  public String subject() {
    return terms.subject();
  }

  @Override
  public Set<Use> uses() {
    return terms.uses();
  }

  @Override
  public List<String> purposes() {
    return terms.purposes();
  }

  @Override
  public Instant issued() {
    return terms.issued();
  }

  @Override
  public Optional<Instant> ends() {
    return Optional.of(terms.expiry());
  }

  @Override
  public List<Digest> pictures() {
    return terms.pictures();
  }

  /** Whether the signature is that of {@link #key} over this very text. */
  public boolean signatureValid() {
    return key.verifies(signedText(), signature);
  }

  /** Whether a guardian, who is not the depicted person themselves, signed this very text. */
  public boolean guarded() {
    return terms
        .guardian()
        .filter(g -> !g.key().equals(key) && g.key().verifies(guardianText(), g.signature()))
        .isPresent();
  }

  /**
   * What a guardian signs: the canonical JSON without {@code id}, {@code signature} and {@code
   * guardian.signature}.
   */
  public String guardianText() {
    ObjectNode json = toJson();
    json.remove("signature");
    json.remove("id");
    if (json.get("guardian") instanceof ObjectNode g) {
      g.remove("signature");
    }
    return CanonicalJson.write(json);
  }

  /** The canonical JSON of everything but the signature: what is signed, as UTF-8. */
  public String signedText() {
    ObjectNode json = toJson();
    json.remove("signature");
    return CanonicalJson.write(json);
  }

  @Override
  public ObjectNode toJson() {
    return GrantFormat.toJson(this);
  }
}
