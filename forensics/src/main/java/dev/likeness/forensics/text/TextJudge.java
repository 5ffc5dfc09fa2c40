package dev.likeness.forensics.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Compares a message with what somebody is known to have written, set against other people's
 * writing of the same kind. It knows nothing of what is said, and what it says is a hint: whoever
 * imitates a style with care, and any language model that was asked to, can pass.
 */
public final class TextJudge {
  /** Fewer known words say too little of how somebody writes. */
  public static final int KNOWN = 300;

  /**
   * Where the AUC over people held out was below this, "consistent" was said of the writer's own
   * messages less than three times as often as of others', and nothing is said.
   */
  public static final double LEAST_AUC = .62;

  private final AuthorModel model;

  public TextJudge(AuthorModel model) {
    this.model = model;
  }

  /** What is said in the end. */
  public enum Verdict {
    /** Written as the known writer writes, and unlike others. */
    CONSISTENT,
    /** Written otherwise. */
    UNLIKE,
    /** It cannot be told. */
    INCONCLUSIVE
  }

  /**
   * What was found.
   *
   * @param logOdds natural logarithm of the odds that somebody else wrote it, even odds before; 0
   *     where nothing could be compared
   * @param why what decided, in sentences
   * @param contributions what adds up to the log-odds, by name, the bias included
   * @param habits what differs most, in sentences
   * @param words of the message
   * @param knownWords of what is known
   * @param people others that both were set against
   * @param auc measured on people held out, at this length; 0 where there was no comparison
   */
  public record Finding(
      Verdict verdict,
      double logOdds,
      List<String> why,
      Map<String, Double> contributions,
      List<String> habits,
      int words,
      int knownWords,
      int people,
      double auc) {
    public Finding {
      why = List.copyOf(why);
      habits = List.copyOf(habits);
      contributions = java.util.Collections.unmodifiableMap(contributions);
    }
  }

  /**
   * Compares.
   *
   * @param known what the person has written, joined
   * @param message what is in question
   * @param others what each of at least {@link Population#FEWEST} other people has written, of the
   *     same kind (messages with messages, letters with letters) and in the same language; or none:
   *     then the message is only set against the writer's own texts, and can be unlike them at most
   * @throws IllegalArgumentException where others are fewer or wrote less than {@link
   *     Population#WORDS} words
   */
  public Finding compare(String known, String message, List<String> others) {
    int words = Style.words(message).size();
    int knownWords = Style.words(known).size();
    List<String> why = new ArrayList<>();
    AuthorModel.Scale scale = model.scale(words);
    if (scale == null) {
      why.add(
          "the message has %d words; a verdict needs %d"
              .formatted(words, AuthorModel.LENGTHS.getFirst()));
    }
    if (knownWords < KNOWN) {
      why.add("what is known has %d words; a verdict needs %d".formatted(knownWords, KNOWN));
    }
    if (scale == null || knownWords < KNOWN) {
      return new Finding(
          Verdict.INCONCLUSIVE, 0, why, Map.of(), List.of(), words, knownWords, others.size(), 0);
    }
    Vocabulary v = model.vocabulary();
    if (others.isEmpty()) {
      return alone(known, message, words, knownWords);
    }
    Population people = population(others);
    float[] k = Style.of(known, v);
    float[] m = Style.of(message, v);
    Evidence e = Evidence.of(k, m, people, v);
    double sum = scale.weights().logOdds(e.numbers());
    Verdict verdict = rule(sum, scale, e, why);
    return new Finding(
        verdict,
        sum,
        why,
        parts(e, scale, sum),
        habits(people.scaled(k), people.scaled(m), k, m),
        words,
        knownWords,
        others.size(),
        scale.auc());
  }

  private Finding alone(String known, String message, int words, int knownWords) {
    double share = Alone.share(known, message, words, model.vocabulary());
    boolean unlike = share <= .05;
    String why =
        knownWords / words < Alone.PIECES
            ? "without others' texts it takes %d times as many known words as the message has"
                .formatted(Alone.PIECES)
            : String.format(
                Locale.ROOT,
                "of the writer's own pieces of this length a share of %.2f is as unusual%s",
                share,
                unlike ? "" : "; whether others write like that was not looked at");
    return new Finding(
        unlike ? Verdict.UNLIKE : Verdict.INCONCLUSIVE,
        0,
        List.of(why),
        Map.of(),
        List.of(),
        words,
        knownWords,
        0,
        0);
  }

  private Population population(List<String> others) {
    if (others.size() < Population.FEWEST) {
      throw new IllegalArgumentException(
          "%d other people; it takes %d".formatted(others.size(), Population.FEWEST));
    }
    List<Population.Person> all = new ArrayList<>();
    for (int i = 0; i < others.size(); i++) {
      int n = Style.words(others.get(i)).size();
      if (n < Population.WORDS) {
        throw new IllegalArgumentException(
            "other person %d wrote %d words; it takes %d".formatted(i + 1, n, Population.WORDS));
      }
      all.add(Population.Person.of(others.get(i), model.vocabulary()));
    }
    return Population.of(all);
  }

  private static Verdict rule(double sum, AuthorModel.Scale s, Evidence e, List<String> why) {
    if (s.auc() < LEAST_AUC) {
      why.add(
          String.format(
              Locale.ROOT,
              "at this length style told writers apart too seldom: AUC %.2f on speeches, where .5 is"
                  + " chance and a verdict needs %.2f",
              s.auc(),
              LEAST_AUC));
      return Verdict.INCONCLUSIVE;
    }
    if (sum >= s.high()) {
      why.add("it is written otherwise than the known writer writes");
      return Verdict.UNLIKE;
    }
    if (sum <= s.low()) {
      why.add("it is written as the known writer writes, and others do not");
      return Verdict.CONSISTENT;
    }
    why.add(
        e.nearest() > .5
            ? "it is nearer to the known writer than to the others, but not by enough"
            : "somebody among the others is as near, but not by enough");
    return Verdict.INCONCLUSIVE;
  }

  /** The sum is squeezed so that no text decides alone; the parts are squeezed alike. */
  private static Map<String, Double> parts(Evidence e, AuthorModel.Scale s, double sum) {
    Map<String, Double> out = new LinkedHashMap<>();
    float[] x = e.numbers();
    double[] part = new double[x.length];
    double all = s.weights().bias();
    for (int i = 0; i < x.length; i++) {
      part[i] = s.weights().weight()[i] * s.weights().scaled(x, i);
      all += part[i];
    }
    double squeeze = Math.abs(all) < 1e-9 ? 1 : sum / all;
    out.put("before anything was compared", squeeze * s.weights().bias());
    for (int i = 0; i < x.length; i++) {
      out.put(Evidence.NAMES[i], squeeze * part[i]);
    }
    return out;
  }

  private List<String> habits(
      float[] known, float[] message, float[] rawKnown, float[] rawMessage) {
    int at = model.vocabulary().size() - Style.habits();
    List<Integer> order =
        IntStream.range(0, Style.habits())
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    (Integer i) -> -Math.abs(known[at + i] - message[at + i])))
            .toList();
    List<String> out = new ArrayList<>();
    for (int i : order.subList(0, 4)) {
      if (Math.abs(known[at + i] - message[at + i]) > 1) {
        out.add(
            String.format(
                Locale.ROOT,
                "%s: %s in the message (%.3g against %.3g)",
                Style.said(i),
                rawMessage[at + i] > rawKnown[at + i] ? "more" : "less",
                rawMessage[at + i],
                rawKnown[at + i]));
      }
    }
    return out;
  }
}
