package dev.likeness.media;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins segments and sound to the finished file. */
public final class Muxer {
  private Muxer() {}

  /**
   * @param cut whether the segments hold only part of the source: the result then begins at 0 with
   *     their first picture, and the sound is cut to their span
   * @param title written into the file's metadata
   * @param comment likewise
   */
  public record Options(boolean cut, @Nullable String title, @Nullable String comment) {
    public static final Options WHOLE = new Options(false, null, null);
    public static final Options CUT = new Options(true, null, null);
  }

  /**
   * @param source where the sound comes from; null for none
   */
  public static void join(List<Path> segments, @Nullable Path source, Path out, Options options) {
    throw new UnsupportedOperationException(segments + " " + source + " " + out + " " + options);
  }
}
