package dev.likeness.synthesis.run;

import dev.likeness.core.Picture;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import java.nio.file.Path;

/**
 * Where a job's painted frames go: encoders that put the visible label on each frame first. What a
 * sink does to a frame depends on that frame alone, so that a resumed job gives the same result.
 */
public interface Sinks {
  /**
   * A run of video frames on its way to a file. Closed without {@link #finish}, no file is left.
   */
  interface Segment extends AutoCloseable {
    void write(VideoPicture picture);

    /** Puts the file in its place. */
    void finish();

    @Override
    void close();
  }

  /**
   * Begins a segment.
   *
   * @param track size, time base and colour of the frames to come
   */
  Segment segment(Path file, VideoFormat format, MediaInfo.Video track);

  /** Whether a segment is finished and whole and bears this very label. */
  boolean finished(Path segment);

  /** Writes a still picture; its kind follows the file's ending. */
  void still(Path file, Picture picture);

  /** What the sinks do, with all that matters for the result, for the record. */
  String text();
}
