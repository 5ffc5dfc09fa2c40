package dev.likeness.flow;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.FileDigest;
import dev.likeness.consent.Use;
import dev.likeness.core.Affine2;
import dev.likeness.core.Digest;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.StoppedException;
import dev.likeness.core.Version;
import dev.likeness.faces.Identity;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.models.net.Precision;
import dev.likeness.provenance.AuditEvent;
import dev.likeness.synthesis.Persona;
import dev.likeness.synthesis.RefinerFile;
import dev.likeness.synthesis.View;
import dev.likeness.synthesis.refine.Lessons;
import dev.likeness.synthesis.refine.RefineTraining;
import dev.likeness.synthesis.refine.RefineTraining.Look;
import java.nio.file.Files;
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
  private static final String PLAN = "plan.json";

  /** Fewer moments teach nothing but themselves. */
  static final int LEAST = 24;

  /** What a refiner has to gain on moments that it has not learnt from, dB. */
  static final double GAIN = .2;

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
    files =
        request.files().isEmpty()
            ? workshop.personas().pictureFiles(request.persona())
            : request.files();
    for (Path f : request.files()) {
      Digest d = FileDigest.of(f);
      if (!persona.ref().pictures().contains(d)) {
        throw new FlowException(
            Code.BAD_REQUEST,
            ("%s is not one of the files that persona %s was made from (SHA-256 %s); make the persona"
                    + " from it, on a grant that names it, and train then")
                .formatted(f, persona.ref().name(), d.hex()));
      }
    }
    if (files.isEmpty()) {
      throw new FlowException(
          Code.BAD_REQUEST,
          "persona %s was made from films, of which only digests are kept; name them with --from"
              .formatted(persona.ref().name()));
    }
  }

  /** Whether the persona's folder holds this very run, which can be gone on with. */
  public boolean begun() {
    Path file = workshop.personas().refineRun(request.persona()).resolve(PLAN);
    return Files.exists(file) && same(Json.read(file));
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
    Lessons lessons = new Lessons(view);
    Path folder = workshop.personas().refineRun(request.persona());
    Precision known = request.resume() ? planned(folder) : null;
    Frame picture = HeldScene.picture(view.picture());
    double size = (double) picture.width() / view.picture().width();
    Path notes = workshop.home().cache().resolve("refine-" + persona.ref().grantId());
    Folders.make(notes);
    try {
      FaceMesh mesh = view.mesh().map(Affine2.scale(size));
      look(lessons, new RefineSitting.Stage(clearance, picture, mesh, notes), progress);
    } finally {
      Folders.remove(notes);
    }
    Precision precision = known == null ? begun(folder) : known;
    RefineTraining.Settings settings =
        new RefineTraining.Settings(
            request.steps(), request.limit(), request.seed(), request.threads(), precision);
    try (RefineTraining t = new RefineTraining(folder, lessons, settings, workshop.clock())) {
      RefinePage page = new RefinePage(folder, request.persona(), lessons.size(), t.device());
      told.accept("Follow it at " + page.file());
      Look best =
          t.run(
              history -> {
                page.write(history, false);
                seen.accept(history, t.device());
                told.accept(line(history.getLast()));
              },
              progress);
      boolean kept = best.refined() - best.warp() >= GAIN;
      page.sheet(t.shown(6), workshop);
      page.write(RefineTraining.history(folder), true);
      if (kept) {
        keep(t, best, persona.views().indexOf(view), lessons.size());
      } else {
        told.accept(
            "On moments that it had not seen it gained %+.2f dB over the warp, which is too little to use: nothing was kept. More and more varied moments help"
                .formatted(best.refined() - best.warp()));
      }
      return new Result(lessons.size(), best, kept, page.file(), page.sheet());
    } catch (RefinerFile.Unusable e) {
      throw new FlowException(Code.IO, String.valueOf(e.getMessage()), e);
    } catch (java.io.IOException e) {
      throw Folders.failed("read", folder, e);
    }
  }

  private void look(Lessons lessons, RefineSitting.Stage stage, Progress progress) {
    float[] person = new float[0];
    for (View v : persona.views()) {
      person = Identity.sum(person, workshop.finder().embed(v.picture(), v.mesh()));
    }
    RefineSitting sitting = new RefineSitting(workshop.finder(), person, lessons, stage, progress);
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

  /** Makes sure that the run to go on with is the same; says in which precision it computes. */
  private Precision planned(Path folder) {
    Path file = folder.resolve(PLAN);
    if (!Files.exists(file)) {
      throw new FlowException(
          Code.UNKNOWN,
          "there is no run of %s to go on with; begin one without --resume"
              .formatted(persona.ref().name()));
    }
    ObjectNode was = Json.read(file);
    String precision = was.path("precision").asString("");
    if (!same(was)) {
      throw new FlowException(
          Code.BAD_REQUEST,
          "the run in %s was begun with other files, steps, seed or threads; repeat them, or begin anew without --resume"
              .formatted(folder));
    }
    return Precision.valueOf(precision.toUpperCase(Locale.ROOT));
  }

  private boolean same(ObjectNode was) {
    ObjectNode it = was.deepCopy();
    it.remove(List.of("precision", "version"));
    return it.toString().equals(plan().toString());
  }

  /** Begins a run's folder; what another run left there goes. */
  private Precision begun(Path folder) {
    Precision p = RefineTraining.quicker(request.threads());
    Folders.remove(folder);
    Folders.make(folder);
    Folders.write(
        folder.resolve(PLAN),
        Json.text(plan().put("precision", p.word()).put("version", Version.current())));
    return p;
  }

  private static String line(Look l) {
    return String.format(
        Locale.ROOT,
        "step %d: held-out faces %.2f dB, the warp alone %.2f; similarity %.3f, %.3f",
        l.step(),
        l.refined(),
        l.warp(),
        l.refinedSsim(),
        l.warpSsim());
  }

  private void keep(RefineTraining t, Look best, int view, int moments) {
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
