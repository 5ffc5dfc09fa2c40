package dev.likeness.answers;

import dev.likeness.core.Progress;
import dev.likeness.models.SentenceEmbedder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * How well questions are answered from three documents that this project wrote: 120 questions whose
 * answers stand in them and 54 whose answers do not. Which sentences are the answer and how sure it
 * is are fitted on the questions of the two other documents each time, so that no figure comes from
 * what it was fitted on.
 */
public final class AnswersBench {
  /** Names of the documents. */
  public static final List<String> DOCUMENTS = List.of("library.md", "coffee.html", "bicycles.txt");

  private static final String QUESTIONS = "questions.tsv";

  /** Sets that nothing is fitted on. */
  private static final List<String> APART = List.of("plain.tsv", "unseen.tsv");

  /** What questions without one of their words count, against those that are whole. */
  private static final double STRANGE = .5;

  /** So many passages may be looked at for the right one. */
  private static final int TOP = 3;

  /**
   * A question of the set.
   *
   * @param holds words of which the right passage and answer hold some; empty where no document
   *     says
   */
  public record Item(String document, String question, List<String> holds) {
    public Item {
      holds = List.copyOf(holds);
    }

    public boolean known() {
      return !holds.isEmpty();
    }

    boolean right(Candidate c) {
      return right(c.text());
    }

    public boolean right(String answer) {
      return holds.stream().anyMatch(answer::contains);
    }
  }

  /**
   * A question with what could be its answer.
   *
   * @param found whether the right passage is among the first three
   * @param strange the same, each time without one of its words: people use words that documents do
   *     not have
   */
  private record Asked(
      Item item,
      Question question,
      boolean found,
      List<Candidate> candidates,
      List<Asked> strange) {
    Ranking.Example ranking(double weight) {
      return new Ranking.Example(
          candidates.stream().map(Candidate::evidence).toList(),
          candidates.stream().map(item::right).toList(),
          weight);
    }

    /** It counts once, and what is left without one of its words so much together. */
    void each(BiConsumer<Asked, Double> to) {
      to.accept(this, 1.0);
      strange.forEach(s -> to.accept(s, STRANGE / strange.size()));
    }

    Asked wordsOnly() {
      return new Asked(
          item,
          question,
          found,
          candidates.stream()
              .map(c -> new Candidate(c.hit(), c.sentences(), c.evidence().wordsOnly(), 0))
              .toList(),
          List.of()); // where words are all that speaks, those that are missing must count
    }
  }

  /**
   * What came of a question.
   *
   * @param found whether the right passage is among the first three
   * @param best what would be answered; empty where nothing was found
   * @param right whether that holds the words
   * @param sure how sure of it
   * @param kind what came of it
   */
  public record Outcome(
      String document,
      String question,
      boolean known,
      boolean found,
      String best,
      boolean right,
      double sure,
      Reply.Kind kind) {
    /** Whether what came of it is what should; a question back never is. */
    public boolean good() {
      return known ? right && kind == Reply.Kind.ANSWER : kind == Reply.Kind.HANDOVER;
    }
  }

  /**
   * What came of questions that nothing is fitted on, by what was fitted on the two other
   * documents.
   *
   * @param right of the answerable, answered rightly
   * @param wrong of the answerable, answered with something else
   * @param back of all, a question back
   * @param refused of the unanswerable, handed over
   */
  public record Apart(
      String set,
      int questions,
      double right,
      double wrong,
      double back,
      double refused,
      List<Outcome> outcomes) {}

  /**
   * The figures.
   *
   * @param found of the answerable, whose passage is among the first three: bar .9
   * @param best of the answerable, whose best candidate is right, answered or not
   * @param right of the answerable, answered rightly: bar .75
   * @param refused of the unanswerable, handed over: bar .85
   * @param wordsOnly answered rightly and handed over where nothing tells what sentences mean
   * @param judgement what was fitted on all questions, as it comes with the program
   */
  public record Result(
      double found,
      double best,
      double right,
      double refused,
      List<Double> wordsOnly,
      List<Apart> apart,
      List<Outcome> outcomes,
      List<String> judgement) {}

  private AnswersBench() {}

