package dev.likeness.flow;

import dev.likeness.consent.ConsentRefused;
import dev.likeness.consent.ConsentRefused.Reason;
import dev.likeness.consent.Grant;
import dev.likeness.consent.Ledger;
import dev.likeness.consent.PersonaRef;
import java.nio.file.Path;
import java.util.List;

/** Whether a grant can stand under a persona at all, before any work is done. */
final class GrantCheck {
  private GrantCheck() {}

  /** Every file must be one that the grant names. */
  static void pictures(Grant grant, PersonaRef persona, List<Path> files) {
    for (int i = 0; i < files.size(); i++) {
      if (!grant.pictures().contains(persona.pictures().get(i))) {
        throw new ConsentRefused(
            Reason.PICTURES_DIFFER,
            ("%s is not named in grant %s of %s (SHA-256 %s); use the granted files, byte for byte,"
                    + " or have a grant signed that names it")
                .formatted(
                    files.get(i), grant.id(), grant.subject(), persona.pictures().get(i).hex()));
      }
    }
  }

  /** The grant must hold now. */
  static void usable(Workshop workshop, Grant grant) {
    Ledger.Status status = workshop.ledger().read().status(grant, workshop.clock().instant());
    Reason reason =
        switch (status) {
          case VALID -> null;
          case NOT_YET_VALID -> Reason.NOT_YET_VALID;
          case EXPIRED -> Reason.EXPIRED;
          case REVOKED -> Reason.REVOKED;
          case BAD_SIGNATURE -> Reason.BAD_SIGNATURE;
        };
    if (reason != null) {
      throw new ConsentRefused(
          reason,
          "grant %s of %s is %s; ask for a new one"
              .formatted(
                  grant.id(),
                  grant.subject(),
                  status.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')));
    }
  }
}
