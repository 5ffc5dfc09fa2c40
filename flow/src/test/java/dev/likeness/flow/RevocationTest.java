package dev.likeness.flow;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.consent.AdultAttestation;
import dev.likeness.consent.ConsentRecord;
import dev.likeness.consent.ConsentRefused;
import dev.likeness.consent.FileDigest;
import dev.likeness.consent.GrantTerms;
import dev.likeness.consent.Operator;
import dev.likeness.consent.PersonGrant;
import dev.likeness.consent.Revocation;
import dev.likeness.consent.SubjectKeys;
import dev.likeness.consent.Use;
import dev.likeness.core.Progress;
import dev.likeness.puppet.Pose;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person takes their consent back while their face is being painted. */
class RevocationTest {
  @TempDir private Path folder;
  private final SubjectKeys keys = SubjectKeys.generate();

  private PersonGrant grant(Path photo) {
    Instant now = Instant.now();
    GrantTerms terms =
        new GrantTerms(
            "maya",
            "maya",
            Set.of(Use.SWAP),
            List.of("a test"),
            now.minusSeconds(60),
            now.plus(Duration.ofDays(1)),
            List.of(FileDigest.of(photo)),
            new AdultAttestation(true, "tester"));
    return ConsentRecord.sign(terms, new Operator("test", "tester", "EU"), null, keys);
  }

  @Test
  void revokedWhilePaintingNothingLeaves() {
    Path photo = Stage.photo(folder.resolve("maya.png"), "Maya", Pose.NEUTRAL);
    Path clip = Stage.clip(folder.resolve("clip.mp4"), "Finn", 14);
    Path out = folder.resolve("out.mp4");
    PersonGrant grant = grant(photo);
    try (Workshop shop = Stage.workshop(folder.resolve("home"))) {
      shop.personas().add("maya", List.of(photo), p -> grant, Progress.NONE);
      PersonGrant recorded =
          (PersonGrant) requireNonNull(shop.ledger().read().grants().get(grant.id()), "recorded");
      assertThat(recorded.record().flatMap(ConsentRecord::countersigned))
          .as("recorded with the operator's signature")
          .contains(shop.home().operatorKey().pair().publicKey());
      AtomicBoolean revoked = new AtomicBoolean();
      Progress revokesMeanwhile =
          new Progress() {
            @Override
            public void report(String stage, long done, long total) {
              if (stage.equals("Painting") && done >= 5 && revoked.compareAndSet(false, true)) {
                Revocation r =
                    Revocation.BySubject.sign(
                        grant.id(), shop.clock().instant(), "changed my mind", keys);
                assertThat(shop.ledger().revoke(r, shop.clock())).isTrue();
              }
            }

            @Override
            public boolean stopRequested() {
              return false;
            }
          };
      try (SwapRecipe recipe = new SwapRecipe(shop, Stage.request("maya", clip, out))) {
        assertThatThrownBy(() -> recipe.perform(Stage.approval(), revokesMeanwhile))
            .isInstanceOf(ConsentRefused.class)
            .hasMessageContaining("changed my mind");
      }
      assertThat(revoked).isTrue();
      assertThat(folder.toFile().list((d, name) -> name.startsWith("out"))).isEmpty();
    }
  }
}
