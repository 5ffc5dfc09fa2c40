package dev.likeness.provenance;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Where a person's word about a draft is taken down. */
public final class ReviewDesk {
  private final AuditLog audit;
  private final Clock clock;

  public ReviewDesk(AuditLog audit, Clock clock) {
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * The reviewer has seen the draft, which has passed the content gate, and lets it out.
   *
   * @throws ProvenanceException CHANGED when the draft's file is no longer the one rendered
   */
  public Reviewed approve(Gated gated, DraftFacts facts, Reviewer reviewer) {
    DraftFile draft = gated.draft();
    Beside.requireSame(draft.file(), draft.digest());
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    audit.append(
        new AuditEvent.Approved(facts.job(), draft.digest(), reviewer.name(), reviewer.how()));
    return new Reviewed(gated, facts, reviewer, now);
  }

  /** The reviewer has seen the draft and keeps it in; only the log changes. */
  public void reject(DraftFile draft, DraftFacts facts, Reviewer reviewer, String why) {
    audit.append(new AuditEvent.Rejected(facts.job(), draft.digest(), reviewer.name(), why));
  }
}
