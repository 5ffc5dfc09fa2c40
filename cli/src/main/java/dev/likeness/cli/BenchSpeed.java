package dev.likeness.cli;

import dev.likeness.flow.quality.Sitter;
import dev.likeness.flow.quality.SpeedBench;
import dev.likeness.flow.quality.TestMedia;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Speed and memory of swaps. */
@Command(
    name = "speed",
    description = {
      "Time swaps against plain transcoding of the same clips, and measure memory.",
      "",
      "Each clip is transcoded and swapped by turns in a process of its own; the fastest of each"
          + " counts, mostly a later one: a command of its own, whose JVM has all before it, takes"
          + " longer. Memory is the peak of a process that swaps the clip once, and with --loop of"
          + " one that swaps it many times over."
    })
final class BenchSpeed extends Task {
  @Mixin private BenchOptions bench = new BenchOptions("likeness-speed");

  @Option(
      names = {"--persona", "--persona-file"},
      paramLabel = "FILE",
      description = "Picture of the persona; several of one person are joined by '+'.")
  private @Nullable String persona;

  @Option(names = "--repeats", paramLabel = "N", description = "How often (default: 3).")
  private int repeats = 3;

  @Option(
      names = "--loop",
      paramLabel = "N",
      description = "Measure memory of the clip run N times over, too (default: 0, not).")
  private int loop = 0;

  BenchSpeed(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    Path folder = bench.media(this);
    List<Path> films = bench.films(this);
    List<Sitter> sitters =
        persona == null
            ? TestMedia.personas(folder)
            : Sitter.of(persona, terminal().directory(), null);
    if (films.isEmpty() || sitters.isEmpty()) {
      throw usage(
          "there are no test media in %s; name them with --media, or name --persona and --clips"
              .formatted(folder));
    }
    if (repeats < 1 || loop < 0) {
      throw usage("--repeats needs 1 or more, --loop 0 or more");
    }
    List<String> child = List.of(Likeness.class.getName(), "bench", "work");
    SpeedBench.Plan plan =
        new SpeedBench.Plan(films, sitters.getFirst(), bench.out(this), repeats, loop, child);
    try (ProgressLine progress = progress()) {
      List<SpeedBench.Row> rows =
          new SpeedBench(
                  plan,
                  Clock.systemUTC(),
                  progress,
                  r ->
                      note(
                          String.format(
                              Locale.ROOT,
                              "%s: %.2f × transcoding, %.1f ms a frame added, %.0f MB",
                              r.clip(),
                              r.times(),
                              r.added(),
                              r.peakMb())))
              .run();
      progress.close();
      say(SpeedBench.table(rows));
      print(JsonMapper.shared().valueToTree(rows));
    }
  }
}
