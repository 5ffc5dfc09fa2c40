package dev.likeness.answers;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides what nobody should have written: numbers of cards (ISO/IEC 7812, by their check digit) and
 * of accounts (ISO 13616), passwords and one-time codes. Done with every question and answer before
 * it is searched for, logged or said.
 */
public final class Secrets {
  /** What stands in the place of a secret. */
  public static final String HIDDEN = "[hidden]";

  private static final String BETWEEN = "(?:[ \\t\\u00a0\\u2007\\u202f\\-‐-―_/·|]{0,2}|\\.)";
  private static final Pattern DIGITS =
      Pattern.compile("(?<![\\d.,])\\+?\\d(?:" + BETWEEN + "\\d){11,18}(?!\\d)");
  private static final Pattern ACCOUNT =
      Pattern.compile("(?i)\\b[A-Z]{2}\\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?\\b");
  private static final List<String> WORDS =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
  private static final Pattern SPELLED =
      Pattern.compile(
          "(?i)\\b(?:(?:double|triple) )?(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)"
              + "(?:[ ,.-]{1,3}(?:(?:double|triple) )?(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\\b){9,18}");
  private static final String NAMES =
      "(?:pass ?word|pass ?code|pass ?phrase|pin(?: code| number)?|cvv2?|cvc2?|otp|m?tan|(?:one[- ]time|security|verification|access|login|activation|confirmation|sms) (?:code|pass ?word|pin)"
          + "|passwort|kennwort|geheimzahl|mot de passe|code secret|contraseña|clave secreta|parola d'ordine|codice segreto)";

  /** What follows these words of a question is no secret. */
  private static final String NOT =
      "(?!(?:wrong|not|needed|required|necessary|forgotten|lost|incorrect|invalid|too|the|a|an|in|on|of|to|for|it|that|this|called|stored|sent|still|safe|blocked|expired|my|your|different|there|where|what|and|or)\\b|\\[hidden)";

  private static final Pattern TOLD =
      Pattern.compile(
          "(?iu)\\b("
              + NAMES
              + "\\b(?:['’]s\\b)?(?: [^.;:!?=\\s]+){0,6}?\\s*(?::|=|\\bis\\b|\\bwas\\b|\\blautet\\b|\\bist\\b|\\best\\b|\\bes\\b|\\bè\\b|(?<=['’]s))\\s*[\"'“‘`]?)"
              + NOT
              + "(\\S+)");

  /** Digits that stand right behind the word. */
  private static final Pattern CODE =
      Pattern.compile(
          "(?iu)\\b("
              + "(?:(?:card|account) number|"
              + NAMES
              + ")"
              + "\\b\\W{0,3}(?:\\w+\\W{1,2}){0,2}?)(\\d(?:[ -]?\\d){2,9})(?!\\d|[ -]?\\d| ?(?:%|pounds?|euros?|digits?|times?|hours?|minutes?|days?|years?|attempts?|tries)\\b)");

  private static final int SHORTEST = 12;
  private static final int LONGEST = 19;
  private static final int LONGEST_PHONE = 15;

  private Secrets() {}

  /** The text with everything secret replaced. */
  public static String hide(String text) {
    String t = DIGITS.matcher(digits(text)).replaceAll(Secrets::card);
    t = ACCOUNT.matcher(t).replaceAll(m -> checked(m.group()) ? HIDDEN : keep(m));
    t = SPELLED.matcher(t).replaceAll(m -> luhn(spelled(m.group())) ? HIDDEN : keep(m));
    t = TOLD.matcher(t).replaceAll(m -> Matcher.quoteReplacement(m.group(1) + HIDDEN));
    return CODE.matcher(t).replaceAll(m -> Matcher.quoteReplacement(m.group(1) + HIDDEN));
  }

  /** Digits of all scripts as ours, and nothing that cannot be seen. */
  private static String digits(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .forEach(
            c -> {
              if (Character.isDigit(c)) {
                out.append(Character.digit(c, 10));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }

  private static String spelled(String words) {
    StringBuilder out = new StringBuilder();
    int times = 1;
    for (String w : words.toLowerCase(Locale.ROOT).split("[ ,.-]+")) {
      if (w.equals("double") || w.equals("triple")) {
        times = w.equals("double") ? 2 : 3;
      } else {
        out.repeat(w.equals("oh") ? "0" : Integer.toString(WORDS.indexOf(w)), times);
        times = 1;
      }
    }
    return out.toString();
  }

  private static String keep(MatchResult m) {
    return Matcher.quoteReplacement(m.group());
  }

  private static String card(MatchResult m) {
    String digits = m.group().replaceAll("\\D", "");
    boolean phone = m.group().startsWith("+") && digits.length() <= LONGEST_PHONE;
    return !phone && digits.length() <= LONGEST && luhn(digits) ? HIDDEN : keep(m);
  }

  /** The check digit of ISO/IEC 7812-1, annex B. */
  private static boolean luhn(String digits) {
    int sum = 0;
    if (digits.length() < SHORTEST) {
      return false;
    }
    for (int i = 0; i < digits.length(); i++) {
      int d = digits.charAt(digits.length() - 1 - i) - '0';
      int twice = 2 * d;
      sum += i % 2 == 0 ? d : twice > 9 ? twice - 9 : twice;
    }
    return sum % 10 == 0;
  }

  /** The check digits of ISO 7064, modulus 97-10. */
  private static boolean checked(String account) {
    String a = account.replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
    String turned = a.substring(4) + a.substring(0, 4);
    int rest = 0;
    for (char c : turned.toCharArray()) {
      int v = Character.digit(c, 36);
      rest = (rest * (v > 9 ? 100 : 10) + v) % 97;
    }
    return rest == 1;
  }
}
