package dev.likeness.provenance;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.Consents;
import dev.likeness.consent.Ledger;
import dev.likeness.consent.NobodyGrant;
import dev.likeness.consent.PersonaRef;
import dev.likeness.consent.Revocation;
import dev.likeness.consent.Use;
import dev.likeness.core.Digest;
import dev.likeness.provenance.mark.MarkId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An installation in a folder, with one persona of nobody, and all stations of the way out. */
final class Door {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC);
  static final Digest PICTURE = Digest.of(new byte[] {1});

  final Path home;
  final Ledger ledger;
  final Consents consents;
  final AuditLog audit;
  final Clearance clearance;
  final ContentGate gate;
  final ReviewDesk desk;
  final SigningKeys keys;
  final Signer signer;
  final MarkBook marks;
  final Exporter exporter;

  Door(Path home) {
    this.home = home;
    ledger = Ledger.at(home.resolve("ledger.jsonl"));
    NobodyGrant grant = NobodyGrant.of("puppet", "rendered", "op", Instant.EPOCH, List.of(PICTURE));
    ledger.add(grant, CLOCK);
    consents = new Consents(ledger);
    clearance =
        consents.require(new PersonaRef("puppet", grant.id(), List.of(PICTURE)), Use.SWAP, CLOCK);
    audit = AuditLog.in(home, CLOCK);
    gate = new ContentGate(audit);
    desk = new ReviewDesk(audit, CLOCK);
    keys = SigningKeys.in(home.resolve("keys"));
    signer = new CredentialSigner(consents, CLOCK, keys, null);
    marks = MarkBook.in(home.resolve("marks"));
    exporter = new Exporter(consents, audit, CLOCK, keys, marks);
  }

  Labeller labeller() {
    return labeller(Disclosure.MODIFIED, BadgeSpec.DEFAULT);
  }

  /** The mark of the job that has begun. */
  MarkId mark() {
    return MarkId.of(marks.key(), "job-1");
  }

  /** One whose job has begun. */
  Labeller labeller(Disclosure disclosure, BadgeSpec badge) {
    Labeller l = new Labeller(List.of(clearance), disclosure, badge, marks);
    l.begin("job-1");
    return l;
  }

  /** All steps up to the last. */
  Signed signed(DraftFile draft, @Nullable String rights) {
    Reviewer reviewer = new Reviewer("Rita", Reviewer.How.NAMED);
    return signer.sign(labeller().apply(desk.approve(gated(draft), facts(rights), reviewer)));
  }

  /** Through the content gate, with nothing to object to. */
  Gated gated(DraftFile draft) {
    return gated(draft, clearance);
  }

  Gated gated(DraftFile draft, Clearance whose) {
    return gate.pass(draft, "job-1", examination(draft, whose));
  }

  Examination examination(DraftFile draft) {
    return examination(draft, clearance);
  }

  private static Examination examination(DraftFile draft, Clearance whose) {
    List<Digest> parts = draft.parts();
    return new Examination(
        draft.sound()
            ? List.of()
            : parts.stream().map(d -> new Examination.Part(d, 1, 1, .01, 0)).toList(),
        draft.sound()
            ? parts.stream().map(d -> new Examination.Spoken(d, d, List.of())).toList()
            : List.of(),
        List.of(Examination.Age.ofPersona(whose, 35, 1)),
        GateLimits.DEFAULT);
  }

  void revoke() {
    ledger.revoke(
        new Revocation.ByOperator(clearance.grantId(), CLOCK.instant(), "is somebody", "op"),
        CLOCK);
  }

  static DraftFacts facts(@Nullable String rights) {
    return new DraftFacts(
        "job-1",
        "swap",
        CLOCK.instant(),
        List.of(new DraftFacts.Input("target", "clip.mp4", Digest.of(new byte[] {2}))),
        Map.of("shape", "0.3"),
        7,
        List.of(new DraftFacts.Model("mesh", "1", "Apache-2.0", Digest.of(new byte[] {3}))),
        Map.of("likeness", "0.1.0"),
        Machine.describe(),
        rights,
        Map.of("identity", "0.80"));
  }
}
