package dev.likeness.studio.answers;

import dev.likeness.answers.dialogue.Turn;
import dev.likeness.flow.desk.Ear;
import dev.likeness.flow.desk.Talks;
import java.util.List;

/** What becomes of a question that was heard: asked again where it was not understood. */
final class Hearing {
  /** Below so much an answer to a question that was heard is not given: words may be wrong. */
  private static final double ENOUGH = .6;

  private Hearing() {}

  static Turn turn(Talks.Talk talk, Ear.Understood heard) {
    if (!heard.sure() || heard.text().isBlank()) {
      return again("I did not understand that. Please say it again, in other words.");
    }
    Turn t = talk.say(heard.text());
    boolean weak = t.kind() == Turn.Kind.ANSWER && t.confidence() < ENOUGH;
    return weak
        ? again("I understood: %s. I am not sure. Please say it again.".formatted(heard.text()))
        : t;
  }

  private static Turn again(String text) {
    return new Turn("", "", Turn.Kind.CLARIFY, text, List.of(), 1);
  }

  /** A turn as it is said aloud. */
  static String spoken(Turn t) {
    String from =
        t.sources().isEmpty() || t.kind() != Turn.Kind.ANSWER
            ? ""
            : " This stands in " + t.sources().getFirst().heading().replace(" › ", ", ") + ".";
    return t.text().replace('“', '"').replace('”', '"') + (from.endsWith(" in .") ? "" : from);
  }
}
