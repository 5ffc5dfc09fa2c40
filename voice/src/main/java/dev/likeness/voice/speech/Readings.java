package dev.likeness.voice.speech;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Written English as it is read out: dates, times, money, measures, numbers, abbreviations, signs.
 * What is ambiguous is read as in the United States (5/6/2024 is May sixth). Not thread-safe.
 */
final class Readings {
  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("mr.", "mister"),
          Map.entry("mrs.", "missus"),
          Map.entry("ms.", "miz"),
          Map.entry("dr.", "doctor"),
          Map.entry("prof.", "professor"),
          Map.entry("st.", "saint"),
          Map.entry("jr.", "junior"),
          Map.entry("sr.", "senior"),
          Map.entry("vs.", "versus"),
          Map.entry("etc.", "et cetera"),
          Map.entry("e.g.", "for example"),
          Map.entry("i.e.", "that is"),
          Map.entry("approx.", "approximately"),
          Map.entry("no.", "number"),
          Map.entry("fig.", "figure"),
          Map.entry("inc.", "incorporated"),
          Map.entry("ltd.", "limited"),
          Map.entry("dept.", "department"));

  private static final Map<String, String[]> UNITS =
      Map.ofEntries(
          unit("km/h", "kilometer per hour", "kilometers per hour"),
          unit("mph", "mile per hour", "miles per hour"),
          unit("km", "kilometer", "kilometers"),
          unit("cm", "centimeter", "centimeters"),
          unit("mm", "millimeter", "millimeters"),
          unit("m", "meter", "meters"),
          unit("kg", "kilogram", "kilograms"),
          unit("mg", "milligram", "milligrams"),
          unit("g", "gram", "grams"),
          unit("ml", "milliliter", "milliliters"),
          unit("l", "liter", "liters"),
          unit("ft", "foot", "feet"),
          unit("lb", "pound", "pounds"),
          unit("lbs", "pound", "pounds"),
          unit("min", "minute", "minutes"),
          unit("ms", "millisecond", "milliseconds"),
          unit("s", "second", "seconds"),
          unit("h", "hour", "hours"),
          unit("kHz", "kilohertz", "kilohertz"),
          unit("MHz", "megahertz", "megahertz"),
          unit("GHz", "gigahertz", "gigahertz"),
          unit("Hz", "hertz", "hertz"),
          unit("GB", "gigabyte", "gigabytes"),
          unit("MB", "megabyte", "megabytes"),
          unit("kB", "kilobyte", "kilobytes"),
          unit("kW", "kilowatt", "kilowatts"),
          unit("W", "watt", "watts"),
          unit("V", "volt", "volts"),
          unit("°C", "degree Celsius", "degrees Celsius"),
          unit("°F", "degree Fahrenheit", "degrees Fahrenheit"),
          unit("°", "degree", "degrees"));

  private static final Map<String, String[]> MONEY =
      Map.of(
          "$", new String[] {"dollar", "dollars", "cent", "cents"},
          "€", new String[] {"euro", "euros", "cent", "cents"},
          "£", new String[] {"pound", "pounds", "penny", "pence"},
          "¥", new String[] {"yen", "yen", "sen", "sen"});

  private static final Set<String> FRACTIONS = Set.of("2", "3", "4", "5", "6", "8", "10");

  private static final String MONTH =
      "(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|Jun(?:e|\\.)?"
          + "|Jul(?:y|\\.)?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?"
          + "|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)";
  private static final String NUMBER = "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?";

  private static final Pattern MAIL = Pattern.compile("\\b[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+\\b");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\b(?:https?://)?(?:www\\.)?((?:[\\w-]+\\.)+(?:com|org|net|edu|gov|io|eu))\\b");
  private static final Pattern ISO = Pattern.compile("\\b(\\d{4})-(\\d{2})-(\\d{2})\\b");
  private static final Pattern SLASHED = Pattern.compile("\\b(\\d{1,2})/(\\d{1,2})/(\\d{4})\\b");
  private static final Pattern MONTH_FIRST =
      Pattern.compile("\\b(" + MONTH + ")\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b(?:,?\\s+(\\d{4})\\b)?");
  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(" + MONTH + ")(?![a-z])(?:,?\\s+(\\d{4})\\b)?");
  private static final Pattern MONTH_YEAR = Pattern.compile("\\b(" + MONTH + ")\\s+(\\d{4})\\b");
  private static final Pattern TIME =
      Pattern.compile(
          "\\b([01]?\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d))?(?:\\s*([ap])\\.?m\\b\\.?)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern HOUR =
      Pattern.compile("\\b(1[0-2]|[1-9])\\s*([ap])\\.?m\\b\\.?", Pattern.CASE_INSENSITIVE);
  private static final Pattern HALF =
      Pattern.compile("(?<![\\w.])([ap])\\.m\\b\\.?", Pattern.CASE_INSENSITIVE);
  private static final Pattern SUM =
      Pattern.compile("([$€£¥])\\s?(" + NUMBER + ")(?:\\s?(thousand|million|billion|trillion))?");
  private static final Pattern PERCENT = Pattern.compile("(" + NUMBER + ")\\s?%");
  private static final Pattern PHONE =
      Pattern.compile("(?<!\\w)\\+?\\(?\\d{2,4}\\)?(?:[ -]\\d{2,4}){2,4}(?!\\w)");
  private static final Pattern ORDINAL = Pattern.compile("\\b(\\d+)(?:st|nd|rd|th)\\b");
  private static final Pattern DECADE = Pattern.compile("\\b(1[1-9]|20)(\\d)0s\\b");
  private static final Pattern FRACTION = Pattern.compile("\\b(\\d)/(\\d{1,2})\\b");
  private static final Pattern MEASURE =
      Pattern.compile(
          "\\b("
              + NUMBER
              + ")\\s?(km/h|mph|kHz|MHz|GHz|Hz|km|cm|mm|kg|mg|ml|lbs?|ft|min|ms|GB|MB|kB"
              + "|kW|°C|°F|°|[mglshVW])(?![\\w/])");
  private static final Pattern RANGE = Pattern.compile("\\b(\\d+)\\s?[–-]\\s?(\\d+)\\b");
  private static final Pattern YEAR =
      Pattern.compile("(?<![\\d.,])(1[1-9]\\d{2}|20\\d{2})(?![\\d.,]*\\d)");
  private static final Pattern PLAIN =
      Pattern.compile("(?<![\\w.])[-−](" + NUMBER + ")|(" + NUMBER + ")");
  private static final Pattern SHORTENED =
      Pattern.compile("(?<![\\w.])(?:e\\.g\\.|i\\.e\\.|[A-Za-z]{2,6}\\.)");

  private final Numerals numerals = new Numerals();

  private static Map.Entry<String, String[]> unit(String sign, String one, String many) {
    return Map.entry(sign, new String[] {one, many});
  }

  /** Whether a word with its point is a known abbreviation, so that no sentence ends there. */
  static boolean shortened(String word) {
    return SHORT.containsKey(word.toLowerCase(Locale.ROOT))
        || (word.length() > 3 && Numerals.month(word) > 0 && word.endsWith("."));
  }

  /** The text with everything spelled out that is not a word; letters and punctuation stay. */
  String expand(String text) {
    // the point of "p.m." at a sentence's end ends it too
    String t = text.replaceAll("(?i)(?<=[ap]\\.m)\\.(?=\\s*$|\\s+(?-i:[A-Z]))", "..");
    t = t.replace('’', '\'').replace('‘', '\'').replace(' ', ' ');
    t = each(MAIL, t, m -> m.group().replace("@", " at ").replace(".", " dot "));
    t = each(ADDRESS, t, m -> m.group(1).replace(".", " dot "));
    t = each(ISO, t, m -> date(m.group(2), m.group(3), m.group(1), m));
    t = each(SLASHED, t, m -> date(m.group(1), m.group(2), m.group(3), m));
    t = each(MONTH_FIRST, t, m -> date(month(m.group(1)), m.group(2), m.group(3), m));
    t = each(DAY_FIRST, t, m -> date(month(m.group(2)), m.group(1), m.group(3), m));
    t =
        each(
            MONTH_YEAR,
            t,
            m -> numerals.month(Numerals.month(m.group(1))) + " " + numerals.year(m.group(2)));
    t = each(TIME, t, this::time);
    t = each(HOUR, t, m -> numerals.cardinal(m.group(1)) + half(m.group(2)));
    t = each(HALF, t, m -> half(m.group(1)).strip());
    t = each(SUM, t, this::money);
    t = each(PERCENT, t, m -> numerals.decimal(m.group(1)) + " percent");
    t = each(PHONE, t, m -> numerals.digits(m.group()));
    t = each(DECADE, t, m -> decade(m.group(1), m.group(2)));
    t = each(ORDINAL, t, m -> numerals.ordinal(m.group(1)));
    t = each(MEASURE, t, this::measure);
    t = each(FRACTION, t, this::fraction);
    t = each(RANGE, t, m -> m.group(1) + " to " + m.group(2));
    t = each(YEAR, t, m -> numerals.year(m.group(1)));
    t = each(PLAIN, t, this::plain);
    t = each(SHORTENED, t, m -> SHORT.getOrDefault(m.group().toLowerCase(Locale.ROOT), m.group()));
    return signs(t);
  }

  /** Digits one by one. */
  String digits(String text) {
    return numerals.digits(text);
  }

  String cardinal(String text) {
    return each(PLAIN, text, this::plain);
  }

  String ordinal(String text) {
    return each(Pattern.compile("(\\d+)(?:st|nd|rd|th)?"), text, m -> numerals.ordinal(m.group(1)));
  }

  private interface Reading {
    String of(MatchResult m);
  }

  private static String each(Pattern p, String text, Reading reading) {
    return p.matcher(text)
        .replaceAll(m -> Matcher.quoteReplacement(" " + reading.of(m).strip() + " "))
        .replaceAll(" {2,}", " ")
        .replaceAll(" ([.,;:!?])", "$1");
  }

  private static String month(String name) {
    return String.valueOf(Numerals.month(name));
  }

  private String date(
      String month, String day, @org.jspecify.annotations.Nullable String year, MatchResult m) {
    int number = Integer.parseInt(month);
    int d = Integer.parseInt(day);
    if (number < 1 || number > 12 || d < 1 || d > 31) {
      return m.group().replaceAll("[/-]", " ");
    }
    String out = numerals.month(number) + " " + numerals.ordinal(day);
    return year == null ? out : out + ", " + numerals.year(year);
  }

  private String time(MatchResult m) {
    String hour = String.valueOf(Integer.parseInt(m.group(1)));
    int minute = Integer.parseInt(m.group(2));
    String out = numerals.cardinal(hour);
    if (minute == 0) {
      out += m.group(4) == null ? (hour.equals("0") ? " hundred" : " o'clock") : "";
    } else {
      out += (minute < 10 ? " oh " : " ") + numerals.cardinal(String.valueOf(minute));
    }
    if (m.group(3) != null) {
      int s = Integer.parseInt(m.group(3));
      out += " and " + numerals.cardinal(String.valueOf(s)) + (s == 1 ? " second" : " seconds");
    }
    return m.group(4) == null ? out : out + half(m.group(4));
  }

  private static String half(String letter) {
    return letter.equalsIgnoreCase("a") ? " AM" : " PM";
  }

  private String money(MatchResult m) {
    String[] names = MONEY.getOrDefault(m.group(1), new String[] {"", "", "", ""});
    String number = m.group(2).replace(",", "");
    if (m.group(3) != null) {
      return numerals.decimal(number) + " " + m.group(3) + " " + names[1];
    }
    int point = number.indexOf('.');
    if (point < 0 || number.length() - point != 3) {
      return numerals.decimal(number) + " " + names[number.equals("1") ? 0 : 1];
    }
    String whole = number.substring(0, point);
    int cents = Integer.parseInt(number.substring(point + 1));
    String small = numerals.cardinal(String.valueOf(cents)) + " " + names[cents == 1 ? 2 : 3];
    if (whole.equals("0")) {
      return small;
    }
    String out = numerals.cardinal(whole) + " " + names[whole.equals("1") ? 0 : 1];
    return cents == 0 ? out : out + " and " + small;
  }

  private String measure(MatchResult m) {
    String[] names = UNITS.getOrDefault(m.group(2), new String[] {m.group(2), m.group(2)});
    return numerals.decimal(m.group(1)) + " " + names[m.group(1).equals("1") ? 0 : 1];
  }

  private String decade(String century, String ten) {
    String year = numerals.year(century + ten + "0");
    return year.endsWith("y") ? year.substring(0, year.length() - 1) + "ies" : year + "s";
  }

  private String fraction(MatchResult m) {
    String over = m.group(1);
    String under = m.group(2);
    if (!FRACTIONS.contains(under) || Integer.parseInt(over) >= Integer.parseInt(under)) {
      return m.group().replace("/", " slash ");
    }
    boolean one = over.equals("1");
    String part =
        switch (under) {
          case "2" -> one ? "half" : "halves";
          case "4" -> one ? "quarter" : "quarters";
          default -> numerals.ordinal(under) + (one ? "" : "s");
        };
    return numerals.cardinal(over) + " " + part;
  }

  private String plain(MatchResult m) {
    String minus = m.group(1) == null ? "" : "minus ";
    return minus + numerals.decimal(m.group(1) == null ? m.group(2) : m.group(1));
  }

  private static String signs(String t) {
    return t.replace("&", " and ")
        .replace("+", " plus ")
        .replace("=", " equals ")
        .replace("@", " at ")
        .replace("%", " percent ")
        .replace("#", " number ")
        .replace("/", " slash ");
  }
}
