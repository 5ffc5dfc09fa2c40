package dev.likeness.flow;

import dev.likeness.provenance.BadgeSpec;
import dev.likeness.synthesis.Untouched;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * New words in a persona's own video.
 *
 * @param persona who is seen in it
 * @param target the video
 * @param text plain English or SSML
 * @param recording speech that says the text; null where the packaged voice speaks it
 * @param out a video
 * @param quality of the encoded video, 0 to 1
 * @param chunkSeconds what is lost at most when a job is stopped
 * @param rights by what right the video is used, in the operator's words; null when not stated
 * @param alignments the faces of the result as a person has corrected them; null where they are
 *     looked for
 * @param saveAlignments where what was seen goes; null for nowhere
 * @param untouched frames of the result that stay as they were filmed
 */
public record LipsyncRequest(
    String persona,
    Path target,
    String text,
    @Nullable Recording recording,
    Path out,
    BadgeSpec badge,
    double quality,
    double chunkSeconds,
    @Nullable String rights,
    Untouched untouched,
    @Nullable Path alignments,
    @Nullable Path saveAlignments,
    boolean resume) {

  /** With faces that are looked for. */
  public LipsyncRequest(
      String persona,
      Path target,
      String text,
      @Nullable Recording recording,
      Path out,
      BadgeSpec badge,
      double quality,
      double chunkSeconds,
      @Nullable String rights,
      Untouched untouched,
      boolean resume) {
    this(
        persona,
        target,
        text,
        recording,
        out,
        badge,
        quality,
        chunkSeconds,
        rights,
        untouched,
        null,
        null,
        resume);
  }
}
