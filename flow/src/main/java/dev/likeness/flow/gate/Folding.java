package dev.likeness.flow.gate;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts made plain, so that spelling does not hide what they say: small Latin letters without
 * accents, look-alikes of other scripts replaced (Unicode TR 39 calls them confusables; the common
 * ones are in the table here), marks gone, one space between words.
 */
final class Folding {
  private static final String LOOKALIKES =
      "аaвbсcеeёeһhіiїiјjкkмmнhоoрpԛqѕsтtυuνvԝwхxуyԁdɡgαaβbεeηnικkκkοoρpτtχxıiłløoðdþpæaœo";
  private static final Pattern GONE = Pattern.compile("[\\p{Mn}\\p{Cf}'’‘`´ʼ]+");
  private static final Pattern END = Pattern.compile("[.!?;:\\n\\r…。！？]+(?=\\s|$)|[\\n\\r]+");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N},]+");
  private static final Pattern SINGLE = Pattern.compile("(?<!\\S)(?:\\p{L} ){2,}\\p{L}(?!\\S)");

  /** Letters apart by one space, words by more. */
  private static final Pattern SPACED_OUT =
      Pattern.compile("(?<![^ ]|[^ ] )(?:\\p{L} )+\\p{L}(?= {2}|[.!?,]|$)");

  private static final Function<MatchResult, String> JOIN = m -> m.group().replace(" ", "");
  private static final Pattern IN_WORD = Pattern.compile("(?<=\\p{L})[.\\-_*·•/|~](?=\\p{L})");
  private static final Pattern MIXED = Pattern.compile("[\\p{L}0-9@$€!|]*\\p{L}[\\p{L}0-9@$€!|]*");

  private Folding() {}

  /** The text as plain words; commas are words of their own. */
  static String fold(String text) {
    return words(letters(text));
  }

  /**
   * The sentences of a text, each read in several ways: as it stands; with spelled-out words drawn
   * together ("p. i. n.", "p a s s"); and with figures and signs as letters ("g1ft c4rd"). The end
   * of a line counts as one of a sentence and as none.
   */
  static List<Set<String>> sentences(String text) {
    String plain = letters(text);
    String joined = SPACED_OUT.matcher(IN_WORD.matcher(plain).replaceAll("")).replaceAll(JOIN);
    List<Set<String>> out = new ArrayList<>();
    // a line's end may be a sentence's or none
    String unbroken = plain.replaceAll("\\R", " ");
    for (String reading : new LinkedHashSet<>(List.of(plain, joined, unbroken))) {
      for (String sentence : END.split(reading, -1)) {
        Set<String> readings = new LinkedHashSet<>();
        for (String s : List.of(sentence, leet(sentence, "i"), leet(sentence, "l"))) {
          String words = words(s);
          readings.add(words);
          readings.add(drawnTogether(words));
        }
        readings.remove("");
        if (!readings.isEmpty()) {
          out.add(readings);
        }
      }
    }
    return out;
  }

  private static String letters(String text) {
    String s = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    s = GONE.matcher(s.replace("ß", "ss")).replaceAll("");
    StringBuilder b = new StringBuilder(s.length());
    s.codePoints().forEach(c -> b.appendCodePoint(plain(c)));
    return b.toString();
  }

  private static int plain(int c) {
    int i = c < 0x80 ? -1 : LOOKALIKES.indexOf(c);
    return i >= 0 && i % 2 == 0 ? LOOKALIKES.charAt(i + 1) : c;
  }

  private static String words(String s) {
    return NO_WORD.matcher(s.replace(",", " , ")).replaceAll(" ").replaceAll(" +", " ").strip();
  }

  /** Three single letters and more in a row are a word, or several. */
  private static String drawnTogether(String words) {
    return SINGLE.matcher(words).replaceAll(JOIN);
  }

  /** In words that mix letters with figures or signs, those are read as letters. */
  private static String leet(String s, String one) {
    return MIXED
        .matcher(s)
        .replaceAll(
            m ->
                Matcher.quoteReplacement(
                    m.group()
                        .replace("0", "o")
                        .replace("1", one)
                        .replace("!", one)
                        .replace("|", one)
                        .replace("3", "e")
                        .replace("€", "e")
                        .replace("4", "a")
                        .replace("@", "a")
                        .replace("5", "s")
                        .replace("$", "s")
                        .replace("7", "t")));
  }
}
