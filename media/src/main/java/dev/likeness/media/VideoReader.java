package dev.likeness.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.likeness.core.Timecode;
import dev.likeness.media.MediaException.Code;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Reads a video from its first picture to its last, always decoding from the start and ahead of the
 * caller on a thread of its own (a few pictures, never more). Pictures stand upright; those that
 * are not 8-bit 4:2:0 are converted, all others are handed out as decoded. High dynamic range (PQ,
 * HLG) is worked on as though it were SDR, see {@link Colour#transfer()}. For one thread at a time.
 */
public final class VideoReader implements Decoder.Film {
  private static final int AHEAD = 3;
  private static final int DECODER_THREADS = 2;

  /** What the decoding thread hands over: a picture, why it failed, or neither at the end. */
  private record Item(@Nullable VideoPicture picture, @Nullable RuntimeException failure) {}

  private final Source source;
  private final AVStream stream;
  private final TrackDecoder decoder;
  private final PictureConverter converter;
  private final MediaInfo info;
  private final MediaInfo.Video video;
  private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(AHEAD);
  private final Thread thread;
  private volatile long wanted;
  private volatile boolean closed;
  private @Nullable Item last;

  private VideoReader(
      Source source,
      AVStream stream,
      TrackDecoder decoder,
      AVFrame first,
      MediaInfo info,
      MediaInfo.Video video,
      Turn turn) {
    this.source = source;
    this.stream = stream;
    this.decoder = decoder;
    this.info = info;
    this.video = video;
    this.converter = new PictureConverter(first.width(), first.height(), turn, video.colour());
    this.thread = Thread.ofPlatform().daemon().name("media-decode").unstarted(() -> run(first));
  }

  /**
   * Opens a file and decodes its first picture.
   *
   * @throws MediaException NOT_FOUND, EMPTY, NOT_MEDIA, UNSUPPORTED (no picture track, or no
   *     decoder for it), DAMAGED (not one picture can be decoded)
   */
  public static VideoReader open(Path file) {
    return open(file, 0);
  }

  /**
   * Opens a file for a quick look through it: only key pictures are decoded, which each stand for
   * themselves, at most one in so many seconds. How far apart they lie is the encoder's choice, up
   * to ten seconds in common settings. Their indices count only what is handed out.
   *
   * @param spacing in seconds, above 0
   * @throws MediaException as {@link #open(Path)}; DAMAGED also where no picture is marked as key
   */
  public static VideoReader openKeys(Path file, double spacing) {
    if (!(spacing > 0)) {
      throw new IllegalArgumentException("spacing " + spacing + " s");
    }
    return open(file, spacing);
  }

  private static VideoReader open(Path file, double spacing) {
    Source source = Source.open(file);
    TrackDecoder decoder = null;
    AVFrame first = av_frame_alloc();
    try {
      AVStream stream = source.video();
      MediaInfo info = Media.info(source, stream, Turn.NONE, MediaInfo.Kind.VIDEO);
      if (stream == null) {
        throw new MediaException(
            Code.UNSUPPORTED, file + ": there are no pictures in it, only sound; give a video");
      }
      decoder = new TrackDecoder(source, stream, DECODER_THREADS, spacing);
      if (!decoder.next(first)) {
        throw new MediaException(
            Code.DAMAGED,
            "%s: not one picture can be decoded (%s); take the original"
                .formatted(file, source.damage().orElse("there is no data")));
      }
      Turn turn = Tracks.turn(stream, first);
      MediaInfo.Video video = Tracks.video(source, stream, turn, first);
      MediaInfo refined = new MediaInfo(info.kind(), info.container(), video, info.sound());
      VideoReader reader = new VideoReader(source, stream, decoder, first, refined, video, turn);
      reader.thread.start();
      return reader;
    } catch (RuntimeException e) {
      av_frame_free(first);
      if (decoder != null) {
        decoder.close();
      }
      source.close();
      throw e;
    }
  }

  public MediaInfo info() {
    return info;
  }

  /** The picture track. */
  @Override
  public MediaInfo.Video video() {
    return video;
  }

  /**
   * The next picture, or null after the last.
   *
   * @throws MediaException STOPPED if the thread is interrupted while it waits
   */
  @Override
  public @Nullable VideoPicture next() {
    while (true) {
      Item item = last != null ? last : take();
      if (item.failure != null) {
        last = item;
        throw item.failure;
      }
      if (item.picture == null) {
        last = item;
        return null;
      }
      if (item.picture.index() >= wanted) {
        return item.picture;
      }
    }
  }

  private Item take() {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MediaException(Code.STOPPED, source.file + ": reading was stopped", e);
    }
  }

  /**
   * Drops pictures until {@link #next} returns the one with this index (or null). They are decoded,
   * not jumped over, so that the picture is exactly the one that reading on would have given.
   */
  @Override
  public void skipTo(long index) {
    wanted = Math.max(wanted, index);
  }

  /** What was wrong with the file and where; complete once {@link #next} has returned null. */
  @Override
  public Optional<String> damage() {
    return last == null ? Optional.empty() : source.damage();
  }

  private void run(AVFrame first) {
    try {
      try {
        decode(first);
        queue.put(new Item(null, null));
      } catch (RuntimeException e) {
        queue.put(new Item(null, e));
      }
    } catch (InterruptedException e) {
      // The reader was closed: nobody waits for more.
    }
  }

  private void decode(AVFrame first) throws InterruptedException {
    AVFrame held = first;
    AVFrame following = av_frame_alloc();
    try {
      Clock clock = new Clock();
      long index = 0;
      long time = clock.time(held);
      boolean more = true;
      while (more && !closed) {
        more = decoder.next(following);
        long after = more ? clock.time(following) : time + clock.duration(held);
        if (index >= wanted) {
          Timecode at = new Timecode(time, video.timeBaseNum(), video.timeBaseDen());
          VideoPicture picture = new VideoPicture(index, at, after - time, converter.convert(held));
          queue.put(new Item(picture, null));
        }
        AVFrame swap = held;
        held = following;
        following = swap;
        time = after;
        index++;
      }
    } finally {
      av_frame_free(held);
      av_frame_free(following);
    }
  }

  /** Time-stamps as the container has them; where it has none, the rate carries them on. */
  private final class Clock {
    private long last = AV_NOPTS_VALUE;
    private long lastDuration;

    long time(AVFrame f) {
      long t = f.best_effort_timestamp();
      if (t == AV_NOPTS_VALUE) {
        t = last == AV_NOPTS_VALUE ? 0 : last + lastDuration;
      }
      if (last != AV_NOPTS_VALUE && t <= last) {
        t = last + 1;
      }
      last = t;
      lastDuration = duration(f);
      return t;
    }

    long duration(AVFrame f) {
      if (f.duration() > 0) {
        return f.duration();
      }
      double tick = (double) video.timeBaseNum() / video.timeBaseDen();
      return Math.max(1, Math.round(1 / (video.fps() * tick)));
    }
  }

  /** Stops decoding and lets go of the file. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    Threads.stop(thread);
    converter.close();
    decoder.close();
    source.close();
  }
}
