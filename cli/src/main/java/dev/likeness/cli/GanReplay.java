package dev.likeness.cli;

import dev.likeness.flow.gan.Replay;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Repeats a run. */
@Command(
    name = "replay",
    description = {
      "Train again from a run's record and compare every weight.",
      "",
      "On one machine both must be alike bit for bit. Takes as long as the run took."
    })
final class GanReplay extends Task {
  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  private Path run = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the repetition goes (default: RUN with .replay).")
  private @Nullable Path out;

  @Option(
      names = "--from",
      paramLabel = "RUN",
      description = "The run that it began from, where it did.")
  private @Nullable Path from;

  GanReplay(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    Path folder = path(run);
    Path again = out == null ? folder.resolveSibling(folder.getFileName() + ".replay") : path(out);
    try (ProgressLine progress = progress()) {
      Replay.Result r =
          Replay.of(folder, again, from == null ? null : path(from), Clock.systemUTC(), progress);
      progress.close();
      exit(r.same() ? ExitCode.OK : ExitCode.FAILED);
      say(
          r.same()
              ? "%d steps repeated: all weights are the same bit for bit".formatted(r.steps())
              : "%d steps repeated, and the weights differ: %s before, %s now"
                  .formatted(r.steps(), r.before().hex(), r.after().hex()));
      print(
          object()
              .put("steps", r.steps())
              .put("same", r.same())
              .put("before", r.before().hex())
              .put("after", r.after().hex()));
    }
  }
}
