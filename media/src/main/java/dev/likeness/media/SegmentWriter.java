package dev.likeness.media;

import java.nio.file.Path;

/** Encodes a run of pictures to a file of its own. */
public final class SegmentWriter implements AutoCloseable {
  private SegmentWriter() {}

  /**
   * @param track size, time base, rate, colour and pixel aspect of the pictures to come: the {@code
   *     video()} of the reader they are from, or {@link MediaInfo.Video#made}
   */
  public static SegmentWriter create(Path segment, VideoFormat format, MediaInfo.Video track) {
    throw new UnsupportedOperationException(segment + " " + format + " " + track);
  }

  public void write(VideoPicture picture) {
    throw new UnsupportedOperationException(picture.toString());
  }

  /** Waits for the encoder and puts the file in its place. */
  public void finish() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
