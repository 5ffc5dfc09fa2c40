package dev.likeness.cli;

import dev.likeness.core.Seed;
import dev.likeness.flow.Personas;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.gan.Generators;
import dev.likeness.flow.gan.Invention;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a persona out of numbers. */
@Command(
    name = "invent",
    description = {
      "Make a persona who does not exist, from a generated face.",
      "",
      "The head is turned, and brows, lids and mouth are moved, by the renderer; a view in which the"
          + " same person is not found again is left out.",
      "",
      "Its grant is the statement that no real person is shown; the same seed gives the same face."
    })
final class PersonaInvent extends Task {
  @Parameters(paramLabel = "NAME", description = "What to call the persona.")
  private String name = "";

  @Option(names = "--seed", paramLabel = "N", description = "Who it is (default: from the name).")
  private @Nullable Long seed;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "A generator's file (default: the one in the program).")
  private @Nullable Path model;

  @Option(
      names = "--variety",
      paramLabel = "SHARE",
      description = "How far from the mean face, 0 to 1.2 (default: ${DEFAULT-VALUE}).")
  private double variety = Generators.VARIETY;

  PersonaInvent(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (!(variety >= 0 && variety <= 1.2)) {
      throw usage("--variety " + variety + " is not in 0–1.2");
    }
    Seed from = seed == null ? new Seed(0).derive(name) : new Seed(seed);
    try (Workshop workshop = workshop();
        ProgressLine progress = progress()) {
      Personas.Stored made =
          Invention.of(
              workshop,
              Generators.read(model == null ? null : path(model)),
              name,
              from,
              variety,
              this::note,
              progress);
      progress.close();
      say(
          "Persona %s: %d views of somebody who does not exist, on grant %s"
              .formatted(name, made.views(), made.ref().grantId()));
      print(PersonaShow.json(made));
    }
  }
}
