package dev.likeness.answers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is asked, taken apart.
 *
 * @param text as it was put
 * @param terms what it is about
 * @param wanted what kind of answer it asks for
 * @param meaning where it lies among sentences; null where its language is none that is told of
 */
record Question(
    String text, Language language, List<Term> terms, Wanted wanted, float @Nullable [] meaning) {
  /**
   * A word that it is about.
   *
   * @param surface as it stands there, in small letters
   * @param stem as it is found
   * @param others stems of other words that say as much or a part of it (0 to 1)
   * @param rare how seldom it is used in its language, 0 to 1
   */
  record Term(String surface, String stem, Map<String, Double> others, double rare) {
    /** How much of the word a stem says. */
    double said(String other) {
      return stem.equals(other) ? 1 : others.getOrDefault(other, 0.0);
    }
  }

  /** Kinds of answers that can be told by their words. */
  enum Wanted {
    MONEY(
        "\\d ?p\\b|\\b(pounds?|pence|euros?|dollars?|cents?)\\b|[€$£] ?\\d|\\d ?[€$£]|\\d(pounds?|euros?)\\b|\\bfree\\b|\\bnothing\\b|\\btwice\\b|\\bhalf\\b|\\bper ?cent\\b|\\d ?%"),
    DISTANCE(
        Units.NUMBER
            + "(kilomet(re|er)s?|met(re|er)s?|centimet(re|er)s?|miles?|yards?|k?m|cm)\\b(?! an hour)"),
    SPEED(
        Units.NUMBER
            + "((kilomet(re|er)s?|met(re|er)s?|miles?) (an|per|a) (hour|second)|km/h|mph|knots?)"),
    HEAT(Units.NUMBER + "(°|degrees?|celsius|fahrenheit)"),
    WEIGHT(Units.NUMBER + "(kilograms?|kilos?|grams?|k?g|pounds?|tons?|tonnes?)\\b"),
    AGE("\\bage|" + Units.NUMBER + "years?\\b|\\b(under|over) " + Units.NUMBER),
    NUMBER("\\d|\\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|no|half)\\b"),
    LENGTH(Units.COUNTED + Units.TIME + "|\\buntil\\b|\\balways\\b"),
    OFTEN(
        "\\b(once|twice|times|every|each|daily|weekly|monthly|yearly|never|always)\\b|"
            + Units.COUNTED
            + Units.TIME),
    WHEN(
        "\\d ?(a\\.?m|p\\.?m|o'clock)|"
            + Units.COUNTED
            + Units.TIME
            + "|\\b(at once|when|before|after|until|as soon|(mon|tues|"
            + "wednes|thurs|fri|satur|sun)days?|january|february|march|april|june|july|august|"
            + "september|october|november|december|morning|noon|evening|night|midnight)\\b"),
    REASON(
        "\\b(because|since|so that|to avoid|to prevent|to keep|otherwise|therefore|due to|for)\\b"),
    MANNER(""),
    OTHER("");

    private final Pattern sign;

    Wanted(String sign) {
      this.sign = Pattern.compile(sign, Pattern.CASE_INSENSITIVE);
    }

    /** Whether a figure is asked for, of which a document may give several. */
    boolean figure() {
      return this != REASON && this != MANNER && this != OTHER;
    }

    /** Whether a sentence can be such an answer. */
    boolean in(String sentence) {
      return sign.matcher(sentence).find();
    }
  }

  /** Parts of the patterns. */
  private static final class Units {
    static final String NUMBER =
        "(\\d+|\\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred))[ -]?";
    static final String COUNTED =
        "(\\d|\\b(a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|few|several)) ?";
    static final String TIME =
        "(seconds?|minutes?|hours?|days?|weeks?|months?|years?|fortnight)\\b";
  }

  /** What a question must say to ask for a kind; the first that fits. */
  private static final Map<Wanted, Pattern> ASKED = new LinkedHashMap<>();

  static {
    ASKED.put(Wanted.REASON, Pattern.compile("\\bwhy\\b|\\bwhat for\\b"));
    ASKED.put(Wanted.LENGTH, Pattern.compile("\\bhow long\\b"));
    ASKED.put(Wanted.OFTEN, Pattern.compile("\\bhow often\\b"));
    ASKED.put(
        Wanted.WHEN,
        Pattern.compile(
            "(^|[,.!?] ?|\\b(from|until|since|by) )when\\b|\\b(what|until what) (time|day|date|hours)\\b|\\bhow soon\\b"));
    ASKED.put(
        Wanted.MONEY,
        Pattern.compile(
            "\\b(price|costs?|fees?|fine|penalty|expensive|discount)\\b"
                + "|\\b(maximum|late|extra|daily|what|which) (\\w+ )?charges?\\b"
                + "|\\bhow much (is|are|do i|does it|must i)\\b|\\b(what|how much)\\b.*\\bpay\\b"));
    ASKED.put(Wanted.DISTANCE, Pattern.compile("\\bhow far\\b"));
    ASKED.put(Wanted.SPEED, Pattern.compile("\\bhow (fast|quick|quickly)\\b"));
    ASKED.put(Wanted.HEAT, Pattern.compile("\\bhow (hot|cold|warm|cool)\\b|\\btemperatures?\\b"));
    ASKED.put(Wanted.WEIGHT, Pattern.compile("\\bhow heavy\\b|\\bhow much weight\\b"));
    ASKED.put(
        Wanted.AGE, Pattern.compile("\\bhow old\\b|\\b(what|which) age\\b|\\bminimum age\\b"));
    ASKED.put(Wanted.NUMBER, Pattern.compile("\\bhow (much|many|high|large|big|loud)\\b"));
    ASKED.put(Wanted.MANNER, Pattern.compile("\\bhow (do|can|should|must|does one) |\\bhow to\\b"));
  }

  static Question of(
      String text, Language language, Thesaurus thesaurus, float @Nullable [] meaning) {
    Map<String, Term> terms = new LinkedHashMap<>();
    for (Language.Word w : language.words(text)) {
      String surface = w.surface().toLowerCase(Locale.ROOT);
      boolean english = language == Language.ENGLISH;
      terms.computeIfAbsent(
          w.stem(),
          s ->
              new Term(
                  surface,
                  s,
                  english ? others(surface, s, text, thesaurus) : Map.of(),
                  english ? thesaurus.rarity(surface) : 1));
    }
    return new Question(
        text,
        language,
        List.copyOf(terms.values()),
        wanted(text.toLowerCase(Locale.ROOT)),
        meaning);
  }

  private static Map<String, Double> others(
      String surface, String stem, String text, Thesaurus thesaurus) {
    Map<String, Double> all = new LinkedHashMap<>(thesaurus.of(surface));
    Matcher next =
        Pattern.compile("\\b" + Pattern.quote(surface) + "\\s+(\\p{L}+)")
            .matcher(text.toLowerCase(Locale.ROOT));
    while (next.find()) {
      thesaurus
          .ofVerb(surface + " " + next.group(1))
          .forEach((w, share) -> all.merge(w, share, Math::max));
    }
    Map<String, Double> out = new LinkedHashMap<>();
    all.forEach(
        (word, share) -> {
          List<Language.Word> stems = Language.ENGLISH.words(word);
          if (stems.size() == 1 && !stems.getFirst().stem().equals(stem)) {
            out.merge(stems.getFirst().stem(), share, Math::max);
          }
        });
    return out;
  }

  /** Having a thing for a while, in the words of everybody. */
  private static final Pattern HAVING =
      Pattern.compile(
          "\\b(?:i|we|you|they|one) (?:also |still |just )?(have|keep|hold|get|take)\\b(?: out\\b)?(?! to\\b)",
          Pattern.CASE_INSENSITIVE);

  /** The same in the words of those whose thing it is, by their stems. */
  private static final Map<String, String> LENDING = new LinkedHashMap<>();

  static {
    for (Language.Word w : Language.ENGLISH.words("borrow lend hire rent loan lease")) {
      LENDING.put(w.stem(), w.surface());
    }
  }

  /**
   * The question as people ask it who know the documents' word: "How long may I keep a book?" is
   * "How long may I borrow a book?" to a passage that speaks of borrowing.
   *
   * @param words of the passage
   */
  List<String> retold(List<Language.Word> words) {
    Matcher m = HAVING.matcher(text);
    if (language != Language.ENGLISH || !m.find()) {
      return List.of();
    }
    return words.stream()
        .flatMap(w -> Stream.ofNullable(LENDING.get(w.stem())))
        .distinct()
        .map(verb -> text.substring(0, m.start(1)) + verb + text.substring(m.end()))
        .toList();
  }

  /** As if a word had been used that no document knows. */
  Question without(Term term) {
    Term strange = new Term(term.surface, "", Map.of(), term.rare);
    List<Term> rest = terms.stream().map(t -> t == term ? strange : t).toList();
    return new Question(text, language, rest, wanted, meaning);
  }

  private static Wanted wanted(String text) {
    return ASKED.entrySet().stream()
        .filter(e -> e.getValue().matcher(text).find())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(Wanted.OTHER);
  }

  /** How much of each term a piece of text says, 0 to 1. */
  List<Double> said(List<Language.Word> words) {
    List<Double> out = new ArrayList<>();
    for (Term t : terms) {
      out.add(words.stream().mapToDouble(w -> t.said(w.stem())).max().orElse(0));
    }
    return out;
  }
}
