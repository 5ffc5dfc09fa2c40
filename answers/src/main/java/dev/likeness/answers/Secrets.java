package dev.likeness.answers;

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
  private static final String HIDDEN = "[hidden]";
  private static final Pattern DIGITS =
      Pattern.compile("(?<![\\d.,])\\d(?:[ -]?\\d){11,18}(?!\\d)");
  private static final Pattern ACCOUNT =
      Pattern.compile("\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\\b");
  private static final Pattern TOLD =
      Pattern.compile(
          "(?iu)\\b((?:password|passcode|passphrase|pin|cvv|cvc|otp|tan|(?:one[- ]time|security|verification|access) code"
              + "|passwort|kennwort|mot de passe|contraseña|parola d'ordine)\\b\\s*"
              + "(?:number|code)?\\s*(?::|=|\\bis\\b|\\bwas\\b|\\blautet\\b|\\bist\\b|\\best\\b|\\bes\\b|\\bè\\b)\\s*)(\\S+)");
  private static final int LONGEST = 19;

  private Secrets() {}

  /** The text with everything secret replaced. */
  public static String hide(String text) {
    String t = DIGITS.matcher(text).replaceAll(Secrets::card);
    t = ACCOUNT.matcher(t).replaceAll(m -> checked(m.group()) ? HIDDEN : keep(m));
    return TOLD.matcher(t).replaceAll(m -> Matcher.quoteReplacement(m.group(1) + HIDDEN));
  }

  private static String keep(MatchResult m) {
    return Matcher.quoteReplacement(m.group());
  }

  private static String card(MatchResult m) {
    String digits = m.group().replaceAll("\\D", "");
    return digits.length() >= 12 && digits.length() <= LONGEST && luhn(digits) ? HIDDEN : keep(m);
  }

  /** The check digit of ISO/IEC 7812-1, annex B. */
  private static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int d = digits.charAt(digits.length() - 1 - i) - '0';
      int twice = 2 * d;
      sum += i % 2 == 0 ? d : twice > 9 ? twice - 9 : twice;
    }
    return sum % 10 == 0;
  }

  /** The check digits of ISO 7064, modulus 97-10. */
  private static boolean checked(String account) {
    String a = account.replace(" ", "").toUpperCase(Locale.ROOT);
    String turned = a.substring(4) + a.substring(0, 4);
    int rest = 0;
    for (char c : turned.toCharArray()) {
      int v = Character.digit(c, 36);
      rest = (rest * (v > 9 ? 100 : 10) + v) % 97;
    }
    return rest == 1;
  }
}
