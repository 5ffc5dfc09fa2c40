package dev.likeness.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.likeness.consent.AdultAttestation;
import dev.likeness.consent.Clearance;
import dev.likeness.consent.GrantTerms;
import dev.likeness.consent.PersonGrant;
import dev.likeness.consent.PersonaRef;
import dev.likeness.consent.SubjectKeys;
import dev.likeness.consent.Use;
import dev.likeness.core.Digest;
import dev.likeness.provenance.Examination.Age;
import dev.likeness.provenance.Examination.Part;
import dev.likeness.provenance.Examination.Spoken;
import dev.likeness.provenance.Examination.Standing;
import dev.likeness.provenance.GateRefused.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes from a draft to a person's approval, and what does not. */
class ContentGateTest {
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private Door door;

  @SuppressWarnings("NullAway.Init")
  private DraftFile draft;

  @BeforeEach
  void draft() throws IOException {
    door = new Door(Files.createDirectory(folder.resolve("home")));
    Path file = Files.write(folder.resolve("draft.jpg"), Fixtures.image("jpg"));
    LabelPlan plan =
        new LabelPlan(List.of(door.clearance), Disclosure.MODIFIED, BadgeSpec.DEFAULT, door.mark());
    Digest digest = Beside.digest(file);
    draft = new DraftFile(file, digest, plan, List.of(digest), List.of());
  }

  private Reason refusal(List<Part> parts, List<Age> ages, GateLimits limits) {
    return refused(new Examination(parts, ages, limits));
  }

  private Reason refused(Examination seen) {
    GateRefused e =
        catchThrowableOfType(GateRefused.class, () -> door.gate.pass(draft, "job-1", seen));
    assertThat(e).isNotNull();
    List<String> logged = new ArrayList<>();
    door.audit.read(
        a -> {
          if (a.body().path("kind").stringValue().equals("refusal")) {
            logged.add(a.body().path("reason").stringValue());
          }
        });
    assertThat(logged).as("every refusal is logged").contains(e.reason().name());
    return e.reason();
  }

  private List<Part> seen(double worst, double confirmed) {
    return List.of(new Part(draft.digest(), 25, 25, worst, confirmed));
  }

  private List<Age> aged(double years) {
    return List.of(Age.ofPersona(door.clearance, years, 3));
  }

  @Test
  void aDecentDraftPasses() {
    Examination e = new Examination(seen(.3, 0), aged(18), GateLimits.DEFAULT);
    Gated g = door.gate.pass(draft, "job-1", e);
    assertThat(g.draft()).isSameAs(draft);
    assertThat(g.examination()).isEqualTo(e);
  }

  @Test
  void aHitIsRefusedWhereThePicturesAfterItConfirmIt() {
    assertThat(refusal(seen(.8, .25), aged(40), GateLimits.DEFAULT))
        .isEqualTo(Reason.SEXUAL_CONTENT);
    assertThat(refusal(seen(.5, 1), aged(40), new GateLimits(.5, 20, 18)))
        .isEqualTo(Reason.SEXUAL_CONTENT);
    door.gate.pass(draft, "job-1", new Examination(seen(.95, .04), aged(40), GateLimits.DEFAULT));
  }

  @Test
  void whatWasSeenMustBeOfThisDraft() {
    Part other = new Part(Digest.of(new byte[] {9}), 25, 25, 0, 0);
    Part unseen = new Part(draft.digest(), 25, 0, 0, 0);
    Part mine = seen(0, 0).get(0);
    for (List<Part> parts :
        List.of(List.<Part>of(), List.of(other), List.of(unseen), List.of(mine, other))) {
      assertThat(refusal(parts, aged(40), GateLimits.DEFAULT)).isEqualTo(Reason.NOT_LOOKED_AT);
    }
  }

  @Test
  void whatADraftOfSoundSaysIsReadOnceMore() throws IOException {
    Path file = Files.write(folder.resolve("draft.wav"), Fixtures.wav());
    DraftFile sound = new DraftFile(file, Beside.digest(file), draft.plan());
    Digest text = Digest.of(new byte[] {1});
    Spoken good = new Spoken(sound.digest(), text, List.of());
    Spoken bad = new Spoken(sound.digest(), text, List.of("asks for money ('send me')"));
    Spoken other = new Spoken(draft.digest(), text, List.of());
    draft = sound;
    // that its pictures were looked at helps sound as little as a text helps pictures
    assertThat(refused(new Examination(seen(0, 0), aged(40), GateLimits.DEFAULT)))
        .isEqualTo(Reason.NOT_LOOKED_AT);
    for (List<Spoken> spoken : List.of(List.<Spoken>of(), List.of(other), List.of(good, other))) {
      assertThat(refused(said(spoken))).isEqualTo(Reason.NOT_LOOKED_AT);
    }
    assertThat(refused(said(List.of(bad)))).isEqualTo(Reason.FORBIDDEN_TEXT);
    assertThat(door.gate.pass(draft, "job-1", said(List.of(good))).draft()).isSameAs(sound);
  }

