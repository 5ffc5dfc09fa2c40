package dev.likeness.media;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a video from its first picture to its last. */
public final class VideoReader implements AutoCloseable {
  private VideoReader() {}

  public static VideoReader open(Path file) {
    throw new UnsupportedOperationException(file.toString());
  }

  public MediaInfo info() {
    throw new UnsupportedOperationException();
  }

  /** The picture track. */
  public MediaInfo.Video video() {
    throw new UnsupportedOperationException();
  }

  /** The next picture, or null after the last. */
  public @Nullable VideoPicture next() {
    throw new UnsupportedOperationException();
  }

  /** Drops pictures until {@code next} returns the one with this index (or null). */
  public void skipTo(long index) {
    throw new UnsupportedOperationException(String.valueOf(index));
  }

  /** What was wrong with the file and where, known once {@code next} has returned null. */
  public Optional<String> damage() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
