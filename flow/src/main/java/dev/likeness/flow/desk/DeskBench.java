package dev.likeness.flow.desk;

import dev.likeness.answers.AnswersBench;
import dev.likeness.answers.Knowledge;
import dev.likeness.answers.Reply;
import dev.likeness.core.AudioClip;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.gan.Generators;
import dev.likeness.flow.gan.Invention;
import dev.likeness.voice.Decimated;
import dev.likeness.voice.speech.Line;
import dev.likeness.voice.speech.MaryEngine;
import dev.likeness.voice.speech.Speech;
import dev.likeness.voice.speech.SpeechText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** How quickly many dialogues are answered, how soon an answer sounds, and how well is heard. */
public final class DeskBench {
  private static final String NAME = "bench";
  private static final String APPROVED = "likeness bench desk";
  private static final String SITTER = "sitter";

  private static final List<String> SPOKEN =
      List.of(
          "For how long are books lent?",
          "What does a colour print cost?",
          "When is story time?",
          "How long is a voucher valid?",
          "How do I adjust the saddle?",
          "How much water fits into the tank?",
          "What does an e-bike cost per minute?");

  private final Workshop workshop;
  private final Path folder;

  /**
   * @param workshop of a home that is for this only
   * @param folder that is empty
   */
  public DeskBench(Workshop workshop, Path folder) {
    this.workshop = workshop;
    this.folder = folder;
    try (Knowledge k = new Shelves(workshop).make(NAME)) {
      for (String d : AnswersBench.DOCUMENTS) {
        k.add(AnswersBench.document(folder, d));
      }
    }
  }

  /**
   * Times in milliseconds.
   *
   * @param p50 half of the turns are quicker
   * @param p95 likewise 95 of 100
   */
  public record Talking(int dialogues, int turns, double p50, double p95, double most) {}

