package dev.likeness.cli;

import dev.likeness.flow.quality.SignBench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** What signing costs. */
@Command(
    name = "sign",
    description = {
      "Time signing against a plain SHA-256 of the same file, and measure memory.",
      "",
      "Makes a file of noise, signs and hashes it by turns, and removes it all. Reading back what was"
          + " signed, as every export does, is not counted."
    })
final class BenchSign extends Task {
  @Option(
      names = "--megabytes",
      paramLabel = "N",
      description = "Size of the file, in 2^20 bytes (default: ${DEFAULT-VALUE}).")
  private int megabytes = 1024;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      description = "How often (default: ${DEFAULT-VALUE}).")
  private int repeats = 5;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where the files lie meanwhile (default: the folder for temporary files).")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

  BenchSign(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (megabytes < 1 || repeats < 1) {
      throw usage("--megabytes and --repeats need 1 or more");
    }
    try (ProgressLine progress = progress()) {
      List<SignBench.Turn> turns =
          new SignBench(path(folder), Clock.systemUTC(), progress)
              .run((long) megabytes << 20, repeats);
      progress.close();
      for (SignBench.Turn t : turns) {
        say(
            String.format(
                Locale.ROOT,
                "SHA-256 %.3f s, signing %.3f s: %.2f times; heap up to %.1f MB",
                t.plain(),
                t.signing(),
                t.times(),
                t.heap() / 1e6));
      }
      List<Double> times = turns.stream().map(SignBench.Turn::times).sorted().toList();
      double median = times.get(times.size() / 2);
      double worst = times.getLast();
      say(String.format(Locale.ROOT, "median %.2f, worst %.2f (bar 1.5)", median, worst));
      print(
          object()
              .put("megabytes", megabytes)
              .put("median", median)
              .put("worst", worst)
              .set("turns", JsonMapper.shared().valueToTree(turns)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
