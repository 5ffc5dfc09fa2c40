package dev.likeness.flow;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.FileDigest;
import dev.likeness.consent.Use;
import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.StoppedException;
import dev.likeness.core.Version;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.models.net.Precision;
import dev.likeness.provenance.AuditEvent;
import dev.likeness.synthesis.Persona;
import dev.likeness.synthesis.RefineStart;
import dev.likeness.synthesis.RefinerFile;
import dev.likeness.synthesis.View;
import dev.likeness.synthesis.refine.Lessons;
import dev.likeness.synthesis.refine.RefineTraining;
import dev.likeness.synthesis.refine.RefineTraining.Look;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Learns how a persona's face looks where a warp of one picture does not: from its own films and
 * pictures, which its grant names. What was learnt lies with the persona, and all makers use it.
 */
public final class RefineRecipe {
  /** Fewer moments teach nothing but themselves. */
  static final int LEAST = 24;

  /** What a refiner has to gain on moments that it has not learnt from, dB. */
  static final double GAIN = .2;

  /** By so much an embedder's cosine of one person wavers. */
  static final double WAVER = .01;

  private static final List<Use> USES = List.of(Use.SWAP, Use.REENACT, Use.TALK, Use.LIP_SYNC);

  private final Workshop workshop;
  private final RefineRequest request;
  private final Persona persona;
  private final Clearance clearance;
  private final List<Path> files;
  private final Consumer<String> told;
  private final BiConsumer<List<Look>, String> seen;

  /**
   * What came of it.
   *
   * @param moments that were learnt from or held out
   * @param kept whether the persona has a refiner now
   * @param sheet held-out faces before and after, signed
   */
  public record Result(int moments, Look best, boolean kept, Path page, Path sheet) {}

  /**
   * Checks the request and the consent; nothing is read of the files but their digests.
   *
   * @param told hears, line by line, what there is to tell
   * @throws FlowException UNKNOWN, BAD_REQUEST
   * @throws dev.likeness.consent.ConsentRefused where no use of the persona is allowed; logged
   */
  public RefineRecipe(Workshop workshop, RefineRequest request, Consumer<String> told) {
    this(workshop, request, told, (looks, device) -> {});
  }

  /**
   * Likewise.
   *
   * @param seen hears of all looks so far and of the device, each time that there is a new one
   */
  public RefineRecipe(
      Workshop workshop,
      RefineRequest request,
      Consumer<String> told,
      BiConsumer<List<Look>, String> seen) {
    this.seen = seen;
    this.workshop = workshop;
    this.request = request;
    this.told = told;
    persona = workshop.personas().load(request.persona()).plain();
    clearance = clearance();
    files = LearningRun.files(workshop, persona, request.files());
  }

  /** Whether the persona's folder holds this very run, which can be gone on with. */
  public boolean begun() {
    return run().begun();
  }

  /** For any use that the grant covers: what is learnt serves all of them. */
  private Clearance clearance() {
    for (Use u : USES) {
      try {
        return workshop.consents().require(persona.ref(), u, workshop.clock());
      } catch (dev.likeness.consent.ConsentRefused e) {
        if (e.reason() != dev.likeness.consent.ConsentRefused.Reason.OUT_OF_SCOPE) {
          break;
        }
      }
    }
    return Production.clear(workshop, persona, Use.REENACT);
  }

