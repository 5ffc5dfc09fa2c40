package dev.likeness.cli;

import dev.likeness.core.Seed;
import dev.likeness.forensics.text.AuthorModel;
import dev.likeness.forensics.text.Authors;
import dev.likeness.forensics.train.TextTraining;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Teaches what style is worth. */
@Command(
    name = "train-text",
    description = {
      "Teach 'likeness verify-text' what it counts and what that is worth, from texts of many people.",
      "",
      "Each folder in --data is a person. Those who stand near each other in the order of names are"
          + " compared, so number them by when they wrote. The same data, options and seed give the"
          + " same file."
    })
final class JudgeTrainText extends Task {
  @Option(names = "--data", required = true, paramLabel = "DIR", description = "A folder a person.")
  private Path data = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "What was learnt.")
  private Path out = Path.of("");

  @Option(names = "--seed", paramLabel = "N", description = "Where all chance comes from.")
  private long seed = 1;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description = "Of each kind and length (default: 1500).")
  private int pairs = 1500;

  @Mixin private Overwrite overwrite = new Overwrite();

  JudgeTrainText(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (!Files.isDirectory(path(data))) {
      throw usage(data + " is no folder");
    }
    if (pairs < 100) {
      throw usage("--pairs starts at 100");
    }
    Path file = overwrite.file(path(out));
    try (ProgressLine progress = progress()) {
      AuthorModel m = TextTraining.run(Authors.read(path(data)), pairs, new Seed(seed), progress);
      m.write(file);
      ObjectNode o = object().put("file", out.toString());
      ObjectNode notes = o.putObject("notes");
      say("written: " + out);
      m.notes()
          .forEach(
              (k, v) -> {
                say("  " + k + ": " + v);
                notes.put(k, v);
              });
      print(o);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
