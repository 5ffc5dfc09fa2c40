package dev.likeness.flow;

import dev.likeness.provenance.Reviewer;
import java.nio.file.Path;

/** Asks a person about a draft. */
@FunctionalInterface
public interface Review {
  /** What the person says. */
  sealed interface Answer {
    /** Let it out. */
    record Approved(Reviewer reviewer) implements Answer {}

    /** Do not. */
    record Rejected(Reviewer reviewer, String why) implements Answer {}

    /** Nobody could be asked, or they want to think about it: the draft is kept. */
    record Later() implements Answer {}
  }

  /**
   * @param sheet a contact sheet, PNG: each pair of pictures is a face before and after
   */
  Answer ask(QualityReport report, Path sheet);

  /**
   * Whether anybody looks at the sheet; where the word was given beforehand, none is drawn for a
   * sentence that is waited for.
   */
  default boolean looks() {
    return true;
  }
}
