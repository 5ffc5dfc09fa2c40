package dev.likeness.flow;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.ConsentRefused;
import dev.likeness.consent.Use;
import dev.likeness.core.Digest;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.Identity;
import dev.likeness.flow.gate.Gate;
import dev.likeness.media.MediaInfo;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.provenance.BadgedSegment;
import dev.likeness.provenance.ContentGate;
import dev.likeness.provenance.Disclosure;
import dev.likeness.provenance.DraftFile;
import dev.likeness.provenance.Examination;
import dev.likeness.provenance.Examination.Standing;
import dev.likeness.provenance.Gated;
import dev.likeness.provenance.Labeller;
import dev.likeness.provenance.Preview;
import dev.likeness.synthesis.FacePainter;
import dev.likeness.synthesis.Persona;
import dev.likeness.synthesis.Refiner;
import dev.likeness.synthesis.View;
import dev.likeness.synthesis.run.Base;
import dev.likeness.synthesis.run.Draft;
import dev.likeness.synthesis.run.Job;
import dev.likeness.synthesis.run.Maker;
import dev.likeness.synthesis.run.Plan;
import dev.likeness.synthesis.run.Role;
import dev.likeness.synthesis.run.Who;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One persona that is cleared for a use other than swapping, and what its job needs: gate, label
 * and maker. The makers that use it paint on a film of their own, in a folder of the cache.
 */
final class Portrayal {
  private final Workshop workshop;
  private Persona persona;
  private final Clearance clearance;
  private final OwnVoices.@Nullable Cleared voice;
  private final Gate gate;
  private final boolean entered;
  private final Label label;
  private final Maker maker;
  private boolean previews;

  /**
   * @throws FlowException UNKNOWN
   * @throws ConsentRefused where the persona may not be used so; the refusal is logged
   */
  Portrayal(Workshop workshop, String name, Use use, BadgeSpec badge) {
    this(workshop, name, use, badge, false);
  }

  /**
   * @param speaks whether the persona is to say a text: in its own voice, where it has one, which
   *     is then cleared besides
   * @throws FlowException UNKNOWN
   * @throws ConsentRefused where the persona or its voice may not be used so; the refusal is logged
   */
  Portrayal(Workshop workshop, String name, Use use, BadgeSpec badge, boolean speaks) {
    this(workshop, loaded(workshop, name), use, badge, speaks, null);
  }

  private static Persona loaded(Workshop workshop, String name) {
    workshop.personas().show(name); // says what is wrong before anything is opened
    workshop.prepare();
    return workshop.personas().load(name);
  }

  /**
   * Likewise, of a persona that was read before.
   *
   * @param looked a gate that this persona and this very film of it have passed, but for what is
   *     said; null for a new one
   * @throws ConsentRefused as above
   */
  Portrayal(
      Workshop workshop,
      Persona persona,
      Use use,
      BadgeSpec badge,
      boolean speaks,
      @Nullable Gate looked) {
    this.workshop = workshop;
    this.persona = persona;
    workshop.prepare();
    String name = persona.ref().name();
    clearance = Production.clear(workshop, persona, use);
    voice = speaks ? workshop.voices().cleared(name) : null;
    List<Clearance> all = new ArrayList<>(List.of(clearance));
    if (voice != null) {
      all.add(voice.clearance());
    }
    gate = looked == null ? workshop.gate() : looked;
    entered = looked != null;
    Disclosure disclosure = clearance.nobody() ? Disclosure.GENERATED : Disclosure.MODIFIED;
    label = new Label(new Labeller(all, disclosure, badge, workshop.home().marks()), gate);
    maker = new Maker(workshop.finder(), workshop.cards());
  }

  /** From now on all is small and stamped, and leaves as a preview, which nobody approves. */
  void preview() {
    label.labeller().stamp();
    previews = true;
  }

  /** How large the pictures are that are painted on, against their usual size. */
  double scale(int width, int height) {
    return previews ? Math.min(.5, (double) Preview.SINGLE / Math.max(width, height)) : 1;
  }

  /** A picture of that size. */
  Frame sized(Frame f) {
    double scale = scale(f.width(), f.height());
    return scale < 1 ? f.shrunk(scale) : f;
  }

  /** From now on without what was learnt of the persona. */
  void plain() {
    persona = persona.plain();
  }

  /** What was learnt of the persona, opened; null for nothing. The painter closes it. */
  @Nullable Refiner refiner() {
    return Refiner.of(persona, workshop.models());
  }

  Gate gate() {
    return gate;
  }

  Persona persona() {
    return persona;
  }

  Clearance clearance() {
    return clearance;
  }

  /** In which it speaks; null for the packaged voice as it is. */
  @Nullable OwnVoice voice() {
    return voice == null ? null : voice.voice();
  }

  /** The content gate, for the persona and for a film that goes in. */
  void enter(Path film, Gate.Wanted whom, Progress progress) {
    gate.permit(clearance);
    if (voice != null) {
      gate.permit(voice.clearance());
    }
    if (entered) {
      return;
    }
    gate.persona(persona, clearance);
    if (voice != null && Standing.of(voice.clearance()) != Standing.of(clearance)) {
      gate.persona(persona, voice.clearance());
    }
    gate.target(film, List.of(whom), () -> {}, progress);
  }

