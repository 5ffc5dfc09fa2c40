package dev.likeness.cli;

import dev.likeness.flow.quality.BenchReport;
import dev.likeness.flow.quality.Cell;
import dev.likeness.flow.quality.Measure;
import dev.likeness.flow.quality.PuppetSet;
import dev.likeness.flow.quality.ReenactBench;
import dev.likeness.flow.quality.Sitter;
import dev.likeness.flow.quality.TestMedia;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** How portraits follow their drivers. */
@Command(
    name = "reenact",
    description = {
      "Move portraits by clips and measure how they follow, against the bars.",
      "",
      "Each clip moves a frame of its own (what a perfect result would be is then known), and each"
          + " persona. Without --personas and --clips the project's test media are taken (--media),"
          + " and puppets. Contact sheets, table, JSON and a page go into --out; the films, which"
          + " nobody approved, do not stay."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness bench reenact --out acts",
      "  likeness bench reenact --self-only --out acts --json"
    })
final class BenchReenact extends Task {
  @Mixin private BenchOptions bench = new BenchOptions("likeness-reenact");

  @Option(
      names = {"--personas", "--persona"},
      paramLabel = "FILE",
      arity = "1..*",
      description = "Pictures, each a persona; several of one person are joined by '+'.")
  private List<String> personas = new ArrayList<>();

  @Option(
      names = "--nobody",
      paramLabel = "SOURCE",
      description =
          "The pictures show people who do not exist; says where they come from. Not needed for"
              + " the test media.")
  private @Nullable String nobody;

  @Option(names = "--self-only", description = "Only clips that move a frame of their own.")
  private boolean selfOnly;

  @Option(names = "--cross-only", description = "Only personas moved by clips.")
  private boolean crossOnly;

  BenchReenact(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (selfOnly && crossOnly) {
      throw usage("--self-only and --cross-only leave nothing to measure");
    }
    List<Sitter> sitters = new ArrayList<>();
    personas.forEach(p -> sitters.addAll(Sitter.of(p, terminal().directory(), nobody)));
    List<Path> films = bench.films(this);
    boolean named = !sitters.isEmpty() || !bench.clips(this).isEmpty();
    if (sitters.isEmpty()) {
      sitters.addAll(TestMedia.personas(bench.media(this)));
    }
    List<ReenactBench.Work> work = new ArrayList<>();
    for (Path f : films) {
      if (!crossOnly) {
        work.add(new ReenactBench.Work(f, null));
      }
      if (!selfOnly) {
        sitters.forEach(s -> work.add(new ReenactBench.Work(f, s)));
      }
    }
    try (ProgressLine progress = progress()) {
      if (!named && !selfOnly) {
        Path folder = bench.out(this).resolve("puppets");
        for (Path f : PuppetSet.clips(folder, progress)) {
          work.add(new ReenactBench.Work(f, PuppetSet.sitters(folder).getFirst()));
        }
      }
      if (work.isEmpty()) {
        throw usage(
            "there are no test media in %s; name them with --media, or name --personas and --clips"
                .formatted(bench.media(this)));
      }
      bench(work, progress);
    }
  }

  private void bench(List<ReenactBench.Work> work, ProgressLine progress) {
    int[] done = {0};
    BenchReport report =
        new ReenactBench(
                new ReenactBench.Plan(work, bench.out(this)),
                Clock.systemUTC(),
                progress,
                c -> note("[%d/%d] %s".formatted(++done[0], work.size(), line(c))))
            .run();
    progress.close();
    say(report.markdown());
    say("Page: " + bench.out(this).resolve("index.html"));
    print(JsonMapper.shared().readTree(report.json()));
  }

  private static String line(Cell c) {
    StringBuilder b = new StringBuilder(c.clip() + " moves " + c.persona() + ":");
    for (Measure m :
        List.of(
            Measure.FACE_PSNR,
            Measure.MESH_ERROR,
            Measure.MOUTH,
            Measure.MOUTH_AMPLITUDE,
            Measure.EYES,
            Measure.BLINK,
            Measure.GAZE_FOLLOWS,
            Measure.GAZE_FOLLOWS_NETWORK,
            Measure.YAW,
            Measure.YAW_AMPLITUDE,
            Measure.PITCH,
            Measure.IDENTITY,
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
