package dev.likeness.synthesis.run;

/**
 * Which part of a clip is worked on; the result holds this part only.
 *
 * @param from seconds after the clip's first frame
 * @param to seconds after the clip's first frame, exclusive; infinite for the end
 */
public record Span(double from, double to) {
  public static final Span ALL = new Span(0, Double.POSITIVE_INFINITY);

  public Span {
    if (!(from >= 0 && to > from)) {
      throw new IllegalArgumentException(
          "a time range must begin at 0 s or later and end after it began, not %s s to %s s"
              .formatted(from, to));
    }
  }

  /** As people say it: "between 2.0 s and 5.0 s", "from 2.0 s on". */
  @Override
  public String toString() {
    return to == Double.POSITIVE_INFINITY
        ? "from %s s on".formatted(from)
        : "between %s s and %s s".formatted(from, to);
  }

  public boolean whole() {
    return from == 0 && to == Double.POSITIVE_INFINITY;
  }
}
