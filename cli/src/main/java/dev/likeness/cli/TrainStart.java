package dev.likeness.cli;

import dev.likeness.core.Seed;
import dev.likeness.core.Version;
import dev.likeness.flow.StartRecipe;
import dev.likeness.flow.Workshop;
import dev.likeness.synthesis.RefinerFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains what refiners begin with. */
@Command(
    name = "start",
    hidden = true,
    description = {
      "Train the weights that 'train refine' begins with, on people who do not exist.",
      "",
      "Portraits in --people must show nobody. A folder that holds a run is gone on with."
    })
final class TrainStart extends Task {
  @Option(names = "--people", paramLabel = "DIR", description = "Portraits of nobody (none).")
  private @Nullable Path people;

  @Option(
      names = "--source",
      paramLabel = "TEXT",
      description = "Where the portraits come from; they must show nobody. Is recorded.")
  private String source = "";

  @Option(names = "--puppets", paramLabel = "N", description = "How many (default: 48).")
  private int puppets = 48;

  @Option(names = "--steps", paramLabel = "N", description = "At most (default: 3000).")
  private long steps = 3000;

  @Option(names = "--minutes", paramLabel = "N", description = "At most (default: 60).")
  private double minutes = 60;

  @Option(names = "--seed", paramLabel = "N", description = "Where all chance comes from.")
  private long seed = 7;

  @Option(names = "--threads", paramLabel = "N", description = "Of the processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--run", paramLabel = "DIR", required = true, description = "The run's folder.")
  private Path folder = Path.of("");

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "The weights.")
  private Path out = Path.of("");

  TrainStart(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    Path pictures = people == null ? null : path(people);
    if (pictures != null && !Files.isDirectory(pictures)) {
      throw usage(pictures + " is no folder");
    }
    StartRecipe.Plan plan;
    try {
      plan =
          new StartRecipe.Plan(
              pictures == null ? List.of() : StartRecipe.pictures(pictures),
              source,
              puppets,
              new Seed(seed),
              steps,
              Duration.ofSeconds(Math.round(60 * minutes)),
              threads,
              path(folder));
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    try (Workshop workshop = workshop();
        ProgressLine progress = progress()) {
      StartRecipe.Result r = new StartRecipe(workshop, plan, this::note).perform(progress);
      progress.close();
      Map<String, String> notes = new LinkedHashMap<>();
      notes.put("version", Version.current());
      notes.put("source", source);
      notes.put("seed", String.valueOf(seed));
      notes.put("lessons", String.valueOf(r.lessons()));
      notes.put("step", String.valueOf(r.best().step()));
      notes.put("device", r.device());
      notes.put("held_out_psnr", String.format(Locale.ROOT, "%.2f", r.best().refined()));
      notes.put("held_out_psnr_warp", String.format(Locale.ROOT, "%.2f", r.best().warp()));
      notes.put("held_out_ssim", String.format(Locale.ROOT, "%.4f", r.best().refinedSsim()));
      notes.put("held_out_ssim_warp", String.format(Locale.ROOT, "%.4f", r.best().warpSsim()));
      RefinerFile.write(path(out), r.weights(), 0, notes);
      say("weights written: " + out);
      notes.forEach((k, v) -> say("  " + k + ": " + v));
      print(object().put("file", out.toString()).put("step", r.best().step()));
    }
  }
}
