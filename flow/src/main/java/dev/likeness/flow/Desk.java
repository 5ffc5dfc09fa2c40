package dev.likeness.flow;

import dev.likeness.core.Digest;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Sketch;
import dev.likeness.core.Version;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.flow.gate.Gate;
import dev.likeness.flow.gate.GlanceFaces;
import dev.likeness.media.Muxer;
import dev.likeness.models.ModelCard;
import dev.likeness.provenance.BadgedSegment;
import dev.likeness.provenance.ContentGate;
import dev.likeness.provenance.CredentialSigner;
import dev.likeness.provenance.DraftFacts;
import dev.likeness.provenance.DraftFile;
import dev.likeness.provenance.Examination;
import dev.likeness.provenance.Exported;
import dev.likeness.provenance.Exporter;
import dev.likeness.provenance.Gated;
import dev.likeness.provenance.Labelled;
import dev.likeness.provenance.Machine;
import dev.likeness.provenance.Preview;
import dev.likeness.provenance.ReviewDesk;
import dev.likeness.provenance.Reviewed;
import dev.likeness.provenance.Signed;
import dev.likeness.synthesis.run.Draft;
import dev.likeness.synthesis.run.Job;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Takes a draft from the maker to the exported file: report, a person's word, label, signature. */
final class Desk {
  private final Workshop workshop;
  private final Label label;
  private final Gate gate;

  Desk(Workshop workshop, Label label, Gate gate) {
    this.workshop = workshop;
    this.label = label;
    this.gate = gate;
  }

  /**
   * Shows the draft to the reviewer and, if approved, lets it out.
   *
   * @param persona see {@link QualityReport#of}; asked for on another thread
   * @param before what was decided of the same job earlier, for the reviewer; empty for nothing
   * @throws FlowException NOT_APPROVED
   * @throws dev.likeness.provenance.GateRefused where the draft does not pass the content gate
   */
  Exported bring(
      Draft draft,
      Jobs.Entry entry,
      Supplier<float[]> persona,
      Optional<String> before,
      Review review,
      Path out) {
    Jobs jobs = workshop.jobs();
    String id = entry.id();
    GlanceFaces faces = new GlanceFaces(workshop.finder());
    // Nothing is painted any more: the networks look at the faces while the draft is put together,
    // for the gate and then, as a finder is for one thread at a time, for the report.
    CompletableFuture<Examination> examining =
        CompletableFuture.supplyAsync(() -> gate.examine(draft, parts(draft), faces));
    CompletableFuture<QualityReport> looking =
        examining.thenApplyAsync(e -> QualityReport.of(draft, faces, persona.get()));
    Exporter exporter = workshop.exporter();
    DraftFile file;
    Gated gated;
    try {
      file = file(draft, jobs.folder(id), out);
      gated = new ContentGate(workshop.audit()).pass(file, id, joined(examining));
      if (review.looks()) {
        exporter.preview(label.labeller(), sheet(draft), jobs.sheet(id));
      }
    } finally {
      // whatever happens, nobody uses the finder any more when this returns
      looking.exceptionally(e -> null).join();
    }
    QualityReport seen = joined(looking);
    QualityReport report = before.map(seen::with).orElse(seen);
    Folders.write(jobs.report(id), Json.text(report.toJson()));
    jobs.save(entry.with(Jobs.State.DRAFT, workshop.clock().instant(), "waits for approval"));
    DraftFacts facts = facts(draft, id, report);
    var desk = new ReviewDesk(workshop.audit(), workshop.clock());
    switch (review.ask(report, jobs.sheet(id))) {
      case Review.Answer.Approved a -> {
        Reviewed reviewed = desk.approve(gated, facts, a.reviewer());
        Labelled labelled = label.labeller().apply(reviewed);
        Signed signed = signer(draft.plan().job().target()).sign(labelled);
        Exported exported = exporter.write(signed, out);
        jobs.tidy(id);
        jobs.save(
            entry.with(
                Jobs.State.DONE, workshop.clock().instant(), "approved by " + a.reviewer().name()));
        return exported;
      }
      case Review.Answer.Rejected r -> {
        desk.reject(gated.draft(), facts, r.reviewer(), r.why());
        jobs.tidy(id);
        jobs.save(
            entry.with(
                Jobs.State.REJECTED,
                workshop.clock().instant(),
                "rejected by " + r.reviewer().name() + ": " + r.why()));
        throw new FlowException(
            Code.NOT_APPROVED, "not approved by " + r.reviewer().name() + "; nothing was written");
      }
      case Review.Answer.Later l ->
          throw new FlowException(
              Code.NOT_APPROVED,
              "nothing was written: a person has to approve the draft first. Look at %s, then run the"
                      .formatted(jobs.sheet(id))
                  + " same command with --resume --approve-as NAME");
    }
  }

