package dev.likeness.flow.verify;

import dev.likeness.flow.Workshop;
import dev.likeness.provenance.MarkFindings;
import dev.likeness.provenance.MetadataFindings;
import dev.likeness.provenance.OwnFindings;
import dev.likeness.provenance.Verifier;
import dev.likeness.provenance.c2pa.Trust;
import java.util.List;
import java.util.function.Consumer;

/** What reads where a file says that it comes from. */
public final class Verifiers {
  private Verifiers() {}

  /**
   * One that also knows this home's exports and marks.
   *
   * @param trouble hears of it where the home's exports cannot be recognised
   */
  public static Verifier of(Workshop workshop, Trust trust, Consumer<String> trouble) {
    OwnFindings own = new OwnFindings(workshop.audit());
    if (own.trouble() != null) {
      trouble.accept("your own exports are not recognised: " + own.trouble());
    }
    MarkFindings marks = new MarkFindings(workshop.home().marks(), workshop.apart());
    return new Verifier(
        trust,
        workshop.clock().instant(),
        List.of(new MetadataFindings(), own, marks),
        workshop.apart());
  }
}
