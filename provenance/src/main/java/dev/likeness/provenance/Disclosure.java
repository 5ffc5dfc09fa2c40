package dev.likeness.provenance;

/** What the label says: to people on the badge, to machines as IPTC digital source type. */
public enum Disclosure {
  /** A real picture, video or voice was changed. */
  MODIFIED("AI MODIFIED", "compositeWithTrainedAlgorithmicMedia"),
  /** Nothing in it was recorded from the world. */
  GENERATED("AI GENERATED", "trainedAlgorithmicMedia");

  private final String wording;
  private final String term;

  Disclosure(String wording, String term) {
    this.wording = wording;
    this.term = term;
  }

  /** The badge's text. */
  public String wording() {
    return wording;
  }

  /** The IPTC NewsCodes URI (digital source type vocabulary). */
  public String sourceType() {
    return SourceType.BASE + term;
  }
}
