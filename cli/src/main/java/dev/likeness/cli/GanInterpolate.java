package dev.likeness.cli;

import dev.likeness.core.Seed;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.gan.SampleRecipe;
import dev.likeness.flow.gan.WalkRecipe;
import dev.likeness.provenance.Exported;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The way between two faces. */
@Command(
    name = "interpolate",
    description = {
      "Draw the way from one face to another.",
      "",
      "Faces on the way are checked like all others; those that may not be shown are left out. To a"
          + " file with the ending .mp4 goes a film of the way there and back, in which all may be"
          + " shown."
    })
final class GanInterpolate extends Task {
  @Option(names = "--from-seed", paramLabel = "N", required = true, description = "The first.")
  private long from;

  @Option(names = "--to-seed", paramLabel = "N", required = true, description = "The last.")
  private long to;

  @Option(names = "--steps", paramLabel = "K", description = "How many pictures (default: 8).")
  private int steps = 8;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long a film lasts (default: ${DEFAULT-VALUE}).")
  private int seconds = 6;

  @Option(
      names = "--out",
      paramLabel = "DIR|FILE",
      required = true,
      description = "The folder that they go to; made if need be. Or an .mp4.")
  private Path out = Path.of("");

  @Mixin private GeneratorOptions generator = new GeneratorOptions();
  @Mixin private Overwrite overwrite = new Overwrite();

  GanInterpolate(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (steps < 2 || steps > 1000) {
      throw usage("--steps " + steps + " is not in 2–1000");
    }
    if (seconds < 1 || seconds > 600) {
      throw usage("--seconds " + seconds + " is not in 1–600");
    }
    if (String.valueOf(out.getFileName()).endsWith(".mp4")) {
      film(overwrite.file(path(out)));
      return;
    }
    Path folder = GanSample.folder(path(out));
    for (int i = 0; i < steps; i++) {
      overwrite.checked(folder.resolve(SampleRecipe.wayName(new Seed(from), new Seed(to), i)));
    }
    try (Workshop workshop = workshop();
        ProgressLine progress = progress();
        SampleRecipe recipe = generator.recipe(this, workshop)) {
      List<Exported> written =
          recipe.way(
              new Seed(from), new Seed(to), steps, generator.variety(this), folder, progress);
      progress.close();
      written.forEach(e -> say(e.file().toString()));
      note("Not shown: " + GanSample.refusals(recipe));
      print(GanSample.json(written, recipe));
    }
  }

  private void film(Path file) {
    try (Workshop workshop = workshop();
        ProgressLine progress = progress();
        SampleRecipe recipe = generator.recipe(this, workshop)) {
      Exported e =
          new WalkRecipe(recipe)
              .perform(
                  new Seed(from), new Seed(to), seconds, generator.variety(this), file, progress);
      progress.close();
      say(e.file().toString());
      print(GanSample.json(List.of(e), recipe));
    }
  }
}
