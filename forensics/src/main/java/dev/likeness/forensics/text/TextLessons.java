package dev.likeness.forensics.text;

import dev.likeness.core.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Makes pairs of texts to learn from: a writer's known texts, and a message by him or another. */
public final class TextLessons {
  private static final int GROUPS = 600;

  /** Neighbours in order write of the same things in the same years. */
  private static final int NEAR = 4;

  /** People that a pair is set against. */
  private static final int PEOPLE = 8;

  private final Authors authors;
  private final List<String> names;
  private final Vocabulary vocabulary;
  private final Map<String, Population.Person> persons = new HashMap<>();
  private final Seed seed;

  /**
   * A pair.
   *
   * @param writer of the known texts
   * @param same whether he wrote the message as well
   */
  public record Pair(String writer, boolean same, float[] evidence) {}

  /** Those with fewer than two texts serve as others only. */
  public TextLessons(Authors authors, Seed seed) {
    this.authors = authors;
    this.seed = seed;
    names = List.copyOf(authors.people().keySet());
    vocabulary = vocabulary(authors);
    authors
        .people()
        .forEach((n, t) -> persons.put(n, Population.Person.of(String.join("\n", t), vocabulary)));
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The small words, and the groups that most people use. */
  private static Vocabulary vocabulary(Authors all) {
    Map<String, Double> groups = new HashMap<>();
    for (List<String> texts : all.people().values()) {
      Map<String, Integer> g = Style.groups(String.join("\n", texts));
      double n = g.values().stream().mapToInt(Integer::intValue).sum();
      g.forEach((k, c) -> groups.merge(k, c / n, Double::sum));
    }
    return new Vocabulary(Style.smallWords(), top(groups, GROUPS));
  }

  private static List<String> top(Map<String, Double> of, int n) {
    return of.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(n)
        .map(Map.Entry::getKey)
        .filter(s -> !s.contains("\n"))
        .toList();
  }

  /**
   * As many pairs of one writer as of two.
   *
   * @param words of the message
   */
  public List<Pair> pairs(int words, int each) {
    SplittableRandom r = seed.derive("pairs " + words).random();
    List<Pair> out = new ArrayList<>();
    List<Integer> several = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (texts(i).size() >= 2) {
        several.add(i);
      }
    }
    for (int n = 0; n < each; n++) {
      int writer = several.get(n % several.size());
      out.add(pair(writer, writer, words, r));
      out.add(pair(writer, near(writer, Set.of(writer), r), words, r));
    }
    return out;
  }

  private int near(int to, Set<Integer> without, SplittableRandom r) {
    for (int reach = NEAR; ; reach++) {
      int k = to - reach + r.nextInt(2 * reach + 1);
      if (k >= 0 && k < names.size() && !without.contains(k)) {
        return k;
      }
    }
  }

  private List<String> texts(int i) {
    return authors.people().getOrDefault(names.get(i), List.of());
  }

  private Pair pair(int writer, int other, int words, SplittableRandom r) {
    List<String> from = new ArrayList<>(texts(other));
    String source = from.get(r.nextInt(from.size()));
    List<String> pieces = Pieces.of(source, words);
    String message = pieces.get(r.nextInt(pieces.size()));
    List<String> known = new ArrayList<>(texts(writer));
    known.remove(source);
    StringBuilder rest = new StringBuilder();
    known.forEach(k -> rest.append(k).append('\n'));
    int length = (int) (TextJudge.KNOWN * Math.pow(10, r.nextDouble()));
    List<String> cut = Pieces.of(rest.toString(), length);
    Set<Integer> taken = new HashSet<>(List.of(writer, other));
    List<Population.Person> people = new ArrayList<>();
    while (people.size() < PEOPLE) {
      int k = near(writer, taken, r);
      taken.add(k);
      people.add(person(k));
    }
    Evidence e =
        Evidence.of(
            Style.of(cut.get(r.nextInt(cut.size())), vocabulary),
            Style.of(message, vocabulary),
            Population.of(people),
            vocabulary);
    return new Pair(names.get(writer), writer == other, e.numbers());
  }

  private Population.Person person(int k) {
    return java.util.Objects.requireNonNull(persons.get(names.get(k)));
  }
}
