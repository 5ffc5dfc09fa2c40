package dev.likeness.flow;

import dev.likeness.provenance.BadgeSpec;
import dev.likeness.synthesis.DriverMotion;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A portrait that is to move as a driver does.
 *
 * @param persona whose portrait
 * @param driver a video of one person, whose largest face moves it and whose sound it gets
 * @param out a video
 * @param badge where and how the visible label stands
 * @param amounts how much of each part of the motion is taken over
 * @param absolute whether the portrait shall look as the driver does, turned as it is; else it does
 *     what the driver does, starting from its own picture
 * @param quality of the encoded video, 0 to 1
 * @param chunkSeconds what is lost at most when a job is stopped
 * @param said the words that are heard in the driver; null where nobody says which they are, and
 *     then a real person's portrait stays silent
 * @param rights by what right the driver is used, in the operator's words; null when not stated
 * @param alignments the driver's faces as a person has corrected them; null where they are looked
 *     for
 * @param saveAlignments where what was seen of the driver goes; null for nowhere
 * @param refine whether what was learnt of the persona is used, where anything was
 */
public record ReenactRequest(
    String persona,
    Path driver,
    Path out,
    BadgeSpec badge,
    DriverMotion.Amounts amounts,
    boolean absolute,
    double quality,
    double chunkSeconds,
    @Nullable String said,
    @Nullable String rights,
    boolean resume,
    @Nullable Path alignments,
    @Nullable Path saveAlignments,
    boolean refine) {

  /** With faces that are looked for. */
  public ReenactRequest(
      String persona,
      Path driver,
      Path out,
      BadgeSpec badge,
      DriverMotion.Amounts amounts,
      boolean absolute,
      double quality,
      double chunkSeconds,
      @Nullable String said,
      @Nullable String rights,
      boolean resume,
      boolean refine) {
    this(
        persona,
        driver,
        out,
        badge,
        amounts,
        absolute,
        quality,
        chunkSeconds,
        said,
        rights,
        resume,
        null,
        null,
        refine);
  }

  /** With what was learnt of the persona. */
  public ReenactRequest(
      String persona,
      Path driver,
      Path out,
      BadgeSpec badge,
      DriverMotion.Amounts amounts,
      boolean absolute,
      double quality,
      double chunkSeconds,
      @Nullable String said,
      @Nullable String rights,
      boolean resume) {
    this(
        persona,
        driver,
        out,
        badge,
        amounts,
        absolute,
        quality,
        chunkSeconds,
        said,
        rights,
        resume,
        true);
  }
}
