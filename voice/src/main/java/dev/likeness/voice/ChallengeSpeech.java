package dev.likeness.voice;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What challenges are made of, and how they are heard: a date ("november twenty eighth"), then
 * words. The vocabulary is 93 well-known words of at least five speech sounds, each of which
 * differs from every other in at least four of them (edit distance over the CMU dictionary's
 * phones), so that they are hard to mistake and easy to say.
 */
public final class ChallengeSpeech {
  private static final String WORDS =
      """
      animal artist bagel balcony balloon bamboo bandage bedroom bicycle blanket blossom
      border branches breakfast butterfly cabbage cathedral ceiling chicken coconut compass
      concert crocodile crystal cucumber desert dolphin donkey elephant envelope fabric
      factory festival finger flamingo fountain furniture galaxy garlic glacier gorilla guitar
      hazelnut hedgehog helicopter holiday horizon hospital hotel iceberg jaguar jasmine
      lavender library lobster magnet marble medicine meteor monument morning mosquito museum
      napkin octopus painter pancake pencil penguin piano picnic popcorn postcard potato
      pyramid radio raspberry rhubarb sapphire spinach squirrel station strawberry sunflower
      tornado triangle tulip umbrella velvet volcano walrus window zebra
      """;

  private static final List<String> TENS = List.of("twenty", "thirty");
  private static final List<String> ORDINALS =
      List.of(
          "first",
          "second",
          "third",
          "fourth",
          "fifth",
          "sixth",
          "seventh",
          "eighth",
          "ninth",
          "tenth",
          "eleventh",
          "twelfth",
          "thirteenth",
          "fourteenth",
          "fifteenth",
          "sixteenth",
          "seventeenth",
          "eighteenth",
          "nineteenth",
          "twentieth",
          "thirtieth");

  private ChallengeSpeech() {}

  /** The words that challenges are drawn from. */
  public static List<String> vocabulary() {
    return List.of(WORDS.strip().split("\\s+"));
  }

  /** How a date is said: month, then day. */
  public static List<String> date(LocalDate date) {
    List<String> out = new ArrayList<>();
    out.add(month(date.getMonthValue()));
    int day = date.getDayOfMonth();
    if (day == 30) {
      out.add("thirtieth");
    } else if (day <= 20) {
      out.add(ORDINALS.get(day - 1));
    } else {
      out.add(TENS.get(day / 10 - 2));
      out.add(ORDINALS.get(day % 10 - 1));
    }
    return out;
  }

  private static String month(int month) {
    return java.time.Month.of(month)
        .getDisplayName(TextStyle.FULL, Locale.ENGLISH)
        .toLowerCase(Locale.ROOT);
  }

  /** A date, which may be left out, and then any number of words of the vocabulary. */
  public static WordNet net() {
    List<String> months = new ArrayList<>();
    for (int m = 1; m <= 12; m++) {
      months.add(month(m));
    }
    List<String> words = vocabulary();
    return new WordNet.Builder()
        .begin(months)
        .begin(words)
        .follow(months, TENS)
        .follow(months, ORDINALS)
        .follow(TENS, ORDINALS)
        .follow(ORDINALS, words)
        .follow(words, words)
        .end(words)
        .build();
  }

  /**
   * How many of the expected words were heard in their order, as a share: the longest common
   * subsequence over the number expected. As many words again may be heard besides, for false
   * starts and noise; whoever says more, such as the whole vocabulary, gets less.
   */
  public static double share(List<String> expected, List<String> heard) {
    int[][] m = new int[expected.size() + 1][heard.size() + 1];
    for (int i = 1; i <= expected.size(); i++) {
      for (int j = 1; j <= heard.size(); j++) {
        m[i][j] =
            expected.get(i - 1).equals(heard.get(j - 1))
                ? m[i - 1][j - 1] + 1
                : Math.max(m[i - 1][j], m[i][j - 1]);
      }
    }
    double common = m[expected.size()][heard.size()];
    return common / Math.max(expected.size(), heard.size() / 2.0);
  }

  /** The words of a date among those heard, and the others. */
  public static boolean ofDate(String word) {
    return DATE_WORDS.contains(word);
  }

  private static final Set<String> DATE_WORDS = dateWords();

  private static Set<String> dateWords() {
    Set<String> all = new java.util.HashSet<>(TENS);
    all.addAll(ORDINALS);
    for (int m = 1; m <= 12; m++) {
      all.add(month(m));
    }
    return Set.copyOf(all);
  }
}
