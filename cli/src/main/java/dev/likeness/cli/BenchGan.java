package dev.likeness.cli;

import dev.likeness.flow.quality.TrainBench;
import dev.likeness.synthesis.duel.Throughput;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** What training costs beside the arithmetic. */
@Command(
    name = "gan",
    description = {
      "Time training against the bare loop of the same networks in the same engine.",
      "",
      "By turns of "
          + Throughput.TURN
          + " steps; the run with everything that belongs to it (reading, augmentation, average,"
          + " looks, checkpoints), the bare loop with forwards, backwards, penalties and optimisers"
          + " alone."
    })
final class BenchGan extends Task {
  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      description = "Side of the pictures (default: ${DEFAULT-VALUE}).")
  private int size = 64;

  @Option(
      names = "--turns",
      paramLabel = "N",
      description = "How often (default: ${DEFAULT-VALUE}).")
  private int turns = 3;

  @Option(names = "--threads", paramLabel = "N", description = "Of the processor (default: all).")
  private int threads = Runtime.getRuntime().availableProcessors();

  BenchGan(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (turns < 1 || threads < 1) {
      throw usage("--turns and --threads need 1 or more");
    }
    try (ProgressLine progress = progress()) {
      List<Throughput.Turn> all =
          new TrainBench(Path.of(System.getProperty("java.io.tmpdir")), Clock.systemUTC(), progress)
              .run(size, threads, turns);
      progress.close();
      for (Throughput.Turn t : all) {
        say(
            String.format(
                Locale.ROOT,
                "run %.2f steps/s, bare %.2f steps/s: %.3f",
                Throughput.TURN / t.run(),
                Throughput.TURN / t.bare(),
                t.share()));
      }
      List<Double> shares = all.stream().map(Throughput.Turn::share).sorted().toList();
      double median = shares.get(shares.size() / 2);
      say(String.format(Locale.ROOT, "median %.3f of the bare loop's speed (bar .9)", median));
      print(
          object()
              .put("size", size)
              .put("threads", threads)
              .put("median", median)
              .set("turns", JsonMapper.shared().valueToTree(all)));
    }
  }
}
