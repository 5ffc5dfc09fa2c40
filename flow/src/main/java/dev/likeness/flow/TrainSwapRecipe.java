package dev.likeness.flow;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.FileDigest;
import dev.likeness.consent.Use;
import dev.likeness.core.Digest;
import dev.likeness.core.Progress;
import dev.likeness.core.StoppedException;
import dev.likeness.core.Version;
import dev.likeness.faces.Identity;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.flow.gate.Gate;
import dev.likeness.media.Images;
import dev.likeness.models.net.Precision;
import dev.likeness.provenance.AuditEvent;
import dev.likeness.synthesis.LearnedSwapFile;
import dev.likeness.synthesis.Persona;
import dev.likeness.synthesis.Refiner;
import dev.likeness.synthesis.RefinerFile;
import dev.likeness.synthesis.View;
import dev.likeness.synthesis.refine.Moments;
import dev.likeness.synthesis.refine.RefineTraining;
import dev.likeness.synthesis.refine.RefineTraining.Look;
import dev.likeness.synthesis.refine.SwapLessons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Learns to paint a persona on one other person, from films of both: the persona's are named in its
 * grant, the other's is used by a right that the operator states. Kept are the encoder, the
 * persona's decoder and whom they know; the other's decoder and everything that shows the other
 * goes when the training ends. Swaps of that person use it by themselves.
 */
public final class TrainSwapRecipe {
  /** What a learned swap has to gain on moments that it has not learnt from, dB. */
  static final double GAIN = RefineRecipe.GAIN;

  /** So much less like the persona swaps may read that differ by chance, as a mean of cosines. */
  private static final double WAVER = RefineRecipe.WAVER;

  private static final String REFINER = "refiner";

  private final Workshop workshop;
  private final TrainSwapRequest request;
  private final Persona persona;
  private final Clearance clearance;
  private final List<Path> files;
  private final Consumer<String> told;
  private final Predicate<Look> gains;

  /**
   * What came of it.
   *
   * @param moments of the persona, {@code others} of the target, learnt from or held out
   * @param kept whether swaps of the target use it now
   * @param sheet held-out faces before and after, signed
   */
  public record Result(int moments, int others, Look best, boolean kept, Path page, Path sheet) {}

  /**
   * Checks the request and the consent; nothing is read of the files but their digests.
   *
   * @param told hears, line by line, what there is to tell
   * @throws FlowException UNKNOWN, BAD_REQUEST
   * @throws dev.likeness.consent.ConsentRefused where the persona may not be swapped; logged
   */
  public TrainSwapRecipe(Workshop workshop, TrainSwapRequest request, Consumer<String> told) {
    this(workshop, request, told, TrainSwapRecipe::gains);
  }

  /**
   * Likewise.
   *
   * @param gains whether what was learnt is worth more on held-out moments than the warp
   */
  TrainSwapRecipe(
      Workshop workshop, TrainSwapRequest request, Consumer<String> told, Predicate<Look> gains) {
    this.gains = gains;
    this.workshop = workshop;
    this.request = request;
    this.told = told;
    persona = workshop.personas().load(request.persona());
    clearance = Production.clear(workshop, persona, Use.SWAP);
    files = LearningRun.files(workshop, persona, request.files());
    if (Images.isImage(request.target())) {
      throw new FlowException(
          Code.BAD_REQUEST,
          "%s is a picture; a swap is learnt from a film of the target"
              .formatted(request.target()));
    }
  }

