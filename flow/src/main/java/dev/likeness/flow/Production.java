package dev.likeness.flow;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.ConsentRefused;
import dev.likeness.consent.Grant;
import dev.likeness.consent.PersonaRef;
import dev.likeness.consent.Use;
import dev.likeness.core.Progress;
import dev.likeness.core.StoppedException;
import dev.likeness.flow.gate.Gate;
import dev.likeness.provenance.AuditEvent;
import dev.likeness.provenance.Exported;
import dev.likeness.provenance.GateRefused;
import dev.likeness.synthesis.Persona;
import dev.likeness.synthesis.run.Draft;
import dev.likeness.synthesis.run.Maker;
import dev.likeness.synthesis.run.Plan;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries a planned job out, from rendering to the exported file; what all makers share. */
final class Production {
  private final Workshop workshop;
  private final Label label;
  private final Gate gate;
  private final Maker maker;

  Production(Workshop workshop, Label label, Gate gate, Maker maker) {
    this.workshop = workshop;
    this.label = label;
    this.gate = gate;
    this.maker = maker;
  }

  /**
   * The clearance for a use.
   *
   * @throws ConsentRefused where the persona may not be used so; the refusal is logged
   */
  static Clearance clear(Workshop workshop, Persona p, Use use) {
    return clear(workshop, p.ref(), use);
  }

  /** Likewise, for a persona of which only this much is needed. */
  static Clearance clear(Workshop workshop, PersonaRef p, Use use) {
    try {
      return workshop.consents().require(p, use, workshop.clock());
    } catch (ConsentRefused e) {
      Grant g = workshop.ledger().read().grants().get(p.grantId());
      workshop
          .audit()
          .append(
              new AuditEvent.Refused(
                  use.word() + " with persona " + p.name(),
                  e.reason().name(),
                  String.valueOf(e.getMessage()),
                  g == null ? null : g.subject()));
      throw e;
    }
  }

  /**
   * What is to be carried out.
   *
   * @param maker's name in records
   * @param about who on what, for the list of jobs
   * @param alignments where to write what was seen; null for nowhere
   * @param persona see {@link QualityReport#of}
   */
  record Order(
      Plan plan,
      String maker,
      String about,
      Path out,
      boolean resume,
      @Nullable Path alignments,
      Supplier<float[]> persona) {}

  /**
   * Renders (or goes on rendering), has it reviewed, and exports it.
   *
   * @throws StoppedException when the user wants it; a later request with {@code resume} goes on
   * @throws GateRefused where the draft does not pass the content gate; nothing of it is kept
   * @throws ConsentRefused where a grant has ended meanwhile; likewise
   * @throws FlowException NOT_APPROVED when the reviewer does not let it out, or nobody was asked
   */
  SwapRecipe.Result perform(Order order, Review review, Progress progress) {
    Plan plan = order.plan();
    String id = plan.id();
    label.labeller().begin(plan.mark());
    Jobs jobs = workshop.jobs();
    Optional<String> before = jobs.rejection(id);
    if (!order.resume()) {
      Maker.idle(jobs.folder(id));
      Folders.remove(jobs.folder(id));
    }
    Jobs.Entry entry =
        new Jobs.Entry(
            id,
            order.maker(),
            order.about(),
            order.out().toAbsolutePath().toString(),
            Jobs.State.RUNNING,
            workshop.clock().instant(),
            "");
    jobs.save(entry);
    String rights = plan.job().rights();
    workshop
        .audit()
        .append(
            new AuditEvent.JobStarted(
                id,
                order.maker(),
                label.labeller().clearances(),
                plan.target(),
                rights == null ? "" : rights));
    try {
      Draft draft = maker.perform(plan, jobs.folder(id), progress);
      if (order.alignments() != null) {
        draft.writeAlignments(order.alignments());
      }
      Desk desk = new Desk(workshop, label, gate);
      progress.report("Checking", 0, 0);
      Exported out = desk.bring(draft, entry, order.persona(), before, review, order.out());
      Map<String, Double> stages = new LinkedHashMap<>();
      draft
          .record()
          .path("result")
          .path("stage_ms")
          .properties()
          .forEach(e -> stages.put(e.getKey(), e.getValue().asDouble()));
      return new SwapRecipe.Result(id, out, draft.frames(), stages);
    } catch (StoppedException e) {
      jobs.save(
          entry.with(
              Jobs.State.STOPPED, workshop.clock().instant(), String.valueOf(e.getMessage())));
      throw Jobs.stopped(e);
    } catch (GateRefused | ConsentRefused e) {
      // what may not leave is not kept either
      jobs.tidy(id);
      noteFailure(id, e);
      throw e;
    } catch (RuntimeException e) {
      noteFailure(id, e);
      throw e;
    }
  }

  /**
   * Keeps what went wrong with the job; where that fails too (a full disk), the first trouble
   * counts.
   */
  private void noteFailure(String id, RuntimeException why) {
    Jobs jobs = workshop.jobs();
    try {
      jobs.find(id)
          .filter(
              j ->
                  j.state() == Jobs.State.RUNNING
                      || why instanceof ConsentRefused && j.state() == Jobs.State.DRAFT)
          .map(
              j ->
                  j.with(
                      Jobs.State.FAILED,
                      workshop.clock().instant(),
                      String.valueOf(why.getMessage())))
          .ifPresent(jobs::save);
    } catch (FlowException e) {
      why.addSuppressed(e);
    }
  }
}
