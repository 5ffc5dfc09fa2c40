package dev.likeness.voice.speech;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.Locale;

/**
 * Numbers in English words, by the rules of Unicode's CLDR (ICU's rule-based number format). Not
 * thread-safe.
 */
final class Numerals {
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  /** Longer runs of digits are read digit by digit. */
  private static final int LONGEST = 15;

  private final RuleBasedNumberFormat spell =
      new RuleBasedNumberFormat(ULocale.US, RuleBasedNumberFormat.SPELLOUT);

  /** 1–12 for a month's name or its three letters, else 0. */
  static int month(String word) {
    String w = word.toLowerCase(Locale.ROOT).replace(".", "");
    for (int i = 0; i < 12; i++) {
      String m = MONTHS.get(i);
      if (m.equals(w) || (w.length() >= 3 && w.length() <= 4 && m.startsWith(w))) {
        return i + 1;
      }
    }
    return 0;
  }

  String month(int number) {
    return MONTHS.get(number - 1);
  }

  /** A whole number; separators are left out, very long ones read digit by digit. */
  String cardinal(String digits) {
    String plain = digits.replaceAll("[^0-9]", "");
    if (plain.length() > LONGEST || (plain.length() > 1 && plain.startsWith("0"))) {
      return digits(plain);
    }
    return spelled(spell.format(Long.parseLong(plain), "%spellout-cardinal"));
  }

  String ordinal(String digits) {
    String plain = digits.replaceAll("[^0-9]", "");
    return plain.length() > LONGEST
        ? digits(plain)
        : spelled(spell.format(Long.parseLong(plain), "%spellout-ordinal"));
  }

  /** As years are read: nineteen eighty-four, twenty ten, two thousand five. */
  String year(String digits) {
    int y = Integer.parseInt(digits);
    if (y < 1000 || y > 9999 || (y >= 2000 && y < 2010) || y % 1000 == 0) {
      return cardinal(digits);
    }
    String high = cardinal(String.valueOf(y / 100));
    int low = y % 100;
    return low == 0
        ? high + " hundred"
        : high + (low < 10 ? " oh " : " ") + cardinal(String.valueOf(low));
  }

  /** With or without a point: twelve point five oh. */
  String decimal(String number) {
    String n = number.replace(",", "");
    int point = n.indexOf('.');
    return point < 0
        ? cardinal(n)
        : cardinal(point == 0 ? "0" : n.substring(0, point))
            + " point "
            + digits(n.substring(point + 1));
  }

  /** One by one. */
  String digits(String digits) {
    StringBuilder out = new StringBuilder();
    for (char c : digits.toCharArray()) {
      if (Character.digit(c, 10) >= 0) {
        out.append(out.isEmpty() ? "" : " ")
            .append(spell.format(Character.digit(c, 10), "%spellout-cardinal"));
      }
    }
    return out.toString();
  }

  private static String spelled(String words) {
    return words.replace('-', ' ').replace(",", "");
  }
}
