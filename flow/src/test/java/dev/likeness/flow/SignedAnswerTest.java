package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.consent.AdultAttestation;
import dev.likeness.consent.Challenge;
import dev.likeness.consent.ChallengeAnswer;
import dev.likeness.consent.ConsentRecord;
import dev.likeness.consent.ConsentRefused;
import dev.likeness.consent.GrantTerms;
import dev.likeness.consent.Operator;
import dev.likeness.consent.PersonGrant;
import dev.likeness.consent.SubjectKeys;
import dev.likeness.consent.Use;
import dev.likeness.core.Digest;
import dev.likeness.provenance.AuditEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedAnswerTest {
  private static final Digest PICTURE = Digest.of("picture".getBytes(StandardCharsets.UTF_8));

  @TempDir private Path folder;

  @Test
  void anAnswerThatNobodyJudgedIsWorthNothing() {
    try (Workshop shop = Stage.workshop(folder)) {
      Challenge c =
          shop.challenges()
              .set(
                  "anna",
                  List.of("guitar", "zebra"),
                  LocalDate.of(2026, 11, 1),
                  shop.clock(),
                  new SecureRandom());
      // not before the challenge, which may begin with a new second
      Instant now = shop.clock().instant();
      ChallengeAnswer byHand =
          new ChallengeAnswer(
              c,
              now,
              Digest.of("no video".getBytes(StandardCharsets.UTF_8)),
              List.of(PICTURE),
              List.of(new ChallengeAnswer.Score("words", "1.00", "0.75", true)));
      // signed with the operator's key, as whoever holds it can
      shop.challenges().keep(byHand);
      GrantTerms terms =
          new GrantTerms(
              "anna",
              "anna",
              EnumSet.of(Use.SWAP),
              List.of("a test"),
              now,
              now.plus(1, ChronoUnit.DAYS),
              List.of(PICTURE),
              new AdultAttestation(true, "tester"));
      PersonGrant grant =
          ConsentRecord.sign(
              terms,
              new Operator("Film AG", "f@film.example", "EU"),
              byHand,
              SubjectKeys.generate());
      assertThatThrownBy(() -> shop.spend(c.id(), grant))
          .isInstanceOf(ConsentRefused.class)
          .hasMessageContaining("audit log does not tell");
      assertThatThrownBy(() -> shop.record(grant)).isInstanceOf(ConsentRefused.class);
      assertThat(shop.ledger().read().grants()).isEmpty();

      shop.audit().append(new AuditEvent.ChallengeAnswered(byHand));
      shop.spend(c.id(), grant);
      assertThat(shop.record(grant)).isTrue();
    }
  }
}
