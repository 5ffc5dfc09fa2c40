package dev.likeness.flow;

import dev.likeness.consent.FileDigest;
import dev.likeness.core.Digest;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.core.StoppedException;
import dev.likeness.core.Version;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.flow.gate.Gate;
import dev.likeness.media.Images;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.provenance.AuditEvent;
import dev.likeness.provenance.ContentGate;
import dev.likeness.provenance.CredentialSigner;
import dev.likeness.provenance.DraftFacts;
import dev.likeness.provenance.DraftFile;
import dev.likeness.provenance.Exported;
import dev.likeness.provenance.Exporter;
import dev.likeness.provenance.GateRefused;
import dev.likeness.provenance.Gated;
import dev.likeness.provenance.Labeller;
import dev.likeness.provenance.Machine;
import dev.likeness.provenance.Preview;
import dev.likeness.provenance.ReviewDesk;
import dev.likeness.provenance.Reviewed;
import dev.likeness.synthesis.style.Repainter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A picture or film repainted in a style, from the request to the exported file. Nobody's likeness
 * is put in and nobody is made to do anything, so no grant is asked for; by what right style and
 * target are used is asked, recorded and told, and the content gate, badge, marks and signature are
 * those of every maker.
 */
public final class StyleRecipe implements FrameLook {
  private static final String MAKER = "style";

  private final Workshop workshop;
  private final StyleRequest request;
  private final Gate gate;
  private final Label label;
  private final boolean still;
  private @Nullable StyleSource glimpse;

  /**
   * Checks the request; nothing is painted.
   *
   * @throws FlowException BAD_REQUEST
   */
  public StyleRecipe(Workshop workshop, StyleRequest request) {
    this.workshop = workshop;
    this.request = request;
    Results.requirePlace(request.target(), request.out());
    Results.requireLabel(request.target(), request.badge());
    still = Images.isImage(request.target());
    gate = workshop.gate();
    label = new Label(Labeller.ofRepainting(request.badge(), workshop.home().marks()), gate);
  }

  /**
   * What came of it.
   *
   * @param seconds it took to paint, without what an earlier run did
   */
  public record Result(String job, Exported exported, long frames, double seconds) {}

