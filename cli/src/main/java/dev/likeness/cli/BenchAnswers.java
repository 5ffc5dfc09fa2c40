package dev.likeness.cli;

import dev.likeness.answers.AnswersBench;
import dev.likeness.flow.Workshop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** How well questions are answered. */
@Command(
    name = "answers",
    description = {
      "Ask 174 questions of three documents, a third of them unanswerable, and count.",
      "",
      "Which sentences are the answer and how sure it is are fitted on the two other documents each"
          + " time."
    })
final class BenchAnswers extends Task {
  @Option(names = "--all", description = "Show every question that went wrong.")
  private boolean all;

  @Option(names = "--fitted", description = "Show what was fitted on all questions.")
  private boolean fitted;

  BenchAnswers(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    try (ProgressLine progress = progress();
        Workshop workshop = workshop()) {
      Path folder = Files.createTempDirectory("likeness-answers");
      AnswersBench.Result r;
      try {
        r = AnswersBench.run(folder, workshop.sentences(), progress);
      } finally {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path p : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(p);
          }
        }
      }
      progress.close();
      if (all) {
        r.outcomes().stream().filter(o -> !o.good()).forEach(this::tell);
        r.apart()
            .forEach(
                a -> {
                  say(a.set());
                  a.outcomes().stream().filter(o -> !o.good()).forEach(this::tell);
                });
      }
      say(
          String.format(
              Locale.ROOT,
              "right passage among three %.3f (bar .9), answered rightly %.3f (bar .75), unanswerable"
                  + " handed over %.3f (bar .85); the best candidate is right %.3f; with words only"
                  + " %.3f and %.3f",
              r.found(),
              r.right(),
              r.refused(),
              r.best(),
              r.wordsOnly().get(0),
              r.wordsOnly().get(1)));
      r.apart().forEach(this::tell);
      if (fitted) {
        r.judgement().forEach(this::say);
      }
      print(JsonMapper.shared().valueToTree(r));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tell(AnswersBench.Apart a) {
    say(
        String.format(
            Locale.ROOT,
            "%s, %d questions that nothing is fitted on: answered rightly %.3f, wrongly %.3f;"
                + " unanswerable handed over %.3f; asked back %.3f",
            a.set(),
            a.questions(),
            a.right(),
            a.wrong(),
            a.refused(),
            a.back()));
  }

  private void tell(AnswersBench.Outcome o) {
    say(
        String.format(
            Locale.ROOT,
            "%s %s %.2f %s | %s",
            o.kind().name().toLowerCase(Locale.ROOT),
            o.known() ? o.found() ? "found    " : "not found" : "unknown  ",
            o.sure(),
            o.question(),
            o.best()));
  }
}
