package dev.likeness.voice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which words can be said, and in which order: for each word those that may follow it, all equally
 * likely. A word stands in it once, so what may follow depends on the word before alone.
 */
public final class WordNet implements WordPairs {
  static final String START = "<s>";
  static final String END = "</s>";

  private final Map<String, Set<String>> followers;

  private WordNet(Map<String, Set<String>> followers) {
    this.followers = followers;
  }

  /** Any number of these words in any order. */
  public static WordNet loop(Collection<String> words) {
    return new Builder().begin(words).follow(words, words).end(words).build();
  }

  /** One word of each list, in the order of the lists; the lists share no word. */
  public static WordNet columns(List<List<String>> columns) {
    Builder b = new Builder().begin(columns.get(0));
    for (int i = 1; i < columns.size(); i++) {
      b.follow(columns.get(i - 1), columns.get(i));
    }
    return b.end(columns.get(columns.size() - 1)).build();
  }

  /** Puts a net together. */
  public static final class Builder {
    private final Map<String, Set<String>> followers = new LinkedHashMap<>();

    /** Speech may begin with these. */
    public Builder begin(Collection<String> words) {
      return follow(List.of(START), words);
    }

    /** After each of {@code first} may come each of {@code then}. */
    public Builder follow(Collection<String> first, Collection<String> then) {
      for (String f : first) {
        followers.computeIfAbsent(f, k -> new HashSet<>()).addAll(then);
      }
      return this;
    }

    /** Speech may end after these. */
    public Builder end(Collection<String> words) {
      return follow(words, List.of(END));
    }

    public WordNet build() {
      if (!followers.containsKey(START)) {
        throw new IllegalArgumentException("a word net needs words to begin with");
      }
      return new WordNet(followers);
    }
  }

  /** All words, in the order of naming. */
  @Override
  public List<String> words() {
    Set<String> all = new HashSet<>();
    List<String> out = new ArrayList<>();
    for (Map.Entry<String, Set<String>> e : followers.entrySet()) {
      for (String w : e.getValue()) {
        if (!w.equals(END) && all.add(w)) {
          out.add(w);
        }
      }
    }
    return out;
  }

  /** How likely {@code word} is after {@code before}: one in the number of followers, or 0. */
  @Override
  public double probability(String before, String word) {
    Set<String> f = followers.getOrDefault(before, Set.of());
    return f.contains(word) ? 1.0 / f.size() : 0;
  }
}
