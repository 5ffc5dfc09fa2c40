package dev.likeness.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.likeness.consent.ConsentRefused.Reason;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class ConsentsTest {
  @TempDir private Path folder;
  private final SubjectKeys keys = SubjectKeys.generate();
  private final PersonGrant grant = Samples.grant(keys);
  private Path file = Path.of("ledger");
  private Ledger ledger = Ledger.at(file);
  private Consents consents = new Consents(ledger);

  @BeforeEach
  void recorded() {
    file = folder.resolve("ledger.jsonl");
    ledger = Ledger.at(file);
    consents = new Consents(ledger);
    assertThat(ledger.add(grant, Samples.NOW)).isTrue();
  }

  private static Reason refusal(ThrowingCallable call) {
    ConsentRefused e = catchThrowableOfType(ConsentRefused.class, call);
    assertThat(e).as("refused").isNotNull();
    assertThat(e.getMessage()).hasSizeGreaterThan(30);
    return e.reason();
  }

  private Reason refusal(PersonaRef persona, Use use, Clock clock) {
    return refusal(() -> consents.require(persona, use, clock));
  }

  @Test
  void whatIsGrantedIsCleared() {
    Clearance c = consents.require(Samples.persona(grant), Use.SWAP, Samples.NOW);
    assertThat(c.grantId()).isEqualTo(grant.id());
    assertThat(c.use()).isEqualTo(Use.SWAP);
    assertThat(c.expiry()).contains(grant.terms().expiry());
    assertThat(c.nobody()).isFalse();
    assertThat(consents.recheck(c, Samples.NOW).grantId()).isEqualTo(grant.id());
  }

  @Test
  void nobodyOutsideMakesAClearance() {
    assertThat(Modifier.isFinal(Clearance.class.getModifiers())).isTrue();
    assertThat(Arrays.stream(Clearance.class.getDeclaredConstructors()))
        .allSatisfy(
            c -> assertThat(c.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)).isZero());
  }

  @Test
  void anUnknownGrant() {
    PersonaRef p = new PersonaRef("x", "grant-unknown", List.of(Samples.picture("two")));
    assertThat(refusal(p, Use.SWAP, Samples.NOW)).isEqualTo(Reason.NO_GRANT);
    Consents empty = new Consents(Ledger.at(folder.resolve("none.jsonl")));
    assertThat(refusal(() -> empty.require(Samples.persona(grant), Use.SWAP, Samples.NOW)))
        .isEqualTo(Reason.NO_GRANT);
  }

  @Test
  void aUseThatWasNotGranted() {
    assertThat(refusal(Samples.persona(grant), Use.VOICE, Samples.NOW))
        .isEqualTo(Reason.OUT_OF_SCOPE);
  }

  @Test
  void beforeAndAfterItsTime() {
    PersonaRef p = Samples.persona(grant);
    Clock before = Samples.clock(Samples.ISSUED.minusSeconds(1));
    Clock first = Samples.clock(Samples.ISSUED);
    Clock last = Samples.clock(grant.terms().expiry().minusMillis(1));
    Clock after = Samples.clock(grant.terms().expiry());
    assertThat(refusal(p, Use.SWAP, before)).isEqualTo(Reason.NOT_YET_VALID);
    assertThat(consents.require(p, Use.SWAP, first)).isNotNull();
    Clearance c = consents.require(p, Use.SWAP, last);
    assertThat(refusal(p, Use.SWAP, after)).isEqualTo(Reason.EXPIRED);
    assertThat(refusal(() -> consents.recheck(c, after))).isEqualTo(Reason.EXPIRED);
  }

  @Test
  void otherPicturesThanTheGranted() {
    PersonaRef p =
        new PersonaRef(
            "anna", grant.id(), List.of(Samples.picture("one"), Samples.picture("stranger")));
    assertThat(refusal(p, Use.SWAP, Samples.NOW)).isEqualTo(Reason.PICTURES_DIFFER);
  }

  @Test
  void revokedByTheSubjectBetweenTwoChecks() {
    Clearance c = consents.require(Samples.persona(grant), Use.SWAP, Samples.NOW);
    Revocation r = Revocation.BySubject.sign(grant.id(), Samples.ISSUED, "no more", keys);
    assertThat(ledger.revoke(r, Samples.NOW)).isTrue();
    assertThat(ledger.revoke(r, Samples.NOW)).isFalse();
    assertThat(refusal(() -> consents.recheck(c, Samples.NOW))).isEqualTo(Reason.REVOKED);
    assertThat(ledger.add(grant, Samples.NOW)).as("does not come back").isFalse();
    assertThat(refusal(Samples.persona(grant), Use.SWAP, Samples.NOW)).isEqualTo(Reason.REVOKED);
  }

  @Test
  void revokedByTheOperatorWithAReason() {
    ledger.revoke(
        new Revocation.ByOperator(grant.id(), Samples.ISSUED, "court order", "op"), Samples.NOW);
    ConsentRefused e =
        catchThrowableOfType(
            ConsentRefused.class,
            () -> consents.require(Samples.persona(grant), Use.SWAP, Samples.NOW));
    assertThat(e.getMessage()).contains("court order");
    assertThat(ledger.read().status(grant, Samples.NOW.instant())).isEqualTo(Ledger.Status.REVOKED);
  }

  @Test
  void aStrangerCannotRevoke() {
    Revocation r =
        Revocation.BySubject.sign(grant.id(), Samples.ISSUED, "no", SubjectKeys.generate());
    assertThat(refusal(() -> ledger.revoke(r, Samples.NOW))).isEqualTo(Reason.BAD_SIGNATURE);
    Revocation none = new Revocation.ByOperator("grant-unknown", Samples.ISSUED, "no", "op");
    assertThat(refusal(() -> ledger.revoke(none, Samples.NOW))).isEqualTo(Reason.NO_GRANT);
  }

  @Test
  void aGrantChangedAfterSigningIsNotRecorded() {
    ObjectNode json = grant.toJson();
    json.withArray("uses").add("voice");
    Grant changed = GrantFormat.grant(json);
    assertThat(refusal(() -> ledger.add(changed, Samples.NOW))).isEqualTo(Reason.BAD_SIGNATURE);
  }

  @Test
  void aChangedGrantInAForgedChainIsStillRefused() {
    ObjectNode json = grant.toJson();
    json.put("id", "grant-forged");
    HashChain chain = HashChain.at(file);
    ObjectNode body = CanonicalJson.object().put("kind", "grant");
    body.set("grant", json);
    chain.append(body, Samples.NOW);
    PersonaRef p = new PersonaRef("anna", "grant-forged", List.of(Samples.picture("one")));
    assertThat(refusal(p, Use.SWAP, Samples.NOW)).isEqualTo(Reason.BAD_SIGNATURE);
  }

  @Test
  void withoutAnAdultAttestation() {
    assertThat(refusal(() -> ledger.add(minor().sign(keys), Samples.NOW)))
        .isEqualTo(Reason.NOT_ADULT);
  }

  /** With a guardian's signature a grant of somebody who is no adult holds, and says so. */
  @Test
  void aGuardianMayAnswerForAMinor() {
    GrantTerms terms = minor();
    SubjectKeys guardian = SubjectKeys.generate();
    PersonGrant signed =
        terms.guardedBy("Berta Beispiel", "mother", guardian, keys.publicKey()).sign(keys);
    assertThat(signed.guarded()).isTrue();
    ledger.add(signed, Samples.NOW);
    Clearance c = consents.require(Samples.persona(signed), Use.SWAP, Samples.NOW);
    assertThat(c.guarded()).isTrue();
    assertThat(c.adultAttested()).isFalse();
  }

  /** Nobody is their own guardian, and a guardian's signature is for one text only. */
  @Test
  void aGuardiansSignatureIsTheirOwnAndForThisText() {
    GrantTerms own = minor().guardedBy("Anna", "herself", keys, keys.publicKey());
    assertThat(refusal(() -> ledger.add(own.sign(keys), Samples.NOW)))
        .isEqualTo(Reason.BAD_SIGNATURE);
    Guardian g =
        minor()
            .guardedBy("Berta", "mother", SubjectKeys.generate(), keys.publicKey())
            .guardian()
            .orElseThrow();
    GrantTerms t = minor();
    GrantTerms wider =
        new GrantTerms(
            t.subject(),
            t.grantedBy(),
            EnumSet.allOf(Use.class),
            t.purposes(),
            t.issued(),
            t.expiry(),
            t.pictures(),
            t.adult(),
            Optional.of(g));
    assertThat(refusal(() -> ledger.add(wider.sign(keys), Samples.NOW)))
        .isEqualTo(Reason.BAD_SIGNATURE);
  }

  private GrantTerms minor() {
    GrantTerms t = grant.terms();
    return new GrantTerms(
        t.subject(),
        t.grantedBy(),
        t.uses(),
        t.purposes(),
        t.issued(),
        t.expiry(),
        t.pictures(),
        new AdultAttestation(false, "nobody said so"));
  }

  @Test
  void anotherGrantUnderAKnownIdIsAConflict() {
    PersonGrant other = new PersonGrant(grant.id(), grant.terms(), grant.key(), "");
    String signature = keys.sign(other.signedText());
    assertThat(signature).as("Ed25519 is deterministic").isEqualTo(grant.signature());
    SubjectKeys thief = SubjectKeys.generate();
    PersonGrant bare = new PersonGrant(grant.id(), grant.terms(), thief.publicKey(), "");
    PersonGrant theirs =
        new PersonGrant(
            grant.id(), grant.terms(), thief.publicKey(), thief.sign(bare.signedText()));
    ConsentException e =
        catchThrowableOfType(ConsentException.class, () -> ledger.add(theirs, Samples.NOW));
    assertThat(e.code()).isEqualTo(ConsentException.Code.CONFLICT);
  }

  @Test
  void aChangedLedgerClearsNothing() throws IOException {
    String text = Files.readString(file);
    Files.writeString(file, text.replace("anna", "bert"));
    assertThat(refusal(Samples.persona(grant), Use.SWAP, Samples.NOW))
        .isEqualTo(Reason.LEDGER_BROKEN);
  }

  @Test
  void nobodyIsRecordedClearedForAllAndCanBeRevoked() {
    NobodyGrant g =
        NobodyGrant.of(
            "puppet", "rendered", "op", Samples.ISSUED, List.of(Samples.picture("puppet")));
    ledger.add(g, Samples.NOW);
    PersonaRef p = new PersonaRef("puppet", g.id(), g.pictures());
    for (Use use : Use.values()) {
      Clearance c = consents.require(p, use, Samples.NOW);
      assertThat(c.nobody()).isTrue();
      assertThat(c.expiry()).isEmpty();
    }
    ledger.revoke(
        new Revocation.ByOperator(g.id(), Samples.ISSUED, "is somebody after all", "op"),
        Samples.NOW);
    assertThat(refusal(p, Use.SWAP, Samples.NOW)).isEqualTo(Reason.REVOKED);
  }

  @Test
  void whatAPersonGaveAGrantForShowsSomebody() {
    NobodyGrant stated =
        NobodyGrant.of("x", "a test", "me", Samples.ISSUED, List.of(Samples.picture("two")));
    assertThat(refusal(() -> ledger.add(stated, Samples.NOW))).isEqualTo(Reason.SOMEBODY);
    NobodyGrant earlier =
        NobodyGrant.of("y", "a test", "me", Samples.ISSUED, List.of(Samples.picture("three")));
    assertThat(ledger.add(earlier, Samples.NOW)).isTrue();
    PersonaRef y = new PersonaRef("y", earlier.id(), List.of(Samples.picture("three")));
    assertThat(consents.require(y, Use.SWAP, Samples.NOW).nobody()).isTrue();
    GrantTerms t = Samples.terms(EnumSet.of(Use.SWAP));
    PersonGrant later =
        new GrantTerms(
                t.subject(),
                t.grantedBy(),
                t.uses(),
                t.purposes(),
                t.issued(),
                t.expiry(),
                List.of(Samples.picture("three")),
                t.adult())
            .sign(keys);
    ledger.add(later, Samples.NOW);
    assertThat(refusal(y, Use.SWAP, Samples.NOW)).isEqualTo(Reason.SOMEBODY);
  }

  @Test
  void whatOneKeyTookBackAnotherDoesNotGive() {
    ledger.revoke(
        Revocation.BySubject.sign(grant.id(), Samples.ISSUED, "no more", keys), Samples.NOW);
    PersonGrant strangers = Samples.grant(SubjectKeys.generate());
    assertThat(refusal(() -> ledger.add(strangers, Samples.NOW))).isEqualTo(Reason.REVOKED);
    GrantTerms again = Samples.terms(EnumSet.of(Use.TALK));
    assertThat(ledger.add(again.sign(keys), Samples.NOW)).isTrue();
  }
}
