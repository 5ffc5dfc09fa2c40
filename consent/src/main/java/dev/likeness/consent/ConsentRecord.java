package dev.likeness.consent;

import dev.likeness.core.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A grant as a consent record: shaped like ISO/IEC TS 27560:2023 (header, PII processing, parties,
 * events), signed by the depicted person and countersigned by the operator as a {@link Jws}.
 *
 * <p>The record's member {@code grant} holds the terms, exactly as a grant of the first form does;
 * the sections of the standard say the same in its words. They are made from the terms, and a
 * record in which they differ from what the terms give is not read.
 *
 * @param operator the controller
 * @param challenge how the person answered a challenge; always passed
 */
public record ConsentRecord(Operator operator, Optional<ChallengeAnswer> challenge, String jws) {
  /** The value of {@code schema_version} in records of this version. */
  public static final String SCHEMA = "likeness-consent-record/1";

  private static final String PICTURES = "pictures of the face";

  /** Where the voice may be used; earlier versions wrote {@link #PICTURES} there, too. */
  private static final String OR_VOICE = "pictures of the face or recordings of the voice";

  /**
   * Signs terms as a record.
   *
   * @param challenge null where none was set
   * @throws IllegalArgumentException when the challenge was not passed or set to somebody else
   */
  public static PersonGrant sign(
      GrantTerms terms, Operator operator, @Nullable ChallengeAnswer challenge, SubjectKeys keys) {
    Optional<ChallengeAnswer> answer = Optional.ofNullable(challenge);
    PersonGrant bare = terms.sign(keys);
    String seed = CanonicalJson.write(payload(bare, operator, answer));
    String id = "grant-" + Digest.of(seed.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 20);
    PersonGrant named = new PersonGrant(id, terms, keys.publicKey(), "");
    Jws jws = Jws.of(CanonicalJson.write(payload(named, operator, answer))).sign(keys);
    return read(jws.toJson());
  }

  /** The grant in a JWS, else IllegalArgumentException naming the field. */
  static PersonGrant read(ObjectNode json) {
    Jws jws = Jws.read(json);
    ObjectNode payload = CanonicalJson.read(SubjectKey.decode("payload", jws.payload()));
    Fields f = new Fields("payload.", payload);
    f.constant("schema_version", SCHEMA);
    if (!(payload.get("grant") instanceof ObjectNode terms)) {
      throw f.wrong("grant", "needs an object");
    }
    Jws.Signed first = jws.signatures().get(0);
    ObjectNode plain = terms.deepCopy();
    plain.put("signature", first.signature());
    if (!(GrantFormat.grant(plain) instanceof PersonGrant person)) {
      throw f.wrong("grant", "needs a grant of a person");
    }
    Optional<ChallengeAnswer> challenge =
        payload.get("challenge") instanceof ObjectNode c
            ? Optional.of(ChallengeFormat.answer(c))
            : Optional.empty();
    Operator operator = operator(f);
    if (!says(CanonicalJson.write(payload), person, operator, challenge)) {
      throw f.wrong("pii_processing", "the record's sections do not say what its grant says");
    }
    ConsentRecord record =
        new ConsentRecord(operator, challenge, CanonicalJson.write(jws.toJson()));
    return new PersonGrant(
        person.id(), person.terms(), person.key(), first.signature(), Optional.of(record));
  }

  private static Operator operator(Fields f) {
    for (Fields party : f.objects("party_identification")) {
      if (party.text("party_id").equals("operator")) {
        return new Operator(
            party.text("party_name"), party.text("party_contact"), party.text("jurisdiction"));
      }
    }
    throw f.wrong("party_identification", "needs the party 'operator'");
  }

