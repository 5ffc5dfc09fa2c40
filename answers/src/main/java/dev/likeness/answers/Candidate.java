package dev.likeness.answers;

import java.util.List;

/**
 * Sentences that could be the answer, and what speaks for them.
 *
 * @param hit the passage they stand in
 * @param sentences in their order
 * @param evidence see there
 * @param rank how good they are among the candidates of one question: by {@link Ranking}
 */
record Candidate(Knowledge.Hit hit, List<String> sentences, Evidence evidence, double rank) {
  /**
   * What speaks for a candidate; all from 0 to 1 but {@code meaning}, {@code about} and {@code
   * all}, which may be a little below 0. Words count as much as they tell passages apart.
   *
   * @param sentence how much of the question the sentences say
   * @param passage how much of it the passage and its headings say
   * @param exact how much of it the passage says in the question's own words
   * @param alien the weightiest word of the question that the passage says nothing of
   * @param missing how much of the weightiest word the sentences do not say
   * @param kind 1 where the sentences can be the kind of answer that is asked for, or none is
   * @param pairs how many of the question's neighbouring words stand together there
   * @param found how well the passage was found by its words, against the best
   * @param meaning how near the sentences come to the question, as it was put or with the passage's
   *     own word for having a thing for a while: the cosine of the nearest
   * @param about how near the whole passage comes
   * @param more sentences after the first, halves
   * @param clause how much of the question one part of a sentence says that can be such an answer
   * @param all how near the sentences come together
   */
  record Evidence(
      double sentence,
      double passage,
      double exact,
      double alien,
      double missing,
      double kind,
      double pairs,
      double found,
      double meaning,
      double about,
      double more,
      double clause,
      double all) {
    static final List<String> NAMES =
        List.of(
            "sentence",
            "passage",
            "exact",
            "alien",
            "missing",
            "kind",
            "pairs",
            "found",
            "meaning",
            "about",
            "more",
            "clause",
            "all");

    double[] values() {
      return new double[] {
        sentence, passage, exact, alien, missing, kind, pairs, found, meaning, about, more, clause,
        all
      };
    }

    /** As it is where nothing can tell what sentences mean. */
    Evidence wordsOnly() {
      return new Evidence(
          sentence, passage, exact, alien, missing, kind, pairs, found, 0, 0, more, clause, 0);
    }
  }

  Candidate ranked(double rank) {
    return new Candidate(hit, sentences, evidence, rank);
  }

  boolean elsewhere(Candidate other) {
    Passage a = hit.passage();
    Passage b = other.hit.passage();
    return !a.heading().equals(b.heading()) || !a.source().equals(b.source());
  }

  String text() {
    return String.join(" ", sentences);
  }
}
