package dev.likeness.cli;

import dev.likeness.flow.quality.MarkBench;
import dev.likeness.flow.quality.MarkReport;
import dev.likeness.flow.quality.TestMedia;
import dev.likeness.media.Images;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the invisible mark bears. */
@Command(
    name = "mark",
    description = {
      "Mark pictures and clips, attack them, and count how many marks are read again.",
      "",
      "Uses a key of its own, not the installation's. Writes mark.json and the page mark.html."
    })
final class BenchMark extends Task {
  @Mixin private BenchOptions bench = new BenchOptions("likeness-mark");

  @Option(
      names = "--pictures",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Pictures (default: people of the test media).")
  private List<Path> pictures = new ArrayList<>();

  @Option(
      names = "--unmarked",
      paramLabel = "N",
      description = {
        "Read N unmarked pictures, made from all pictures and clips (default: 2000; 0: none)."
      })
  private int unmarked = 2000;

  BenchMark(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    Path folder = bench.media(this);
    List<Path> clips = bench.clips(this);
    boolean named = !pictures.isEmpty() || !clips.isEmpty();
    List<Path> stills =
        named ? pictures.stream().map(this::path).toList() : images(folder.resolve("people"));
    List<Path> films = named ? clips : TestMedia.clips(folder);
    if (stills.isEmpty() && films.isEmpty()) {
      throw usage(
          "there are no test media in %s; name them with --media, or name --pictures and --clips"
              .formatted(folder));
    }
    if (unmarked < 0) {
      throw usage("--unmarked needs 0 or more");
    }
    List<Path> more = new ArrayList<>();
    if (!named) {
      more.addAll(images(folder.resolve("stills")));
      more.addAll(images(folder.resolve("london")));
    }
    MarkBench.Plan plan = new MarkBench.Plan(stills, films, more, unmarked, bench.out(this));
    try (ProgressLine progress = progress()) {
      MarkReport report = new MarkBench(plan, progress).run();
      progress.close();
      say(report.markdown());
      say("Page: " + bench.out(this).resolve("mark.html"));
      print(report.json());
    }
  }

  private static List<Path> images(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Images::isImage).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
