package dev.likeness.provenance;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.core.Digest;
import dev.likeness.core.YuvFrame;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.SegmentWriter;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Encodes pictures after burning the badge into each. Not thread-safe; to be closed, which without
 * {@link #finish} leaves nothing.
 */
public final class BadgedWriter implements AutoCloseable {
  private final Path file;
  private final LabelPlan plan;
  private final Badge badge;
  private final SegmentWriter encoder;
  private long pictures;

  BadgedWriter(Path file, LabelPlan plan, VideoFormat format, MediaInfo.Video track) {
    this.file = file;
    this.plan = plan;
    this.badge = Badge.of(plan.disclosure(), plan.badge(), track.width(), track.height());
    this.encoder = SegmentWriter.create(file, format, track);
  }

  /** Takes the next picture, without badge. */
  public void write(VideoPicture picture) {
    encoder.write(picture.with((YuvFrame) badge.on(picture.picture())));
    pictures++;
  }

  /** Puts the segment and its label note in their places. */
  public BadgedSegment finish() {
    encoder.finish();
    Digest digest = Beside.digest(file);
    byte[] note =
        CanonicalJson.write(
                CanonicalJson.object()
                    .put("plan", plan.describe())
                    .put("pictures", pictures)
                    .put("sha256", digest.hex()))
            .getBytes(StandardCharsets.UTF_8);
    Beside.write(note(file), part -> Files.write(part, note));
    return new BadgedSegment(file, digest, pictures, plan);
  }

  @Override
  public void close() {
    encoder.close();
  }

  static Path note(Path segment) {
    return segment.resolveSibling(segment.getFileName() + ".label");
  }
}
