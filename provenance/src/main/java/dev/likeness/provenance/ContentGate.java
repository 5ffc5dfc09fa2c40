package dev.likeness.provenance;

import dev.likeness.consent.Clearance;
import dev.likeness.core.Digest;
import dev.likeness.provenance.Examination.Age;
import dev.likeness.provenance.Examination.Part;
import dev.likeness.provenance.Examination.Spoken;
import dev.likeness.provenance.Examination.Standing;
import dev.likeness.provenance.GateRefused.Reason;
import java.util.List;
import java.util.Locale;

/**
 * The step between a draft and a person's approval: nothing that shows sexual content or a face
 * that looks too young goes on, nor sound that says what must not be said in anybody's voice. What
 * was seen or read must be of exactly this draft. Every refusal is logged.
 */
public final class ContentGate {
  private final AuditLog audit;

  public ContentGate(AuditLog audit) {
    this.audit = audit;
  }

  /**
   * Lets a draft pass.
   *
   * @param job the draft's job, for the log
   * @throws GateRefused and logs it
   * @throws ProvenanceException CHANGED when the draft's file is no longer the one rendered
   */
  public Gated pass(DraftFile draft, String job, Examination seen) {
    Beside.requireSame(draft.file(), draft.digest());
    try {
      requireWhole(draft, seen);
      requireDecent(seen);
      requireSayable(seen);
      requireOldEnough(seen.ages(), seen.limits());
    } catch (GateRefused e) {
      throw refused("draft of job " + job, e);
    }
    return new Gated(draft, seen);
  }

  /** Logs a refusal, and gives it back to be thrown. */
  public GateRefused refused(String what, GateRefused why) {
    audit.append(
        new AuditEvent.Refused(what, why.reason().name(), String.valueOf(why.getMessage())));
    return why;
  }

  private static void requireWhole(DraftFile draft, Examination seen) {
    List<Digest> files =
        draft.sound()
            ? seen.spoken().stream().map(Spoken::file).toList()
            : seen.parts().stream().map(Part::file).toList();
    boolean each = seen.parts().stream().allMatch(p -> p.pictures() > 0 && p.looks() > 0);
    if (!files.equals(draft.parts()) || !each) {
      throw new GateRefused(
          Reason.NOT_LOOKED_AT,
          "not every part of the draft has been looked at for its content; make it again");
    }
    for (Clearance c : draft.plan().clearances()) {
      if (seen.ages().stream().noneMatch(a -> isOf(a, c))) {
        throw new GateRefused(
            Reason.NOT_LOOKED_AT,
            "how old persona %s looks has not been looked at; make it again"
                .formatted(c.persona().name()));
      }
    }
  }

  private static boolean isOf(Age a, Clearance c) {
    boolean stands =
        a.standing() == Standing.of(c) || a.standing() == Standing.FACELESS && c.nobody();
    return a.whose().equals(Age.persona(c)) && stands && a.looks() > 0;
  }

  private static void requireDecent(Examination seen) {
    for (Part p : seen.parts()) {
      if (p.worst() >= seen.limits().sexual() && p.confirmed() >= GateLimits.CONFIRMED) {
        throw new GateRefused(
            Reason.SEXUAL_CONTENT,
            String.format(
                Locale.ROOT,
                "the draft shows what looks like sexual content (%.2f, the limit is %.2f); nothing is"
                    + " written",
                p.worst(),
                seen.limits().sexual()));
      }
    }
  }

  private static void requireSayable(Examination seen) {
    for (Spoken s : seen.spoken()) {
      if (!s.faults().isEmpty()) {
        throw new GateRefused(
            Reason.FORBIDDEN_TEXT,
            "the draft %s; that is not said in anybody's voice here, and nothing is written"
                .formatted(s.faults().get(0)));
      }
    }
  }

  /**
   * Refuses where a face looks too young for what it stands on.
   *
   * @throws GateRefused LOOKS_UNDER_AGE
   */
  public static void requireOldEnough(List<Age> ages, GateLimits limits) {
    for (Age a : ages) {
      if (a.tooYoung(limits)) {
        throw new GateRefused(
            Reason.LOOKS_UNDER_AGE,
            String.format(
                Locale.ROOT,
                "%s looks about %.0f years old in %d %s; a face that looks under %.0f%s is not used"
                    + " without a guardian's signature in the grant of that very person (consent"
                    + " grant --guardian)",
                a.whose(),
                a.years(),
                a.looks(),
                a.looks() == 1 ? "look" : "looks",
                a.standing() == Examination.Standing.ATTESTED
                    ? limits.youngestAttested()
                    : limits.youngest(),
                a.standing() == Examination.Standing.ATTESTED ? ", attested adult or not," : ""));
      }
    }
  }
}
