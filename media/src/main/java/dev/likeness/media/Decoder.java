package dev.likeness.media;

import dev.likeness.core.AudioClip;
import dev.likeness.core.Frame;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What reads media: in this process, or in one of its own ({@link ApartDecoder}), which a file that
 * was made to do harm cannot leave. Both say the same of every file, in the same words.
 */
public interface Decoder extends AutoCloseable {
  /** As {@link Media#probe}. */
  MediaInfo probe(Path file);

  /** As {@link Images#read}. */
  Frame picture(Path file);

  /** As {@link VideoReader#open}. */
  Film film(Path file);

  /** As {@link VideoReader#openKeys}. */
  Film keys(Path file, double spacing);

  /** As {@link Audio#read(Path, int, int, double)}. */
  Optional<AudioClip> sound(Path file, int rate, int channels, double most);

  @Override
  void close();

  /** A film's pictures, one after the other; see {@link VideoReader}. For one thread at a time. */
  interface Film extends AutoCloseable {
    /** The picture track. */
    MediaInfo.Video video();

    /** The next picture, or null after the last. */
    @Nullable VideoPicture next();

    /** Pictures before this one need not be handed out. */
    void skipTo(long index);

    /** What was damaged so far, in words. */
    Optional<String> damage();

    @Override
    void close();
  }

  /** Reads in this process; safe for several threads, closing does nothing. */
  static Decoder here() {
    return Here.DECODER;
  }
}