  /**
   * Paints (or goes on painting), has the result reviewed, and exports it.
   *
   * @throws StoppedException when the user wants it; a later request with {@code resume} goes on
   * @throws GateRefused where style, target or draft do not pass the content gate
   * @throws FlowException NOT_APPROVED when the reviewer does not let it out, or nobody was asked
   */
  public Result perform(Review review, Progress progress) {
    progress.report("Checking the content", 0, 0);
    StyleSource style = StyleSource.read(request.style(), workshop, gate);
    gate.target(request.target(), List.of(new Gate.Wanted.Later()), () -> {}, progress);
    Digest target = FileDigest.of(request.target());
    String id = id(style, target);
    label.labeller().begin(id);
    Jobs jobs = workshop.jobs();
    Optional<String> before = jobs.rejection(id);
    if (!request.resume()) {
      Folders.remove(jobs.folder(id));
    }
    Jobs.Entry entry =
        new Jobs.Entry(
            id,
            MAKER,
            request.target().getFileName() + " in the manner of " + request.style().getFileName(),
            request.out().toAbsolutePath().toString(),
            Jobs.State.RUNNING,
            workshop.clock().instant(),
            "");
    jobs.save(entry);
    String rights = Objects.requireNonNullElse(request.rights(), "");
    workshop.audit().append(new AuditEvent.JobStarted(id, MAKER, List.of(), target, rights));
    try {
      StyleWork work = new StyleWork(request, label, jobs.folder(id));
      Repainter painter = new Repainter(style.works(), request.settings(), !still);
      long began = System.nanoTime();
      if (still) {
        paint(work, painter, progress);
      } else {
        try (VideoReader in = VideoReader.open(request.target())) {
          work.film(in, painter, progress);
        }
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      Exported out = bring(work, style, target, entry, before, review);
      return new Result(id, out, work.frames(), seconds);
    } catch (StoppedException e) {
      jobs.save(done(entry, Jobs.State.STOPPED, String.valueOf(e.getMessage())));
      throw Jobs.stopped(e);
    } catch (RuntimeException e) {
      jobs.find(id)
          .filter(j -> j.state() == Jobs.State.RUNNING)
          .ifPresent(j -> jobs.save(done(j, Jobs.State.FAILED, String.valueOf(e.getMessage()))));
      if (e instanceof GateRefused) {
        jobs.tidy(id);
      }
      throw e;
    }
  }

  @Override
  public Seen look(long frame, Path out, Progress progress) {
    StyleSource style = glimpse;
    if (style == null) {
      style = StyleSource.read(request.style(), workshop, gate);
      gate.target(request.target(), List.of(new Gate.Wanted.Later()), () -> {}, progress);
      glimpse = style;
    }
    long frames = 1;
    Picture target;
    if (still) {
      target = frame == 0 ? Images.read(request.target()) : null;
    } else {
      try (VideoReader in = VideoReader.open(request.target())) {
        frames = in.video().frames();
        in.skipTo(frame);
        VideoPicture p = in.next();
        target = p == null ? null : p.picture();
      }
    }
    if (target == null) {
      throw new FlowException(
          Code.BAD_REQUEST,
          "%s has no frame %d; frames are counted from 0".formatted(request.target(), frame));
    }
    boolean left = request.untouched().holds(frame);
    Repainter painter = new Repainter(style.works(), request.settings(), !still);
    Picture painted = left ? target : painter.next(target).picture();
    gate.picture(painted, "the preview");
    label.labeller().begin(id(style, FileDigest.of(request.target())));
    workshop.exporter().preview(label.labeller(), Preview.of(painted), out);
    boolean alone = still || left || frame == 0 || !request.settings().steady();
    return new Seen(
        request.span().whole() ? frames : 0,
        alone
            ? ""
            : "the frame was painted by itself: in the draft strokes are carried along from the"
                + " frames before");
  }

  @Override
  public void close() {
    glimpse = null;
  }

  private void paint(StyleWork work, Repainter painter, Progress progress) {
    progress.report("Painting", 0, 1);
    Picture picture = Images.read(request.target());
    work.still(painter.next(picture).picture(), picture);
    progress.report("Painting", 1, 1);
  }

  private Jobs.Entry done(Jobs.Entry e, Jobs.State state, String note) {
    return e.with(state, workshop.clock().instant(), note);
  }

  /** The same for the same inputs and settings, and for no others. */
  private String id(StyleSource style, Digest target) {
    String all =
        String.join(
            "\n",
            MAKER,
            Version.current(),
            style.digest().hex(),
            target.hex(),
            settings().toString(),
            label.text(),
            Results.ending(request.out()));
    return MAKER + "-" + Digest.of(all.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
  }

  private Map<String, String> settings() {
    Map<String, String> m = new LinkedHashMap<>();
    m.put("strength", String.valueOf(request.settings().strength()));
    m.put("keep_colour", String.valueOf(request.settings().keepColour()));
    m.put("stroke", String.valueOf(request.settings().stroke()));
    m.put("steady", String.valueOf(request.settings().steady()));
    if (!request.span().whole()) {
      m.put("from", String.valueOf(request.span().from()));
      m.put("to", String.valueOf(request.span().to()));
    }
    if (!request.untouched().ranges().isEmpty()) {
      m.put("untouched", request.untouched().text());
    }
    if (!still) {
      VideoFormat.Codec codec = VideoFormat.forFile(request.out()).codec();
      m.put("codec", codec.name().toLowerCase(Locale.ROOT));
      m.put("quality", String.valueOf(request.quality()));
    }
    return m;
  }

  /** Gate, a person's word, label, signature, export. */
  private Exported bring(
      StyleWork work,
      StyleSource style,
      Digest target,
      Jobs.Entry entry,
      Optional<String> before,
      Review review) {
    String id = entry.id();
    Jobs jobs = workshop.jobs();
    DraftFile draft = work.draft();
    Gated gated = new ContentGate(workshop.audit()).pass(draft, id, gate.examine(work.seen()));
    Exporter exporter = workshop.exporter();
    exporter.preview(label.labeller(), work.sheet(), jobs.sheet(id));
    QualityReport plain = work.report();
    QualityReport report = before.map(plain::with).orElse(plain);
    Folders.write(jobs.report(id), Json.text(report.toJson()));
    jobs.save(done(entry, Jobs.State.DRAFT, "waits for approval"));
    DraftFacts facts = facts(id, style, target, report);
    ReviewDesk desk = new ReviewDesk(workshop.audit(), workshop.clock());
    return switch (review.ask(report, jobs.sheet(id))) {
      case Review.Answer.Approved a -> {
        Reviewed reviewed = desk.approve(gated, facts, a.reviewer());
        CredentialSigner signer =
            new CredentialSigner(
                workshop.consents(), workshop.clock(), workshop.keys(), request.target());
        Exported out = exporter.write(signer.sign(label.labeller().apply(reviewed)), request.out());
        jobs.tidy(id);
        jobs.save(done(entry, Jobs.State.DONE, "approved by " + a.reviewer().name()));
        yield out;
      }
      case Review.Answer.Rejected r -> {
        desk.reject(draft, facts, r.reviewer(), r.why());
        jobs.tidy(id);
        jobs.save(
            done(
                entry, Jobs.State.REJECTED, "rejected by " + r.reviewer().name() + ": " + r.why()));
        throw new FlowException(
            Code.NOT_APPROVED, "not approved by " + r.reviewer().name() + "; nothing was written");
      }
      case Review.Answer.Later l ->
          throw new FlowException(
              Code.NOT_APPROVED,
              "nothing was written: a person has to approve the draft first. Look at %s, then run the"
                      .formatted(jobs.sheet(id))
                  + " same command with --resume --approve-as NAME");
    };
  }

  private DraftFacts facts(String id, StyleSource style, Digest target, QualityReport report) {
    Map<String, String> quality = new LinkedHashMap<>();
    report.figures().forEach((k, v) -> quality.put(k, String.valueOf(Math.round(v * 1e3) / 1e3)));
    List<DraftFacts.Model> models =
        workshop.gateCards().stream()
            .map(
                c ->
                    new DraftFacts.Model(
                        c.id(), c.packageVersion(), c.licence(), new Digest(c.sha256())))
            .toList();
    return new DraftFacts(
        id,
        MAKER,
        workshop.clock().instant(),
        List.of(
            new DraftFacts.Input("target", String.valueOf(request.target().getFileName()), target),
            new DraftFacts.Input(
                "style", String.valueOf(request.style().getFileName()), style.digest())),
        settings(),
        0,
        models,
        Map.of("likeness", Version.current()),
        Machine.describe(),
        request.rights(),
        quality);
  }
}
