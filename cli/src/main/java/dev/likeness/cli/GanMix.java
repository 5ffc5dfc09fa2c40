package dev.likeness.cli;

import dev.likeness.core.Seed;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.gan.SampleRecipe;
import dev.likeness.provenance.Exported;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One face's form with another's colours. */
@Command(
    name = "mix",
    description = "Draw the form and pose of one face with the colours and texture of another.")
final class GanMix extends Task {
  @Option(names = "--form-seed", paramLabel = "N", required = true, description = "Whose form.")
  private long form;

  @Option(
      names = "--colour-seed",
      paramLabel = "N",
      required = true,
      description = "Whose colours.")
  private long colour;

  @Option(
      names = "--at",
      paramLabel = "SIDE",
      description = "From which level on the colours' numbers count: 8, 16, 32 … (default: 16).")
  private int at = 16;

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "A PNG.")
  private Path out = Path.of("");

  @Mixin private GeneratorOptions generator = new GeneratorOptions();
  @Mixin private Overwrite overwrite = new Overwrite();

  GanMix(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (at < 8 || at > 256 || Integer.bitCount(at) != 1) {
      throw usage("--at must be one of 8, 16, 32, 64, 128 or 256, not " + at);
    }
    Path file = overwrite.file(path(out));
    try (Workshop workshop = workshop();
        SampleRecipe recipe = generator.recipe(this, workshop)) {
      Exported e = recipe.mix(new Seed(form), new Seed(colour), at, generator.variety(this), file);
      say(e.file().toString());
      print(GanSample.json(List.of(e), recipe));
    }
  }
}
