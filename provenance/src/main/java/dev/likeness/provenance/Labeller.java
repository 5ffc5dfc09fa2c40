package dev.likeness.provenance;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.consent.Clearance;
import dev.likeness.core.AudioClip;
import dev.likeness.core.Digest;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.YuvFrame;
import dev.likeness.media.Audio;
import dev.likeness.media.Images;
import dev.likeness.media.Media;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.Muxer;
import dev.likeness.media.VideoFormat;
import dev.likeness.provenance.mark.Imprint;
import dev.likeness.provenance.mark.MarkId;
import dev.likeness.provenance.mark.MarkTuner;
import dev.likeness.provenance.mark.Medium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts the label on: the badge and the invisible mark into every picture before it is encoded, so
 * that nothing is encoded twice, and the machine-readable part into the file after approval. It
 * owns the encoders of a job, which is why a {@link DraftFile} cannot hold a picture without badge.
 * Thread-safe.
 */
public final class Labeller {
  private final MarkBook marks;
  private final boolean persons;
  private volatile LabelPlan plan;

  /**
   * @param clearances of every persona that is shown, at least one
   * @param marks of the installation
   */
  public Labeller(
      List<Clearance> clearances, Disclosure disclosure, BadgeSpec badge, MarkBook marks) {
    this(new LabelPlan(clearances, disclosure, badge, null), marks, true);
    if (clearances.isEmpty()) {
      throw new IllegalArgumentException("a label needs at least one clearance");
    }
  }

  private Labeller(LabelPlan plan, MarkBook marks, boolean persons) {
    this.marks = marks;
    this.persons = persons;
    this.plan = plan;
  }

  /**
   * For sound that is synthetic throughout, in a voice that stands for nobody: no persona, so no
   * clearance. It labels no pictures.
   */
  public static Labeller ofVoice(BadgeSpec badge, MarkBook marks) {
    return new Labeller(new LabelPlan(List.of(), Disclosure.GENERATED, badge, null), marks, true);
  }

  /**
   * For a picture or film that is repainted as it is, in another manner: nobody's likeness is put
   * into it and nobody in it is made to do anything, so there is no persona to be cleared. By what
   * right the target is used stands in the record, as with every maker.
   */
  public static Labeller ofRepainting(BadgeSpec badge, MarkBook marks) {
    return new Labeller(new LabelPlan(List.of(), Disclosure.MODIFIED, badge, null), marks, false);
  }

  private void requirePerson(Path file) {
    if (persons && plan.clearances().isEmpty()) {
      throw new IllegalArgumentException("pictures need a clearance: " + file);
    }
  }

  /**
   * Says which job's pictures are coming, by which the invisible mark is chosen: the same whenever
   * the job goes on, so that it gives the same pictures.
   */
  public void begin(String job) {
    MarkId mark = MarkId.of(marks.key(), job);
    plan = new LabelPlan(plan.clearances(), plan.disclosure(), plan.badge(), mark, plan.stamped());
  }

  /**
   * From now on every picture bears the stamp of drafts, for good: what comes of it can be looked
   * at ({@link Exporter#preview(Labeller, Gated, Path)}) and never be approved.
   */
  public void stamp() {
    plan = new LabelPlan(plan.clearances(), plan.disclosure(), plan.badge(), plan.mark(), true);
  }

  /** What the invisible mark of the job that has begun says; null for a job of sound alone. */
  @Nullable MarkId begun() {
    return plan.mark();
  }

