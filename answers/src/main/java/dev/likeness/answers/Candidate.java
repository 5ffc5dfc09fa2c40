package dev.likeness.answers;

import java.util.List;

/**
 * Sentences that could be the answer, and what speaks for them.
 *
 * @param hit the passage they stand in
 * @param sentences in their order
 * @param evidence see there
 * @param rank how good they are among the candidates of one question
 */
record Candidate(Knowledge.Hit hit, List<String> sentences, Evidence evidence, double rank) {
  /**
   * What speaks for a candidate; all from 0 to 1. Words count as much as they tell passages apart.
   *
   * @param sentence how much of the question the sentences say
   * @param passage how much of it the passage and its headings say
   * @param exact how much of it the passage says in the question's own words
   * @param alien the weightiest word of the question that the passage says nothing of
   * @param missing how much of the weightiest word the sentences do not say
   * @param kind 1 where the sentences can be the kind of answer that is asked for, or none is
   * @param lead how far the passage's score lies above that of the next other place
   * @param pairs how many of the question's neighbouring words stand together there
   */
  record Evidence(
      double sentence,
      double passage,
      double exact,
      double alien,
      double missing,
      double kind,
      double lead,
      double pairs) {
    double[] values() {
      return new double[] {1, sentence, passage, exact, alien, missing, kind, lead, pairs};
    }
  }

  String text() {
    return String.join(" ", sentences);
  }
}
