package dev.likeness.flow;

import dev.likeness.flow.SpeakRequest.Brought;
import dev.likeness.media.VideoFormat;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.synthesis.Untouched;
import dev.likeness.synthesis.run.Job;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A portrait that is to talk.
 *
 * @param persona whose portrait
 * @param text plain English or SSML
 * @param out a video
 * @param badge where and how the visible label stands
 * @param amount of head motion: 1 as usual, 0 none
 * @param seed of blinks and head motion
 * @param voice a voice of the user's own; null for the packaged one
 * @param recording speech that says the text; null where a voice speaks it
 * @param quality of the encoded video, 0 to 1
 * @param chunkSeconds what is lost at most when a job is stopped
 * @param silent frames of the result in which the mouth stays shut, whatever is said
 * @param refine whether what was learnt of the persona is used, where anything was
 */
public record TalkRequest(
    String persona,
    String text,
    Path out,
    BadgeSpec badge,
    double amount,
    long seed,
    @Nullable Brought voice,
    @Nullable Recording recording,
    boolean resume,
    double quality,
    double chunkSeconds,
    Untouched silent,
    boolean refine) {

  /** With a mouth that says all. */
  public TalkRequest(
      String persona,
      String text,
      Path out,
      BadgeSpec badge,
      double amount,
      long seed,
      @Nullable Brought voice,
      @Nullable Recording recording,
      boolean resume,
      double quality,
      double chunkSeconds,
      boolean refine) {
    this(
        persona,
        text,
        out,
        badge,
        amount,
        seed,
        voice,
        recording,
        resume,
        quality,
        chunkSeconds,
        Untouched.NONE,
        refine);
  }

  /** With what was learnt of the persona. */
  public TalkRequest(
      String persona,
      String text,
      Path out,
      BadgeSpec badge,
      double amount,
      long seed,
      @Nullable Brought voice,
      @Nullable Recording recording,
      boolean resume,
      double quality,
      double chunkSeconds) {
    this(
        persona,
        text,
        out,
        badge,
        amount,
        seed,
        voice,
        recording,
        resume,
        quality,
        chunkSeconds,
        true);
  }

  /** As usual. */
  public TalkRequest(String persona, String text, Path out) {
    this(
        persona,
        text,
        out,
        BadgeSpec.DEFAULT,
        1,
        1,
        null,
        null,
        false,
        VideoFormat.DEFAULT_QUALITY,
        Job.CHUNK_SECONDS);
  }

  public TalkRequest {
    if (!(amount >= 0 && amount <= 2)) {
      throw new IllegalArgumentException("head motion " + amount + " is not within 0 to 2");
    }
  }
}
