package dev.likeness.flow.gan;

import dev.likeness.consent.Clearance;
import dev.likeness.core.Digest;
import dev.likeness.core.Seed;
import dev.likeness.core.Version;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.gate.Gate;
import dev.likeness.provenance.AuditEvent;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.provenance.ContentGate;
import dev.likeness.provenance.CredentialSigner;
import dev.likeness.provenance.Disclosure;
import dev.likeness.provenance.DraftFacts;
import dev.likeness.provenance.DraftFile;
import dev.likeness.provenance.Examination;
import dev.likeness.provenance.Exported;
import dev.likeness.provenance.Gated;
import dev.likeness.provenance.Labeller;
import dev.likeness.provenance.Machine;
import dev.likeness.provenance.ReviewDesk;
import dev.likeness.provenance.Reviewer;
import dev.likeness.synthesis.duel.GeneratorFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The way out of what a generator draws: gate, draft, approval, badge, mark, signature, export, as
 * for everything that leaves.
 */
final class PictureDoor {
  static final String MAKER = "gan sample";

  private final Workshop workshop;
  private final GeneratorFile file;
  private final BadgeSpec badge;
  private final Reviewer reviewer;

  PictureDoor(Workshop workshop, GeneratorFile file, BadgeSpec badge, Reviewer reviewer) {
    this.workshop = workshop;
    this.file = file;
    this.badge = badge;
    this.reviewer = reviewer;
  }

  /** A draft, what the gate saw in it, and how near it is to what was learnt from. */
  record Drawn(DraftFile draft, Examination.Part seen, double nearness) {}

  /** Draws into a job's private folder. */
  @FunctionalInterface
  interface Drawing {
    Drawn draw(Labeller labeller, Path folder, Gate gate);
  }

  /**
   * Draws, and lets out what was drawn.
   *
   * @param whose the grant that it stands on
   * @param right by what right it is made, for the record
   * @param settings that it is made with
   * @throws dev.likeness.provenance.GateRefused where the content gate refuses it
   */
  Exported leave(
      Clearance whose,
      String right,
      Drawing drawing,
      Map<String, String> settings,
      Seed seed,
      Path out) {
    String job =
        MAKER.replace(' ', '-')
            + "-"
            + Digest.of(
                    (file.digest().hex() + settings + seed.value())
                        .getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, 20);
    Path folder = workshop.home().jobs().resolve(job);
    try {
      Files.createDirectories(folder);
      Labeller labeller =
          new Labeller(List.of(whose), Disclosure.GENERATED, badge, workshop.home().marks());
      labeller.begin(job);
      workshop
          .audit()
          .append(new AuditEvent.JobStarted(job, MAKER, List.of(whose), file.digest(), ""));
      Gate gate = workshop.gate();
      gate.permit(whose);
      Drawn drawn = drawing.draw(labeller, folder, gate);
      Gated gated =
          new ContentGate(workshop.audit())
              .pass(drawn.draft(), job, gate.examine(List.of(drawn.seen())));
      var reviewed =
          new ReviewDesk(workshop.audit(), workshop.clock())
              .approve(gated, facts(job, right, drawn.nearness(), settings, seed), reviewer);
      var signed =
          new CredentialSigner(workshop.consents(), workshop.clock(), workshop.keys(), null)
              .sign(labeller.apply(reviewed));
      return workshop.exporter().write(signed, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      workshop.home().discard(folder);
    }
  }

  private DraftFacts facts(
      String job, String right, double nearness, Map<String, String> settings, Seed seed) {
    GeneratorFile f = file;
    Map<String, String> quality = new LinkedHashMap<>();
    quality.put("nearest_training_picture", String.format(Locale.ROOT, "%.3f", nearness));
    quality.put("too_near_from", f.note(GeneratorFile.TOO_NEAR));
    return new DraftFacts(
        job,
        MAKER,
        workshop.clock().instant(),
        List.of(new DraftFacts.Input("generator", f.note(GeneratorFile.TITLE), f.digest())),
        settings,
        seed.value(),
        List.of(
            new DraftFacts.Model(
                f.note(GeneratorFile.TITLE),
                f.note("likeness"),
                f.note(GeneratorFile.LICENCE),
                f.digest())),
        Map.of("likeness", Version.current()),
        Machine.describe(),
        right,
        quality);
  }
}
