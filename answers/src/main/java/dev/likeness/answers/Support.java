package dev.likeness.answers;

import dev.likeness.models.SentenceEmbedder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether passages say what an English sentence says: its words, every number and name beside what
 * it stands beside there, and no "not" more or less. Rather refuses what is supported than lets
 * through what is not; what it lets through may still leave out a condition.
 */
final class Support {
  private static final double COVERED = .75;
  private static final double NEAR = .5;

  private static final String COUNTS =
      "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|thousand|million|once|twice|half|double|quarter|first|second|third";
  private static final Pattern NUMBER =
      Pattern.compile("(?i)\\d+(?:[.,:]\\d+)*|\\b(?:" + COUNTS + ")\\b");
  private static final Pattern CLAUSES =
      Pattern.compile("[,;:()]|\\b(?:but|unless|except|while|whereas)\\b");
  private static final Pattern NOT =
      Pattern.compile(
          "(?i)\\b(?:not|never|no|nobody|none|nothing|without|cannot|neither|nor|forbidden|prohibited|unless|except|only|refuse[sd]?|denied|closed|stays? closed)\\b|n['’]t\\b");
  private static final Pattern NAME =
      Pattern.compile(
          "(?<=[\\p{L}\\d,;] )\\p{Lu}[\\p{L}\\d-]+|\\b\\S+@\\S+|\\bhttps?://\\S+|\\bwww\\.\\S+");

  /** Talk around an answer, which needs no support. */
  private static final Pattern COURTESY =
      Pattern.compile(
          "(?iu)^\\W*(?:(?:thank you|thanks)(?: for (?:your )?(?:question|enquiry|inquiry|asking))?|(?:i(?:'m| am) )?(?:happy|glad|pleased) to help(?: you)?|of course|certainly|sure|hello|good question|i hope (?:that|this) helps|you are welcome)\\W*$");

  private final Knowledge knowledge;
  private final Supplier<SentenceEmbedder> embedder;

  Support(Knowledge knowledge, Supplier<SentenceEmbedder> embedder) {
    this.knowledge = knowledge;
    this.embedder = embedder;
  }

  static boolean courtesy(String sentence) {
    return COURTESY.matcher(sentence).matches();
  }

  /**
   * The place that supports a sentence.
   *
   * @param quote the sentence there
   */
  record Place(Passage passage, String quote) {}

  /** Where it is supported best; none where it is not. */
  List<Place> of(String sentence, Question q, List<Passage> passages) {
    List<Place> out = new ArrayList<>();
    float[] meant = embedder.get().of(sentence);
    double most = NEAR;
    for (Passage p : passages) {
      List<String> sentences = Sentences.of(p.text());
      for (int i = 0; i < sentences.size(); i++) {
        String quote = sentences.get(i);
        boolean leans = i > 0 && Leaning.begins(quote);
        String source = leans ? sentences.get(i - 1) + " " + quote : quote;
        double near = Meaning.near(meant, embedder.get().of(quote));
        if (near > most && why(sentence, source, p.heading(), q).isEmpty()) {
          most = near;
          out.clear();
          out.add(new Place(p, quote));
        }
      }
    }
    return out;
  }

  /** Why a source does not support a sentence; empty where it does. */
  String why(String sentence, String source, String heading, Question q) {
    if (Orders.in(source)) {
      return "orders";
    }
    if (!named(sentence, heading + " " + source + " " + q.text())) {
      return "a name";
    }
    if (!numbers(sentence, source)) {
      return "a number";
    }
    if (denied(sentence) != denied(source)) {
      return "a not";
    }
    return covered(sentence, heading + " " + source, q) < COVERED ? "words" : "";
  }

  private static boolean denied(String s) {
    return NOT.matcher(s).find();
  }

  private static boolean named(String sentence, String source) {
    String small = source.toLowerCase(Locale.ROOT);
    Matcher m = NAME.matcher(sentence);
    while (m.find()) {
      if (!small.contains(m.group().toLowerCase(Locale.ROOT))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether each number stands there, with what stands before it in its clause, and without what
   * stands before another number in another clause.
   */
  private static boolean numbers(String sentence, String source) {
    Matcher m = NUMBER.matcher(sentence);
    List<String> clauses = List.of(CLAUSES.split(source));
    Set<String> said = stems(NUMBER.matcher(sentence).replaceAll(" "));
    while (m.find()) {
      String number = m.group().toLowerCase(Locale.ROOT);
      List<String> own = clauses.stream().filter(c -> numbersOf(c).contains(number)).toList();
      if (own.isEmpty()) {
        return false;
      }
      boolean fits = false;
      for (String c : own) {
        Set<String> before = before(c, number);
        Set<String> shared = new HashSet<>(before);
        shared.retainAll(said);
        Set<String> stray = new HashSet<>();
        clauses.stream()
            .filter(o -> !o.equals(c))
            .forEach(o -> numbersOf(o).stream().limit(1).forEach(n -> stray.addAll(before(o, n))));
        stray.removeAll(stems(c));
        stray.retainAll(said);
        fits |= stray.isEmpty() && 2 * shared.size() >= before.size();
      }
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** What stands in a clause before a number, back to the number before it. */
  private static Set<String> before(String clause, String number) {
    Matcher m = NUMBER.matcher(clause);
    int from = 0;
    while (m.find()) {
      if (m.group().equalsIgnoreCase(number)) {
        // behind another number stands what that one counts
        return from > 0 ? Set.of() : stems(clause.substring(0, m.start()));
      }
      from = m.end();
    }
    return Set.of();
  }

  private static List<String> numbersOf(String s) {
    return NUMBER.matcher(s).results().map(r -> r.group().toLowerCase(Locale.ROOT)).toList();
  }

  private static Set<String> stems(String s) {
    Set<String> out = new HashSet<>();
    Language.ENGLISH.words(s).forEach(w -> out.add(w.stem()));
    return out;
  }

  /** How much of a sentence's words the source says, or words that mean as much. */
  private double covered(String sentence, String source, Question q) {
    Question said = knowledge.question(sentence);
    List<Language.Word> words = Language.ENGLISH.words(source);
    List<Double> covered = said.said(words);
    Set<String> asked = new HashSet<>();
    q.terms().forEach(t -> asked.add(t.stem()));
    double sum = 0;
    double all = 1e-9;
    for (int i = 0; i < covered.size(); i++) {
      String stem = said.terms().get(i).stem();
      double weight = .3 + Math.min(1, knowledge.weight(stem, Language.ENGLISH));
      double own = Math.max(covered.get(i), asked.contains(stem) ? .6 : 0);
      sum += weight * Math.min(1, own * 1.25);
      all += weight;
    }
    return sum / all;
  }
}
