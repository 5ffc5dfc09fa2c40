package dev.likeness.synthesis.run;

import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.YuvFrame;
import dev.likeness.media.Decoder;
import dev.likeness.media.Images;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a job works on: the pictures in, and files of the same kind for the pictures that come out.
 * A video gives segments of video, a still a lossless picture.
 */
sealed interface Target extends AutoCloseable {
  int width();

  int height();

  /** Pictures a second on average; 1 for a still. */
  double fps();

  /** How many pictures the span has, an estimate; 0 where nothing is known. */
  long expected(Span span);

  /** The next picture, or null after the last. */
  @Nullable Shot next();

  /** Drops pictures until {@code next} gives the one with this number. */
  void skipTo(long frame);

  /** What was wrong with the file, known after the last picture. */
  Optional<String> damage();

  /** The ending of the files that {@link #sink} writes. */
  String ending();

  /** Whether finished chunks are kept for going on later. */
  boolean resumable();

  Sink sink(Path file, Sinks sinks);

  @Override
  void close();

  /** Where a chunk's pictures go. Closed without {@link #finish}, no file is left. */
  interface Sink extends AutoCloseable {
    void write(Shot shot, Picture result);

    /** Puts the file in its place. */
    void finish();

    @Override
    void close();
  }

  /**
   * Opens the job's target.
   *
   * @throws dev.likeness.media.MediaException when it is no picture or video
   */
  static Target open(Job job) {
    Path file = job.target();
    return Images.isImage(file)
        ? new Still(Images.read(file), job.stillEnding())
        : new Video(film(job), job.format());
  }

  private static Decoder.Film film(Job job) {
    Decoder.Film film = VideoReader.open(job.target());
    return job.played() == null ? film : new PlayedFilm(film, job.played());
  }

  /** Moving pictures. */
  record Video(Decoder.Film reader, VideoFormat format) implements Target {
    @Override
    public int width() {
      return reader.video().width();
    }

    @Override
    public int height() {
      return reader.video().height();
    }

    @Override
    public double fps() {
      return reader.video().fps();
    }

    @Override
    public long expected(Span span) {
      MediaInfo.Video v = reader.video();
      if (v.frames() <= 0 || !(v.fps() > 0)) {
        return 0;
      }
      double seconds = v.frames() / v.fps();
      double part = Math.min(seconds, span.to()) - Math.min(seconds, span.from());
      return Math.round(part * v.fps());
    }

    @Override
    public @Nullable Shot next() {
      VideoPicture p = reader.next();
      return p == null ? null : Shot.of(p);
    }

    @Override
    public void skipTo(long frame) {
      reader.skipTo(frame);
    }

    @Override
    public Optional<String> damage() {
      return reader.damage();
    }

    @Override
    public String ending() {
      return format.codec() == VideoFormat.Codec.VP9 ? ".webm" : ".mp4";
    }

    @Override
    public boolean resumable() {
      return true;
    }

    @Override
    public Sink sink(Path file, Sinks sinks) {
      Sinks.Segment out = sinks.segment(file, format, reader.video());
      return new Sink() {
        @Override
        public void write(Shot shot, Picture result) {
          VideoPicture at = Objects.requireNonNull(shot.video());
          if (!(result instanceof YuvFrame yuv)) {
            throw new IllegalArgumentException("a video frame came back as " + result.getClass());
          }
          out.write(at.with(yuv));
        }

        @Override
        public void finish() {
          out.finish();
        }

        @Override
        public void close() {
          out.close();
        }
      };
    }

    @Override
    public void close() {
      reader.close();
    }
  }

  /** One picture. */
  final class Still implements Target {
    private final Frame picture;
    private final String ending;
    private boolean given;

    Still(Frame picture, String ending) {
      this.picture = picture;
      this.ending = ending;
    }

    @Override
    public int width() {
      return picture.width();
    }

    @Override
    public int height() {
      return picture.height();
    }

    @Override
    public double fps() {
      return 1;
    }

    @Override
    public long expected(Span span) {
      return 1;
    }

    @Override
    public @Nullable Shot next() {
      if (given) {
        return null;
      }
      given = true;
      return new Shot(0, picture, null);
    }

    @Override
    public void skipTo(long frame) {
      given |= frame > 0;
    }

    @Override
    public Optional<String> damage() {
      return Optional.empty();
    }

    @Override
    public String ending() {
      return ending;
    }

    @Override
    public boolean resumable() {
      return false;
    }

    @Override
    public Sink sink(Path file, Sinks sinks) {
      return new Sink() {
        private @Nullable Picture result;

        @Override
        public void write(Shot shot, Picture painted) {
          result = painted;
        }

        @Override
        public void finish() {
          sinks.still(file, Objects.requireNonNull(result));
        }

        @Override
        public void close() {
          result = null;
        }
      };
    }

    @Override
    public void close() {}
  }
}