  /**
   * Looks, learns, and keeps what helps.
   *
   * @throws FlowException UNSUITABLE where there is too little to learn from; BAD_REQUEST where a
   *     run that is to go on was another one
   * @throws StoppedException when stopped; the run can go on
   */
  public Result perform(Progress progress) {
    workshop.gate().permit(clearance);
    workshop.gate().persona(persona, clearance);
    View view = HeldScene.best(persona);
    Lessons lessons = new Lessons(view, persona.views());
    LearningRun run = run();
    Path folder = run.folder();
    Precision known = request.resume() ? run.goOn() : null;
    Frame picture = HeldScene.picture(view);
    double size = (double) picture.width() / view.picture().width();
    Path notes = workshop.home().cache().resolve("refine-" + persona.ref().grantId());
    Folders.make(notes);
    try {
      FaceMesh mesh = view.mesh().map(Affine2.scale(size));
      look(new RefineSitting.Stage(lessons, clearance, picture, mesh, notes), progress);
    } finally {
      Folders.remove(notes);
    }
    Precision precision = known == null ? run.begin(request.threads()) : known;
    RefineTraining.Settings settings =
        new RefineTraining.Settings(
            request.steps(), request.limit(), request.seed(), request.threads(), precision);
    try (RefineTraining t =
        new RefineTraining(folder, lessons, RefineStart.weights(), settings, workshop.clock())) {
      RefinePage page =
          new RefinePage(
              folder, RefinePage.Words.ofRefiner(request.persona(), lessons.size(), t.device()));
      told.accept("Follow it at " + page.file());
      Look best =
          t.run(
              history -> {
                page.write(history, false);
                seen.accept(history, t.device());
                told.accept(LearningRun.line(history.getLast()));
              },
              progress);
      Alike alike =
          Alike.of(
              workshop.finder(), t.shown(Alike.LOOKED), LearningRun.embedding(workshop, persona));
      boolean kept =
          best.refined() - best.warp() >= GAIN
              && best.refinedSsim() >= best.warpSsim()
              && !alike.worse(WAVER);
      page.sheet(t.shown(6), workshop);
      page.write(RefineTraining.history(folder), true);
      if (kept) {
        keep(t, best, alike, persona.views().indexOf(view), lessons.size());
      } else {
        told.accept(
            "On moments that it had not seen it gained %+.2f dB and %+.3f of similarity over the warp, and %+.3f of likeness to the person: too little to use, so nothing was kept. More and more varied moments help"
                .formatted(
                    best.refined() - best.warp(),
                    best.refinedSsim() - best.warpSsim(),
                    alike.learnt() - alike.warp()));
      }
      return new Result(lessons.size(), best, kept, page.file(), page.sheet());
    } catch (RefinerFile.Unusable e) {
      throw new FlowException(Code.IO, String.valueOf(e.getMessage()), e);
    } catch (java.io.IOException e) {
      throw Folders.failed("read", folder, e);
    }
  }

  private void look(RefineSitting.Stage stage, Progress progress) {
    Lessons lessons = stage.lessons();
    float[] person = LearningRun.embedding(workshop, persona);
    RefineSitting sitting =
        new RefineSitting(workshop.finder(), person, lessons.moments(), stage, progress);
    for (Path f : files) {
      sitting.look(f);
    }
    if (sitting.others() > 0) {
      told.accept(
          "In %d moments somebody else was the largest face: they were left out"
              .formatted(sitting.others()));
    }
    if (lessons.size() < LEAST) {
      throw new FlowException(
          Code.UNSUITABLE,
          "%d moments of %s can be learnt from, and it takes %d: ten seconds of film in which the person talks and looks around are enough"
              .formatted(lessons.size(), persona.ref().name(), LEAST));
    }
    told.accept("%d moments to learn from".formatted(lessons.size()));
    sitting.coverage().missing().forEach(m -> told.accept(Personas.LACKING + m));
  }

  private LearningRun run() {
    return new LearningRun(
        workshop.personas().refineRun(request.persona()), persona.ref().name(), plan());
  }

  /** What makes a run the same run. */
  private ObjectNode plan() {
    ObjectNode o = Json.object();
    o.put("persona", persona.ref().name());
    o.put("grant", persona.ref().grantId());
    o.put("seed", request.seed().value());
    o.put("steps", request.steps());
    o.put("threads", request.threads());
    files.forEach(f -> o.withArray("files").add(FileDigest.of(f).hex()));
    return o;
  }

  private void keep(RefineTraining t, Look best, Alike alike, int view, int moments) {
    // the grant may have ended while it learnt
    workshop.consents().recheck(clearance, workshop.clock());
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put("persona", persona.ref().name());
    notes.put("grant", persona.ref().grantId());
    notes.put("made", workshop.clock().instant().toString());
    notes.put("version", Version.current());
    notes.put("moments", String.valueOf(moments));
    notes.put("step", String.valueOf(best.step()));
    notes.put("seed", String.valueOf(request.seed().value()));
    notes.put("device", t.device());
    notes.put("held_out_psnr", String.format(Locale.ROOT, "%.2f", best.refined()));
    notes.put("held_out_psnr_warp", String.format(Locale.ROOT, "%.2f", best.warp()));
    notes.put("held_out_ssim", String.format(Locale.ROOT, "%.4f", best.refinedSsim()));
    notes.put("held_out_ssim_warp", String.format(Locale.ROOT, "%.4f", best.warpSsim()));
    notes.put("held_out_identity", String.format(Locale.ROOT, "%.3f", alike.learnt()));
    notes.put("held_out_identity_warp", String.format(Locale.ROOT, "%.3f", alike.warp()));
    List<String> digests = new ArrayList<>();
    files.forEach(f -> digests.add(FileDigest.of(f).hex()));
    notes.put("files", String.join(" ", digests));
    Path file = workshop.personas().refinerFile(request.persona());
    RefinerFile.write(file, t.trained(), view, notes);
    workshop
        .audit()
        .append(
            new AuditEvent.RefinerMade(
                persona.ref(), RefinerFile.read(file).digest(), clearance.subject()));
  }
}
