package dev.likeness.answers;

import dev.likeness.core.Progress;
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
 * answers stand in them and 54 whose answers do not. How sure an answer must be is fitted on the
 * questions of the two other documents each time, so that no figure comes from what it was fitted
 * on; the ranking itself was made with all of them in view.
 */
public final class AnswersBench {
  private static final List<String> DOCUMENTS =
      List.of("library.md", "coffee.html", "bicycles.txt");
  private static final String QUESTIONS = "questions.tsv";

  /** So many passages may be looked at for the right one. */
  private static final int TOP = 3;

  /**
   * A question of the set.
   *
   * @param holds words that the right passage and answer hold; empty where no document says
   */
  record Item(String document, String question, String holds) {
    boolean known() {
      return !holds.isEmpty();
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
   * @param right of the answerable, answered rightly: bar .75
   * @param refused of the unanswerable, handed over: bar .85
   * @param calibration weights fitted on all questions, as they come with the program
   */
  public record Result(
      double found,
      double right,
      double refused,
      List<Outcome> outcomes,
      List<Double> calibration) {}

  private AnswersBench() {}

  /** Runs it in a folder that is empty; the indexes, one a document, stay there. */
  public static Result run(Path folder, Progress progress) {
    Map<Item, Candidate> best = new LinkedHashMap<>();
    Map<Item, Boolean> found = new LinkedHashMap<>();
    List<Item> items = items();
    int n = 0;
    for (String d : DOCUMENTS) {
      Path own = folder.resolve(d);
      try {
        Files.createDirectories(folder);
        Files.write(own, resource(d));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      try (Knowledge k = Knowledge.open(folder.resolve(d + ".index"))) {
        k.add(own);
        Answerer answerer = new Answerer(k);
        for (Item i : items.stream().filter(x -> x.document.equals(d)).toList()) {
          progress.checkStop();
          progress.report("asking", ++n, items.size());
          Question q = k.question(i.question);
          found.put(
              i,
              i.known()
                  && k.search(q, TOP).stream().anyMatch(h -> h.passage().text().contains(i.holds)));
          answerer.candidates(q).stream().findFirst().ifPresent(c -> best.put(i, c));
        }
      }
    }
    return result(items, best, found);
  }

  private static Result result(
      List<Item> items, Map<Item, Candidate> best, Map<Item, Boolean> found) {
    Map<String, Calibration> without = new LinkedHashMap<>();
    for (String d : DOCUMENTS) {
      without.put(d, Calibration.fit(examples(best, d)));
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (Item i : items) {
      Candidate c = best.get(i);
      Calibration calibration = Objects.requireNonNull(without.get(i.document));
      outcomes.add(
          new Outcome(
              i.document,
              i.question,
              i.known(),
              Boolean.TRUE.equals(found.get(i)),
              c == null ? "" : c.text(),
              c != null && right(i, c),
              c == null ? 0 : calibration.of(c.evidence())));
    }
    double known = outcomes.stream().filter(Outcome::known).count();
    return new Result(
        outcomes.stream().filter(Outcome::found).count() / known,
        outcomes.stream().filter(o -> o.known() && o.right() && o.answered()).count() / known,
        outcomes.stream().filter(o -> !o.known() && !o.answered()).count()
            / (outcomes.size() - known),
        outcomes,
        java.util.Arrays.stream(Calibration.fit(examples(best, "")).weights()).boxed().toList());
  }

  private static boolean right(Item i, Candidate c) {
    return i.known() && c.text().contains(i.holds);
  }

  private static List<Calibration.Example> examples(Map<Item, Candidate> best, String without) {
    List<Calibration.Example> out = new ArrayList<>();
    best.forEach(
        (i, c) -> {
          if (!i.document.equals(without)) {
            out.add(new Calibration.Example(c.evidence(), right(i, c)));
          }
        });
    return out;
  }

  private static List<Item> items() {
    return new String(resource(QUESTIONS), StandardCharsets.UTF_8)
        .lines()
        .filter(l -> !l.startsWith("#") && !l.isBlank())
        .map(l -> l.split("\t"))
        .map(c -> new Item(c[0], c[1], c[2].equals("-") ? "" : c[2]))
        .toList();
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
