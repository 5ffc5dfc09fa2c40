package dev.likeness.media;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The test clips that nobody on this project made; tests that need them skip without. */
final class RealMedia {
  static final List<String> CLIPS =
      List.of(
          "bbaf2n.mpg",
          "brbk7n.mpg",
          "lrwp9a.mpg",
          "swiz3n.mpg",
          "d0.mp4",
          "d18.mp4",
          "d19.mp4",
          "drawn_character.mp4",
          "talk_portrait_1080.mp4");

  private RealMedia() {}

  static Path file(String name) {
    Path p = Path.of(System.getProperty("likeness.media", "none")).resolve(name);
    Assumptions.assumeTrue(Files.exists(p), () -> "no test media: " + p + " is absent");
    return p;
  }
}
