package dev.likeness.models;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Cuts a text into pieces of words by a vocabulary, as BERT's uncased models expect it (Devlin et
 * al. 2019; WordPiece: Wu et al. 2016): small letters, no accents, punctuation by itself, and of
 * each word the longest pieces from its beginning. Thread-safe.
 */
final class WordPieces {
  private static final String INNER = "##";

  /** Longer words are unknown as a whole. */
  private static final int LONGEST = 100;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final int unknown;
  private final int first;
  private final int last;

  /**
   * @param vocabulary the pieces in the order of their numbers
   */
  WordPieces(List<String> vocabulary) {
    for (int i = 0; i < vocabulary.size(); i++) {
      numbers.put(vocabulary.get(i), i);
    }
    unknown = number("[UNK]");
    first = number("[CLS]");
    last = number("[SEP]");
  }

  private int number(String piece) {
    Integer n = numbers.get(piece);
    if (n == null) {
      throw new IllegalArgumentException("the vocabulary has no " + piece);
    }
    return n;
  }

  /**
   * Numbers of the pieces, between those of begin and end.
   *
   * @param most so many at most; what is behind is left out
   */
  long[] of(String text, int most) {
    List<Integer> out = new ArrayList<>();
    out.add(first);
    for (String word : words(text)) {
      out.addAll(pieces(word));
    }
    List<Integer> kept = out.subList(0, Math.min(out.size(), most - 1));
    long[] all = new long[kept.size() + 1];
    for (int i = 0; i < kept.size(); i++) {
      all[i] = kept.get(i);
    }
    all[kept.size()] = last;
    return all;
  }

  private List<Integer> pieces(String word) {
    List<Integer> out = new ArrayList<>();
    if (word.length() > LONGEST) {
      return List.of(unknown);
    }
    int from = 0;
    while (from < word.length()) {
      Integer found = null;
      int to = word.length();
      for (; to > from && found == null; to--) {
        found = numbers.get((from > 0 ? INNER : "") + word.substring(from, to));
      }
      if (found == null) {
        return List.of(unknown);
      }
      out.add(found);
      from = to + 1;
    }
    return out;
  }

  private static List<String> words(String text) {
    String plain =
        Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
            .replaceAll("\\p{Mn}", "");
    List<String> out = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    plain
        .codePoints()
        .filter(c -> c != 0 && c != 0xfffd)
        .forEach(
            c -> {
              if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                end(word, out);
              } else if (alone(c)) {
                end(word, out);
                out.add(Character.toString(c));
              } else if (!Character.isISOControl(c) && Character.getType(c) != Character.FORMAT) {
                word.appendCodePoint(c);
              }
            });
    end(word, out);
    return out;
  }

  private static void end(StringBuilder word, List<String> out) {
    if (!word.isEmpty()) {
      out.add(word.toString());
      word.setLength(0);
    }
  }

  /** Punctuation, every ASCII sign that is no letter or digit, and ideographs. */
  private static boolean alone(int c) {
    boolean sign = c > 32 && c < 127 && !Character.isLetterOrDigit(c);
    return sign
        || Character.isIdeographic(c)
        || switch (Character.getType(c)) {
          case Character.CONNECTOR_PUNCTUATION,
              Character.DASH_PUNCTUATION,
              Character.START_PUNCTUATION,
              Character.END_PUNCTUATION,
              Character.INITIAL_QUOTE_PUNCTUATION,
              Character.FINAL_QUOTE_PUNCTUATION,
              Character.OTHER_PUNCTUATION ->
              true;
          default -> false;
        };
  }
}
