package dev.likeness.media;

import java.nio.file.Path;

/** What is in a file. */
public final class Media {
  private Media() {}

  /**
   * Reads what a file is from its first bytes.
   *
   * @throws MediaException NOT_FOUND, EMPTY, NOT_MEDIA
   */
  public static MediaInfo probe(Path file) {
    throw new UnsupportedOperationException(file.toString());
  }
}
