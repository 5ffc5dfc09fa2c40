package dev.likeness.answers.dialogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One thing that a form asks for.
 *
 * @param ask the question
 * @param kind what is taken for an answer
 * @param choices of a choice; else none
 * @param least of a text the fewest characters, of a number the least
 * @param most likewise
 * @param optional whether "skip" is an answer
 */
record Field(
    String name,
    String ask,
    Kind kind,
    List<String> choices,
    double least,
    double most,
    boolean optional) {
  /** What is taken. */
  enum Kind {
    TEXT,
    /** A day that is not in the future. */
    PAST,
    /** Any day. */
    DATE,
    EMAIL,
    PHONE,
    /** An e-mail address or a telephone number. */
    CONTACT,
    NUMBER,
    CHOICE
  }

  private static final Set<String> KNOWN =
      Set.of("name", "ask", "kind", "choices", "least", "most", "optional");
  private static final int LONGEST = 2000;

  /** The common part of RFC 5322 addresses, of at most 254 characters. */
  private static final Pattern EMAIL =
      Pattern.compile(
          "(?<![\\w.+-])[\\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.)+\\p{L}{2,63}(?![\\w-])");

  /** After ITU-T E.164 at most 15 digits. */
  private static final Pattern PHONE =
      Pattern.compile("(?<!\\d)\\+?(?:\\(?\\d\\)?[ ./()-]{0,2}){5,14}\\d(?!\\d)");

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:[.,]\\d+)?");
  private static final List<String> ONES =
      List.of(
          ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
                  + " fifteen sixteen seventeen eighteen nineteen")
              .split(" "));
  private static final List<String> TENS =
      List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
  private static final Pattern SPELT =
      Pattern.compile(
          "(?i)\\b(?:(%s)(?:[ -](%s))?|(%s))\\b"
              .formatted(
                  String.join("|", TENS),
                  String.join("|", ONES.subList(1, 10)),
                  String.join("|", ONES)));

  /**
   * What came of an answer.
   *
   * @param value as it is kept; empty where it is none
   * @param why what is wrong with it; empty where nothing is
   */
  record Taken(String value, String why) {
    boolean good() {
      return why.isEmpty();
    }
  }

  static Field of(JsonNode o, String where) {
    o.propertyNames()
        .forEach(
            n -> {
              if (!KNOWN.contains(n)) {
                throw new FormException(
                    "%s: \"%s\" is not known; there are %s"
                        .formatted(where, n, Form.sorted(KNOWN)));
              }
            });
    String kind = o.path("kind").asString("text");
    Kind k;
    try {
      k = Kind.valueOf(kind.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new FormException(
          "%s: kind '%s' is none of text, past, date, email, phone, contact, number, choice"
              .formatted(where, kind));
    }
    List<String> choices = Form.texts(o, "choices", where);
    if ((k == Kind.CHOICE) == choices.isEmpty()) {
      throw new FormException(where + ": a choice, and nothing else, needs \"choices\"");
    }
    boolean number = k == Kind.NUMBER;
    return new Field(
        Form.text(o, "name", where),
        Form.text(o, "ask", where),
        k,
        choices,
        o.path("least").asDouble(number ? Double.NEGATIVE_INFINITY : 1),
        o.path("most").asDouble(number ? Double.POSITIVE_INFINITY : LONGEST),
        o.path("optional").asBoolean(false));
  }

  /** Takes what somebody said for an answer, if it can be one. */
  Taken take(String said, LocalDate today) {
    String s = said.strip();
    if (optional && s.matches("(?i)(skip|no|none|nothing|-)\\.?")) {
      return new Taken("-", "");
    }
    return switch (kind) {
      case TEXT ->
          s.length() < least
              ? new Taken("", "That is too short; please say a little more.")
              : s.length() > most
                  ? new Taken("", "Please say it in at most %d characters.".formatted((int) most))
                  : new Taken(s, "");
      case PAST, DATE -> date(s, today);
      case EMAIL -> found(EMAIL, s, "I need an e-mail address, such as ann@example.org.");
      case PHONE -> found(PHONE, s, "I need a telephone number of 6 to 15 digits.");
      case CONTACT -> {
        Taken mail = found(EMAIL, s, "");
        yield mail.good() && !mail.value.isEmpty()
            ? mail
            : found(PHONE, s, "I need an e-mail address or a telephone number.");
      }
      case NUMBER -> number(s);
      case CHOICE -> choice(s);
    };
  }

  private Taken date(String s, LocalDate today) {
    LocalDate d = Days.in(s, today);
    if (d == null) {
      return new Taken("", "I need a day, such as 3 March 2026, yesterday, or last Monday.");
    }
    if (kind == Kind.PAST && d.isAfter(today)) {
      return new Taken("", "That day, %s, is still to come.".formatted(d));
    }
    return new Taken(d.toString(), "");
  }

  private static Taken found(Pattern p, String s, String why) {
    Matcher m = p.matcher(s);
    return m.find() ? new Taken(m.group().strip(), "") : new Taken("", why);
  }

  private Taken number(String s) {
    Matcher m = NUMBER.matcher(s);
    String said = m.find() ? m.group() : inWords(s);
    if (said.isEmpty()) {
      return new Taken("", "I need a number.");
    }
    double v = Double.parseDouble(said.replace(',', '.'));
    if (v < least || v > most) {
      return new Taken("", "I need a number from %s to %s.".formatted(plain(least), plain(most)));
    }
    return new Taken(said, "");
  }

  /** A number below a hundred that is said in words ("five", "twenty-one of us"), in digits. */
  private static String inWords(String s) {
    Matcher m = SPELT.matcher(s);
    if (!m.find()) {
      return "";
    }
    int tens = m.group(1) == null ? 0 : 20 + 10 * TENS.indexOf(m.group(1).toLowerCase(Locale.ROOT));
    String rest = m.group(2) == null ? m.group(3) : m.group(2);
    int ones = rest == null ? 0 : ONES.indexOf(rest.toLowerCase(Locale.ROOT));
    return Integer.toString(tens + ones);
  }

  private static String plain(double v) {
    return v == Math.rint(v) && !Double.isInfinite(v)
        ? Long.toString((long) v)
        : Double.isInfinite(v) ? "any" : Double.toString(v);
  }

  private Taken choice(String s) {
    String small = s.toLowerCase(Locale.ROOT);
    List<String> fit =
        choices.stream()
            .filter(
                c -> Pattern.compile("(?iu)\\b" + Pattern.quote(c) + "\\b").matcher(small).find())
            .toList();
    return fit.size() == 1
        ? new Taken(fit.getFirst(), "")
        : new Taken("", "Please choose one of: " + String.join(", ", choices) + ".");
  }
}