  /**
   * Whether this is the record of these very terms, the first signature that of the depicted
   * person's key over it, and those after it are what they claim to be.
   */
  boolean valid(PersonGrant grant) {
    try {
      Jws j = Jws.read(CanonicalJson.read(jws));
      String signed = CanonicalJson.write(CanonicalJson.read(j.text()));
      return says(signed, grant, operator, challenge)
          && j.signatures().get(0).key().equals(grant.key())
          && j.signatures().stream().allMatch(s -> s.valid(j.payload()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The operator's key, where they have countersigned. */
  public Optional<SubjectKey> countersigned() {
    Jws j = Jws.read(CanonicalJson.read(jws));
    return j.signatures().size() < 2 ? Optional.empty() : Optional.of(j.signatures().get(1).key());
  }

  /** The same with the operator's signature, where there is none yet. */
  ConsentRecord countersign(SubjectKeys keys) {
    Jws j = Jws.read(CanonicalJson.read(jws));
    return j.signatures().size() > 1
        ? this
        : new ConsentRecord(operator, challenge, CanonicalJson.write(j.sign(keys).toJson()));
  }

  /** Without signatures but the first: what makes two records the same. */
  ConsentRecord uncountersigned() {
    Jws j = Jws.read(CanonicalJson.read(jws));
    Jws alone = new Jws(j.payload(), j.signatures().subList(0, 1));
    return new ConsentRecord(operator, challenge, CanonicalJson.write(alone.toJson()));
  }

  ObjectNode toJson() {
    return CanonicalJson.read(jws);
  }

  private static boolean says(
      String record, PersonGrant grant, Operator operator, Optional<ChallengeAnswer> challenge) {
    return record.equals(CanonicalJson.write(payload(grant, operator, challenge)))
        || record.equals(CanonicalJson.write(payload(grant, operator, challenge, PICTURES)));
  }

  private static ObjectNode payload(
      PersonGrant grant, Operator operator, Optional<ChallengeAnswer> challenge) {
    boolean voice = grant.terms().uses().contains(Use.VOICE);
    return payload(grant, operator, challenge, voice ? OR_VOICE : PICTURES);
  }

  private static ObjectNode payload(
      PersonGrant grant,
      Operator operator,
      Optional<ChallengeAnswer> challenge,
      String information) {
    GrantTerms t = grant.terms();
    ObjectNode o =
        CanonicalJson.object()
            .put("schema_version", SCHEMA)
            .put("record_id", grant.id())
            .put("pii_principal_id", t.subject());
    processing(o.putObject("pii_processing"), t, operator, information);
    ArrayNode parties = o.putArray("party_identification");
    parties
        .addObject()
        .put("party_id", "operator")
        .put("party_role", "pii_controller")
        .put("party_name", operator.name())
        .put("party_contact", operator.contact())
        .put("jurisdiction", operator.jurisdiction());
    parties
        .addObject()
        .put("party_id", t.subject())
        .put("party_role", "pii_principal")
        .put("consent_given_by", t.grantedBy())
        .set("key", Jws.jwk(grant.key()));
    events(o.putArray("events"), t, challenge);
    ObjectNode terms = GrantFormat.toJson(grant);
    terms.remove("signature");
    o.set("grant", terms);
    challenge.ifPresent(
        c -> {
          if (!c.passed() || !c.challenge().subject().equals(t.subject())) {
            throw new IllegalArgumentException(
                "challenge: needs one that %s has passed".formatted(t.subject()));
          }
          if (!t.pictures().containsAll(c.pictures())) {
            throw new IllegalArgumentException(
                "challenge: its face was compared with pictures that the grant does not name");
          }
          o.set("challenge", ChallengeFormat.toJson(c));
        });
    return o;
  }

  private static void processing(
      ObjectNode o, GrantTerms t, Operator operator, String information) {
    ArrayNode purposes = o.putArray("purposes");
    t.purposes().forEach(p -> purposes.addObject().put("purpose", p));
    o.put("lawful_basis", "consent");
    ArrayNode pii = o.putArray("pii_information");
    t.pictures()
        .forEach(
            d ->
                pii.addObject()
                    .put("pii_type", information)
                    .put("pii_attribute_id", "sha256:" + d.hex())
                    .put("sensitive_pii_category", true));
    o.putArray("pii_controllers").add("operator");
    o.put("collection_method", "files handed over by the person");
    ArrayNode methods = o.putArray("processing_methods");
    t.uses().forEach(u -> methods.add(u.word()));
    o.putArray("storage_locations").add("the operator's own machine");
    o.put("retention_period", "until " + t.expiry());
    o.putArray("jurisdictions").add(operator.jurisdiction());
    o.put(
        "withdrawal_method",
        "at any time, by a revocation signed with the person's key ('likeness consent revoke'), or by"
            + " word to "
            + operator.contact());
  }

  private static void events(ArrayNode list, GrantTerms t, Optional<ChallengeAnswer> challenge) {
    challenge.ifPresent(
        c ->
            list.addObject()
                .put("event_type", "identity_challenge")
                .put("event_state", "passed")
                .put("event_time", c.answered().toString())
                .put("entity_id", "operator"));
    list.addObject()
        .put("event_type", "explicit")
        .put("event_state", "consent_given")
        .put("event_time", t.issued().toString())
        .put("validity_duration", Duration.between(t.issued(), t.expiry()).toString())
        .put("entity_id", t.subject());
  }
}
