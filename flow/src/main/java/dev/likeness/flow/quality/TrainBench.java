package dev.likeness.flow.quality;

import dev.likeness.core.Progress;
import dev.likeness.synthesis.duel.DuelSettings;
import dev.likeness.synthesis.duel.Throughput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Times training against the bare loop of the same networks, in a folder that is gone afterwards.
 */
public final class TrainBench {
  private final Path parent;
  private final Clock clock;
  private final Progress progress;

  /**
   * @param parent where the run's folder lies meanwhile
   */
  public TrainBench(Path parent, Clock clock, Progress progress) {
    this.parent = parent;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Measures the usual networks.
   *
   * @param side of the pictures
   */
  public List<Throughput.Turn> run(int side, int threads, int turns) {
    try {
      Path folder = Files.createTempDirectory(parent, "likeness-bench-gan");
      try {
        return Throughput.measure(
            folder.resolve("run"), DuelSettings.usual(side), threads, turns, clock, progress);
      } finally {
        try (Stream<Path> all = Files.walk(folder)) {
          for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(p);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
