package dev.likeness.cli;

import dev.likeness.flow.quality.BenchReport;
import dev.likeness.flow.quality.Cell;
import dev.likeness.flow.quality.Measure;
import dev.likeness.flow.quality.RefineBench;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** What a refiner is worth. */
@Command(
    name = "refine",
    description = {
      "Train on the beginning of each clip, and measure on the rest, against the warp alone.",
      "",
      "Clips are those of the project's test media (--media). Contact sheets, table, JSON and a page"
          + " go into --out; the films, which nobody approved, do not stay."
    })
final class BenchRefine extends Task {
  @Mixin private BenchOptions bench = new BenchOptions("likeness-refine");

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "Of training for each clip (default: ${DEFAULT-VALUE}).")
  private double minutes = 10;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Of training for each clip at most (default: ${DEFAULT-VALUE}).")
  private long steps = 1500;

  BenchRefine(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    List<Path> clips = bench.films(this);
    if (clips.isEmpty()) {
      throw usage(
          "there are no test media in %s; name them with --media".formatted(bench.media(this)));
    }
    try (ProgressLine progress = progress()) {
      BenchReport report =
          new RefineBench(
                  new RefineBench.Plan(
                      clips, bench.out(this), steps, Duration.ofSeconds(Math.round(60 * minutes))),
                  Clock.systemUTC(),
                  progress,
                  c -> note(line(c)))
              .run();
      progress.close();
      say(report.markdown());
      say("Page: " + bench.out(this).resolve("index.html"));
      print(JsonMapper.shared().readTree(report.json()));
    }
  }

  private static String line(Cell c) {
    StringBuilder b = new StringBuilder(c.clip() + ", " + c.persona() + ":");
    for (Measure m :
        List.of(
            Measure.FACE_PSNR,
            Measure.FACE_SSIM,
            Measure.MESH_ERROR,
            Measure.MOUTH,
            Measure.MOUTH_AMPLITUDE,
            Measure.EYES,
            Measure.BLINK,
            Measure.JITTER,
            Measure.FLICKER,
            Measure.MILLISECONDS)) {
      if (!Double.isNaN(c.value(m))) {
        b.append("  ").append(m.key()).append(' ').append(m.show(c.value(m)));
      }
    }
    return b.toString();
  }
}
