package dev.likeness.provenance.c2pa;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the standard asks of particular assertions, and of those that a kind of manifest may hold
 * (C2PA sections 15.10.1 and 15.10.3). Actions and ingredients have checks of their own.
 */
record AssertionCheck(Session session, Manifest manifest, Claim claim, Findings out) {
  private static final String CLOUD = "c2pa.cloud-data";
  private static final String REFERENCE = "c2pa.external-reference";
  private static final String STAMPS = "c2pa.time-stamp";

  /** What must lie in the manifest itself. */
  private static final Set<String> OWN =
      Set.of(
          "c2pa.action",
          "c2pa.actions",
          "c2pa.actions.v2",
          CLOUD,
          REFERENCE,
          "c2pa.hash.bmff.v2",
          "c2pa.hash.bmff.v3",
          "c2pa.hash.boxes",
          "c2pa.hash.collection.data",
          "c2pa.hash.data",
          "c2pa.hash.multi-asset",
          "c2pa.ingredient",
          "c2pa.ingredient.v2",
          "c2pa.ingredient.v3");

  private static final Set<String> UPDATES =
      Set.of("c2pa.edited.metadata", "c2pa.opened", "c2pa.published", "c2pa.redacted");

  private String url(String label) {
    return Uris.in(manifest.label(), Manifest.ASSERTIONS + "/" + label);
  }

  private boolean update() {
    return manifest.box().type().equals(Jumbf.UPDATE_MANIFEST);
  }

  void run() {
    for (Map.Entry<String, Jumbf.Super> e : manifest.assertions().entrySet()) {
      String label = e.getKey();
      String kind = Manifest.kind(label);
      if (e.getValue().type().equals(Jumbf.JSON)) {
        Optional<byte[]> text = e.getValue().content("json");
        if (text.isEmpty() || !JsonText.sound(text.get())) {
          out.bad("assertion.json.invalid", url(label), "an assertion that is not JSON");
        }
      }
      Optional<CborMap> content = ActionCheck.content(e.getValue());
      switch (kind) {
        case CLOUD -> cloud(label, content.orElse(new CborMap()));
        case REFERENCE -> reference(label, content.orElse(new CborMap()));
        case STAMPS -> {
          if (content.isEmpty() || content.get().entries().isEmpty()) {
            out.bad("assertion.timestamp.malformed", url(label), "no time-stamps by manifest");
          }
        }
        default -> {
          // nothing particular is asked of it
        }
      }
      if (update()) {
        updates(kind, content);
      }
    }
  }

  private void updates(String kind, Optional<CborMap> content) {
    boolean allowed =
        !kind.startsWith("c2pa.hash.")
            && !kind.startsWith("c2pa.thumbnail")
            && (!kind.startsWith("c2pa.actions")
                || content.map(c -> c.maps("actions")).orElse(List.of()).stream()
                    .allMatch(a -> UPDATES.contains(String.valueOf(a.text("action")))));
    if (!allowed) {
      out.bad(
          "manifest.update.invalid",
          Uris.manifest(manifest.label()),
          "an update manifest with " + Io.clip(kind));
    }
  }

  private void cloud(String label, CborMap m) {
    String about = m.text("label");
    if (about == null || m.number("size") == null || m.map("location") == null) {
      out.bad("assertion.cloud-data.malformed", url(label), "a field is missing");
    } else if (update() && about.startsWith("c2pa.actions")) {
      out.bad("assertion.cloud-data.actions", url(label), "actions that lie elsewhere");
    } else if (OWN.contains(about)) {
      out.bad("assertion.cloud-data.hardBinding", url(label), Io.clip(about) + " lies elsewhere");
    }
  }

  private void reference(String label, CborMap m) {
    CborMap location = m.map("location");
    String about = m.text("label");
    if (location == null
        || location.text("url") == null
        || location.has("alg") != location.has("hash")
        || (about != null && OWN.contains(about))) {
      out.bad("assertion.external-reference.malformed", url(label), "no reference, or to what");
    }
    Set<String> created = new HashSet<>();
    claim.content().maps("created_assertions").forEach(r -> created.add(r.text("url") + ""));
    if (claim.second() && created.stream().anyMatch(u -> u.endsWith("/" + label))) {
      out.bad(
          "assertion.external-reference.created",
          url(label),
          "it is said to be of the signer's own making");
    }
  }
}
