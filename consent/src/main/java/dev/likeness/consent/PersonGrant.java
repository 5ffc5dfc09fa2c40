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
 * @param signature base64url without padding; empty while unsigned, which no ledger takes. In the
 *     first form Ed25519 (RFC 8032) over {@link #signedText}, in a record the JWS signature
 * @param record what a grant in the form of a {@link ConsentRecord} has besides
 */
public record PersonGrant(
    String id, GrantTerms terms, SubjectKey key, String signature, Optional<ConsentRecord> record)
    implements Grant {
  /** In the first form. */
  public PersonGrant(String id, GrantTerms terms, SubjectKey key, String signature) {
    this(id, terms, key, signature, Optional.empty());
  }

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
    return record.map(r -> r.valid(this)).orElseGet(() -> key.verifies(signedText(), signature));
  }

  /** How the person answered a challenge, where the grant says so. */
  public Optional<ChallengeAnswer> challenge() {
    return record.flatMap(ConsentRecord::challenge);
  }

  /** With the operator's signature under it, where it is a record and has none yet. */
  public PersonGrant countersign(SubjectKeys operator) {
    return new PersonGrant(id, terms, key, signature, record.map(r -> r.countersign(operator)));
  }

  /** Whether both are what the same person signed; who else signed them is all the same. */
  boolean sameAs(PersonGrant o) {
    return uncountersigned().equals(o.uncountersigned());
  }

  private PersonGrant uncountersigned() {
    return new PersonGrant(id, terms, key, signature, record.map(ConsentRecord::uncountersigned));
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

  /** The terms for people and for signing, in the first form; see {@link #stored}. */
  @Override
  public ObjectNode toJson() {
    return GrantFormat.toJson(this);
  }

  @Override
  public ObjectNode stored() {
    return record.map(ConsentRecord::toJson).orElseGet(this::toJson);
  }
}
