package dev.likeness.provenance;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.consent.Clearance;
import dev.likeness.core.Digest;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.media.Images;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.Muxer;
import dev.likeness.media.VideoFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts the label on: the badge into every picture before it is encoded, so that nothing is encoded
 * twice, and the machine-readable part into the file after approval. It owns the encoders of a job,
 * which is why a {@link DraftFile} cannot hold a picture without badge. Thread-safe.
 */
public final class Labeller {
  private final LabelPlan plan;

  /**
   * @param clearances of every persona that is shown, at least one
   */
  public Labeller(List<Clearance> clearances, Disclosure disclosure, BadgeSpec badge) {
    this.plan = new LabelPlan(clearances, disclosure, badge);
  }

  public List<Clearance> clearances() {
    return plan.clearances();
  }

  public Disclosure disclosure() {
    return plan.disclosure();
  }

  public BadgeSpec badgeSpec() {
    return plan.badge();
  }

  /** The badge for pictures of a size, to measure where it lies or to show it. */
  public Badge badge(int width, int height) {
    return Badge.of(plan.disclosure(), plan.badge(), width, height);
  }

  /**
   * Begins a segment.
   *
   * @param file in the job's private folder
   * @param track as {@link dev.likeness.media.SegmentWriter#create} takes it
   */
  public BadgedWriter segment(Path file, VideoFormat format, MediaInfo.Video track) {
    return new BadgedWriter(file, plan, format, track);
  }

  /**
   * A segment that an earlier run finished, if it is whole, unchanged, and bears this very label;
   * otherwise it has to be rendered anew.
   */
  public Optional<BadgedSegment> reopen(Path file) {
    Path note = BadgedWriter.note(file);
    if (!Files.isRegularFile(file) || !Files.isRegularFile(note)) {
      return Optional.empty();
    }
    try {
      ObjectNode o = CanonicalJson.read(Files.readAllBytes(note));
      Digest digest = new Digest(o.path("sha256").stringValue());
      if (!o.path("plan").stringValue().equals(plan.describe())
          || !Beside.digest(file).equals(digest)) {
        return Optional.empty();
      }
      return Optional.of(new BadgedSegment(file, digest, o.path("pictures").longValue(), plan));
    } catch (IllegalArgumentException | JacksonException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Beside.failed(note, e);
    }
  }

  /**
   * Joins segments and sound to a draft in the job's private folder.
   *
   * @param sound the file whose sound it gets; null for none
   */
  public DraftFile join(
      List<BadgedSegment> segments, @Nullable Path sound, Path draft, Muxer.Options options) {
    for (BadgedSegment s : segments) {
      if (!s.plan().describe().equals(plan.describe())) {
        throw new IllegalArgumentException("segment " + s.file() + " bears another label");
      }
      Beside.requireSame(s.file(), s.digest());
    }
    Muxer.join(segments.stream().map(BadgedSegment::file).toList(), sound, draft, options);
    List<Digest> parts = segments.stream().map(BadgedSegment::digest).toList();
    return new DraftFile(draft, Beside.digest(draft), plan, parts);
  }

  /**
   * Writes a still picture as a draft in the job's private folder.
   *
   * @param quality as {@link Images#write} takes it
   */
  public DraftFile still(Picture picture, Path draft, double quality) {
    Frame badged = badge(picture.width(), picture.height()).on(picture).toFrame();
    Images.write(badged, draft, quality);
    return new DraftFile(draft, Beside.digest(draft), plan);
  }

  /**
   * Writes the machine-readable label into a copy of an approved draft, beside it.
   *
   * @throws ProvenanceException CHANGED when the file is not the approved one; CONTAINER when it
   *     cannot hold the label
   */
  public Labelled apply(Reviewed reviewed) {
    DraftFile draft = reviewed.draft();
    if (!draft.plan().describe().equals(plan.describe())) {
      throw new IllegalArgumentException("draft " + draft.file() + " bears another label");
    }
    Beside.requireSame(draft.file(), draft.digest());
    Path labelled = draft.file().resolveSibling("labelled-" + draft.file().getFileName());
    SourceType.write(draft.file(), labelled, plan.disclosure().sourceType());
    return new Labelled(reviewed, labelled, Beside.digest(labelled));
  }
}
