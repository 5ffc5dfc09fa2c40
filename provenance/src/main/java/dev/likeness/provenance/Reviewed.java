package dev.likeness.provenance;

import java.time.Instant;

/** A draft that a person has looked at and approved. Only {@link ReviewDesk} makes it. */
public final class Reviewed {
  private final DraftFile draft;
  private final DraftFacts facts;
  private final Reviewer reviewer;
  private final Instant at;

  Reviewed(DraftFile draft, DraftFacts facts, Reviewer reviewer, Instant at) {
    this.draft = draft;
    this.facts = facts;
    this.reviewer = reviewer;
    this.at = at;
  }

  public DraftFile draft() {
    return draft;
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