  /**
   * Looks, learns, and keeps what helps.
   *
   * @throws FlowException UNSUITABLE where there is too little to learn from; BAD_REQUEST where the
   *     target is the persona, or a run that is to go on was another one
   * @throws dev.likeness.provenance.GateRefused where persona or target do not pass the content
   *     gate
   * @throws StoppedException when stopped; the run can go on
   */
  public Result perform(Progress progress) {
    Gate gate = workshop.gate();
    gate.permit(clearance);
    gate.persona(persona, clearance);
    gate.target(request.target(), List.of(new Gate.Wanted.Largest()), () -> {}, progress);
    LearningRun run =
        new LearningRun(workshop.personas().swapRun(request.persona()), request.persona(), plan());
    Precision known = request.resume() ? run.goOn() : null;
    TargetPerson other = other(progress);
    View view = HeldScene.best(persona);
    RefinerFile refiner = persona.refiner();
    try (Refiner refined = refiner == null ? null : Refiner.of(persona, workshop.models())) {
      View seen = new View(other.best().picture(), other.best().mesh());
      SwapLessons lessons = new SwapLessons(view, seen, refined);
      look(lessons, other.embedding(), progress);
      Precision precision = known == null ? run.begin(request.threads()) : known;
      return learn(run.folder(), lessons, precision, other.embedding(), view, progress);
    } catch (RefinerFile.Unusable e) {
      throw new FlowException(Code.IO, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw Folders.failed("read", run.folder(), e);
    }
  }

  private Result learn(
      Path folder,
      SwapLessons lessons,
      Precision precision,
      float[] other,
      View view,
      Progress progress)
      throws IOException {
    int moments = lessons.persona().size();
    int others = lessons.target().size();
    RefineTraining.Settings settings =
        new RefineTraining.Settings(
            request.steps(), request.limit(), request.seed(), request.threads(), precision);
    try (RefineTraining t = new RefineTraining(folder, lessons, settings, workshop.clock())) {
      RefinePage page =
          new RefinePage(
              folder, RefinePage.Words.ofSwap(request.persona(), moments, others, t.device()));
      told.accept("Follow it at " + page.file());
      Look best =
          t.run(
              history -> {
                page.samples(t.swapped(6), workshop);
                page.write(history, false);
                told.accept(LearningRun.line(history.getLast()));
              },
              progress);
      Swapped swapped = swapped(t, folder, other, persona.views().indexOf(view), progress);
      boolean kept = gains.test(best) && !swapped.worse();
      try {
        page.sheet(t.shown(6), workshop);
        if (kept) {
          keep(t, best, swapped, other, persona.views().indexOf(view), lessons);
        } else {
          told.accept(
              "On moments that it had not seen it gained %+.2f dB over the warp%s: too little to use, so nothing was kept. More and more varied moments of both help"
                  .formatted(best.refined() - best.warp(), swapped.told()));
        }
      } finally {
        // what shows the target, or could draw it, goes, also where the grant ended meanwhile
        Files.deleteIfExists(page.samples());
        RefineTraining.forget(folder);
      }
      page.write(RefineTraining.history(folder), true);
      return new Result(moments, others, best, kept, page.file(), page.sheet());
    }
  }

  static boolean gains(Look best) {
    return best.refined() - best.warp() >= GAIN && best.refinedSsim() >= best.warpSsim();
  }

  /** What swaps of the target are like. */
  private record Swapped(Alike alike, Optional<MouthRange> mouth) {
    boolean worse() {
      return alike.worse(WAVER) || mouth.map(MouthRange::worse).orElse(false);
    }

    String told() {
      String likeness =
          ", its swaps were %+.3f more like the persona".formatted(alike.learnt() - alike.warp());
      return likeness
          + mouth
              .map(
                  m ->
                      ", and their mouths moved %.2f times as far as the target's where the warp's move %.2f"
                          .formatted(m.learnt(), m.warp()))
              .orElse("");
    }

    void note(Map<String, String> notes) {
      notes.put("swap_identity", String.format(Locale.ROOT, "%.3f", alike.learnt()));
      notes.put("swap_identity_warp", String.format(Locale.ROOT, "%.3f", alike.warp()));
      mouth.ifPresent(
          m -> {
            notes.put("swap_mouth", String.format(Locale.ROOT, "%.3f", m.learnt()));
            notes.put("swap_mouth_warp", String.format(Locale.ROOT, "%.3f", m.warp()));
          });
    }
  }

  private Swapped swapped(RefineTraining t, Path folder, float[] other, int view, Progress progress)
      throws IOException {
    Path candidate = folder.resolve("candidate.safetensors");
    try {
      LearnedSwapFile.write(candidate, t.trained(), unit(other), view, Map.of());
      SwapTrial trial = new SwapTrial(workshop, clearance, request.target(), other);
      List<RefineTraining.Shown> tried =
          trial.of(persona, LearnedSwapFile.read(candidate), progress);
      return new Swapped(
          Alike.of(workshop.finder(), tried, LearningRun.embedding(workshop, persona)),
          MouthRange.of(workshop.finder(), tried, other));
    } finally {
      Files.deleteIfExists(candidate);
    }
  }

  /** Who the target shows; not the persona. */
  private TargetPerson other(Progress progress) {
    progress.report("Looking at " + request.target().getFileName(), 0, 0);
    List<TargetPerson> all = TargetPerson.of(workshop.finder(), request.target(), progress);
    if (all.isEmpty()) {
      throw new FlowException(
          Code.UNSUITABLE,
          "%s shows no face well enough to learn from".formatted(request.target()));
    }
    TargetPerson first = all.getFirst();
    if (Identity.same(first.embedding(), LearningRun.embedding(workshop, persona))) {
      throw new FlowException(
          Code.BAD_REQUEST,
          "%s shows persona %s itself; what is learnt of one person is 'likeness train refine'"
              .formatted(request.target(), request.persona()));
    }
    return first;
  }

  private void look(SwapLessons lessons, float[] other, Progress progress) {
    float[] own = LearningRun.embedding(workshop, persona);
    look(lessons.persona(), request.persona(), own, files, progress);
    look(lessons.target(), "the target", other, List.of(request.target()), progress);
  }

  private void look(
      Moments moments, String who, float[] person, List<Path> from, Progress progress) {
    RefineSitting sitting = new RefineSitting(workshop.finder(), person, moments, null, progress);
    from.forEach(sitting::look);
    if (sitting.others() > 0) {
      told.accept(
          "In %d moments somebody else than %s was the largest face: they were left out"
              .formatted(sitting.others(), who));
    }
    if (moments.size() < RefineRecipe.LEAST) {
      throw new FlowException(
          Code.UNSUITABLE,
          "%d moments of %s can be learnt from, and it takes %d: ten seconds of film in which the person talks and looks around are enough"
              .formatted(moments.size(), who, RefineRecipe.LEAST));
    }
    told.accept("%d moments of %s to learn from".formatted(moments.size(), who));
    sitting.coverage().missing().forEach(m -> told.accept(who + ", " + Personas.LACKING + m));
  }

  /** What makes a run the same run. */
  private ObjectNode plan() {
    ObjectNode o = Json.object();
    o.put("persona", persona.ref().name());
    o.put("grant", persona.ref().grantId());
    o.put("refiner", persona.learnt());
    o.put("target", FileDigest.of(request.target()).hex());
    o.put("rights", request.rights());
    o.put("seed", request.seed().value());
    o.put("steps", request.steps());
    o.put("threads", request.threads());
    files.forEach(f -> o.withArray("files").add(FileDigest.of(f).hex()));
    return o;
  }

  private void keep(
      RefineTraining t, Look best, Swapped swapped, float[] other, int view, SwapLessons lessons) {
    // the grant may have ended while it learnt
    workshop.consents().recheck(clearance, workshop.clock());
    Digest target = FileDigest.of(request.target());
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put("persona", persona.ref().name());
    notes.put("grant", persona.ref().grantId());
    notes.put("target", target.hex());
    notes.put("rights", request.rights());
    notes.put(REFINER, persona.learnt());
    notes.put("made", workshop.clock().instant().toString());
    notes.put("version", Version.current());
    notes.put("moments", String.valueOf(lessons.persona().size()));
    notes.put("moments_target", String.valueOf(lessons.target().size()));
    notes.put("step", String.valueOf(best.step()));
    notes.put("seed", String.valueOf(request.seed().value()));
    notes.put("device", t.device());
    notes.put("held_out_psnr", String.format(Locale.ROOT, "%.2f", best.refined()));
    notes.put("held_out_psnr_warp", String.format(Locale.ROOT, "%.2f", best.warp()));
    notes.put("held_out_ssim", String.format(Locale.ROOT, "%.4f", best.refinedSsim()));
    notes.put("held_out_ssim_warp", String.format(Locale.ROOT, "%.4f", best.warpSsim()));
    swapped.note(notes);
    notes.put("files", String.join(" ", files.stream().map(f -> FileDigest.of(f).hex()).toList()));
    Path file = workshop.personas().swapFile(request.persona(), other);
    LearnedSwapFile.write(file, t.trained(), unit(other), view, notes);
    workshop
        .audit()
        .append(
            new AuditEvent.SwapLearnt(
                persona.ref(),
                LearnedSwapFile.read(file).digest(),
                target,
                request.rights(),
                clearance.subject()));
  }

  private static float[] unit(float[] v) {
    double sum = 0;
    for (float x : v) {
      sum += x * x;
    }
    float[] out = v.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] /= (float) Math.sqrt(sum);
    }
    return out;
  }

  /**
   * What a persona has learnt together with somebody whom a target shows, and on top of what it is
   * drawn with now; null where there is nothing.
   *
   * @param persona as it is drawn
   */
  static @Nullable LearnedSwapFile fitting(
      Workshop workshop, Persona persona, Path target, Progress progress) {
    List<LearnedSwapFile> all =
        workshop.personas().swaps(persona.ref().name()).stream()
            .filter(f -> persona.learnt().equals(f.notes().get(REFINER)))
            .filter(f -> f.view() < persona.views().size())
            .toList();
    LearnedSwapFile best = null;
    double most = Identity.SAME;
    List<TargetPerson> shown =
        all.isEmpty() ? List.of() : TargetPerson.of(workshop.finder(), target, progress);
    for (LearnedSwapFile f : all) {
      for (TargetPerson p : shown) {
        double likeness = Identity.likeness(f.target(), p.embedding());
        if (likeness >= most) {
          most = likeness;
          best = f;
        }
      }
    }
    return best;
  }
}
