package dev.likeness.flow;

import java.nio.file.Path;

/**
 * Speech that somebody recorded.
 *
 * @param file a sound, or a video whose sound is meant
 * @param rights whose voice it is and by what right it is used; stands in the record
 */
public record Recording(Path file, String rights) {
  public Recording {
    if (rights.isBlank()) {
      throw new IllegalArgumentException(
          "say whose voice is recorded and by what right it is used (--speech-rights)");
    }
  }
}
