package dev.likeness.answers.dialogue;

import dev.likeness.answers.Reply;
import java.util.List;

/**
 * What comes back for what somebody said.
 *
 * @param heard what was said, without secrets
 * @param question what was looked up, where that is more than what was said; else empty
 * @param text what is answered
 * @param sources where it stands; with an answer at least one
 * @param confidence of an answer, 0 to 1; 1 with everything else
 */
public record Turn(
    String heard,
    String question,
    Kind kind,
    String text,
    List<Reply.Citation> sources,
    double confidence) {
  /** What it is. */
  public enum Kind {
    ANSWER,
    CLARIFY,
    HANDOVER,
    /** A field of a form is asked for. */
    ASK,
    /** A form is read back. */
    CONFIRM,
    /** A form has been kept. */
    KEPT,
    /** A form was given up. */
    CANCELLED,
    /** What is not talked about. */
    REFUSED,
    /** A greeting and the like. */
    COURTESY
  }

  public Turn {
    sources = List.copyOf(sources);
  }

  public boolean handover() {
    return kind == Kind.HANDOVER;
  }
}
