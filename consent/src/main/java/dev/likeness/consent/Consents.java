package dev.likeness.consent;

import dev.likeness.consent.ConsentRefused.Reason;
import dev.likeness.core.Digest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The one place that gives a {@link Clearance}. Every check reads the ledger anew. Thread-safe. */
public final class Consents {
  private final Ledger ledger;

  public Consents(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Checks that this use of the persona is covered now.
   *
   * @throws ConsentRefused with the reason and what to do
   */
  public Clearance require(PersonaRef persona, Use use, Clock clock) {
    Ledger.Book book = book();
    Grant grant = book.grants().get(persona.grantId());
    if (grant == null) {
      throw refused(
          Reason.NO_GRANT,
          "persona %s stands on grant %s, which the ledger does not hold; record it with"
              + " 'likeness consent grant'",
          persona.name(),
          persona.grantId());
    }
    checkPerson(grant);
    if (grant instanceof NobodyGrant) {
      book.requireNobody(persona.pictures());
    }
    Revocation revoked = book.revocations().get(grant.id());
    if (revoked != null) {
      throw refused(
          Reason.REVOKED,
          "grant %s was revoked on %s (%s); it cannot be used again, ask %s for a new one",
          grant.id(),
          revoked.at(),
          revoked.reason(),
          grant.subject());
    }
    Instant now = clock.instant();
    checkScope(grant, use, now);
    checkPictures(grant, persona);
    return new Clearance(grant, persona, use, now);
  }

  /**
   * Checks again for what a clearance was given for: to be called right before anything leaves,
   * since the grant can have ended since.
   *
   * @return a clearance of this moment
   * @throws ConsentRefused as {@link #require}
   */
  public Clearance recheck(Clearance given, Clock clock) {
    return require(given.persona(), given.use(), clock);
  }

  private Ledger.Book book() {
    try {
      return ledger.read();
    } catch (ConsentException e) {
      if (e.code() == ConsentException.Code.CHAIN_BROKEN) {
        throw new ConsentRefused(Reason.LEDGER_BROKEN, String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private static void checkPerson(Grant grant) {
    switch (grant) {
      case PersonGrant p -> {
        if (!p.signatureValid()) {
          throw refused(
              Reason.BAD_SIGNATURE,
              "the signature of grant %s is not that of the depicted person over this text; ask %s"
                  + " to sign it again",
              p.id(),
              p.subject());
        }
        if (p.terms().guardian().isPresent() && !p.guarded()) {
          throw refused(
              Reason.BAD_SIGNATURE,
              "the signature of the guardian in grant %s is not theirs over this text, or they have"
                  + " the key of %s; ask for a new one",
              p.id(),
              p.subject());
        }
        if (!p.terms().adult().attested() && !p.guarded()) {
          throw refused(
              Reason.NOT_ADULT,
              "grant %s neither attests that %s is an adult nor bears a guardian's signature;"
                  + " without that nothing is made",
              p.id(),
              p.subject());
        }
      }
      case NobodyGrant n -> {
        // a recorded statement: nobody could sign it
      }
    }
  }

  private static void checkScope(Grant grant, Use use, Instant now) {
    if (!grant.uses().contains(use)) {
      throw refused(
          Reason.OUT_OF_SCOPE,
          "grant %s covers %s, not %s; ask %s for a grant that does",
          grant.id(),
          String.join(", ", grant.uses().stream().map(Use::word).toList()),
          use.word(),
          grant.subject());
    }
    if (now.isBefore(grant.issued())) {
      throw refused(
          Reason.NOT_YET_VALID,
          "grant %s is valid from %s on, and it is %s now; wait, or set the clock right",
          grant.id(),
          grant.issued(),
          now);
    }
    Instant end = grant.ends().orElse(Instant.MAX);
    if (!now.isBefore(end)) {
      throw refused(
          Reason.EXPIRED,
          "grant %s ended on %s; ask %s for a new one",
          grant.id(),
          end,
          grant.subject());
    }
  }

  private static void checkPictures(Grant grant, PersonaRef persona) {
    List<Digest> strange =
        persona.pictures().stream().filter(d -> !grant.pictures().contains(d)).toList();
    if (!strange.isEmpty()) {
      throw refused(
          Reason.PICTURES_DIFFER,
          "%d of the %d pictures of persona %s are not named in grant %s (the first has SHA-256"
              + " %s); make the persona from the granted pictures only, or have a grant signed that"
              + " names them all",
          strange.size(),
          persona.pictures().size(),
          persona.name(),
          grant.id(),
          strange.get(0).hex());
    }
  }

  private static ConsentRefused refused(Reason reason, String format, Object... values) {
    return new ConsentRefused(reason, format.formatted(values));
  }
}
