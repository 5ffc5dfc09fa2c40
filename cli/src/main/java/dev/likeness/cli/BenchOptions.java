package dev.likeness.cli;

import dev.likeness.flow.quality.TestMedia;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What the benches have in common: the media that they measure on, and where results go. */
final class BenchOptions {
  @Option(
      names = "--media",
      paramLabel = "DIR",
      description = "Folder of the test media (default: ${DEFAULT-VALUE}).")
  private Path media = Path.of("../shared/media");

  @Option(
      names = {"--clips", "--clip"},
      paramLabel = "FILE",
      arity = "1..*",
      description = "Videos (default: those of the test media).")
  private List<Path> clips = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where everything goes (default: ${DEFAULT-VALUE}).")
  private Path out;

  /**
   * @param folder where results go if nothing else is said
   */
  BenchOptions(String folder) {
    out = Path.of(folder);
  }

  Path media(Task task) {
    return task.path(media);
  }

  /** The videos that were named. */
  List<Path> clips(Task task) {
    return clips.stream().map(task::path).toList();
  }

  /** The videos that were named, else those of the test media. */
  List<Path> films(Task task) {
    return clips.isEmpty() ? TestMedia.clips(media(task)) : clips(task);
  }

  Path out(Task task) {
    return task.path(out);
  }
}
