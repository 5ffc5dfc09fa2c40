package dev.likeness.media;

import dev.likeness.media.MediaException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes and encodes again and does nothing between, in chunks and with the same parts as work
 * that changes pictures: the yardstick that such work is measured against.
 */
public final class Transcode {
  /** How many seconds of pictures go into one segment. */
  public static final double SEGMENT_SECONDS = 8;

  private Transcode() {}

  /**
   * Transcodes a video with its sound.
   *
   * @param listener hears of every picture
   * @throws MediaException as {@link VideoReader#open}, {@link SegmentWriter} and {@link
   *     Muxer#join}
   */
  public static void run(Path in, Path out, VideoFormat format, ProgressListener listener) {
    Path folder = folderBeside(out);
    try {
      List<Path> segments = new ArrayList<>();
      try (VideoReader reader = VideoReader.open(in)) {
        VideoPicture picture = reader.next();
        while (picture != null) {
          Path segment = folder.resolve("%06d.mp4".formatted(segments.size()));
          picture = segment(reader, picture, segment, format, listener);
          segments.add(segment);
        }
      }
      Muxer.join(segments, in, out, Muxer.Options.WHOLE);
    } finally {
      delete(folder);
    }
  }

  /** Writes one segment that begins with {@code picture}; the result begins the next one. */
  private static @Nullable VideoPicture segment(
      VideoReader reader,
      VideoPicture picture,
      Path segment,
      VideoFormat format,
      ProgressListener listener) {
    double end = picture.time().seconds() + SEGMENT_SECONDS;
    VideoPicture p = picture;
    try (SegmentWriter writer = SegmentWriter.create(segment, format, reader.video())) {
      while (p != null && p.time().seconds() < end) {
        writer.write(p);
        listener.progress(p.index() + 1, reader.video().frames());
        p = reader.next();
      }
      writer.finish();
    }
    return p;
  }

  private static Path folderBeside(Path out) {
    Path parent = out.toAbsolutePath().getParent();
    try {
      return Files.createTempDirectory(parent, ".segments");
    } catch (IOException e) {
      throw new MediaException(
          Code.WRITE_FAILED, out + ": its folder is not there or may not be written to", e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path p : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(p);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
