package dev.likeness.flow;

import dev.likeness.provenance.BadgeSpec;
import dev.likeness.synthesis.Sliders;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A persona's own picture or video with another expression.
 *
 * @param persona who is seen in it
 * @param target a picture or a video
 * @param out of the same kind
 * @param sliders what is wanted; what the picture does not support of it is taken back
 * @param quality of the encoded result, 0 to 1
 * @param chunkSeconds what is lost at most when a job is stopped
 * @param rights by what right the target is used, in the operator's words; null when not stated
 */
public record AdjustRequest(
    String persona,
    Path target,
    Path out,
    BadgeSpec badge,
    Sliders sliders,
    double quality,
    double chunkSeconds,
    @Nullable String rights,
    boolean resume) {}
