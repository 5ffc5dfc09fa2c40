package dev.likeness.cli;

import dev.likeness.faces.Tracks;
import dev.likeness.flow.FacesRecipe;
import dev.likeness.flow.Workshop;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Finds and follows faces. */
@Command(
    name = "faces",
    description = {
      "Find the faces of a picture or video, follow them, and say who is where.",
      "",
      "With --save the result goes into an alignments file beside the medium, which a person can"
          + " read and correct; 'likeness swap' then uses it instead of looking again."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness faces scene.mp4",
      "  likeness faces scene.mp4 --save --overlay scene.faces.mp4"
    })
final class FacesCommand extends Task {
  @Parameters(paramLabel = "FILE", description = "A picture or video.")
  private Path file = Path.of("");

  @Option(
      names = "--save",
      paramLabel = "FILE",
      arity = "0..1",
      fallbackValue = "",
      description = "Write the alignments file (default: FILE.faces.jsonl beside the medium).")
  private @Nullable Path save;

  @Option(
      names = "--overlay",
      paramLabel = "OUT",
      description = "Write a copy of the medium with what was found drawn on it.")
  private @Nullable Path overlay;

  @Option(
      names = "--coverage",
      paramLabel = "OUT.png",
      description =
          "Write a chart of the head angles, expressions and lights that the person who shows most"
              + " has, and say what is missing for a persona.")
  private @Nullable Path coverage;

  @Mixin private Overwrite overwrite = new Overwrite();

  FacesCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    Path medium = path(file);
    Path alignments =
        save == null ? null : save.toString().isEmpty() ? FacesRecipe.beside(medium) : path(save);
    for (Path p : Arrays.asList(alignments, orNull(overlay), orNull(coverage))) {
      if (p != null) {
        overwrite.checked(p);
      }
    }
    try (Workshop workshop = workshop();
        ProgressLine progress = progress()) {
      FacesRecipe.Found found =
          new FacesRecipe(workshop)
              .look(
                  new FacesRecipe.Request(medium, alignments, orNull(overlay), orNull(coverage)),
                  progress);
      progress.close();
      describe(found);
      if (!found.damage().isEmpty()) {
        note("likeness: " + found.damage());
      }
      ObjectNode o = found.toJson();
      if (alignments != null) {
        say("Alignments: " + alignments);
        o.put("alignments", alignments.toString());
      }
      print(o);
    }
  }

  private @Nullable Path orNull(@Nullable Path given) {
    return given == null ? null : path(given);
  }

  private void describe(FacesRecipe.Found found) {
    say(
        "%s: %d×%d, %d %s, %d %s"
            .formatted(
                file,
                found.width(),
                found.height(),
                found.frames(),
                found.frames() == 1 ? "frame" : "frames",
                found.tracks().size(),
                found.tracks().size() == 1 ? "person" : "people"));
    for (Tracks.Summary t : found.tracks()) {
      say(
          String.format(
              Locale.ROOT,
              "  person %d: frames %d–%d (%d), %.0f pixels between the eyes, best in frame %d",
              t.track(),
              t.first(),
              t.last(),
              t.count(),
              t.meanSize(),
              t.best().frame()));
    }
    if (coverage != null && found.coverage() != null) {
      say("Person %d shows:".formatted(found.tracks().get(0).track()));
      found.coverage().present().forEach(l -> say("  " + l));
      say("Missing:");
      found.coverage().missing().forEach(l -> say("  " + l));
    }
  }
}