  /** The persona's own embedding: those of its views, summed. */
  float[] embedding() {
    float[] sum = new float[0];
    for (View v : persona.views()) {
      sum = Identity.sum(sum, workshop.finder().embed(v.picture(), v.mesh()));
    }
    return sum;
  }

  /** A folder of the cache for a job's own film; the same whenever the same is asked for. */
  Path folder(String... what) {
    String all = String.join("\n", what) + "\n" + previews + persona.ref().grantId();
    String id = Digest.of(all.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
    Path folder = workshop.home().cache().resolve("scene-" + id);
    Folders.make(folder);
    return folder;
  }

  /** A folder of the cache for looks at single frames; whoever asked for it removes it. */
  Path lookFolder() {
    Path cache = workshop.home().cache();
    Folders.make(cache);
    try {
      return Files.createTempDirectory(cache, "look-");
    } catch (IOException e) {
      throw Folders.failed("written", cache, e);
    }
  }

  /**
   * Paints one frame of a job that is not performed.
   *
   * @param from the frame from which on faces are followed; from the first on as the job does
   */
  Picture painted(
      Job film, Who whom, FacePainter painter, long frame, long from, Progress progress) {
    Plan plan = maker.plan(film, List.of(new Role(whom, painter)), label);
    label.labeller().begin(plan.id());
    return maker.preview(plan, frame, from, progress);
  }

  /** Lets a painted frame out, small and stamped. */
  void show(Picture painted, Path out) {
    gate.picture(painted, "the preview");
    workshop.exporter().preview(label.labeller(), Preview.of(painted), out);
  }

  /**
   * Has a face of the job's film painted, and the result reviewed and exported.
   *
   * @param whom the largest in a film of the persona's own picture; in any other the persona
   * @param film the folder that holds the job's film; removed when the result has left
   */
  SwapRecipe.@Nullable Result perform(
      Job job,
      Who whom,
      FacePainter painter,
      String about,
      Path film,
      Path out,
      boolean resume,
      @Nullable Review review,
      Progress progress) {
    return perform(job, whom, painter, about, film, out, resume, Mended.NOTHING, review, progress);
  }

  /**
   * What is to be taken over and kept.
   *
   * @param base what the job mends; null where it begins from nothing
   * @param seen where the film's faces go; null for nowhere
   */
  record Mended(@Nullable Base base, @Nullable Path seen) {
    static final Mended NOTHING = new Mended(null, null);
  }

  /** Likewise, taking over what an earlier draft has. */
  SwapRecipe.@Nullable Result perform(
      Job job,
      Who whom,
      FacePainter painter,
      String about,
      Path film,
      Path out,
      boolean resume,
      Mended mended,
      @Nullable Review review,
      Progress progress) {
    if (previews == (review != null)) {
      throw new IllegalArgumentException("a preview is not reviewed, and everything else is");
    }
    Plan begun = maker.plan(job, List.of(new Role(whom, painter)), label);
    Plan plan = mended.base == null ? begun : begun.mending(mended.base);
    if (review == null) {
      look(plan, film, out, progress);
      return null;
    }
    var order =
        new Production.Order(
            plan, job.use().word(), about, out, resume, mended.seen, this::embedding);
    SwapRecipe.Result r =
        new Production(workshop, label, gate, maker).perform(order, review, progress);
    Folders.remove(film);
    return r;
  }

  /** Paints all of it, small and stamped; nothing of it is kept but the preview. */
  private void look(Plan plan, Path film, Path out, Progress progress) {
    String id = "preview-" + plan.id();
    label.labeller().begin(id);
    Path folder = film.resolve("preview");
    try {
      Folders.remove(folder);
      Draft draft = maker.perform(plan, folder, progress);
      List<BadgedSegment> segments =
          draft.files().stream().flatMap(f -> label.segment(f).stream()).toList();
      List<Examination.Part> parts =
          segments.stream().flatMap(s -> label.seen(s.file(), s.digest()).stream()).toList();
      DraftFile file =
          label
              .labeller()
              .join(
                  segments,
                  plan.job().sound(),
                  folder.resolve("draft" + Results.ending(out)),
                  Desk.joining(plan.job()));
      Gated gated = new ContentGate(workshop.audit()).pass(file, id, gate.examine(parts));
      workshop.exporter().preview(label.labeller(), gated, out);
    } finally {
      Folders.remove(film);
    }
  }

  /** The face with the most pixels; null where there is none. */
  static @Nullable FaceObservation largest(List<FaceObservation> faces) {
    FaceObservation best = null;
    for (FaceObservation f : faces) {
      if (best == null || f.quality().size() > best.quality().size()) {
        best = f;
      }
    }
    return best;
  }

  /**
   * A track for pictures that come from memory: size, colours and the shape of pixels as given, in
   * somebody else's time.
   */
  static MediaInfo.Video track(MediaInfo.Video pictures, MediaInfo.Video time) {
    return new MediaInfo.Video(
        "none",
        pictures.width(),
        pictures.height(),
        0,
        false,
        "yuv420p",
        8,
        time.timeBaseNum(),
        time.timeBaseDen(),
        time.fps(),
        time.frames(),
        time.seconds(),
        pictures.aspectNum(),
        pictures.aspectDen(),
        pictures.colour());
  }
}
