package dev.likeness.media;

import java.nio.file.Path;

/** Decodes and encodes again: the yardstick that renderers are measured against. */
public final class Transcode {
  private Transcode() {}

  public static void run(Path in, Path out, VideoFormat format, ProgressListener listener) {
    throw new UnsupportedOperationException(in + " " + out + " " + format + " " + listener);
  }
}
