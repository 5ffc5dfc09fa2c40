package dev.likeness.cli;

import dev.likeness.flow.quality.BenchReport;
import dev.likeness.flow.quality.Cell;
import dev.likeness.flow.quality.Measure;
import dev.likeness.flow.quality.RefineBench;
import dev.likeness.flow.quality.RefinedSwapBench;
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
  private static final List<Measure> SELF =
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
          Measure.MILLISECONDS);

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

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Of the processor, for training (default: as many as it has).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--swaps",
      description =
          "Put each clip's person on others of the clips instead, without and with what was learnt.")
  private boolean swaps;

  @Option(
      names = "--puppets",
      description =
          "Put puppets that learnt from their films on clips of puppets, of which is known what is"
              + " true: turned heads, a hand, a fringe, glasses.")
  private boolean puppets;

  @Option(
      names = "--others",
      paramLabel = "N",
      description = "On so many clips each with --swaps (default: ${DEFAULT-VALUE}).")
  private int others = 2;

  BenchRefine(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    List<Path> clips = bench.films(this);
    if (clips.isEmpty() && !puppets) {
      throw usage(
          "there are no test media in %s; name them with --media".formatted(bench.media(this)));
    }
    try (ProgressLine progress = progress()) {
      BenchReport report =
          puppets
              ? swaps(
                  RefinedSwapBench.puppets(bench.out(this).resolve("puppets"), progress), progress)
              : swaps ? swaps(pairs(clips), progress) : self(clips, progress);
      progress.close();
      say(report.markdown());
      say("Page: " + bench.out(this).resolve("index.html"));
      print(JsonMapper.shared().readTree(report.json()));
    }
  }

  private BenchReport self(List<Path> clips, ProgressLine progress) {
    RefineBench.Plan plan = new RefineBench.Plan(clips, bench.out(this), steps, limit(), threads);
    return new RefineBench(plan, Clock.systemUTC(), progress, c -> note(line(c, SELF))).run();
  }

  private List<RefinedSwapBench.Work> pairs(List<Path> clips) {
    if (clips.size() < 2 || others < 1) {
      throw usage("--swaps takes two clips or more, and --others at least 1");
    }
    return RefinedSwapBench.clips(clips, others);
  }

  private BenchReport swaps(List<RefinedSwapBench.Work> work, ProgressLine progress) {
    RefinedSwapBench.Plan plan =
        new RefinedSwapBench.Plan(work, bench.out(this), steps, limit(), threads);
    return new RefinedSwapBench(
            plan, Clock.systemUTC(), progress, c -> note(line(c, RefinedSwapBench.COMPARED)))
        .run();
  }

  private Duration limit() {
    return Duration.ofSeconds(Math.round(60 * minutes));
  }

  private static String line(Cell c, List<Measure> told) {
    StringBuilder b = new StringBuilder(c.clip() + ", " + c.persona() + ":");
    for (Measure m : told) {
      if (!Double.isNaN(c.value(m))) {
        b.append("  ").append(m.key()).append(' ').append(m.show(c.value(m)));
      }
    }
    return b.toString();
  }
}
