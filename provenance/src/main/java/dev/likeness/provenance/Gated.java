package dev.likeness.provenance;

/** A draft that has passed the content gate. Only {@link ContentGate} makes it. */
public final class Gated {
  private final DraftFile draft;
  private final Examination examination;

  Gated(DraftFile draft, Examination examination) {
    this.draft = draft;
    this.examination = examination;
  }

  public DraftFile draft() {
    return draft;
  }

  public Examination examination() {
    return examination;
  }
}
