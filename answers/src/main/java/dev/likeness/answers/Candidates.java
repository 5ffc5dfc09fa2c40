package dev.likeness.answers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What could be the answer to a question: sentences of the passages that a collection finds for it,
 * each with what speaks for it ({@link Candidate.Evidence}). Which of them is taken is not decided
 * here. Thread-safe.
 */
final class Candidates {
  private static final int PASSAGES = 8;

  /** An answer has no more sentences. */
  static final int MOST_SENTENCES = 3;

  /** What a word in a heading, or in the sentence beside, adds to what a sentence says. */
  private static final double HEADING = .6;

  private static final double BESIDE = .35;

  /** A sentence behind comes along where it says so much of what was asked, against the first. */
  private static final double NEXT = .35;

  /** Words that say so much of the question's count as its own where they stand together. */
  private static final double NEAR = .75;

  /** What the most usual word counts, against the rarest. */
  private static final double EVERYDAY = .25;

  private final Knowledge knowledge;

  /** Borrows the collection. */
  Candidates(Knowledge knowledge) {
    this.knowledge = knowledge;
  }

  /** What could be the answer, in no order. */
  List<Candidate> of(Question q) {
    List<Candidate> out = new ArrayList<>();
    Map<String, float[]> retold = new HashMap<>();
    for (Knowledge.Hit hit : knowledge.search(q, PASSAGES)) {
      if (hit.language() == q.language()) {
        out.addAll(of(q, hit, retold));
      }
    }
    return out;
  }

  /** From which sentence to before which. */
  private record Span(int from, int to) {}

  private List<Candidate> of(Question q, Knowledge.Hit hit, Map<String, float[]> retold) {
    Language l = q.language();
    double[] weights = q.terms().stream().mapToDouble(t -> weight(t, l)).toArray();
    Reading reading = hit.reading();
    List<Double> heading = q.said(reading.heading());
    List<String> sentences = reading.sentences();
    List<List<Double>> said = reading.words().stream().map(q::said).toList();
    List<Double> whole = q.said(reading.all());
    Nearness near = nearness(q, hit, retold);
    double[] clauses = clauses(q, reading, weights, heading);
    Set<Span> spans = new LinkedHashSet<>();
    for (int i = 0; i < sentences.size(); i++) {
      spans.add(span(q, sentences, said, weights, heading, i));
    }
    List<Candidate> out = new ArrayList<>();
    for (Span s : spans) {
      if (reading.orders() && Orders.in(String.join(" ", sentences.subList(s.from, s.to)))) {
        continue;
      }
      List<Double> span = mixed(said, heading, s.from, s.to);
      Candidate.Evidence e =
          new Candidate.Evidence(
              share(weights, span),
              share(weights, whole),
              share(weights, whole.stream().map(v -> v == 1 ? 1.0 : 0.0).toList()),
              alien(weights, whole),
              1 - heaviest(weights, span),
              fits(q, sentences, s.from, s.to) ? 1 : 0,
              pairs(q, reading.words(), s.from, s.to),
              hit.words(),
              most(near.sentences, s),
              near.passage,
              (s.to - s.from - 1) / 2.0,
              most(clauses, s),
              near.all(s));
      out.add(new Candidate(hit, List.copyOf(sentences.subList(s.from, s.to)), e, 0));
    }
    return out;
  }

  /**
   * How near a passage comes to the question.
   *
   * @param sentences of each; 0 where that is not told
   * @param passage all of it
   * @param asked what came nearest: the question, or as it is told in the passage's words
   */
  private record Nearness(
      double[] sentences, double passage, @Nullable Meaning meaning, float[] asked) {
    /** Of several sentences together: that of their mean. */
    double all(Span s) {
      return meaning == null ? 0 : meaning.together(s.from, s.to, asked);
    }
  }

  private Nearness nearness(Question q, Knowledge.Hit hit, Map<String, float[]> retold) {
    int n = hit.reading().sentences().size();
    Meaning meaning = hit.meaning();
    float[] asked = q.meaning();
    if (meaning == null || asked == null || meaning.sentences().size() != n) {
      return new Nearness(new double[n], 0, null, new float[0]);
    }
    Nearness best = near(meaning, asked);
    for (String text : q.retold(hit.reading().all())) {
      Nearness other = near(meaning, retold.computeIfAbsent(text, knowledge::meaning));
      best = highest(other.sentences) > highest(best.sentences) ? other : best;
    }
    return best;
  }

