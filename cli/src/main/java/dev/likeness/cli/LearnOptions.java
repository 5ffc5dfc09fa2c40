package dev.likeness.cli;

import dev.likeness.core.Seed;
import dev.likeness.synthesis.refine.RefineTraining.Look;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** From what, how long and how something is learnt of a persona. */
final class LearnOptions {
  @Option(
      names = "--from",
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Films and pictures that the persona was made from (default: its pictures; films are not"
              + " kept with a persona).")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "Ends after so many, too (default: ${DEFAULT-VALUE}).")
  private double minutes = 30;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "How many at most (default: ${DEFAULT-VALUE}).")
  private long steps = 3000;

  @Option(names = "--seed", paramLabel = "N", description = "Where all chance comes from.")
  private long seed = 7;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Of the processor (default: all). Another number gives other last digits.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--resume", description = "Go on with the run that was stopped.")
  private boolean resume;

  /** Says what came of it, and puts it beside what {@code o} has of it. */
  static ObjectNode tell(Task task, ObjectNode o, boolean kept, Look best, Path page) {
    task.say(
        "%s: %.2f dB on moments it has not learnt from, the warp alone %.2f (step %d)"
            .formatted(kept ? "Learnt" : "Not kept", best.refined(), best.warp(), best.step()));
    task.say("Page: " + page);
    o.put("step", best.step());
    o.put("psnr", best.refined()).put("psnr_warp", best.warp());
    o.put("ssim", best.refinedSsim()).put("ssim_warp", best.warpSsim());
    return o.put("page", page.toString());
  }

  List<Path> files() {
    return files;
  }

  long steps() {
    return steps;
  }

  Duration limit() {
    return Duration.ofSeconds(Math.round(60 * minutes));
  }

  Seed seed() {
    return new Seed(seed);
  }

  int threads() {
    return threads;
  }

  boolean resume() {
    return resume;
  }
}
