package dev.likeness.synthesis.run;

import dev.likeness.consent.Use;
import dev.likeness.core.Seed;
import dev.likeness.media.VideoFormat;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is to be made. Two jobs with the same inputs and settings give the same frames.
 *
 * @param use what the personas' clearances must be for
 * @param target the video or picture that is worked on
 * @param span which part of it
 * @param alignments a corrected alignments file of the target to be used instead of tracking, or
 *     null
 * @param format how a video's chunks are encoded
 * @param stillEnding the kind of file that a still target gives, such as {@code .png}
 * @param chunkSeconds how long a chunk is, at least: what is lost when a job is stopped
 * @param seed where random choices come from
 * @param settings the maker's own settings, by name, for the record
 * @param rights by what right the target is used, in the operator's words; null when not stated
 * @param played how a video target is played where that is not as it was filmed; null as it was
 */
public record Job(
    Use use,
    Path target,
    Span span,
    @Nullable Path alignments,
    VideoFormat format,
    String stillEnding,
    double chunkSeconds,
    Seed seed,
    Map<String, String> settings,
    @Nullable String rights,
    @Nullable Played played) {
  public static final double CHUNK_SECONDS = 8;

  /** Among the settings: the digest of what a person wants kept of the target by hand. */
  public static final String KEPT = "kept";

  /** Among the settings: the digest of what a person has corrected besides the target's faces. */
  public static final String CORRECTED = "corrected";

  /** Likewise, with the target as it was filmed. */
  public Job(
      Use use,
      Path target,
      Span span,
      @Nullable Path alignments,
      VideoFormat format,
      String stillEnding,
      double chunkSeconds,
      Seed seed,
      Map<String, String> settings,
      @Nullable String rights) {
    this(
        use,
        target,
        span,
        alignments,
        format,
        stillEnding,
        chunkSeconds,
        seed,
        settings,
        rights,
        null);
  }

  public Job {
    if (!(chunkSeconds > 0)) {
      throw new IllegalArgumentException(
          "a chunk must be longer than 0 s, not " + chunkSeconds + " s");
    }
    settings = java.util.Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /** The file whose sound a video gets. */
  public Path sound() {
    return played == null ? target : played.sound();
  }
}