  private static Nearness near(Meaning meaning, float[] asked) {
    double[] each = meaning.sentences().stream().mapToDouble(s -> Meaning.near(s, asked)).toArray();
    return new Nearness(each, Meaning.near(meaning.whole(), asked), meaning, asked);
  }

  private static double highest(double[] of) {
    return Arrays.stream(of).max().orElse(0);
  }

  /** A sentence with those that it leans on, that lean on it, or that say as much. */
  private static Span span(
      Question q,
      List<String> sentences,
      List<List<Double>> said,
      double[] weights,
      List<Double> heading,
      int i) {
    int from = i > 0 && Leaning.begins(sentences.get(i)) ? i - 1 : i;
    int to = i + 1;
    while (to < sentences.size()
        && to - from < MOST_SENTENCES
        && Leaning.begins(sentences.get(to))) {
      to++;
    }
    if (q.wanted() == Question.Wanted.MANNER && from > 0 && to - from < MOST_SENTENCES) {
      from--;
    }
    double own = share(weights, mixed(said, heading, from, to));
    while (to < sentences.size()
        && to - from < MOST_SENTENCES
        && share(weights, said.get(to)) > NEXT * own) {
      to++;
    }
    return new Span(from, to);
  }

  /** How much a word counts: as it tells passages apart, and less where everybody uses it. */
  private double weight(Question.Term t, Language l) {
    return knowledge.weight(t.stem(), l) * (EVERYDAY + (1 - EVERYDAY) * t.rare());
  }

  /** How much of the question the best part of each sentence says that can be the answer. */
  private static double[] clauses(
      Question q, Reading reading, double[] weights, List<Double> heading) {
    double[] out = new double[reading.sentences().size()];
    for (int i = 0; i < out.length; i++) {
      for (Reading.Part part : reading.parts().get(i)) {
        if (q.wanted().in(part.text())) {
          List<Double> said = q.said(part.words());
          out[i] = Math.max(out[i], share(weights, mixed(List.of(said), heading, 0, 1)));
        }
      }
    }
    return out;
  }

  private static double most(double[] of, Span s) {
    double most = of[s.from];
    for (int i = s.from; i < s.to; i++) {
      most = Math.max(most, of[i]);
    }
    return most;
  }

  private static boolean fits(Question q, List<String> sentences, int from, int to) {
    return q.wanted().in(String.join(" ", sentences.subList(from, to)));
  }

  /** The share of the question's neighbouring words that stand beside each other in a sentence. */
  private static double pairs(Question q, List<List<Language.Word>> words, int from, int to) {
    int n = q.terms().size() - 1;
    double found = 0;
    for (int t = 0; t < n; t++) {
      Question.Term a = q.terms().get(t);
      Question.Term b = q.terms().get(t + 1);
      found += words.subList(from, to).stream().anyMatch(s -> together(a, b, s)) ? 1 : 0;
    }
    return n <= 0 ? 0 : found / n;
  }

  private static boolean together(Question.Term a, Question.Term b, List<Language.Word> words) {
    for (int i = 0; i + 1 < words.size(); i++) {
      String one = words.get(i).stem();
      String two = words.get(i + 1).stem();
      if (Math.min(a.said(one), b.said(two)) > NEAR || Math.min(b.said(one), a.said(two)) > NEAR) {
        return true;
      }
    }
    return false;
  }

  private static double alien(double[] weights, List<Double> said) {
    double most = 0;
    for (int i = 0; i < weights.length; i++) {
      most = Math.max(most, weights[i] * (1 - said.get(i)));
    }
    return most;
  }

  /** What sentences say with the help of heading and neighbours, term by term. */
  private static List<Double> mixed(
      List<List<Double>> said, List<Double> heading, int from, int to) {
    List<Double> out = new ArrayList<>();
    for (int t = 0; t < heading.size(); t++) {
      double v = HEADING * heading.get(t);
      for (int i = from; i < to; i++) {
        v = Math.max(v, said.get(i).get(t));
      }
      if (from > 0) {
        v = Math.max(v, BESIDE * said.get(from - 1).get(t));
      }
      if (to < said.size()) {
        v = Math.max(v, BESIDE * said.get(to).get(t));
      }
      out.add(v);
    }
    return out;
  }

  private static double share(double[] weights, List<Double> said) {
    double sum = 0;
    double all = 1e-9;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * said.get(i);
      all += weights[i];
    }
    return sum / all;
  }

  private static double heaviest(double[] weights, List<Double> said) {
    int most = 0;
    for (int i = 1; i < weights.length; i++) {
      most = weights[i] > weights[most] ? i : most;
    }
    return weights.length == 0 ? 0 : said.get(most);
  }
}
