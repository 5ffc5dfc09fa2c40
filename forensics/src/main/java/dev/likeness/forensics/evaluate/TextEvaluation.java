package dev.likeness.forensics.evaluate;

import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.forensics.ForensicsException;
import dev.likeness.forensics.ForensicsException.Code;
import dev.likeness.forensics.text.Authors;
import dev.likeness.forensics.text.TextJudge;
import dev.likeness.forensics.text.TextJudge.Finding;
import dev.likeness.forensics.text.TextJudge.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Measures the judge of texts on people whose texts are known. */
public final class TextEvaluation {
  private static final int OTHERS = 8;

  private final TextJudge judge;
  private final List<List<String>> people;
  private final Progress progress;

  /**
   * @param authors at least ten with several texts each; none that was learnt from
   * @throws ForensicsException DATA where there are fewer
   */
  public TextEvaluation(TextJudge judge, Authors authors, Progress progress) {
    this.judge = judge;
    this.progress = progress;
    people = authors.people().values().stream().filter(t -> t.size() > 1).toList();
    if (people.size() < OTHERS + 2) {
      throw new ForensicsException(
          Code.DATA,
          "%d people with two texts and more; it takes %d".formatted(people.size(), OTHERS + 2));
    }
  }

  /**
   * What came of messages of one length.
   *
   * @param own how many were the known writer's
   * @param others how many were not
   * @param roc of the log-odds
   * @param ownSaid share of each verdict among the first
   * @param othersSaid likewise
   */
  public record Result(
      int own,
      int others,
      Roc roc,
      Map<Verdict, Double> ownSaid,
      Map<Verdict, Double> othersSaid) {}

  /**
   * Measures.
   *
   * @param words of each message, joined from as many texts as it takes
   * @param each messages of each kind, at most
   */
  public Result of(int words, int each, Seed seed) {
    SplittableRandom r = seed.derive("texts " + words).random();
    List<Finding> own = new ArrayList<>();
    List<Finding> others = new ArrayList<>();
    for (int n = 0; n < 2 * each; n++) {
      progress.checkStop();
      progress.report("messages of %d words".formatted(words), n, 2 * each);
      int writer = n / 2 % people.size();
      int by = n % 2 == 0 ? writer : another(writer, r);
      List<String> used = message(people.get(by), words, r);
      List<String> known = new ArrayList<>(people.get(writer));
      known.removeAll(used);
      Finding f =
          judge.compare(
              String.join("\n", known), cut(String.join("\n", used), words), others(writer, by, r));
      if (f.people() > 0 && f.auc() > 0) {
        (n % 2 == 0 ? own : others).add(f);
      }
    }
    if (own.isEmpty() || others.isEmpty()) {
      throw new ForensicsException(
          Code.DATA, "nobody wrote enough for messages of %d words".formatted(words));
    }
    return new Result(
        own.size(), others.size(), Roc.of(sums(own), sums(others), seed), said(own), said(others));
  }

  private int another(int writer, SplittableRandom r) {
    int k = r.nextInt(people.size() - 1);
    return k < writer ? k : k + 1;
  }

  private static List<String> message(List<String> texts, int words, SplittableRandom r) {
    List<String> rest = new ArrayList<>(texts);
    List<String> out = new ArrayList<>();
    int n = 0;
    while (n < words && rest.size() > 1) {
      String t = rest.remove(r.nextInt(rest.size()));
      out.add(t);
      n += t.split("\\s+").length;
    }
    return out;
  }

  private static String cut(String text, int words) {
    StringBuilder out = new StringBuilder();
    int n = 0;
    for (String w : text.split("(?<=\\s)(?=\\S)")) {
      // Marks and figures between words count as words here, and not there.
      if (n++ < 1.15 * words) {
        out.append(w);
      }
    }
    return out.toString();
  }

  private List<String> others(int writer, int by, SplittableRandom r) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      if (i != writer && i != by) {
        all.add(i);
      }
    }
    List<String> out = new ArrayList<>();
    while (out.size() < OTHERS) {
      out.add(String.join("\n", people.get(all.remove(r.nextInt(all.size())))));
    }
    return out;
  }

  private static double[] sums(List<Finding> all) {
    return all.stream().mapToDouble(Finding::logOdds).toArray();
  }

  private static Map<Verdict, Double> said(List<Finding> all) {
    Map<Verdict, Double> out = new java.util.EnumMap<>(Verdict.class);
    all.forEach(f -> out.merge(f.verdict(), 1.0 / all.size(), Double::sum));
    return out;
  }
}
