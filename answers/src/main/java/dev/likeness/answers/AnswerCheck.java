package dev.likeness.answers;

import dev.likeness.models.SentenceEmbedder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Compares what a learner writes with what a lesson says, in English: its numbers, its words or
 * such as mean the same, whether it denies what the other affirms, and how near it comes in
 * meaning. Thread-safe.
 */
public final class AnswerCheck {
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?i)\\d+(?:[.,:]\\d+)*|\\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred)\\b");
  private static final List<String> SMALL =
      List.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve");
  private static final Pattern NOT =
      Pattern.compile(
          "(?i)\\b(?:not|never|no|nobody|none|without|cannot|neither|nor)\\b|n['’]t\\b");

  private static final double FULL = .7;
  private static final double SOME = .34;
  private static final double CLOSE = .8;
  private static final double KIN = .62;

  private final Thesaurus thesaurus = new Thesaurus();
  private final Supplier<SentenceEmbedder> embedder;

  public AnswerCheck(Supplier<SentenceEmbedder> embedder) {
    this.embedder = embedder;
  }

  /** How right an answer is. */
  public enum Verdict {
    RIGHT,
    PARTLY,
    WRONG
  }

  /**
   * What is found about an answer.
   *
   * @param missing words or numbers of the lesson that it does not say
   * @param stray numbers that the lesson does not say
   * @param turned whether it denies what the lesson affirms, or the other way round
   */
  public record Checked(
      Verdict verdict, double score, List<String> missing, List<String> stray, boolean turned) {
    public Checked {
      missing = List.copyOf(missing);
      stray = List.copyOf(stray);
    }
  }

  /**
   * Checks an answer.
   *
   * @param question what was asked; its words need not be said again
   * @param expected what the lesson says
   */
  public Checked check(String question, String expected, String answer) {
    Set<String> asked = new HashSet<>();
    Language.ENGLISH.words(question).forEach(w -> asked.add(w.stem()));
    Question wanted = Question.of(expected, Language.ENGLISH, thesaurus, null);
    List<Language.Word> words = Language.ENGLISH.words(answer);
    List<Double> said = wanted.said(words);
    double sum = 0;
    double all = 0;
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      Question.Term t = wanted.terms().get(i);
      if (asked.contains(t.stem()) || number(t.surface())) {
        continue;
      }
      double weight = .4 + t.rare();
      all += weight;
      sum += weight * Math.min(1, said.get(i) * 1.25);
      if (said.get(i) < .4) {
        missing.add(t.surface());
      }
    }
    double covered = all == 0 ? 1 : sum / all;
    Set<String> numbers = numbers(expected);
    Set<String> given = numbers(answer);
    Set<String> strays = new HashSet<>(given);
    strays.removeAll(numbers);
    strays.removeAll(numbers(question));
    Set<String> lacking = new HashSet<>(numbers);
    lacking.removeAll(given);
    lacking.removeAll(numbers(question));
    boolean turned = NOT.matcher(expected).find() != NOT.matcher(answer).find();
    double near =
        Meaning.near(
            embedder.get().of(question + " " + expected),
            embedder.get().of(question + " " + answer));
    double alone = Meaning.near(embedder.get().of(expected), embedder.get().of(answer));
    double score = Math.max(covered, alone);
    Verdict v;
    if (words.isEmpty() && given.isEmpty() || !strays.isEmpty() || turned && covered > 0) {
      v = Verdict.WRONG;
    } else if (!lacking.isEmpty()) {
      v =
          covered >= SOME && all > 0 || lacking.size() < numbers.size()
              ? Verdict.PARTLY
              : Verdict.WRONG;
    } else if (!numbers.isEmpty() || covered >= FULL || alone >= CLOSE) {
      v = Verdict.RIGHT;
    } else {
      v =
          covered >= SOME || alone >= KIN || near >= .9 && alone > .5
              ? Verdict.PARTLY
              : Verdict.WRONG;
    }
    lacking.forEach(missing::add);
    return new Checked(v, Math.min(1, score), missing, List.copyOf(strays), turned);
  }

  /**
   * Which of a passage's sentences an answer in one's own words does not tell.
   *
   * @return an empty list where it tells all
   */
  public List<String> untold(String passage, String answer) {
    List<String> out = new ArrayList<>();
    List<String> parts = Sentences.of(answer);
    List<float[]> told = new ArrayList<>();
    parts.forEach(p -> told.add(embedder.get().of(p)));
    for (String s : Sentences.of(passage)) {
      float[] meant = embedder.get().of(s);
      boolean near = told.stream().anyMatch(t -> Meaning.near(t, meant) > .7);
      if (!near && check("", s, answer).verdict() != Verdict.RIGHT) {
        out.add(s);
      }
    }
    return out;
  }

  private static boolean number(String word) {
    return NUMBER.matcher(word).matches();
  }

  private static Set<String> numbers(String text) {
    Set<String> out = new HashSet<>();
    NUMBER
        .matcher(text)
        .results()
        .forEach(
            m -> {
              String n = m.group().toLowerCase(Locale.ROOT);
              int small = SMALL.indexOf(n);
              out.add(small < 0 ? n.replace(',', '.') : Integer.toString(small));
            });
    return out;
  }
}
