package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An authority with a signer, and who trusts it. */
final class Notary {
  static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  static final String CREATED =
      "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
  static final String EDITED =
      "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";

  final TestAuthority authority;
  final Credential credential;
  final Trust trust;

  Notary(Algorithm algorithm) {
    authority = TestAuthority.create(algorithm, "Bees Ltd", NOW);
    TestAuthority.Issued issued = authority.signer(algorithm, "Bees Ltd", NOW);
    credential = new Credential(issued.key(), List.of(issued.certificate()));
    trust = Trust.none().and("test", List.of(authority.root()));
  }

  CredentialWriter writer() {
    return new CredentialWriter(credential, null);
  }

  /** A credential with other terms than usual, fit or not. */
  Credential credential(List<String> uses, Instant from, Instant until) {
    TestAuthority.Issued i =
        authority.issue(
            Algorithm.ES256,
            new TestAuthority.Terms(TestAuthority.name("odd", "Odd"), from, until, uses));
    return new Credential(i.key(), List.of(i.certificate()), null);
  }

  CredentialReport read(Path file) {
    return read(file, trust, NOW.plus(Duration.ofDays(1)));
  }

  static CredentialReport read(Path file, Trust trust, Instant now) {
    try {
      return new CredentialReader(trust).read(file, now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ManifestPlan created(String title) {
    return plan(title, List.of(), null);
  }

  static ManifestPlan opened(
      String title, CredentialReport parent, ManifestPlan.@Nullable Thumbnail thumbnail) {
    return plan(
        title,
        List.of(Ingredient.of("before", parent, Ingredient.PARENT, "what was opened")),
        thumbnail);
  }

  private static ManifestPlan plan(
      String title, List<Ingredient> ingredients, ManifestPlan.@Nullable Thumbnail thumbnail) {
    List<ManifestPlan.Action> actions =
        ingredients.isEmpty()
            ? List.of(new ManifestPlan.Action("c2pa.created", CREATED, null, List.of()))
            : List.of(
                new ManifestPlan.Action("c2pa.opened", null, null, List.of(0)),
                new ManifestPlan.Action("c2pa.edited", EDITED, "a face", List.of()));
    CborMap entry = new CborMap().put("use", "notAllowed");
    CborMap mining =
        new CborMap().put("entries", new CborMap().put("cawg.ai_generative_training", entry));
    return new ManifestPlan(
        title,
        "Likeness",
        "0.1.0",
        NOW,
        actions,
        ingredients,
        List.of(new ManifestPlan.Assertion("cawg.training-mining", mining)),
        thumbnail,
        null);
  }
}
