package dev.likeness.cli;

import dev.likeness.core.Seed;
import dev.likeness.flow.RefineRecipe;
import dev.likeness.flow.RefineRequest;
import dev.likeness.flow.Workshop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains a persona's refiner. */
@Command(
    name = "refine",
    description = {
      "Learn how a persona's face looks where warping one picture of it gives itself away.",
      "",
      "Each moment of the persona's films is a lesson: its picture is warped there, and the moment"
          + " itself is the answer. The last ones are held out; what gains nothing on them is not"
          + " kept. Swap, reenact and talk then use it by themselves (--no-refine: without). Ctrl-C"
          + " leaves a run that --resume goes on with; a killed one loses a minute at most."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness train refine --persona ann --from ann.mp4",
      "  likeness train refine --persona ann --from ann.mp4 --minutes 10"
    })
final class TrainRefine extends Task {
  @Option(names = "--persona", paramLabel = "NAME", required = true, description = "Whose face.")
  private String persona = "";

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

  TrainRefine(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    RefineRequest request;
    try {
      request =
          new RefineRequest(
              persona,
              files.stream().map(this::path).toList(),
              steps,
              Duration.ofSeconds(Math.round(60 * minutes)),
              new Seed(seed),
              threads,
              resume);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    try (Workshop workshop = workshop();
        ProgressLine progress = progress()) {
      RefineRecipe.Result r = new RefineRecipe(workshop, request, this::note).perform(progress);
      progress.close();
      say(
          "%s: %.2f dB on moments it has not learnt from, the warp alone %.2f (step %d)"
              .formatted(
                  r.kept() ? "Learnt" : "Not kept",
                  r.best().refined(),
                  r.best().warp(),
                  r.best().step()));
      say("Page: " + r.page());
      print(
          object()
              .put("persona", persona)
              .put("kept", r.kept())
              .put("moments", r.moments())
              .put("step", r.best().step())
              .put("psnr", r.best().refined())
              .put("psnr_warp", r.best().warp())
              .put("ssim", r.best().refinedSsim())
              .put("ssim_warp", r.best().warpSsim())
              .put("page", r.page().toString()));
    }
  }
}
