package dev.likeness.provenance;

import java.time.Instant;

/** A draft that a person has looked at and approved. Only {@link ReviewDesk} makes it. */
public final class Reviewed {
  private final Gated gated;
  private final DraftFacts facts;
  private final Reviewer reviewer;
  private final Instant at;

  Reviewed(Gated gated, DraftFacts facts, Reviewer reviewer, Instant at) {
    this.gated = gated;
    this.facts = facts;
    this.reviewer = reviewer;
    this.at = at;
  }

  public DraftFile draft() {
    return gated.draft();
  }

  /** What the content gate saw. */
  public Examination examination() {
    return gated.examination();
  }

  public DraftFacts facts() {
    return facts;
  }

  public Reviewer reviewer() {
    return reviewer;
  }

  /** When it was approved. */
  public Instant at() {
    return at;
  }
}