  /** Lets so many dialogues go on at once, each without a pause. */
  public Talking talking(int dialogues, int turns) {
    List<AnswersBench.Item> items = AnswersBench.items();
    List<Double> all = new ArrayList<>();
    try (Counter counter = new Counter(workshop, NAME);
        ExecutorService threads = Executors.newFixedThreadPool(dialogues)) {
      Talks talks = new Talks(workshop, counter);
      Talks.Talk warm = talks.open();
      items.subList(0, 20).forEach(i -> warm.say(i.question()));
      List<Callable<List<Double>>> work = new ArrayList<>();
      for (int d = 0; d < dialogues; d++) {
        int from = d * turns;
        work.add(
            () -> {
              Talks.Talk t = talks.open();
              List<Double> times = new ArrayList<>();
              for (int i = 0; i < turns; i++) {
                String q = items.get((from + i) % items.size()).question();
                long begin = System.nanoTime();
                t.say(q);
                times.add((System.nanoTime() - begin) / 1e6);
              }
              return times;
            });
      }
      for (Future<List<Double>> f : threads.invokeAll(work)) {
        all.addAll(f.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    double[] t = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Talking(
        dialogues, turns, t[t.length / 2], t[(int) (.95 * (t.length - 1))], t[t.length - 1]);
  }

  /** Seconds from the question to the first signed sound of its answer; the first is cold. */
  public List<Double> firstSound(int times) {
    OutLoud voice = new OutLoud(workshop, APPROVED, null);
    return first(times, voice::each);
  }

  /**
   * Seconds from the question to the first signed film of its answer, said by somebody invented who
   * has been filmed listening before; all pictures of a film are there then.
   */
  public List<Double> firstFilm(int times, Progress progress) {
    Invention.of(
        workshop,
        Generators.read(null),
        SITTER,
        new Seed(7),
        Generators.VARIETY,
        s -> {},
        progress);
    OutLoud voice = new OutLoud(workshop, APPROVED, SITTER);
    voice.listens(folder.resolve("listens.mp4"));
    return first(times, voice::films);
  }

  /** Says a text into a folder, and tells of each file. */
  private interface Saying {
    void say(String text, Path folder, Consumer<Path> left);
  }

  private List<Double> first(int times, Saying saying) {
    List<Double> out = new ArrayList<>();
    try (Counter counter = new Counter(workshop, NAME)) {
      counter.ask(SPOKEN.getLast());
      for (int i = 0; i < times; i++) {
        long begin = System.nanoTime();
        Reply r = counter.ask(SPOKEN.get(i % SPOKEN.size())).reply();
        List<Double> first = new ArrayList<>();
        saying.say(
            r.text(),
            folder.resolve("said" + System.nanoTime()),
            f -> {
              if (first.isEmpty()) {
                first.add((System.nanoTime() - begin) / 1e9);
              }
            });
        out.addAll(first);
      }
    }
    return out;
  }

  /**
   * What came of questions that the packaged voice said.
   *
   * @param words share of words that were heard, in their order
   * @param error word error rate: words wrong, missing and too many, of those that were said
   * @param sure share of the questions that count as understood
   * @param right share of all questions that are answered, and rightly
   * @param wrong share of all that are answered, and wrongly
   */
  public record Hearing(
      int questions, double words, double error, double sure, double right, double wrong) {}

  /**
   * Says every so many-th of the answerable questions and hears them.
   *
   * @param ask told of each question, what was heard, and whether it is sure
   */
  public Hearing hearing(int step, Progress progress, Consumer<String> ask) {
    List<AnswersBench.Item> items =
        AnswersBench.items().stream().filter(AnswersBench.Item::known).toList();
    int n = 0;
    int sure = 0;
    int right = 0;
    int wrong = 0;
    double words = 0;
    int spoken = 0;
    int errors = 0;
    try (Counter counter = new Counter(workshop, NAME);
        MaryEngine voice = new MaryEngine()) {
      Ear ear = counter.ear();
      for (int i = 0; i < items.size(); i += step) {
        progress.checkStop();
        progress.report("hearing", i, items.size());
        AnswersBench.Item item = items.get(i);
        List<Speech> said = new ArrayList<>();
        said.add(Speech.silence(voice.rate(), .3));
        for (Line l : SpeechText.read(item.question())) {
          said.add(voice.say(l));
        }
        said.add(Speech.silence(voice.rate(), .3));
        AudioClip clip = Decimated.of(Speech.join(said).clip());
        Ear.Understood u = ear.hear(clip);
        n++;
        double share = share(words(item.question()), words(u.text()));
        words += share;
        spoken += words(item.question()).size();
        errors += errors(words(item.question()), words(u.text()));
        ask.accept(
            "%s %.2f %s | %s"
                .formatted(u.sure() ? "sure" : "    ", share, item.question(), u.text()));
        if (u.sure()) {
          sure++;
          Reply r = counter.ask(u.text()).reply();
          if (r.kind() == Reply.Kind.ANSWER && r.confidence() >= .6) {
            right += item.right(r.text()) ? 1 : 0;
            wrong += item.right(r.text()) ? 0 : 1;
          }
        }
      }
    }
    return new Hearing(
        n,
        words / n,
        (double) errors / spoken,
        (double) sure / n,
        (double) right / n,
        (double) wrong / n);
  }

  private static List<String> words(String s) {
    return Arrays.stream(s.toLowerCase(Locale.ROOT).split("[^a-z']+"))
        .filter(w -> !w.isEmpty())
        .toList();
  }

  /** The longest common subsequence, of all that were said. */
  private static double share(List<String> said, List<String> heard) {
    int[][] t = new int[said.size() + 1][heard.size() + 1];
    for (int i = 1; i <= said.size(); i++) {
      for (int j = 1; j <= heard.size(); j++) {
        t[i][j] =
            said.get(i - 1).equals(heard.get(j - 1))
                ? t[i - 1][j - 1] + 1
                : Math.max(t[i - 1][j], t[i][j - 1]);
      }
    }
    return said.isEmpty() ? 1 : (double) t[said.size()][heard.size()] / said.size();
  }

  /** Words to be exchanged, added or taken away (Levenshtein 1966). */
  private static int errors(List<String> said, List<String> heard) {
    int[] row = new int[heard.size() + 1];
    Arrays.setAll(row, j -> j);
    for (int i = 1; i <= said.size(); i++) {
      int corner = row[0];
      row[0] = i;
      for (int j = 1; j <= heard.size(); j++) {
        int change = corner + (said.get(i - 1).equals(heard.get(j - 1)) ? 0 : 1);
        corner = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j - 1], row[j]));
      }
    }
    return row[heard.size()];
  }
}
