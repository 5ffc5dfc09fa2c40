package dev.likeness.media;

import dev.likeness.core.YuvFrame;
import dev.likeness.media.MediaException.Code;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a run of pictures, one chunk of a job, to a file of its own: an MP4 whose first picture
 * is a key picture and which keeps their times exactly. Its bytes depend on the pictures, the
 * format and the track alone, so that a job that was broken off and resumed equals one that ran
 * through. Encoding goes on beside the caller, on a thread of its own, a few pictures behind. For
 * one thread at a time.
 */
public final class SegmentWriter implements AutoCloseable {
  private static final int BEHIND = 3;

  /** A picture, or none at the end. */
  private record Item(@Nullable VideoPicture picture) {}

  private final Path file;
  private final MediaInfo.Video track;
  private final PictureEncoder encoder;
  private final OutputFile out;
  private final AVRational timeBase;
  private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(BEHIND);
  private final Thread thread;
  private volatile @Nullable RuntimeException failure;
  private volatile boolean closed;
  private long lastTicks;
  private long written;

  private SegmentWriter(Path file, VideoFormat format, MediaInfo.Video track) {
    this.file = file;
    this.track = track;
    timeBase = Av.ratio(1, track.timeBaseDen());
    encoder = new PictureEncoder(file, format, track);
    out = new OutputFile(file, "mp4");
    thread = Thread.ofPlatform().daemon().name("media-encode").unstarted(this::run);
    try {
      out.add(encoder.parameters(), timeBase);
      String scale = String.valueOf(scale(track.timeBaseDen()));
      // Edit lists count in the movie's scale: with the track's, a late start is kept to the tick.
      out.begin(Map.of("video_track_timescale", scale, "movie_timescale", scale));
    } catch (RuntimeException e) {
      encoder.close();
      out.close();
      throw e;
    }
  }

  /** A multiple of the time base that is fine enough for sound beside it. */
  static int scale(int den) {
    int scale = den;
    while (scale < 10_000) {
      scale *= 2;
    }
    return scale;
  }

  /**
   * Begins a segment.
   *
   * @param track size, time base, rate, colour and pixel aspect of the pictures to come: the {@code
   *     video()} of the reader they are from, or {@link MediaInfo.Video#made}
   * @throws MediaException UNSUPPORTED (the codec does not take that size), WRITE_FAILED
   */
  public static SegmentWriter create(Path segment, VideoFormat format, MediaInfo.Video track) {
    Av.ready();
    SegmentWriter w = new SegmentWriter(segment, format, track);
    w.thread.start();
    return w;
  }

  /**
   * Hands over a picture of the track's size and time base, later than the one before. The arrays
   * must not change any more.
   *
   * @throws MediaException WRITE_FAILED, of an earlier picture too; STOPPED if interrupted
   */
  public void write(VideoPicture picture) {
    YuvFrame p = picture.picture();
    if (p.width() != track.width() || p.height() != track.height()) {
      throw new IllegalArgumentException(
          "picture of %d×%d for a segment of %d×%d"
              .formatted(p.width(), p.height(), track.width(), track.height()));
    }
    if (picture.time().num() != track.timeBaseNum()
        || picture.time().den() != track.timeBaseDen()) {
      throw new IllegalArgumentException(
          "%s in a segment of time base %d/%d"
              .formatted(picture.time(), track.timeBaseNum(), track.timeBaseDen()));
    }
    if (written > 0 && picture.time().ticks() <= lastTicks) {
      throw new IllegalArgumentException(picture.time() + " is not after tick " + lastTicks);
    }
    lastTicks = picture.time().ticks();
    written++;
    put(new Item(picture));
  }

  private void put(Item item) {
    try {
      while (!queue.offer(item, 50, TimeUnit.MILLISECONDS)) {
        rethrow();
      }
      rethrow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MediaException(Code.STOPPED, file + ": writing was stopped", e);
    }
  }

  private void rethrow() {
    RuntimeException f = failure;
    if (f != null) {
      throw f;
    }
  }

  private void store(AVPacket packet) {
    out.write(packet, 0, timeBase);
  }

  private void run() {
    try {
      while (true) {
        VideoPicture picture = queue.take().picture;
        if (picture == null) {
          encoder.drain(this::store);
          return;
        }
        encoder.encode(picture, this::store);
      }
    } catch (InterruptedException e) {
      // Closed without finish: the file is not wanted.
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  /**
   * Waits for the encoder and puts the file in its place.
   *
   * @throws IllegalStateException if no picture was written
   * @throws MediaException WRITE_FAILED; STOPPED if interrupted
   */
  public void finish() {
    if (written == 0) {
      throw new IllegalStateException("no picture in segment " + file);
    }
    put(new Item(null));
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MediaException(Code.STOPPED, file + ": writing was stopped", e);
    }
    rethrow();
    out.finish();
    close();
  }

  /** Lets go of everything; without {@link #finish} before, no file remains. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    Threads.stop(thread);
    out.close();
    encoder.close();
  }
}
