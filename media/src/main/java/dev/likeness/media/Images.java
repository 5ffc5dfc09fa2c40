package dev.likeness.media;

import dev.likeness.core.Frame;
import java.nio.file.Path;

/** Still pictures in and out. */
public final class Images {
  private Images() {}

  public static Frame read(Path file) {
    throw new UnsupportedOperationException(file.toString());
  }

  /**
   * Writes PNG, JPEG or WebP by the extension.
   *
   * @param quality 0–1, for JPEG and WebP
   */
  public static void write(Frame frame, Path file, double quality) {
    throw new UnsupportedOperationException(frame + " " + file + " " + quality);
  }

  public static boolean isImage(Path file) {
    throw new UnsupportedOperationException(file.toString());
  }
}
