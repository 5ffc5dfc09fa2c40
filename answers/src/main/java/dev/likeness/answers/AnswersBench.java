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

  /** So many passages may be looked at for the right one. */
  private static final int TOP = 3;

  /**
   * A question of the set.
   *
   * @param holds words that the right passage and answer hold; empty where no document says
   */
  public record Item(String document, String question, String holds) {
    public boolean known() {
      return !holds.isEmpty();
    }

    boolean right(Candidate c) {
      return right(c.text());
    }

    public boolean right(String answer) {
      return known() && answer.contains(holds);
    }
  }

  /**
   * A question with what could be its answer.
   *
   * @param found whether the right passage is among the first three
   */
  private record Asked(Item item, boolean found, List<Candidate> candidates) {
    Ranking.Example ranking() {
      return new Ranking.Example(
          candidates.stream().map(Candidate::evidence).toList(),
          candidates.stream().map(item::right).toList());
    }

    Asked wordsOnly() {
      return new Asked(
          item,
          found,
          candidates.stream()
              .map(c -> new Candidate(c.hit(), c.sentences(), c.evidence().wordsOnly(), 0))
              .toList());
    }
  }

  /**
   * What came of a question.
   *
   * @param found whether the right passage is among the first three
   * @param best what would be answered; empty where nothing was found
   * @param right whether that holds the words
   * @param sure how sure of it
   */
  public record Outcome(
      String document,
      String question,
      boolean known,
      boolean found,
      String best,
      boolean right,
      double sure) {
    boolean answered() {
      return sure >= Answerer.ENOUGH;
    }

    /** Whether what came of it is what should. */
    public boolean good() {
      return known ? right && answered() : !answered();
    }
  }

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
      List<Outcome> outcomes,
      List<String> judgement) {}

  private AnswersBench() {}

  /** Runs it in a folder that is empty; the indexes, one a document, stay there. */
  public static Result run(Path folder, SentenceEmbedder embedder, Progress progress) {
    List<Asked> all = new ArrayList<>();
    List<Item> items = items();
    for (String d : DOCUMENTS) {
      Path own = document(folder, d);
      try (Knowledge k = Knowledge.open(folder.resolve(d + ".index"), () -> embedder)) {
        k.add(own);
        Answerer answerer = new Answerer(k);
        for (Item i : items.stream().filter(x -> x.document.equals(d)).toList()) {
          progress.checkStop();
          progress.report("asking", all.size(), items.size());
          Question q = k.question(i.question);
          boolean found =
              i.known()
                  && k.search(q, TOP).stream()
                      .limit(TOP)
                      .anyMatch(h -> h.passage().text().contains(i.holds));
          all.add(new Asked(i, found, answerer.candidates(q)));
        }
      }
    }
    List<Asked> words = all.stream().map(Asked::wordsOnly).toList();
    List<Outcome> outcomes = outcomes(all);
    List<Outcome> plain = outcomes(words);
    List<String> judgement = new ArrayList<>(fit(all, "").lines("meaning"));
    judgement.addAll(fit(words, "").lines("words"));
    return new Result(
        share(outcomes, true, Outcome::found),
        share(outcomes, true, Outcome::right),
        share(outcomes, true, Outcome::good),
        share(outcomes, false, Outcome::good),
        List.of(share(plain, true, Outcome::good), share(plain, false, Outcome::good)),
        outcomes,
        judgement);
  }

  private static double share(
      List<Outcome> all, boolean known, java.util.function.Predicate<Outcome> what) {
    List<Outcome> of = all.stream().filter(o -> o.known == known).toList();
    return (double) of.stream().filter(what).count() / of.size();
  }

  private static List<Outcome> outcomes(List<Asked> all) {
    Map<String, Judgement> without = new LinkedHashMap<>();
    DOCUMENTS.forEach(d -> without.put(d, fit(all, d)));
    List<Outcome> out = new ArrayList<>();
    for (Asked a : all) {
      Item i = a.item;
      Judgement.Judged j = Objects.requireNonNull(without.get(i.document)).judge(a.candidates);
      Candidate best = j.candidates().isEmpty() ? null : j.candidates().getFirst();
      out.add(
          new Outcome(
              i.document,
              i.question,
              i.known(),
              a.found,
              best == null ? "" : best.text(),
              best != null && i.right(best),
              j.sure()));
    }
    return out;
  }

  private static Judgement fit(List<Asked> all, String without) {
    List<Asked> from = all.stream().filter(a -> !a.item.document.equals(without)).toList();
    Ranking ranking = Ranking.fit(from.stream().map(Asked::ranking).toList());
    Judgement first = new Judgement(ranking, new Calibration(new double[13]));
    List<Calibration.Example> examples = new ArrayList<>();
    for (Asked a : from) {
      Judgement.Judged j = first.judge(a.candidates);
      if (!j.candidates().isEmpty()) {
        Candidate best = j.candidates().getFirst();
        examples.add(new Calibration.Example(j.lead(), best.evidence(), a.item.right(best)));
      }
    }
    return new Judgement(ranking, Calibration.fit(examples));
  }

  /** All questions, in their order. */
  public static List<Item> items() {
    return new String(resource(QUESTIONS), StandardCharsets.UTF_8)
        .lines()
        .filter(l -> !l.startsWith("#") && !l.isBlank())
        .map(l -> l.split("\t"))
        .map(c -> new Item(c[0], c[1], c[2].equals("-") ? "" : c[2]))
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
