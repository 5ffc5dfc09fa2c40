package dev.likeness.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.likeness.consent.ConsentRefused.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ConsentRecordTest {
  private static final Operator OPERATOR = new Operator("Film AG", "privacy@film.example", "EU");

  @TempDir private Path folder;
  private final SubjectKeys keys = SubjectKeys.generate();
  private final SubjectKeys operator = SubjectKeys.generate();
  private final GrantTerms terms = Samples.terms(EnumSet.of(Use.SWAP, Use.TALK));

  private PersonGrant grant() {
    return ConsentRecord.sign(terms, OPERATOR, null, keys);
  }

  private static ChallengeAnswer answer(String subject, boolean passed) {
    Challenge c =
        new Challenge(
            "challenge-1",
            subject,
            LocalDate.of(2026, 11, 1),
            List.of("guitar", "zebra"),
            Samples.ISSUED,
            Samples.ISSUED.plus(Duration.ofMinutes(15)));
    return new ChallengeAnswer(
        c,
        Samples.ISSUED.plusSeconds(60),
        Samples.picture("video"),
        List.of(Samples.picture("two")),
        List.of(
            new ChallengeAnswer.Score("words", "1.00", "0.75", true),
            new ChallengeAnswer.Score("sync", passed ? "0.50" : "0.10", "0.35", passed)));
  }

  @Test
  void aRecordComesBackFromItsFileAndFromTheLedger() {
    PersonGrant g = ConsentRecord.sign(terms, OPERATOR, answer("anna", true), keys);
    g = g.countersign(operator);
    Path file = folder.resolve("anna.grant");
    GrantFormat.write(g, file);
    PersonGrant read = (PersonGrant) GrantFormat.read(file);
    assertThat(read).isEqualTo(g);
    assertThat(read.signatureValid()).isTrue();
    assertThat(read.terms()).isEqualTo(terms);
    assertThat(read.challenge()).contains(answer("anna", true));
    assertThat(read.record().flatMap(ConsentRecord::countersigned)).contains(operator.publicKey());
    Ledger ledger = Ledger.at(folder.resolve("ledger.jsonl"));
    assertThat(ledger.add(g, Samples.NOW)).isTrue();
    assertThat(ledger.read().grants().get(g.id())).isEqualTo(g);
    Clearance c = new Consents(ledger).require(Samples.persona(g), Use.SWAP, Samples.NOW);
    assertThat(c.grantId()).isEqualTo(g.id());
    assertThat(c.challenged()).isTrue();
  }

  /** RFC 7515, 5.2, done here by hand: any JOSE library would come to the same. */
  @Test
  void bothSignaturesHoldByTheStandardsOwnRule() throws Exception {
    ObjectNode jws = grant().countersign(operator).stored();
    String payload = jws.path("payload").asString();
    SubjectKey[] of = {keys.publicKey(), operator.publicKey()};
    assertThat(jws.path("signatures")).hasSize(2);
    for (int i = 0; i < 2; i++) {
      JsonNode s = jws.path("signatures").path(i);
      String header = s.path("protected").asString();
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(
          KeyFactory.getInstance("Ed25519")
              .generatePublic(new X509EncodedKeySpec(of[i].encoded())));
      check.update((header + "." + payload).getBytes(StandardCharsets.US_ASCII));
      assertThat(check.verify(Base64.getUrlDecoder().decode(s.path("signature").asString())))
          .isTrue();
      JsonNode h = CanonicalJson.read(Base64.getUrlDecoder().decode(header));
      assertThat(h.path("alg").asString()).isEqualTo("EdDSA");
    }
  }

  /** The example of RFC 8037, appendix A.1 to A.4. */
  @Test
  void thumbprintAndSignatureAreThoseOfTheStandard() {
    SubjectKey key = new SubjectKey("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    assertThat(Jws.kid(key)).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    assertThat(
            key.verifies(
                "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
                "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"))
        .isTrue();
  }

  @Test
  void theSectionsOfTheStandardSayWhatTheTermsSay() {
    JsonNode p = payload(grant());
    assertThat(p.path("record_id").asString()).isEqualTo(grant().id());
    assertThat(p.path("pii_principal_id").asString()).isEqualTo("anna");
    assertThat(p.at("/pii_processing/purposes/0/purpose").asString())
        .isEqualTo("a short film about bees");
    assertThat(p.at("/pii_processing/processing_methods/1").asString()).isEqualTo("talk");
    assertThat(p.at("/pii_processing/withdrawal_method").asString())
        .contains("privacy@film.example");
    assertThat(p.at("/events/0/validity_duration").asString()).isEqualTo("PT8760H");
  }

  @Test
  void theSameTermsWithAChallengeAreAnotherGrant() {
    PersonGrant with = ConsentRecord.sign(terms, OPERATOR, answer("anna", true), keys);
    assertThat(with.id()).isNotEqualTo(grant().id());
    assertThat(payload(with).at("/events/0/event_type").asString()).isEqualTo("identity_challenge");
  }

  @Test
  void aChallengeThatWasFailedOrSetToAnotherOrOnOtherPicturesIsNotSigned() {
    for (ChallengeAnswer a : List.of(answer("anna", false), answer("berta", true))) {
      assertThatThrownBy(() -> ConsentRecord.sign(terms, OPERATOR, a, keys))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("anna has passed");
    }
    ChallengeAnswer good = answer("anna", true);
    ChallengeAnswer other =
        new ChallengeAnswer(
            good.challenge(),
            good.answered(),
            good.video(),
            List.of(Samples.picture("stranger")),
            good.scores());
    assertThatThrownBy(() -> ConsentRecord.sign(terms, OPERATOR, other, keys))
        .hasMessageContaining("pictures that the grant does not name");
  }

  @Test
  void anyOtherTextUnderTheSameSignaturesIsRefused() {
    PersonGrant g = grant().countersign(operator);
    ObjectNode jws = g.stored();
    ObjectNode text = payload(g);
    text.withObject("grant").withArray("uses").add("voice");
    text.withObject("pii_processing").withArray("processing_methods").add("voice");
    jws.put("payload", encode(text));
    PersonGrant changed = (PersonGrant) GrantFormat.grant(jws);
    assertThat(changed.uses()).contains(Use.VOICE);
    assertThat(changed.signatureValid()).isFalse();
    Ledger ledger = Ledger.at(folder.resolve("ledger.jsonl"));
    assertThat(
            catchThrowableOfType(ConsentRefused.class, () -> ledger.add(changed, Samples.NOW))
                .reason())
        .isEqualTo(Reason.BAD_SIGNATURE);
  }

  @Test
  void aVoiceIsNamedAndRecordsThatDoNotYetNameItStillHold() {
    GrantTerms voice = Samples.terms(EnumSet.of(Use.TALK, Use.VOICE));
    PersonGrant g = ConsentRecord.sign(voice, OPERATOR, null, keys);
    String text = CanonicalJson.write(payload(g));
    assertThat(text).contains("recordings of the voice");
    assertThat(CanonicalJson.write(payload(grant()))).doesNotContain("voice");
    String older = text.replace(" or recordings of the voice", "");
    PersonGrant read = (PersonGrant) GrantFormat.grant(Jws.of(older).sign(keys).toJson());
    assertThat(read.signatureValid()).isTrue();
    String other = text.replace(" or recordings of the voice", " or else");
    ObjectNode jws = Jws.of(other).sign(keys).toJson();
    assertThatThrownBy(() -> GrantFormat.grant(jws)).hasMessageContaining("pii_processing");
  }

  @Test
  void sectionsThatDifferFromTheTermsAreNotRead() {
    PersonGrant g = grant();
    ObjectNode text = payload(g);
    text.withObject("pii_processing").put("retention_period", "for ever");
    ObjectNode jws = Jws.of(CanonicalJson.write(text)).sign(keys).toJson();
    assertThatThrownBy(() -> GrantFormat.grant(jws)).hasMessageContaining("pii_processing");
  }

  @Test
  void aRecordCannotBeLentToOtherTerms() {
    PersonGrant g = grant();
    GrantTerms more = Samples.terms(EnumSet.allOf(Use.class));
    PersonGrant forged = new PersonGrant(g.id(), more, g.key(), g.signature(), g.record());
    assertThat(forged.signatureValid()).isFalse();
    SubjectKeys thief = SubjectKeys.generate();
    PersonGrant stolen =
        new PersonGrant(g.id(), terms, thief.publicKey(), g.signature(), g.record());
    assertThat(stolen.signatureValid()).isFalse();
  }

  @Test
  void aFalseCountersignatureSpoilsTheRecord() {
    PersonGrant g = grant().countersign(operator);
    ObjectNode jws = g.stored();
    ObjectNode second = (ObjectNode) jws.path("signatures").path(1);
    second.put("signature", jws.path("signatures").path(0).path("signature").asString());
    assertThat(((PersonGrant) GrantFormat.grant(jws)).signatureValid()).isFalse();
  }

  @Test
  void headersThatCouldChangeTheCheckAreNotRead() {
    for (String member : List.of("\"crit\":[\"b64\"]", "\"b64\":false", "\"jku\":\"x\"")) {
      ObjectNode jws = grant().stored();
      ObjectNode s = (ObjectNode) jws.path("signatures").path(0);
      String header =
          new String(
              Base64.getUrlDecoder().decode(s.path("protected").asString()),
              StandardCharsets.UTF_8);
      String more = header.replaceFirst("\\{", "{" + member + ",");
      s.put("protected", SubjectKey.encode(more.getBytes(StandardCharsets.UTF_8)));
      assertThatThrownBy(() -> GrantFormat.grant(jws))
          .hasMessageContaining("is not a field of this version");
    }
    ObjectNode none = grant().stored();
    ObjectNode s = (ObjectNode) none.path("signatures").path(0);
    String alg = "{\"alg\":\"none\"}";
    s.put("protected", SubjectKey.encode(alg.getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(() -> GrantFormat.grant(none)).hasMessageContaining("alg: needs 'EdDSA'");
  }

  @Test
  void aGuardianSignsARecordToo() {
    SubjectKeys mother = SubjectKeys.generate();
    GrantTerms guarded = terms.guardedBy("Berta Beispiel", "mother", mother, keys.publicKey());
    PersonGrant g = ConsentRecord.sign(guarded, OPERATOR, null, keys);
    Path file = folder.resolve("guarded.grant");
    GrantFormat.write(g, file);
    PersonGrant read = (PersonGrant) GrantFormat.read(file);
    assertThat(read.terms()).isEqualTo(guarded);
    assertThat(read.signatureValid()).isTrue();
    assertThat(read.guarded()).isTrue();
  }

  @Test
  void whoCountersignsIsAllTheSameToTheLedger() {
    Ledger ledger = Ledger.at(folder.resolve("ledger.jsonl"));
    PersonGrant g = grant();
    assertThat(ledger.add(g.countersign(operator), Samples.NOW)).isTrue();
    assertThat(ledger.add(g, Samples.NOW)).isFalse();
    assertThat(ledger.add(g.countersign(SubjectKeys.generate()), Samples.NOW)).isFalse();
  }

  @Test
  void grantsOfTheFirstFormStandBesideRecords() {
    Ledger ledger = Ledger.at(folder.resolve("ledger.jsonl"));
    PersonGrant old = Samples.grant(keys);
    assertThat(ledger.add(old, Samples.NOW)).isTrue();
    assertThat(ledger.add(grant(), Samples.NOW)).isTrue();
    assertThat(ledger.read().grants().values()).containsExactly(old, grant());
    assertThat(old.record()).isEqualTo(Optional.empty());
    assertThat(old.countersign(operator)).as("has no place for it").isEqualTo(old);
  }

  @Test
  void theOperatorsKeyIsMadeOnceAndPrivate() throws Exception {
    Path file = folder.resolve("operator.key");
    SubjectKey first = OperatorKey.at(file).pair().publicKey();
    assertThat(OperatorKey.at(file).pair().publicKey()).isEqualTo(first);
    assertThat(PrivateFiles.openToOthers(file)).isFalse();
    assertThat(Files.exists(folder.resolve("operator.key.pub"))).isTrue();
  }

  private static ObjectNode payload(PersonGrant g) {
    return CanonicalJson.read(Base64.getUrlDecoder().decode(g.stored().path("payload").asString()));
  }

  private static String encode(ObjectNode text) {
    return SubjectKey.encode(CanonicalJson.write(text).getBytes(StandardCharsets.UTF_8));
  }
}