  /** What came of it, or what was thrown. */
  static <T> T joined(CompletableFuture<T> looking) {
    try {
      return looking.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException r ? r : e;
    }
  }

  private CredentialSigner signer(Path target) {
    return new CredentialSigner(workshop.consents(), workshop.clock(), workshop.keys(), target);
  }

  private DraftFile file(Draft draft, Path folder, Path out) {
    if (draft.still()) {
      return label.still().orElseThrow();
    }
    List<BadgedSegment> segments = new ArrayList<>();
    for (Path p : draft.files()) {
      segments.add(
          label
              .segment(p)
              .orElseThrow(
                  () ->
                      new FlowException(
                          Code.IO, p + " was changed after it was made; make the job again")));
    }
    Job job = draft.plan().job();
    return label
        .labeller()
        .join(segments, job.sound(), folder.resolve("draft" + Results.ending(out)), joining(job));
  }

  /** How a job's pictures and its sound come together. */
  static Muxer.Options joining(Job job) {
    if (job.played() != null) {
      return Muxer.Options.MADE;
    }
    return job.span().whole() ? Muxer.Options.WHOLE : Muxer.Options.CUT;
  }

  private List<Examination.Part> parts(Draft draft) {
    if (draft.still()) {
      return label.stillSeen().stream().toList();
    }
    return draft.files().stream()
        .flatMap(f -> label.segment(f).stream())
        .flatMap(s -> label.seen(s.file(), s.digest()).stream())
        .toList();
  }

  /** Pairs of before and after, each with its frame's number. */
  private static Preview sheet(Draft draft) {
    List<Picture> pictures = new ArrayList<>();
    for (Draft.Glance g : draft.glances()) {
      pictures.add(titled(g.before(), "frame " + g.frame() + " before"));
      pictures.add(titled(g.after(), "frame " + g.frame() + " after"));
    }
    return Preview.sheet(pictures, Math.min(pictures.size(), 4));
  }

  private static Frame titled(Frame f, String title) {
    double size = Math.max(8, f.height() / 22.0);
    return Sketch.draw(
        f,
        g -> {
          double w = Sketch.width(title, size, Sketch.Weight.BOLD);
          g.setColor(new Color(0, 0, 0, 150));
          g.fill(new Rectangle2D.Double(0, 0, w + size, 1.6 * size));
          g.setColor(Color.WHITE);
          g.fill(Sketch.text(title, size / 2, 1.15 * size, size, Sketch.Weight.BOLD));
        });
  }

  private DraftFacts facts(Draft draft, String id, QualityReport report) {
    JsonNode inputs = draft.record().path("inputs");
    List<DraftFacts.Input> files = new ArrayList<>();
    files.add(
        new DraftFacts.Input(
            "target", inputs.path("target").path("file").asString(""), draft.plan().target()));
    for (JsonNode r : inputs.path("roles")) {
      for (JsonNode p : r.path("pictures")) {
        files.add(
            new DraftFacts.Input(
                "persona", r.path("persona").asString(""), new Digest(p.asString(""))));
      }
    }
    List<DraftFacts.Model> models = new ArrayList<>();
    List<ModelCard> cards = new ArrayList<>(workshop.swapCards());
    cards.addAll(workshop.gateCards());
    for (ModelCard c : cards) {
      models.add(
          new DraftFacts.Model(c.id(), c.packageVersion(), c.licence(), new Digest(c.sha256())));
    }
    Map<String, String> settings = new LinkedHashMap<>();
    inputs
        .path("settings")
        .properties()
        .forEach(e -> settings.put(e.getKey(), e.getValue().asString("")));
    for (String key : List.of("from", "to", "label", "codec", "quality", "chunk_seconds")) {
      if (inputs.has(key)) {
        settings.put(key, inputs.path(key).asString(""));
      }
    }
    Map<String, String> quality = new LinkedHashMap<>();
    report
        .toJson()
        .path("figures")
        .properties()
        .forEach(e -> quality.put(e.getKey(), e.getValue().asString("")));
    return new DraftFacts(
        id,
        inputs.path("maker").asString(""),
        workshop.clock().instant(),
        files,
        settings,
        draft.plan().job().seed().value(),
        models,
        Map.of("likeness", Version.current()),
        Machine.describe(),
        draft.plan().job().rights(),
        quality);
  }
}
