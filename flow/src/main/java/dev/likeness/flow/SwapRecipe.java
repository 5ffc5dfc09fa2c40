package dev.likeness.flow;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.ConsentRefused;
import dev.likeness.consent.FileDigest;
import dev.likeness.consent.Use;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.core.StoppedException;
import dev.likeness.faces.Alignments;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.Identity;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.flow.gate.Gate;
import dev.likeness.flow.mend.MendNote;
import dev.likeness.media.Images;
import dev.likeness.media.Media;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.VideoFormat;
import dev.likeness.provenance.Disclosure;
import dev.likeness.provenance.Exported;
import dev.likeness.provenance.Exporter;
import dev.likeness.provenance.GateRefused;
import dev.likeness.provenance.Labeller;
import dev.likeness.provenance.Preview;
import dev.likeness.synthesis.KeptAreas;
import dev.likeness.synthesis.LearnedSwapFile;
import dev.likeness.synthesis.Persona;
import dev.likeness.synthesis.SwapPainter;
import dev.likeness.synthesis.run.Base;
import dev.likeness.synthesis.run.Job;
import dev.likeness.synthesis.run.Maker;
import dev.likeness.synthesis.run.Plan;
import dev.likeness.synthesis.run.Role;
import dev.likeness.synthesis.run.Who;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A swap from the request to the exported file. */
public final class SwapRecipe implements FrameLook {
  private static final String MAKER = "swap";

  private final Workshop workshop;
  private final SwapRequest request;
  private final List<Persona> personas = new ArrayList<>();
  private final List<Role> roles = new ArrayList<>();

  /** The digests of what was learnt for the target's people, or {@code none}, by part. */
  private final List<String> learned = new ArrayList<>();

  private final List<Clearance> clearances = new ArrayList<>();
  private final Gate gate;
  private final Label label;
  private final Maker maker;
  private boolean entered;

  /** A corrected alignments file that is of this very target; null for none. */
  private final @Nullable Path alignments;

  /**
   * Checks the request and the consent for it; nothing is rendered.
   *
   * @throws FlowException BAD_REQUEST, UNKNOWN
   * @throws ConsentRefused where a persona may not be used so; the refusal is logged
   */
  public SwapRecipe(Workshop workshop, SwapRequest request) {
    this(workshop, request, false);
  }

  /**
   * A recipe that only gives previews; its request names a PNG.
   *
   * @throws FlowException as the constructor
   */
  public static SwapRecipe ofPreviews(Workshop workshop, SwapRequest request) {
    return new SwapRecipe(workshop, request, true);
  }

  private SwapRecipe(Workshop workshop, SwapRequest request, boolean previews) {
    this.workshop = workshop;
    this.request = request;
    if (previews) {
      Results.requirePreviewPlace(request.target(), request.out());
    } else {
      Results.requirePlace(request.target(), request.out());
      Results.requireLabel(request.target(), request.badge());
    }
    for (SwapRequest.Part p : request.parts()) {
      workshop.personas().show(p.persona());
    }
    alignments = alignments();
    KeptAreas kept = kept();
    workshop.prepare();
    for (SwapRequest.Part p : request.parts()) {
      Persona persona = workshop.personas().load(p.persona());
      personas.add(persona);
      clearances.add(Production.clear(workshop, persona, Use.SWAP));
    }
    for (int i = 0; i < personas.size(); i++) {
      Who who = who(request.parts().get(i).whom());
      LearnedSwapFile pair = pair(personas.get(i));
      boolean refine = pair != null || request.learnt() == SwapRequest.Learnt.ALL;
      personas.set(i, refine ? personas.get(i) : personas.get(i).plain());
      learned.add(pair == null ? "none" : pair.digest().hex());
      SwapPainter painter =
          new SwapPainter(
              personas.get(i),
              clearances.get(i),
              request.settings(),
              kept,
              pair,
              workshop.models());
      roles.add(new Role(who, painter));
    }
    gate = workshop.gate();
    label =
        new Label(
            new Labeller(clearances, Disclosure.MODIFIED, request.badge(), workshop.home().marks()),
            gate);
    maker = new Maker(workshop.finder(), workshop.swapCards());
  }

  private @Nullable LearnedSwapFile pair(Persona persona) {
    return switch (request.learnt()) {
      case NONE -> null;
      case PAIR, ALL -> TrainSwapRecipe.fitting(workshop, persona, request.target(), Progress.NONE);
    };
  }

  private Who who(SwapRequest.Whom whom) {
    return switch (whom) {
      case SwapRequest.Whom.Largest l -> new Who.Largest();
      case SwapRequest.Whom.Everyone e -> new Who.Everyone();
      case SwapRequest.Whom.Numbered n -> new Who.Numbered(n.track());
      case SwapRequest.Whom.Shown s -> like(s.picture());
    };
  }

  private Who like(Path picture) {
    Frame f = Images.read(picture);
    List<FaceObservation> faces = workshop.finder().faces(f);
    if (faces.size() != 1) {
      throw new FlowException(
          Code.BAD_REQUEST,
          "%s shows %d faces; a reference picture must show the one person that is meant"
              .formatted(picture, faces.size()));
    }
    String sha = FileDigest.of(picture).hex();
    return new Who.Like(picture.getFileName() + " (SHA-256 " + sha + ")", faces.get(0).embedding());
  }