  private MarkId mark() {
    MarkId mark = plan.mark();
    if (mark == null) {
      throw new IllegalStateException("no job has begun, so there is no mark for its pictures");
    }
    return mark;
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
    requirePerson(file);
    return new BadgedWriter(file, plan, marks.key(), mark(), format, track);
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
      List<String> imprints = new ArrayList<>();
      o.path("imprints").forEach(n -> imprints.add(n.asString("")));
      return Optional.of(
          new BadgedSegment(file, digest, o.path("pictures").longValue(), plan, imprints));
    } catch (IllegalArgumentException | JacksonException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Beside.failed(note, e);
    }
  }

  /**
   * Joins segments and sound to a draft in the job's private folder.
   *
   * <p>Under the rules of films the end card goes behind the last segment.
   *
   * @param sound the file whose sound it gets; null for none
   */
  public DraftFile join(
      List<BadgedSegment> segments, @Nullable Path sound, Path draft, Muxer.Options options) {
    requirePerson(draft);
    for (BadgedSegment s : segments) {
      if (!s.plan().describe().equals(plan.describe())) {
        throw new IllegalArgumentException("segment " + s.file() + " bears another label");
      }
      Beside.requireSame(s.file(), s.digest());
    }
    List<String> imprints = new ArrayList<>();
    segments.forEach(s -> imprints.addAll(s.imprints()));
    List<Path> files = segments.stream().map(BadgedSegment::file).toList();
    if (plan.badge().rules() instanceof LabelRules.Film film && !plan.stamped()) {
      Path card = draft.resolveSibling("endcard.mp4");
      try {
        imprints.add(card(files.get(files.size() - 1), card, film.seconds()));
        Muxer.join(files, card, sound, draft, options);
      } finally {
        Beside.delete(card);
      }
    } else {
      Muxer.join(files, sound, draft, options);
    }
    List<Digest> parts = segments.stream().map(BadgedSegment::digest).toList();
    return new DraftFile(draft, Beside.digest(draft), plan, parts, imprints);
  }

  /** Writes the card, marked, and gives its imprint. */
  private String card(Path last, Path card, double seconds) {
    Path note = BadgedWriter.note(last);
    try {
      EndCard.End end = EndCard.End.of(CanonicalJson.read(Files.readAllBytes(note)));
      MediaInfo.Video film = Media.probe(last).video();
      if (end == null || film == null) {
        throw new ProvenanceException(
            ProvenanceException.Code.CHANGED, note + " does not tell how it ends; make it anew");
      }
      List<String> imprint = new ArrayList<>();
      EndCard.write(card, plan.disclosure(), seconds, end, film, f -> marked(f, imprint));
      return imprint.get(0);
    } catch (IllegalArgumentException | JacksonException e) {
      throw new ProvenanceException(
          ProvenanceException.Code.CHANGED, note + " is not as it was left; make it anew", e);
    } catch (IOException e) {
      throw Beside.failed(note, e);
    }
  }

  private YuvFrame marked(YuvFrame card, List<String> imprint) {
    imprint.add(Imprint.of(card, Medium.FILM).text());
    return (YuvFrame) MarkTuner.writer(marks.key(), mark(), Medium.FILM, card).on(card);
  }

  /**
   * Writes a still picture as a draft in the job's private folder. A still has no end where a card
   * could stand: under the rules of films there is none.
   *
   * @param quality as {@link Images#write} takes it
   */
  public DraftFile still(Picture picture, Path draft, double quality) {
    requirePerson(draft);
    if (plan.badge().rules() instanceof LabelRules.Film) {
      throw new IllegalArgumentException("a still picture has no end for a card: " + draft);
    }
    Frame badged = badge(picture.width(), picture.height()).on(picture).toFrame();
    MarkId mark = mark();
    Picture marked = MarkTuner.mark(marks.key(), mark, badged);
    Images.write(marked.toFrame(), draft, quality);
    String imprint = Imprint.of(badged, Medium.STILL).text();
    Digest digest = Beside.digest(draft);
    return new DraftFile(draft, digest, plan, List.of(digest), List.of(imprint));
  }

  /**
   * Writes sound behind its notice as a draft in the job's private folder.
   *
   * @param draft a WAV
   */
  public DraftFile sound(AudioClip clip, AudibleNotice notice, Path draft) {
    Audio.writeWav(notice.before(clip), draft);
    return new DraftFile(draft, Beside.digest(draft), plan);
  }

  private Marks marks(Reviewed reviewed) {
    Aigc aigc =
        switch (plan.badge().rules()) {
          case LabelRules.China c ->
              Aigc.made(
                  c.producer(),
                  reviewed.facts().job(),
                  "draft sha256 " + reviewed.draft().digest().hex());
          case LabelRules.Eu e -> null;
          case LabelRules.Film f -> null;
        };
    return new Marks(plan.disclosure().sourceType(), aigc == null ? null : aigc.json());
  }

  /**
   * Writes the machine-readable label into a copy of an approved draft, beside it.
   *
   * @throws ProvenanceException CHANGED when the file is not the approved one; CONTAINER when it
   *     cannot hold the label
   */
  public Labelled apply(Reviewed reviewed) {
    DraftFile draft = reviewed.draft();
    if (draft.plan().stamped()) {
      throw new IllegalArgumentException("a stamped draft is only for a look: " + draft.file());
    }
    if (!draft.plan().describe().equals(plan.describe())) {
      throw new IllegalArgumentException("draft " + draft.file() + " bears another label");
    }
    Beside.requireSame(draft.file(), draft.digest());
    Path labelled = draft.file().resolveSibling("labelled-" + draft.file().getFileName());
    SourceType.write(draft.file(), labelled, marks(reviewed));
    return new Labelled(reviewed, labelled, Beside.digest(labelled));
  }
}
