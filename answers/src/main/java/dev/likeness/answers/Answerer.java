package dev.likeness.answers;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers with one to three sentences of the documents, asks back where two things could be meant,
 * and hands over to a person where the documents do not say. Nothing is made up: every sentence
 * stands in a document, word for word. Thread-safe.
 */
public final class Answerer {
  /** Confidence from which on it is an answer: see {@code docs/answers.md}. */
  static final double ENOUGH = .5;

  /** Below so many words of a question its words may fit several things alike. */
  private static final int SHORT = 2;

  /** A sentence says as much of a word as others from this share of it on. */
  private static final double LIKEWISE = .95;

  /** What the other one's share may be less than the first one's. */
  private static final double ALIKE = .6;

  private static final double SAME = .93;

  /** How sure each of two readings must be by itself, so that it is worth asking which is meant. */
  private static final double CLEAR = .6;

  private final Knowledge knowledge;

  /** Borrows the collection. */
  public Answerer(Knowledge knowledge) {
    this.knowledge = knowledge;
  }

  /**
   * A reply and what it was chosen from.
   *
   * @param passages that were looked at, the best first; without sentences that give orders
   */
  record Basis(Question question, Reply reply, List<Passage> passages) {}

  /** Answers. */
  public Reply answer(String question) {
    return basis(question).reply();
  }

  /** Answers in a style; English ones only are worded differently. */
  public Reply answer(String question, Style style) {
    return worded(basis(question), style);
  }

  Reply worded(Basis basis, Style style) {
    Reply r = basis.reply();
    boolean as = basis.question().language() != Language.ENGLISH || r.kind() != Reply.Kind.ANSWER;
    return as ? r : new Reply(style.word(r.text()), r.kind(), r.citations(), r.confidence());
  }

  Basis basis(String question) {
    Question q = knowledge.question(question);
    Judgement judgement = Judgement.of(q);
    Judgement.Judged judged = judgement.judge(new Candidates(knowledge).of(q));
    Set<Passage> passages = new LinkedHashSet<>();
    judged.candidates().forEach(c -> passages.add(c.hit().passage()));
    return new Basis(q, reply(q, judgement, judged), List.copyOf(passages));
  }

  static Reply reply(Question q, Judgement judgement, Judgement.Judged judged) {
    List<Candidate> all = judged.candidates();
    if (all.isEmpty()) {
      return handover(q, judged.sure());
    }
    Candidate best = all.getFirst();
    Candidate other = rival(q, judgement, judged);
    if (other != null) {
      return new Reply(
          clarify(q.language(), best, other),
          Reply.Kind.CLARIFY,
          List.of(citation(best), citation(other)),
          judged.sure());
    }
    if (judged.sure() < ENOUGH) {
      return handover(q, judged.sure());
    }
    Candidate whole = withContext(withRule(q, best));
    return new Reply(whole.text(), Reply.Kind.ANSWER, List.of(citation(whole)), judged.sure());
  }

  /**
   * What holds for some is no answer without what holds for all: where another sentence of the
   * passage says as much of the question and can be such an answer, too ("four weeks", "students
   * eight weeks"), both are given, in the document's order.
   */
  private static Candidate withRule(Question q, Candidate best) {
    if (!q.wanted().figure()) {
      return best;
    }
    Reading reading = best.hit().reading();
    List<List<Double>> said = reading.words().stream().map(q::said).toList();
    Set<String> told = new LinkedHashSet<>(best.sentences());
    double[] terms = new double[q.terms().size()];
    for (int i = 0; i < said.size(); i++) {
      for (int k = 0; k < terms.length && told.contains(reading.sentences().get(i)); k++) {
        terms[k] = Math.max(terms[k], said.get(i).get(k));
      }
    }
    for (int i = 0; i < said.size() && told.size() < Candidates.MOST_SENTENCES; i++) {
      String sentence = reading.sentences().get(i);
      if (!q.wanted().in(sentence) || (reading.orders() && Orders.in(sentence))) {
        continue;
      }
      // "Students may keep them for eight weeks" says of books what it leaves to the one before
      boolean points =
          i > 0 && told.contains(reading.sentences().get(i - 1)) && Leaning.points(sentence);
      boolean alike = true;
      for (int k = 0; k < terms.length; k++) {
        alike &= said.get(i).get(k) >= LIKEWISE * terms[k];
      }
      if (alike || points) {
        told.add(sentence);
      }
    }
    List<String> order = reading.sentences().stream().filter(told::contains).toList();
    return new Candidate(best.hit(), order, best.evidence(), best.rank());
  }

  /** What points to the sentence before, as "them" does, is not told without it. */
  private static Candidate withContext(Candidate best) {
    Reading reading = best.hit().reading();
    int first = reading.sentences().indexOf(best.sentences().getFirst());
    if (first < 1
        || best.sentences().size() >= Candidates.MOST_SENTENCES
        || !Leaning.points(best.sentences().getFirst())) {
      return best;
    }
    String before = reading.sentences().get(first - 1);
    if (reading.orders() && Orders.in(before)) {
      return best;
    }
    List<String> all = new ArrayList<>(best.sentences());
    all.addFirst(before);
    return new Candidate(best.hit(), List.copyOf(all), best.evidence(), best.rank());
  }

  private static Reply handover(Question q, double sure) {
    String text =
        switch (q.language()) {
          case ENGLISH -> "I do not know that. I am passing you on to a person.";
          case GERMAN -> "Das weiß ich nicht. Ich gebe Sie an einen Menschen weiter.";
          case FRENCH -> "Je ne le sais pas. Je vous passe quelqu'un de notre équipe.";
          case SPANISH -> "No lo sé. Le paso con una persona.";
          case ITALIAN -> "Non lo so. La passo a una persona.";
        };
    return new Reply(text, Reply.Kind.HANDOVER, List.of(), sure);
  }

  private static Reply.Citation citation(Candidate c) {
    Passage p = c.hit().passage();
    return new Reply.Citation(p.source(), p.place(c.sentences()), p.heading(), c.text());
  }

  /**
   * Another place that a short question fits as well as the best, where each of the two would be an
   * answer if it stood alone; null where there is none.
   */
  private static @Nullable Candidate rival(
      Question q, Judgement judgement, Judgement.Judged judged) {
    if (q.terms().size() > SHORT) {
      return null;
    }
    List<Candidate> all = judged.candidates();
    Candidate best = all.getFirst();
    for (Candidate c : all.subList(1, all.size())) {
      if (c.elsewhere(best)
          && !best.hit().passage().title().isEmpty()
          && !c.hit().passage().title().isEmpty()
          && Math.exp(c.rank() - best.rank()) > ALIKE
          && c.evidence().sentence() > SAME * best.evidence().sentence()
          && judgement.alone(judged, best, c) >= CLEAR
          && judgement.alone(judged, c, best) >= CLEAR) {
        return c;
      }
    }
    return null;
  }

  private static String clarify(Language l, Candidate a, Candidate b) {
    String one = a.hit().passage().title();
    String two = b.hit().passage().title();
    String form =
        switch (l) {
          case ENGLISH -> "Do you mean “%s” or “%s”?";
          case GERMAN -> "Meinen Sie „%s“ oder „%s“?";
          case FRENCH -> "Voulez-vous dire « %s » ou « %s » ?";
          case SPANISH -> "¿Se refiere a «%s» o a «%s»?";
          case ITALIAN -> "Intende «%s» o «%s»?";
        };
    return form.formatted(one, two);
  }
}
