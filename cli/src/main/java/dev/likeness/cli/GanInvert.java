package dev.likeness.cli;

import dev.likeness.flow.Workshop;
import dev.likeness.flow.gan.InvertRecipe;
import dev.likeness.flow.gan.InvertRecipe.Inverted;
import dev.likeness.flow.gan.SampleRecipe;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A persona's face as the generator draws it. */
@Command(
    name = "invert",
    description = {
      "Find the numbers whose face is nearest to a persona's, and draw it.",
      "",
      "The photo must be one that the persona was made from, and the grant must cover new pictures"
          + " (--uses picture)."
    })
final class GanInvert extends Task {
  @Parameters(paramLabel = "PHOTO", description = "One of the persona's pictures.")
  private Path photo = Path.of("");

  @Option(names = "--persona", paramLabel = "NAME", required = true, description = "Whose face.")
  private String persona = "";

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "A PNG.")
  private Path out = Path.of("");

  @Mixin private GeneratorOptions generator = new GeneratorOptions();
  @Mixin private Overwrite overwrite = new Overwrite();

  GanInvert(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    generator.requireNamed(this);
    Path file = overwrite.file(path(out));
    try (Workshop workshop = workshop();
        SampleRecipe recipe = generator.recipe(this, workshop)) {
      Inverted i = new InvertRecipe(workshop, recipe).perform(persona, path(photo), file);
      say(
          "%s: alike by %.2f (cosine of FaceRes descriptors)"
              .formatted(i.written().file(), i.alike()));
      print(
          object()
              .put("file", i.written().file().toString())
              .put("alike", Double.parseDouble(String.format(Locale.ROOT, "%.3f", i.alike()))));
    }
  }
}
