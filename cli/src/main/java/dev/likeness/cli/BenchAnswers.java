package dev.likeness.cli;

import dev.likeness.answers.AnswersBench;
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
      "How sure an answer must be is fitted on the two other documents each time."
    })
final class BenchAnswers extends Task {
  @Option(names = "--all", description = "Show every question that went wrong.")
  private boolean all;

  BenchAnswers(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    try (ProgressLine progress = progress()) {
      Path folder = Files.createTempDirectory("likeness-answers");
      AnswersBench.Result r;
      try {
        r = AnswersBench.run(folder, progress);
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
      }
      say(
          String.format(
              Locale.ROOT,
              "right passage among three %.3f (bar .9), answered rightly %.3f (bar .75), unanswerable"
                  + " handed over %.3f (bar .85)",
              r.found(),
              r.right(),
              r.refused()));
      say("calibration on all: " + r.calibration());
      print(JsonMapper.shared().valueToTree(r));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tell(AnswersBench.Outcome o) {
    say(
        String.format(
            Locale.ROOT,
            "%s %.2f %s | %s",
            o.known() ? o.found() ? "found    " : "not found" : "unknown  ",
            o.sure(),
            o.question(),
            o.best()));
  }
}
