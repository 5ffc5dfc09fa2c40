package dev.likeness.cli;

import dev.likeness.core.Seed;
import dev.likeness.flow.gan.PuppetFaces;
import dev.likeness.provenance.OwnPictures;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Faces to begin with. */
@Command(
    name = "puppets",
    description = {
      "Draw aligned faces of puppets: what a face generator may begin with.",
      "",
      "About a second for four faces. A folder that holds some already is filled up."
    })
final class GanPuppets extends Task {
  @Option(names = "--count", paramLabel = "K", description = "How many (default: 1000).")
  private int count = 1000;

  @Option(names = "--size", paramLabel = "PIXELS", description = "Side of each (default: 128).")
  private int size = 128;

  @Option(names = "--seed", paramLabel = "N", description = "Who they are (default: 4).")
  private long seed = 4;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "A folder.")
  private Path out = Path.of("");

  GanPuppets(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (count < 1 || size < 32 || size > 512) {
      throw usage("--count from 1 on, --size 32 to 512");
    }
    Path folder = GanSample.folder(path(out));
    try (ProgressLine progress = progress()) {
      int drawn =
          new PuppetFaces(
                  new Seed(seed), size, new OwnPictures(signingKeys(), java.time.Instant.now()))
              .write(count, folder, progress);
      progress.close();
      say("%d faces drawn, %d were there".formatted(drawn, count - drawn));
      print(object().put("drawn", drawn).put("folder", folder.toString()));
    }
  }
}