  private Examination said(List<Spoken> spoken) {
    return new Examination(List.of(), spoken, aged(40), GateLimits.DEFAULT);
  }

  /** A persona's age is looked at, and stands on what its grant says and on nothing better. */
  @Test
  void everyPersonasAgeMustHaveBeenLookedAt() {
    Age never = Age.ofPersona(door.clearance, 40, 0);
    Age better = new Age("persona puppet", Standing.GUARDED, 12, 3);
    Age target = new Age("person 1 of the target", Standing.NONE, 40, 3);
    for (List<Age> ages :
        List.of(List.<Age>of(), List.of(never), List.of(better), List.of(target))) {
      assertThat(refusal(seen(0, 0), ages, GateLimits.DEFAULT)).isEqualTo(Reason.NOT_LOOKED_AT);
    }
  }

  @Test
  void aYoungLookNeedsAGuardian() {
    assertThat(refusal(seen(0, 0), aged(17.9), GateLimits.DEFAULT))
        .isEqualTo(Reason.LOOKS_UNDER_AGE);
    Age target = new Age("person 1 of the target", Standing.NONE, 19.9, 3);
    assertThat(refusal(seen(0, 0), List.of(aged(40).get(0), target), GateLimits.DEFAULT))
        .isEqualTo(Reason.LOOKS_UNDER_AGE);
    GateLimits l = GateLimits.DEFAULT;
    assertThat(new Age("a", Standing.ATTESTED, 18.5, 1).tooYoung(l)).isFalse();
    assertThat(new Age("a", Standing.ATTESTED, 17.5, 1).tooYoung(l)).isTrue();
    assertThat(new Age("a", Standing.GUARDED, 9, 1).tooYoung(l)).isFalse();
    assertThat(Age.ofNoFace(door.clearance).tooYoung(l)).isFalse();
  }

  @Test
  void aGrantSaysWhatAnAgeStandsOn() {
    SubjectKeys ann = SubjectKeys.generate();
    assertThat(Standing.of(door.clearance)).as("nobody").isEqualTo(Standing.ATTESTED);
    assertThat(Standing.of(cleared(terms(true).sign(ann)))).isEqualTo(Standing.ATTESTED);
    PersonGrant guarded =
        terms(false)
            .guardedBy("Berta", "mother", SubjectKeys.generate(), ann.publicKey())
            .sign(ann);
    assertThat(Standing.of(cleared(guarded))).isEqualTo(Standing.GUARDED);
  }

  private Clearance cleared(PersonGrant g) {
    door.ledger.add(g, Door.CLOCK);
    return door.consents.require(
        new PersonaRef("ann", g.id(), List.of(Door.PICTURE)), Use.SWAP, Door.CLOCK);
  }

  private static GrantTerms terms(boolean adult) {
    Instant now = Door.CLOCK.instant();
    return new GrantTerms(
        "ann",
        "Ann",
        EnumSet.of(Use.SWAP),
        List.of("a film"),
        now,
        now.plus(Duration.ofDays(1)),
        List.of(Door.PICTURE),
        new AdultAttestation(adult, "Bea"));
  }

  @Test
  void limitsCanOnlyBeStricter() {
    assertThat(new GateLimits(.1, 30, 25)).isNotNull();
    assertThatThrownBy(() -> new GateLimits(.81, 20, 18)).hasMessageContaining("sexual");
    assertThatThrownBy(() -> new GateLimits(0, 20, 18)).hasMessageContaining("sexual");
    assertThatThrownBy(() -> new GateLimits(Double.NaN, 20, 18)).hasMessageContaining("sexual");
    assertThatThrownBy(() -> new GateLimits(.8, 19, 18)).hasMessageContaining("youngest");
    assertThatThrownBy(() -> new GateLimits(.8, 20, 17)).hasMessageContaining("youngest_attested");
  }
}
