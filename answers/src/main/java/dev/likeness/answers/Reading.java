package dev.likeness.answers;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A passage taken apart, which is the same for every question.
 *
 * @param words of each sentence
 * @param parts of each sentence: clauses and what is listed
 * @param heading words of the headings above
 * @param all words of headings and text
 * @param orders whether it may give orders to machines: its sentences have to be looked at then
 */
record Reading(
    List<String> sentences,
    List<List<Language.Word>> words,
    List<List<Part>> parts,
    List<Language.Word> heading,
    List<Language.Word> all,
    boolean orders) {
  private static final Pattern PARTS = Pattern.compile("[,;:]|\\b(?:and|or|but|which|whether)\\b");

  /** A part of a sentence. */
  record Part(String text, List<Language.Word> words) {}

  static Reading of(Passage p, Language l) {
    List<String> sentences = Sentences.of(p.text());
    return new Reading(
        sentences,
        sentences.stream().map(l::words).toList(),
        sentences.stream()
            .map(s -> Stream.of(PARTS.split(s)).map(t -> new Part(t, l.words(t))).toList())
            .toList(),
        l.words(p.heading()),
        l.words(p.heading() + "\n" + p.text()),
        Orders.in(p.text()));
  }
}
