package dev.likeness.flow.quality;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What is said in a clip of the GRID corpus (Cooke et al. 2006), whose name spells it: command,
 * colour, preposition, letter, digit, adverb.
 */
public final class GridSentence {
  private static final List<String> VERBS = List.of("bin", "lay", "place", "set");
  private static final List<String> COLOURS = List.of("blue", "green", "red", "white");
  private static final List<String> PLACES = List.of("at", "by", "in", "with");
  private static final List<String> ADVERBS = List.of("again", "now", "please", "soon");
  private static final List<String> DIGITS =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  private GridSentence() {}

  /** Empty where the name is none of GRID's. */
  public static String of(Path clip) {
    String n = Sitter.bare(clip).toLowerCase(Locale.ROOT);
    if (!n.matches("[blps][bgrw][abiw][a-vx-z][z1-9][anps]")) {
      return "";
    }
    String letter = n.substring(3, 4).toUpperCase(Locale.ROOT);
    int digit = n.charAt(4) == 'z' ? 0 : n.charAt(4) - '0';
    return String.join(
        " ",
        word(VERBS, n.charAt(0)),
        word(COLOURS, n.charAt(1)),
        word(PLACES, n.charAt(2)),
        letter,
        DIGITS.get(digit),
        word(ADVERBS, n.charAt(5)));
  }

  private static String word(List<String> words, char first) {
    return words.stream().filter(w -> w.charAt(0) == first).findFirst().orElseThrow();
  }
}
