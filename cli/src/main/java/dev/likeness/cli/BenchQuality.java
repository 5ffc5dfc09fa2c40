package dev.likeness.cli;

import dev.likeness.flow.quality.Bar;
import dev.likeness.flow.quality.BenchReport;
import dev.likeness.flow.quality.Cell;
import dev.likeness.flow.quality.Measure;
import dev.likeness.flow.quality.Measurer;
import dev.likeness.flow.quality.PuppetSet;
import dev.likeness.flow.quality.QualityBench;
import dev.likeness.flow.quality.Sitter;
import dev.likeness.flow.quality.TestMedia;
import dev.likeness.models.Models;
import dev.likeness.synthesis.SwapSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Quality of swaps, clip by clip and persona by persona. */
@Command(
    name = "quality",
    description = {
      "Put personas on clips and measure every result against the bars.",
      "",
      "Without --personas and --clips the project's test media are taken (--media), and puppets"
          + " whose truth is known. Contact sheets,"
          + " table, JSON and a page go into --out; the films, which nobody approved, do not stay."
          + " A stopped run goes on, and cells that are done are not made again. With --result an existing result is"
          + " measured and nothing is made."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness bench quality --out bench",
      "  likeness bench quality --persona a.jpg --clip scene.mp4 \\",
      "      --nobody \"made with ...\" --out one",
      "  likeness bench quality --clip scene.mp4 --result swapped.mp4 --persona a.jpg"
    })
final class BenchQuality extends Task {
  @Mixin private BenchOptions bench = new BenchOptions("likeness-quality");

  @Option(
      names = {"--personas", "--persona", "--persona-file"},
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Pictures, each a persona; several of one person are joined by '+'; a folder stands for"
              + " its pictures.")
  private List<String> personas = new ArrayList<>();

  @Option(
      names = "--result",
      paramLabel = "FILE",
      description = "Measure this result of the clip instead of making one.")
  private @Nullable Path result;

  @Option(
      names = "--nobody",
      paramLabel = "SOURCE",
      description =
          "The pictures show people who do not exist; says where they come from. Not needed for"
              + " the test media.")
  private @Nullable String nobody;

  @Option(
      names = "--shape",
      paramLabel = "0..1",
      description = "How much of the persona's own face shape.")
  private double shape = SwapSettings.DEFAULT.shape();

  @Option(
      names = "--puppets-only",
      description = "Only the puppets' clips: turned heads, a hand, fast motion, glasses.")
  private boolean puppetsOnly;

  @Option(names = "--fresh", description = "Make every cell anew.")
  private boolean fresh;

  BenchQuality(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    List<Sitter> sitters = new ArrayList<>();
    personas.forEach(p -> sitters.addAll(Sitter.of(p, terminal().directory(), nobody)));
    List<Path> films = bench.clips(this);
    if (result != null) {
      measure(sitters, films, path(result));
      return;
    }
    Path folder = bench.media(this);
    boolean named = !sitters.isEmpty() || !films.isEmpty();
    if (sitters.isEmpty()) {
      sitters.addAll(TestMedia.personas(folder));
    }
    if (films.isEmpty()) {
      films = TestMedia.clips(folder);
    }
    List<QualityBench.Work> work = new ArrayList<>();
    if (!puppetsOnly) {
      work.addAll(QualityBench.cross(films, sitters));
    }
    if (work.isEmpty() && !puppetsOnly) {
      throw usage(
          "there are no test media in %s; name them with --media, or name --personas and --clips"
              .formatted(folder));
    }
    bench(work, puppetsOnly || !named);
  }

  private void bench(List<QualityBench.Work> real, boolean puppets) {
    SwapSettings d = SwapSettings.DEFAULT;
    SwapSettings settings =
        new SwapSettings(shape, d.colour(), d.feather(), d.mask(), d.keepEyes(), d.keepMouth());
    try (ProgressLine progress = progress()) {
      List<QualityBench.Work> work = new ArrayList<>(real);
      if (puppets) {
        Path folder = bench.out(this).resolve("puppets");
        List<Path> clips = PuppetSet.clips(folder, progress);
        work.addAll(QualityBench.cross(clips, PuppetSet.sitters(folder)));
      }
      QualityBench.Plan plan = new QualityBench.Plan(work, bench.out(this), settings, fresh);
      int all = work.size();
      int[] done = {0};
      BenchReport report =
          new QualityBench(
                  plan,
                  Clock.systemUTC(),
                  progress,
                  c -> note("[%d/%d] %s".formatted(++done[0], all, line(c))))
              .run();
      progress.close();
      say(report.markdown());
      say("Page: " + bench.out(this).resolve("index.html"));
      print(JsonMapper.shared().readTree(report.json()));
    }
  }

  private void measure(List<Sitter> sitters, List<Path> films, Path made) {
    if (films.size() != 1 || sitters.size() > 1) {
      throw usage("--result belongs to one --clip and at most one --persona");
    }
    if (!Files.exists(made)) {
      throw usage("there is no file " + made);
    }
    try (Models models = new Models();
        Measurer measurer = new Measurer(models, bench.out(this).resolve(".work/notes"));
        ProgressLine progress = progress()) {
      List<Path> pictures = sitters.isEmpty() ? List.of() : sitters.getFirst().pictures();
      Cell cell =
          measurer.measure(
              new Measurer.Task(films.getFirst(), made, pictures, List.of(), null), progress);
      progress.close();
      say(measurer.scale());
      say(BenchReport.table(cell));
      print(BenchReport.json(cell));
    }
  }

  private static String line(Cell c) {
    StringBuilder b = new StringBuilder(c.clip() + " × " + c.persona() + ":");
    for (var m :
        List.of(
            Bar.heldTo(Measure.IDENTITY, List.of(c)),
            Measure.JITTER,
            Measure.BORDER,
            Measure.MOUTH,
            Measure.EYES,
            Measure.LEAK)) {
      b.append("  ").append(m.title().toLowerCase(Locale.ROOT)).append(' ');
      b.append(m.show(c.value(m)));
    }
    return b.toString();
  }
}
