package dev.likeness.consent;

import dev.likeness.core.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Grants to test with. */
final class Samples {
  static final Instant ISSUED = Instant.parse("2026-11-01T00:00:00Z");
  static final Clock NOW = clock(ISSUED.plus(Duration.ofDays(10)));

  private Samples() {}

  static Clock clock(Instant t) {
    return Clock.fixed(t, ZoneOffset.UTC);
  }

  static Digest picture(String name) {
    return Digest.of(name.getBytes(StandardCharsets.UTF_8));
  }

  static GrantTerms terms(Set<Use> uses) {
    return new GrantTerms(
        "anna",
        "Anna Beispiel",
        uses,
        List.of("a short film about bees"),
        ISSUED,
        ISSUED.plus(Duration.ofDays(365)),
        List.of(picture("one"), picture("two")),
        new AdultAttestation(true, "Bea Beispiel, notary"));
  }

  static PersonGrant grant(SubjectKeys keys) {
    return terms(EnumSet.of(Use.SWAP, Use.TALK)).sign(keys);
  }

  static PersonaRef persona(Grant grant) {
    return new PersonaRef("anna-film", grant.id(), List.of(picture("two")));
  }
}
