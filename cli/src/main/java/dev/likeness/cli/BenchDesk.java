package dev.likeness.cli;

import dev.likeness.flow.Home;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.desk.DeskBench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How quickly answers come, and how well questions are heard. */
@Command(
    name = "desk",
    description = {
      "Measure 20 dialogues at once, how soon an answer is heard and seen, and how well questions are"
          + " heard.",
      "",
      "In a home of its own that is removed afterwards; with the packaged voice as who asks."
    })
final class BenchDesk extends Task {
  @Option(names = "--hear", description = "Only hear questions; show each.")
  private boolean hear;

  @Option(
      names = "--every",
      paramLabel = "N",
      description = "Hear every N-th question (default: ${DEFAULT-VALUE}).")
  private int every = 6;

  BenchDesk(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (every < 1) {
      throw usage("--every " + every + " is not 1 or more");
    }
    Path folder;
    try {
      folder = Files.createTempDirectory("likeness-desk");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (ProgressLine progress = progress();
        Workshop workshop = new Workshop(new Home(folder.resolve("home")), Clock.systemUTC())) {
      DeskBench bench = new DeskBench(workshop, folder.resolve("work"));
      ObjectNode o = object();
      if (!hear) {
        DeskBench.Talking t = bench.talking(20, 8);
        say(
            String.format(
                Locale.ROOT,
                "%d dialogues at once: p50 %.0f ms, p95 %.0f ms (bar 500), most %.0f ms",
                t.dialogues(),
                t.p50(),
                t.p95(),
                t.most()));
        o.set("talking", JsonMapper.shared().valueToTree(t));
        o.set(
            "first_sound",
            told("first sound after, s (the first is cold; bar 2)", bench.firstSound(7)));
        o.set("first_film", told("first film after, s (bar 4)", bench.firstFilm(7, progress)));
      }
      DeskBench.Hearing h =
          bench.hearing(
              every,
              progress,
              line -> {
                if (hear) {
                  progress.close();
                  say(line);
                }
              });
      progress.close();
      say(
          String.format(
              Locale.ROOT,
              "%d questions said by our own voice and heard: %.3f of the words, word error %.3f,"
                  + " %.3f understood, %.3f answered rightly, %.3f wrongly",
              h.questions(),
              h.words(),
              h.error(),
              h.sure(),
              h.right(),
              h.wrong()));
      print(o.set("hearing", JsonMapper.shared().valueToTree(h)));
    } finally {
      remove(folder);
    }
  }

  private JsonNode told(String what, List<Double> seconds) {
    say(what + ": " + seconds.stream().map(v -> String.format(Locale.ROOT, "%.2f", v)).toList());
    return JsonMapper.shared().valueToTree(seconds);
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path p : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(p);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
