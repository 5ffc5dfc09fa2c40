package dev.likeness.provenance.c2pa;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that a file was made from (C2PA section 18.16). What it carried of Content Credentials
 * is carried over with what its own validation found.
 *
 * @param title for people
 * @param mediaType empty where it is not known
 * @param relation {@code parentOf}, {@code componentOf} or {@code inputTo}
 * @param description in words; null for none
 * @param credentials its manifests and what was found; null where it has none
 */
public record Ingredient(
    String title,
    String mediaType,
    String relation,
    @Nullable String description,
    @Nullable Carried credentials) {
  /** The file that was opened and edited. */
  public static final String PARENT = "parentOf";

  /** A file of which parts are in the result. */
  public static final String COMPONENT = "componentOf";

  /** A file that steered what was made. */
  public static final String INPUT = "inputTo";

  public Ingredient {
    if (!List.of(PARENT, COMPONENT, INPUT).contains(relation)) {
      throw new IllegalArgumentException("relation '" + relation + "'");
    }
  }

  /** Without Content Credentials. */
  public static Ingredient plain(
      String title, String mediaType, String relation, @Nullable String description) {
    return new Ingredient(title, mediaType, relation, description, null);
  }

  /** A file, with what {@link CredentialReader} found in it. */
  public static Ingredient of(
      String title, CredentialReport report, String relation, @Nullable String description) {
    Optional<Carried> carried = report.carried();
    return new Ingredient(title, report.mediaType(), relation, description, carried.orElse(null));
  }

  /** The manifests of an ingredient and what its validation found. */
  public static final class Carried {
    private final ManifestStore store;
    private final CborMap results;

    Carried(ManifestStore store, CborMap results) {
      this.store = store;
      this.results = results;
    }

    ManifestStore store() {
      return store;
    }

    CborMap results() {
      return results;
    }
  }

  /** The content of its assertion. */
  CborMap assertion() throws Malformed {
    CborMap m =
        new CborMap()
            .put("dc:title", title)
            .put("relationship", relation)
            .putIf("dc:format", mediaType.isEmpty() ? null : mediaType)
            .putIf("description", description);
    if (credentials != null) {
      Manifest active = credentials.store.active();
      boolean named =
          Uris.parse(Uris.manifest(active.label()))
              .filter(t -> t.manifest().equals(active.label()))
              .isPresent();
      if (!named) {
        throw new Malformed("a manifest that no address leads to: " + active.label());
      }
      m.put("activeManifest", Uris.hashed(Uris.manifest(active.label()), active.whole()))
          .put(
              "claimSignature",
              Uris.hashed(
                  Uris.in(active.label(), Manifest.SIGNATURE),
                  active.box().child(Manifest.SIGNATURE).orElseThrow()))
          .put("validationResults", credentials.results);
    }
    return m;
  }
}