  /** Runs it in a folder that is empty; the indexes, one a document, stay there. */
  public static Result run(Path folder, SentenceEmbedder embedder, Progress progress) {
    List<String> sets = new ArrayList<>(List.of(QUESTIONS));
    sets.addAll(APART);
    Map<String, List<Asked>> asked = new LinkedHashMap<>();
    sets.forEach(s -> asked.put(s, new ArrayList<>()));
    for (String d : DOCUMENTS) {
      Path own = document(folder, d);
      try (Knowledge k = Knowledge.open(folder.resolve(d + ".index"), () -> embedder)) {
        k.add(own);
        asked.forEach(
            (set, all) ->
                items(set).stream()
                    .filter(i -> i.document.equals(d))
                    .forEach(
                        i -> {
                          progress.checkStop();
                          progress.report("asking of " + d, all.size(), 0);
                          all.add(ask(k, i, set.equals(QUESTIONS)));
                        }));
      }
    }
    List<Asked> all = Objects.requireNonNull(asked.get(QUESTIONS));
    List<Asked> words = all.stream().map(Asked::wordsOnly).toList();
    Map<String, Judgement> fitted = fitted(all);
    List<Outcome> outcomes = outcomes(all, fitted);
    List<Outcome> plain = outcomes(words, fitted(words));
    List<Apart> apart = new ArrayList<>();
    for (String s : APART) {
      apart.add(apart(s, outcomes(Objects.requireNonNull(asked.get(s)), fitted)));
    }
    List<String> judgement = new ArrayList<>(fit(all, "").lines("meaning"));
    judgement.addAll(fit(words, "").lines("words"));
    return new Result(
        share(outcomes, true, Outcome::found),
        share(outcomes, true, Outcome::right),
        share(outcomes, true, Outcome::good),
        share(outcomes, false, Outcome::good),
        List.of(share(plain, true, Outcome::good), share(plain, false, Outcome::good)),
        apart,
        outcomes,
        judgement);
  }

  private static Asked ask(Knowledge k, Item i, boolean fitted) {
    Question q = k.question(i.question);
    boolean found = k.search(q, TOP).stream().limit(TOP).anyMatch(h -> i.right(h.passage().text()));
    Candidates candidates = new Candidates(k);
    List<Asked> strange =
        fitted
            ? q.terms().stream()
                .map(q::without)
                .map(x -> new Asked(i, x, found, candidates.of(x), List.of()))
                .toList()
            : List.of();
    return new Asked(i, q, found, candidates.of(q), strange);
  }

  private static Apart apart(String set, List<Outcome> all) {
    long back = all.stream().filter(o -> o.kind == Reply.Kind.CLARIFY).count();
    return new Apart(
        set,
        all.size(),
        share(all, true, Outcome::good),
        share(all, true, o -> !o.right && o.kind == Reply.Kind.ANSWER),
        (double) back / all.size(),
        share(all, false, Outcome::good),
        all);
  }

  private static double share(
      List<Outcome> all, boolean known, java.util.function.Predicate<Outcome> what) {
    List<Outcome> of = all.stream().filter(o -> o.known == known).toList();
    return (double) of.stream().filter(what).count() / of.size();
  }

  private static Map<String, Judgement> fitted(List<Asked> all) {
    Map<String, Judgement> without = new LinkedHashMap<>();
    DOCUMENTS.forEach(d -> without.put(d, fit(all, d)));
    return without;
  }

  private static List<Outcome> outcomes(List<Asked> all, Map<String, Judgement> without) {
    List<Outcome> out = new ArrayList<>();
    for (Asked a : all) {
      Item i = a.item;
      Judgement judgement = Objects.requireNonNull(without.get(i.document));
      Judgement.Judged j = judgement.judge(a.candidates);
      Candidate best = j.candidates().isEmpty() ? null : j.candidates().getFirst();
      out.add(
          new Outcome(
              i.document,
              i.question,
              i.known(),
              a.found,
              best == null ? "" : best.text(),
              best != null && i.right(best),
              j.sure(),
              Answerer.reply(a.question, judgement, j).kind()));
    }
    return out;
  }

  private static Judgement fit(List<Asked> all, String without) {
    List<Asked> from = all.stream().filter(a -> !a.item.document.equals(without)).toList();
    List<Ranking.Example> rankings = new ArrayList<>();
    from.forEach(a -> a.each((x, weight) -> rankings.add(x.ranking(weight))));
    Ranking ranking = Ranking.fit(rankings);
    Judgement first = new Judgement(ranking, Calibration.none());
    List<Calibration.Example> examples = new ArrayList<>();
    from.forEach(a -> a.each((x, weight) -> calibrate(first, x, weight, examples)));
    return new Judgement(ranking, Calibration.fit(examples));
  }

  private static void calibrate(
      Judgement first, Asked a, double weight, List<Calibration.Example> to) {
    Judgement.Judged j = first.judge(a.candidates);
    if (!j.candidates().isEmpty()) {
      Candidate best = j.candidates().getFirst();
      to.add(new Calibration.Example(j.lead(), best.evidence(), a.item.right(best), weight));
    }
  }

  /** The questions that are fitted on, in their order. */
  public static List<Item> items() {
    return items(QUESTIONS);
  }

  /** Those that nothing is fitted on. */
  static List<Item> apart() {
    return APART.stream().flatMap(s -> items(s).stream()).toList();
  }

  private static List<Item> items(String file) {
    return new String(resource(file), StandardCharsets.UTF_8)
        .lines()
        .filter(l -> !l.startsWith("#") && !l.isBlank())
        .map(l -> l.split("\t"))
        .map(c -> new Item(c[0], c[1], c[2].equals("-") ? List.of() : List.of(c[2].split("\\|"))))
        .toList();
  }

  /** Lays a document down in a folder. */
  public static Path document(Path folder, String name) {
    try {
      Files.createDirectories(folder);
      return Files.write(folder.resolve(name), resource(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(AnswersBench.class.getResourceAsStream("bench/" + name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
