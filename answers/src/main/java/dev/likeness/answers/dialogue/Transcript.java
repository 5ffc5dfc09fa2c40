package dev.likeness.answers.dialogue;

import java.time.Instant;
import java.util.List;

/**
 * What was said, for the person who takes over; without secrets.
 *
 * @param id of the dialogue
 * @param from the collection of documents
 * @param why it is handed over
 * @param lines in their order; of a very long dialogue the last ones
 */
public record Transcript(String id, String from, String why, List<Line> lines) {
  /**
   * @param visitor whether the person said it, and not the program
   */
  public record Line(Instant at, boolean visitor, String text) {}

  public Transcript {
    lines = List.copyOf(lines);
  }
}
