package dev.likeness.cli;

import dev.likeness.flow.quality.GridSentence;
import dev.likeness.flow.quality.LipsyncBench;
import dev.likeness.flow.quality.LipsyncReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** How mouths move with sounds. */
@Command(
    name = "lipsync",
    description = {
      "Drive talking clips with their own sound and with each other's, and measure the mouths.",
      "",
      "Without --clips the test media's clips whose words are known are taken (GRID, whose file"
          + " names spell their sentences). Sheets of mouths against sounds, table and JSON"
          + " go into --out; the films, which nobody approved, do not stay."
    })
final class BenchLipsync extends Task {
  @Mixin private BenchOptions bench = new BenchOptions("likeness-lipsync");

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "What is said in each of --clips, in their order.")
  private List<String> texts = new ArrayList<>();

  BenchLipsync(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    List<LipsyncBench.Said> said = new ArrayList<>();
    List<Path> clips = bench.clips(this);
    if (texts.size() > clips.size()) {
      throw usage("--text belongs to --clips, one for each");
    }
    for (int i = 0; i < clips.size(); i++) {
      Path clip = clips.get(i);
      String text = i < texts.size() ? texts.get(i) : GridSentence.of(clip);
      if (text.isEmpty()) {
        throw usage("say what is said in " + clip + " with --text");
      }
      said.add(new LipsyncBench.Said(clip, text));
    }
    Path media = bench.media(this);
    if (clips.isEmpty()) {
      for (String name : List.of("bbaf2n", "brbk7n", "lrwp9a", "swiz3n")) {
        Path clip = media.resolve("clips/" + name + ".mpg");
        if (Files.exists(clip)) {
          said.add(new LipsyncBench.Said(clip, GridSentence.of(clip)));
        }
      }
    }
    if (said.size() < 2) {
      throw usage(
          "there are no two talking clips in %s; name them with --media or --clips"
              .formatted(media));
    }
    try (ProgressLine progress = progress()) {
      LipsyncReport report =
          new LipsyncBench(bench.out(this), Clock.systemUTC(), progress, r -> note(line(r)))
              .run(said);
      progress.close();
      say(report.markdown());
      print(JsonMapper.shared().readTree(report.json()));
    }
  }

  private static String line(LipsyncReport.Row r) {
    return String.format(
        Locale.ROOT,
        "%s with %s: agreement %.2f of the real %.2f, lag %.1f frames",
        r.face(),
        r.own() ? "its own sound" : "the sound of " + r.sound(),
        r.values().getOrDefault("share", Double.NaN),
        r.values().getOrDefault("realAgreement", Double.NaN),
        r.values().getOrDefault("lagFrames", Double.NaN));
  }
}
