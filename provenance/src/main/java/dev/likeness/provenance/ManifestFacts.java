package dev.likeness.provenance;

import dev.likeness.consent.Clearance;
import dev.likeness.core.Digest;
import dev.likeness.core.Version;
import dev.likeness.provenance.c2pa.CborMap;
import dev.likeness.provenance.c2pa.CredentialReader;
import dev.likeness.provenance.c2pa.Ingredient;
import dev.likeness.provenance.c2pa.ManifestPlan;
import dev.likeness.provenance.c2pa.Trust;
import dev.likeness.provenance.mark.MarkId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the manifest of a file that leaves says; {@code docs/credentials.md} tells why. It names no
 * person, no persona and no file.
 */
final class ManifestFacts {
  static final String CONSENT = "dev.likeness.consent";

  private final Labelled labelled;
  private final List<Clearance> clearances;
  private final List<byte[]> salts;
  private final Instant now;
  private final DraftFacts facts;
  private final Disclosure disclosure;

  ManifestFacts(Labelled labelled, List<Clearance> clearances, List<byte[]> salts, Instant now) {
    this.labelled = labelled;
    this.clearances = clearances;
    this.salts = salts;
    this.now = now;
    this.facts = labelled.reviewed().facts();
    this.disclosure = labelled.reviewed().draft().plan().disclosure();
  }

  ManifestPlan plan(@Nullable Path target, Trust trust, ManifestPlan.@Nullable SoftBinding mark) {
    List<Ingredient> ingredients = new ArrayList<>();
    if (target != null) {
      ingredients.add(parent(target, trust));
    }
    return new ManifestPlan(
        disclosure.wording(),
        "Likeness",
        facts.versions().getOrDefault("likeness", "unknown"),
        now,
        actions(!ingredients.isEmpty()),
        ingredients,
        List.of(
            new ManifestPlan.Assertion("c2pa.ai-disclosure", disclosed()),
            new ManifestPlan.Assertion("cawg.training-mining", doNotTrain()),
            new ManifestPlan.Assertion(CONSENT, consent())),
        Thumbnails.of(labelled.file()).map(ManifestPlan.Thumbnail::new).orElse(null),
        mark);
  }

  /** The target with its own manifests, if it is still the file that went into the job. */
  private Ingredient parent(Path target, Trust trust) {
    String title = "what was edited";
    Optional<Digest> used =
        facts.inputs().stream()
            .filter(i -> i.role().equals("target"))
            .map(DraftFacts.Input::digest)
            .findFirst();
    try {
      var report = new CredentialReader(trust).read(target, now);
      return used.isPresent() && used.get().equals(Beside.digest(target))
          ? Ingredient.of(title, report, Ingredient.PARENT, null)
          : Ingredient.plain(title, report.mediaType(), Ingredient.PARENT, null);
    } catch (IOException | ProvenanceException e) {
      // it is gone since the job began: its manifests are, too
      return Ingredient.plain(title, "", Ingredient.PARENT, null);
    }
  }

  private List<ManifestPlan.Action> actions(boolean opened) {
    String badge = label();
    if (!opened) {
      return List.of(
          new ManifestPlan.Action(
              "c2pa.created", disclosure.sourceType(), facts.maker() + "; " + badge, List.of()));
    }
    return List.of(
        new ManifestPlan.Action("c2pa.opened", null, null, List.of(0)),
        new ManifestPlan.Action(
            "c2pa.edited", disclosure.sourceType(), facts.maker() + "; " + badge, List.of()));
  }

  private String label() {
    if (SourceType.kind(labelled.file()).filter(SourceType.Kind.WAV::equals).isPresent()) {
      return "audible notice added";
    }
    LabelRules rules = labelled.reviewed().draft().plan().badge().rules();
    return rules instanceof LabelRules.Film film
        ? EndCard.describe(disclosure, film.seconds()) + " added"
        : "visible badge '%s' added".formatted(rules.wording(disclosure));
  }

  private CborMap disclosed() {
    boolean seen = labelled.reviewed().reviewer().how() == Reviewer.How.ASKED;
    return new CborMap()
        .put("modelType", "c2pa.types.model")
        .put("modelName", "Likeness " + facts.maker())
        .put(
            "contentProfile",
            new CborMap().put("humanOversightLevel", seen ? "human_validated" : "prompt_guided"));
  }

  /** Of a look at a draft. */
  static ManifestPlan preview(Disclosure disclosure, Instant now, MarkId mark) {
    return new ManifestPlan(
        "preview of a draft",
        "Likeness",
        Version.current(),
        now,
        List.of(
            new ManifestPlan.Action(
                "c2pa.created",
                disclosure.sourceType(),
                "stamped preview of a draft that nobody has approved",
                List.of())),
        List.of(),
        List.of(new ManifestPlan.Assertion("cawg.training-mining", doNotTrain())),
        null,
        binding(mark));
  }

  static ManifestPlan.SoftBinding binding(MarkId mark) {
    return new ManifestPlan.SoftBinding(CredentialSigner.MARK, mark.bytes());
  }

  /** CAWG Training and Data Mining Assertion 1.1. */
  private static CborMap doNotTrain() {
    CborMap entries = new CborMap();
    for (String use :
        List.of(
            "cawg.ai_generative_training",
            "cawg.ai_inference",
            "cawg.ai_training",
            "cawg.data_mining")) {
      entries.put(use, new CborMap().put("use", "notAllowed"));
    }
    return new CborMap().put("entries", entries);
  }

  private CborMap consent() {
    List<CborMap> grants = new ArrayList<>();
    for (int i = 0; i < clearances.size(); i++) {
      Clearance c = clearances.get(i);
      CborMap m =
          new CborMap()
              .put("digest", salted(salts.get(i), c.grantId()))
              .put("scope", List.of(c.use().word()))
              .put("checked", c.given().truncatedTo(ChronoUnit.SECONDS).toString())
              .put("no_real_person", c.nobody());
      c.expiry().ifPresent(e -> m.put("expiry", e.toString()));
      grants.add(m);
    }
    return new CborMap().put("version", 1).put("alg", "sha256").put("grants", grants);
  }

  /** SHA-256 over salt and grant id: only who knows both can tell that it is this grant. */
  static byte[] salted(byte[] salt, String grant) {
    var d = Digest.sha256();
    d.update(salt);
    return d.digest(grant.getBytes(StandardCharsets.UTF_8));
  }
}
