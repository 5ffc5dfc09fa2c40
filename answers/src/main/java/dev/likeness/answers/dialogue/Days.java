package dev.likeness.answers.dialogue;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Days as people say them in English: written out, by number, or from today. */
final class Days {
  private static final String MONTHS =
      "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
          + "|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b\\.?";
  private static final Pattern ISO = Pattern.compile("\\b(\\d{4})-(\\d{1,2})-(\\d{1,2})\\b");

  /** Day before month, as in Europe. */
  private static final Pattern NUMBERS =
      Pattern.compile("\\b(\\d{1,2})[./](\\d{1,2})[./](\\d{4})\\b");

  private static final Pattern DAY_MONTH =
      Pattern.compile("\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? " + MONTHS + "(?:,? (\\d{4}))?");
  private static final Pattern MONTH_DAY =
      Pattern.compile("\\b" + MONTHS + " (\\d{1,2})(?:st|nd|rd|th)?\\b(?:,? (\\d{4}))?");
  private static final Pattern AGO =
      Pattern.compile("\\b(\\d{1,3}|an?|one|two|three|four|five|six) (day|week|month)s? ago\\b");
  private static final Pattern WEEKDAY =
      Pattern.compile("\\b(?:(next|last|this|on) )?(mon|tues|wednes|thurs|fri|satur|sun)day\\b");
  private static final List<String> FEW =
      List.of("zero", "one", "two", "three", "four", "five", "six");

  private Days() {}

  /** The day that a text tells; null where it tells none, or one that there is not. */
  static @Nullable LocalDate in(String text, LocalDate today) {
    String s = text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    try {
      Matcher m = ISO.matcher(s);
      if (m.find()) {
        return LocalDate.of(number(m, 1), number(m, 2), number(m, 3));
      }
      m = NUMBERS.matcher(s);
      if (m.find()) {
        return LocalDate.of(number(m, 3), number(m, 2), number(m, 1));
      }
      m = DAY_MONTH.matcher(s);
      if (m.find()) {
        return day(m.group(3), m.group(2), number(m, 1), today);
      }
      m = MONTH_DAY.matcher(s);
      if (m.find()) {
        return day(m.group(3), m.group(1), number(m, 2), today);
      }
    } catch (DateTimeException e) {
      return null;
    }
    return spoken(s, today);
  }

  private static @Nullable LocalDate spoken(String s, LocalDate today) {
    if (s.contains("day before yesterday")) {
      return today.minusDays(2);
    }
    if (s.contains("yesterday") || s.contains("last night")) {
      return today.minusDays(1);
    }
    if (s.contains("tomorrow")) {
      return today.plusDays(1);
    }
    if (s.matches(".*\\b(today|this (morning|afternoon|evening)|just now)\\b.*")) {
      return today;
    }
    Matcher m = AGO.matcher(s);
    if (m.find()) {
      long n =
          m.group(1).startsWith("a")
              ? 1
              : FEW.contains(m.group(1)) ? FEW.indexOf(m.group(1)) : number(m, 1);
      return switch (m.group(2)) {
        case "day" -> today.minusDays(n);
        case "week" -> today.minusWeeks(n);
        default -> today.minusMonths(n);
      };
    }
    m = WEEKDAY.matcher(s);
    if (m.find()) {
      String begin = m.group(2);
      DayOfWeek d =
          Arrays.stream(DayOfWeek.values())
              .filter(x -> x.name().toLowerCase(Locale.ROOT).startsWith(begin))
              .findFirst()
              .orElseThrow();
      return "next".equals(m.group(1))
          ? today.with(TemporalAdjusters.next(d))
          : today.with(TemporalAdjusters.previousOrSame(d));
    }
    return null;
  }

  private static int number(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }

  /** Without a year it is the last one of that name that has been, or is less than a month off. */
  private static LocalDate day(@Nullable String year, String month, int day, LocalDate today) {
    Month m =
        Arrays.stream(Month.values())
            .filter(x -> x.name().toLowerCase(Locale.ROOT).startsWith(month.substring(0, 3)))
            .findFirst()
            .orElseThrow();
    if (year != null) {
      return LocalDate.of(Integer.parseInt(year), m, day);
    }
    LocalDate d = LocalDate.of(today.getYear(), m, day);
    return d.isAfter(today.plusMonths(1)) ? LocalDate.of(today.getYear() - 1, m, day) : d;
  }
}
