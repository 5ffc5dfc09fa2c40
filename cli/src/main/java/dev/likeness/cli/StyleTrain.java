package dev.likeness.cli;

import dev.likeness.flow.StyleStudy;
import dev.likeness.flow.Workshop;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Learns a style. */
@Command(
    name = "train",
    description = {
      "Learn a style from a folder of works.",
      "",
      "From one work on. What is learnt is which parts of them to paint with, so that there is paint"
          + " for every tone and colour that the works have: results are put together from pieces"
          + " of these very works. Use works that are yours, or that you may use so."
    },
    footer = {
      "",
      "@|bold Example|@",
      "  likeness style train --data drawings --out ink.safetensors \\",
      "      --title 'My ink drawings'"
    })
final class StyleTrain extends Task {
  @Option(names = "--data", paramLabel = "DIR", required = true, description = "The works.")
  private Path data = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The style's file (safetensors).")
  private Path out = Path.of("");

  @Option(
      names = "--pieces",
      paramLabel = "N",
      description = "How many parts are kept, 1 to 64 (default: ${DEFAULT-VALUE}).")
  private int pieces = 24;

  @Option(names = "--title", paramLabel = "TEXT", description = "What to call the style.")
  private String title = "";

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      description = "Under which it may be used (default: as the works).")
  private String licence = "as the works";

  @Mixin private Overwrite overwrite = new Overwrite();

  StyleTrain(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (pieces < 1 || pieces > 64) {
      throw usage("--pieces " + pieces + " is not in 1–64");
    }
    Path file = overwrite.file(path(out));
    Map<String, String> about = new LinkedHashMap<>();
    about.put("title", title.isBlank() ? String.valueOf(file.getFileName()) : title);
    about.put("licence", licence);
    try (Workshop workshop = workshop();
        ProgressLine progress = progress()) {
      StyleStudy.Learnt l =
          new StyleStudy(workshop, this::note).perform(path(data), file, pieces, about, progress);
      progress.close();
      say("Style: %s, %d pieces of %d works".formatted(file, l.pieces(), l.works()));
      print(
          object()
              .put("style", file.toString())
              .put("works", l.works())
              .put("left_out", l.left())
              .put("pieces", l.pieces()));
    }
  }
}
