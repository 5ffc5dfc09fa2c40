package dev.likeness.voice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What is likely to be said, from examples: pairs of words, of unseen ones their single words
 * (Witten and Bell 1991, method C). Any of its words may follow any other.
 */
public final class SpeechModel implements WordPairs {
  private static final Pattern WORD = Pattern.compile("[a-z]+(?:'[a-z]+)?");

  private final Map<String, Map<String, Integer>> pairs = new HashMap<>();
  private final Map<String, Integer> totals = new HashMap<>();
  private final Map<String, Integer> singles = new HashMap<>();
  private final Set<String> unknown = new HashSet<>();
  private long all;

  private SpeechModel() {}

  /**
   * @param examples sentences; each as often as it counts
   * @param knows whether a word can be heard at all; others are left out of their sentences
   */
  public static SpeechModel of(List<String> examples, Predicate<String> knows) {
    SpeechModel m = new SpeechModel();
    for (String e : examples) {
      List<String> words = new ArrayList<>();
      words.add(WordNet.START);
      WORD.matcher(e.toLowerCase(Locale.ROOT).replace('’', '\''))
          .results()
          .map(r -> r.group())
          .forEach(
              w -> {
                if (knows.test(w)) {
                  words.add(w);
                } else {
                  m.unknown.add(w);
                }
              });
      words.add(WordNet.END);
      for (int i = 1; words.size() > 2 && i < words.size(); i++) {
        m.count(words.get(i - 1), words.get(i));
      }
    }
    return m;
  }

  private void count(String a, String b) {
    pairs.computeIfAbsent(a, k -> new HashMap<>()).merge(b, 1, Integer::sum);
    totals.merge(a, 1, Integer::sum);
    singles.merge(b, 1, Integer::sum);
    all++;
  }

  @Override
  public List<String> words() {
    return singles.keySet().stream().filter(w -> !w.equals(WordNet.END)).sorted().toList();
  }

  /** Words of the examples that cannot be heard. */
  public Set<String> unknown() {
    return Set.copyOf(unknown);
  }

  @Override
  public double probability(String before, String word) {
    double single = (singles.getOrDefault(word, 0) + .5) / (all + .5 * (singles.size() + 1));
    Map<String, Integer> after = pairs.get(before);
    if (after == null) {
      return single;
    }
    double n = totals.getOrDefault(before, 0);
    double kinds = after.size();
    return (after.getOrDefault(word, 0) + kinds * single) / (n + kinds);
  }
}
