package dev.likeness.cli;

import dev.likeness.core.Seed;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.gan.SampleRecipe;
import dev.likeness.provenance.Exported;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Draws faces. */
@Command(
    name = "sample",
    description = {
      "Draw faces of people who do not exist, or what else a generator has learnt.",
      "",
      "The same seed gives the same faces. A face that is too near to one that the generator learnt"
          + " from, looks too young or is not found as a face is not written; another takes its"
          + " place. Each file is labelled, marked and signed."
    },
    footer = {"", "@|bold Example|@", "  likeness gan sample --seed 7 --count 4 --out faces"})
final class GanSample extends Task {
  @Option(names = "--seed", paramLabel = "N", description = "Where all chance comes from.")
  private long seed = 1;

  @Option(names = "--count", paramLabel = "K", description = "How many (default: 1).")
  private int count = 1;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder that they go to; made if need be.")
  private Path out = Path.of("");

  @Mixin private GeneratorOptions generator = new GeneratorOptions();
  @Mixin private Overwrite overwrite = new Overwrite();

  GanSample(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (count < 1 || count > 10_000) {
      throw usage("--count " + count + " is not in 1–10000");
    }
    try (Workshop workshop = workshop();
        ProgressLine progress = progress();
        SampleRecipe recipe = generator.recipe(this, workshop)) {
      Path folder = folder(path(out));
      for (int i = 0; i < count; i++) {
        overwrite.checked(folder.resolve(recipe.name(new Seed(seed), i)));
      }
      List<Exported> written =
          recipe.sample(new Seed(seed), count, generator.variety(this), folder, progress);
      progress.close();
      written.forEach(e -> say(e.file().toString()));
      note("Not shown: " + GanSample.refusals(recipe));
      print(json(written, recipe));
    }
  }

  static String refusals(SampleRecipe recipe) {
    return ("%d too near to a picture that was learnt from, %d without a face, %d that look too young,"
            + " %d with a face from a generator of other things")
        .formatted(
            recipe.refused().getOrDefault("too_near", 0),
            recipe.refused().getOrDefault("no_face", 0),
            recipe.refused().getOrDefault("looks_too_young", 0),
            recipe.refused().getOrDefault("unexpected_face", 0));
  }

  static ObjectNode json(List<Exported> written, SampleRecipe recipe) {
    ObjectNode o = object();
    ArrayNode files = o.putArray("files");
    written.forEach(e -> files.add(e.file().toString()));
    ObjectNode refused = o.putObject("refused");
    recipe.refused().forEach(refused::put);
    return o;
  }

  static Path folder(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException(
              "cannot make the folder %s (%s)".formatted(folder, dev.likeness.core.Trouble.of(e)),
              e));
    }
  }
}
