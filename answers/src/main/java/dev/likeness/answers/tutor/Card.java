package dev.likeness.answers.tutor;

import dev.likeness.answers.Passage;
import dev.likeness.core.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Something to know.
 *
 * @param id the same as long as question and answer are
 * @param question what is asked
 * @param answer what the lesson says
 * @param passage where it is explained
 * @param place where the answer stands, for people
 */
public record Card(String id, String question, String answer, Passage passage, String place) {
  /**
   * @param stands what holds the answer, word for word in the passage
   */
  static Card of(String question, String answer, Passage passage, String stands) {
    String all = question + "\n" + answer;
    return new Card(
        Digest.of(all.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16),
        question,
        answer,
        passage,
        passage.place(List.of(stands)));
  }
}
