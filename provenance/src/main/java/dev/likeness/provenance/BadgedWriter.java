package dev.likeness.provenance;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.core.Digest;
import dev.likeness.core.Picture;
import dev.likeness.core.YuvFrame;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.SegmentWriter;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.provenance.mark.Imprint;
import dev.likeness.provenance.mark.MarkId;
import dev.likeness.provenance.mark.MarkKey;
import dev.likeness.provenance.mark.MarkTuner;
import dev.likeness.provenance.mark.MarkWriter;
import dev.likeness.provenance.mark.Medium;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Encodes pictures after burning the badge and the invisible mark into each; under the rules of
 * films there is no badge, and the segment's note tells what the end card must match. Not
 * thread-safe; to be closed, which without {@link #finish} leaves nothing.
 */
public final class BadgedWriter implements AutoCloseable {
  private static final double IMPRINT_SECONDS = 1;

  private final Path file;
  private final LabelPlan plan;
  private final @Nullable Badge badge;
  private final @Nullable Overlay stamp;
  private final SegmentWriter encoder;
  private final VideoFormat format;
  private final MediaInfo.Video track;
  private final MarkId mark;
  private final MarkKey key;
  private @Nullable MarkWriter marker;
  private final List<String> imprints = new ArrayList<>();
  private double nextImprint = Double.NEGATIVE_INFINITY;
  private long pictures;
  private long end;

  BadgedWriter(
      Path file,
      LabelPlan plan,
      MarkKey key,
      MarkId mark,
      VideoFormat format,
      MediaInfo.Video track) {
    this.file = file;
    this.plan = plan;
    this.format = format;
    this.track = track;
    this.badge =
        plan.badge().rules() instanceof LabelRules.Film && !plan.stamped()
            ? null
            : Badge.of(plan.disclosure(), plan.badge(), track.width(), track.height());
    this.stamp = plan.stamped() ? Stamp.overlay(track.width(), track.height()) : null;
    this.mark = mark;
    this.key = key;
    this.encoder = SegmentWriter.create(file, format, track);
  }

  /** Takes the next picture, without badge. */
  public void write(VideoPicture picture) {
    Picture stamped = stamp == null ? picture.picture() : stamp.on(picture.picture());
    Picture badged = badge == null ? stamped : badge.on(stamped);
    if (picture.time().seconds() >= nextImprint) {
      imprints.add(Imprint.of(badged, Medium.FILM).text());
      nextImprint = picture.time().seconds() + IMPRINT_SECONDS;
    }
    // from the segment's first picture, so that a segment depends on nothing else
    if (marker == null) {
      marker = MarkTuner.writer(key, mark, Medium.FILM, badged);
    }
    encoder.write(picture.with((YuvFrame) marker.on(badged)));
    end = picture.time().ticks() + Math.max(1, picture.durationTicks());
    pictures++;
  }

  /** Puts the segment and its label note in their places. */
  public BadgedSegment finish() {
    encoder.finish();
    Digest digest = Beside.digest(file);
    ObjectNode o =
        CanonicalJson.object()
            .put("plan", plan.describe())
            .put("pictures", pictures)
            .put("sha256", digest.hex());
    if (badge == null) {
      new EndCard.End(end, track.timeBaseDen(), track.fps(), format).into(o);
    }
    imprints.forEach(o.putArray("imprints")::add);
    byte[] note = CanonicalJson.write(o).getBytes(StandardCharsets.UTF_8);
    Beside.write(note(file), part -> Files.write(part, note));
    return new BadgedSegment(file, digest, pictures, plan, imprints);
  }

  @Override
  public void close() {
    encoder.close();
  }

  static Path note(Path segment) {
    return segment.resolveSibling(segment.getFileName() + ".label");
  }
}
