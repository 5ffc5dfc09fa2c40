package dev.likeness.answers.tutor;

import dev.likeness.answers.Passage;
import dev.likeness.core.Digest;
import java.nio.charset.StandardCharsets;

/**
 * Something to know.
 *
 * @param id the same as long as question and answer are
 * @param question what is asked
 * @param answer what the lesson says
 * @param passage where it is explained
 */
public record Card(String id, String question, String answer, Passage passage) {
  static Card of(String question, String answer, Passage passage) {
    String all = question + "\n" + answer;
    return new Card(
        Digest.of(all.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16),
        question,
        answer,
        passage);
  }
}