  /** The content gate, before anything is painted. */
  private void enter(Progress progress) {
    progress.report("Checking the content", 0, 0);
    clearances.forEach(gate::permit);
    // the personas' faces, while the target is opened and its first picture is classified
    CompletableFuture<Void> looking =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < personas.size(); i++) {
                gate.persona(personas.get(i), clearances.get(i));
              }
            });
    try {
      List<Gate.Wanted> wanted = roles.stream().map(r -> wanted(r.who())).toList();
      gate.target(request.target(), wanted, () -> Desk.joined(looking), progress);
    } finally {
      // whatever happens, nobody uses the finder any more when this returns
      looking.exceptionally(e -> null).join();
    }
  }

  private static Gate.Wanted wanted(Who who) {
    return switch (who) {
      case Who.Largest l -> new Gate.Wanted.Largest();
      case Who.Everyone e -> new Gate.Wanted.Everyone();
      case Who.Numbered n -> new Gate.Wanted.Later();
      case Who.Like k -> new Gate.Wanted.Like(k.embedding());
    };
  }

  private Job job() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("shape", String.valueOf(request.settings().shape()));
    settings.put("colour", String.valueOf(request.settings().colour()));
    settings.put("feather", String.valueOf(request.settings().feather()));
    settings.put("mask", request.settings().mask().name().toLowerCase(Locale.ROOT));
    settings.put("keep_eyes", String.valueOf(request.settings().keepEyes()));
    settings.put("keep_mouth", String.valueOf(request.settings().keepMouth()));
    settings.put(
        "refiner_sha256", String.join(" ", personas.stream().map(Persona::learnt).toList()));
    settings.put("learned_swap_sha256", String.join(" ", learned));
    if (alignments != null && Files.exists(KeptAreas.beside(alignments))) {
      settings.put(Job.KEPT, FileDigest.of(KeptAreas.beside(alignments)).hex());
    }
    return new Job(
        Use.SWAP,
        request.target(),
        request.span(),
        alignments,
        new VideoFormat(VideoFormat.forFile(request.out()).codec(), request.quality()),
        Results.ending(request.out()),
        request.chunkSeconds(),
        new Seed(0),
        settings,
        request.rights());
  }

  /** The file that was given, or the one beside the target if it is of this very target. */
  private @Nullable Path alignments() {
    Path given = request.alignments();
    Path file = given != null ? given : FacesRecipe.beside(request.target());
    if (given == null && !Files.exists(file)) {
      return null;
    }
    String digest = FileDigest.of(request.target()).hex();
    try (Alignments.Reader in = Alignments.read(file)) {
      if (in.header().sha256().equals(digest)) {
        return file;
      }
    }
    if (given != null) {
      throw new FlowException(
          Code.BAD_REQUEST,
          "%s belongs to another clip than %s (its SHA-256 differs); make it anew with 'likeness"
                  .formatted(given, request.target())
              + " faces --save'");
    }
    return null;
  }

  /** What was painted by hand to stay the target's, beside the alignments. */
  private KeptAreas kept() {
    try {
      return alignments == null ? KeptAreas.NONE : KeptAreas.read(KeptAreas.beside(alignments));
    } catch (IllegalArgumentException e) {
      throw new FlowException(Code.BAD_REQUEST, String.valueOf(e.getMessage()), e);
    }
  }

  private Plan plan() {
    Plan plan = maker.plan(job(), roles, label);
    Base mended = alignments == null ? null : MendNote.read(workshop.home(), alignments);
    return mended == null ? plan : plan.mending(mended);
  }

  /**
   * Paints one frame and writes it as a small, stamped PNG.
   *
   * @param frame its number in the target, from 0
   */
  public void preview(long frame, Path out, Progress progress) {
    look(frame, out, progress);
  }

  @Override
  public Seen look(long frame, Path out, Progress progress) {
    if (!entered) {
      enter(progress);
      entered = true;
    }
    Plan plan = plan();
    label.labeller().begin(plan.id());
    Picture painted = maker.preview(plan, frame, progress);
    gate.picture(painted, "the preview");
    Preview preview = Preview.of(painted);
    exporter().preview(label.labeller(), preview, out);
    MediaInfo.Video video = Media.probe(request.target()).video();
    return new Seen(
        video == null ? 1 : video.frames(),
        frame == 0
            ? ""
            : "the face was followed from a few frames before on: in the draft, which follows it"
                + " from the beginning, it may lie a hair's breadth elsewhere");
  }

  private Exporter exporter() {
    return workshop.exporter();
  }

  /**
   * Makes the swap: renders (or goes on rendering), has it reviewed, and exports it.
   *
   * @throws StoppedException when the user wants it; a later request with {@code resume} goes on
   * @throws GateRefused where persona, target or draft do not pass the content gate; nothing of the
   *     draft is kept
   * @throws FlowException NOT_APPROVED when the reviewer does not let it out, or nobody was asked
   */
  public Result perform(Review review, Progress progress) {
    enter(progress);
    progress.report("Reading " + request.target().getFileName(), 0, 0);
    Plan plan = plan();
    String who =
        String.join(
            ", ", request.parts().stream().map(SwapRequest.Part::persona).distinct().toList());
    return new Production(workshop, label, gate, maker)
        .perform(
            new Production.Order(
                plan,
                MAKER,
                who + " on " + request.target().getFileName(),
                request.out(),
                request.resume(),
                request.saveAlignments(),
                this::persona),
            review,
            progress);
  }

  /**
   * What came of it.
   *
   * @param stages milliseconds by stage of the work, in all; stages overlap
   */
  public record Result(String job, Exported exported, long frames, Map<String, Double> stages) {}

  /** The persona's embedding, where only one takes part. */
  private float[] persona() {
    float[] sum = new float[0];
    if (personas.size() == 1) {
      for (var view : personas.get(0).views()) {
        sum = Identity.sum(sum, workshop.finder().embed(view.picture(), view.mesh()));
      }
    }
    return sum;
  }

  @Override
  public void close() {
    roles.forEach(r -> r.painter().close());
  }
}
