package dev.likeness.flow;

import dev.likeness.provenance.BadgeSpec;
import dev.likeness.synthesis.Untouched;
import dev.likeness.synthesis.run.Span;
import dev.likeness.synthesis.style.Repainter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A picture or film to be repainted.
 *
 * @param style a picture, or what {@code style train} or {@code gan train} has written
 * @param target video or picture
 * @param out where the result goes; its ending says of what kind it is
 * @param quality of the encoded video, 0 to 1
 * @param rights by what right style and target are used, in words; null when not stated
 * @param untouched frames of the result that stay as they were filmed
 * @param resume whether a job that was stopped is gone on with instead of begun anew
 */
public record StyleRequest(
    Path style,
    Path target,
    Path out,
    Span span,
    Repainter.Settings settings,
    BadgeSpec badge,
    double quality,
    double chunkSeconds,
    @Nullable String rights,
    Untouched untouched,
    boolean resume) {}
