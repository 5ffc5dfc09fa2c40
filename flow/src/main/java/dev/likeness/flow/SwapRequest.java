package dev.likeness.flow;

import dev.likeness.provenance.BadgeSpec;
import dev.likeness.synthesis.SwapSettings;
import dev.likeness.synthesis.run.Span;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A swap as the user asks for it.
 *
 * @param parts which persona on whom; the first that fits a person wins
 * @param target video or picture
 * @param out where the result goes; its ending says of what kind it is
 * @param alignments a corrected alignments file, or null for the one beside the target if there is
 *     one, else tracking
 * @param saveAlignments where what was seen goes, for people to read and correct; null for nowhere
 * @param quality of the encoded video, 0 to 1
 * @param rights by what right the target is used, in words; null when not stated
 * @param resume whether a job that was stopped is gone on with instead of begun anew
 * @param learnt what of that which was learnt of the personas is used, where anything was
 */
public record SwapRequest(
    List<Part> parts,
    Path target,
    Path out,
    Span span,
    @Nullable Path alignments,
    @Nullable Path saveAlignments,
    SwapSettings settings,
    BadgeSpec badge,
    double quality,
    double chunkSeconds,
    @Nullable String rights,
    boolean resume,
    Learnt learnt) {

  /** With what was learnt of the personas and of whom the target shows. */
  public SwapRequest(
      List<Part> parts,
      Path target,
      Path out,
      Span span,
      @Nullable Path alignments,
      @Nullable Path saveAlignments,
      SwapSettings settings,
      BadgeSpec badge,
      double quality,
      double chunkSeconds,
      @Nullable String rights,
      boolean resume) {
    this(
        parts,
        target,
        out,
        span,
        alignments,
        saveAlignments,
        settings,
        badge,
        quality,
        chunkSeconds,
        rights,
        resume,
        Learnt.PAIR);
  }

  /** What is used of that which was learnt. */
  public enum Learnt {
    NONE,

    /**
     * What was learnt of a persona together with the target's person; a refiner only where that was
     * learnt on top of it, for by itself it gains nothing in swaps.
     */
    PAIR,

    /** Likewise, and refiners everywhere. */
    ALL
  }

  /** On whom. */
  public sealed interface Whom {
    record Largest() implements Whom {}

    record Everyone() implements Whom {}

    /** The person with this number in the alignments file. */
    record Numbered(int track) implements Whom {}

    /** The person that a picture shows. */
    record Shown(Path picture) implements Whom {}
  }

  /** A persona and on whom it goes. */
  public record Part(String persona, Whom whom) {}

  public SwapRequest {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a swap needs a persona");
    }
    parts = List.copyOf(parts);
  }
}
