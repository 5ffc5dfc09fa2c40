package dev.likeness.provenance;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.Consents;
import java.time.Clock;
import java.util.List;

/**
 * Looks the consent up again and states in the record that the file itself bears no signature yet:
 * its visible badge and its digital source type are all the label it has.
 */
public final class RecordSigner implements Signer {
  static final Signed.Signature UNSIGNED =
      new Signed.Signature(
          "unsigned",
          "This version writes no Content Credentials. The file bears the visible badge and the"
              + " IPTC digital source type; the audit log holds its digest.");

  private final Consents consents;
  private final Clock clock;

  public RecordSigner(Consents consents, Clock clock) {
    this.consents = consents;
    this.clock = clock;
  }

  @Override
  public Signed sign(Labelled labelled) {
    Beside.requireSame(labelled.file(), labelled.digest());
    List<Clearance> now =
        labelled.reviewed().draft().plan().clearances().stream()
            .map(c -> consents.recheck(c, clock))
            .toList();
    return new Signed(labelled, now, labelled.file(), labelled.digest(), UNSIGNED);
  }
}
