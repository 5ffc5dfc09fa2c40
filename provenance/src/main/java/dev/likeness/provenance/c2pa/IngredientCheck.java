package dev.likeness.provenance.c2pa;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Validates the ingredients of a manifest, and theirs (C2PA section 15.11). */
final class IngredientCheck {
  private final Session session;
  private final List<CredentialReport.Delta> deltas;
  private final Set<String> seen = new HashSet<>();

  IngredientCheck(Session session, List<CredentialReport.Delta> deltas) {
    this.session = session;
    this.deltas = deltas;
  }

  /** An ingredient assertion of any version. */
  record Entry(String url, CborMap content, boolean third) {
    String relation() {
      String r = content.text("relationship");
      return r == null ? "" : r;
    }

    /** The reference to its manifest; empty where it has none. */
    Optional<CborMap> manifest() {
      return Optional.ofNullable(content.map(third ? "activeManifest" : "c2pa_manifest"));
    }

    /** What its own validation had found wrong when it was taken in, as code and place. */
    Set<String> recorded() {
      Set<String> out = new HashSet<>();
      CborMap results = content.map("validationResults");
      if (results != null) {
        CborMap active = results.map("activeManifest");
        if (active != null) {
          active.maps("failure").forEach(s -> out.add(key(s.text("code"), s.text("url"))));
        }
        for (CborMap d : results.maps("ingredientDeltas")) {
          CborMap v = d.map("validationDeltas");
          if (v != null) {
            v.maps("failure").forEach(s -> out.add(key(s.text("code"), s.text("url"))));
          }
        }
      }
      content.maps("validationStatus").forEach(s -> out.add(key(s.text("code"), s.text("url"))));
      return out;
    }
  }

  private static String key(
      @org.jspecify.annotations.Nullable String code,
      @org.jspecify.annotations.Nullable String url) {
    String place = url == null ? "" : url.substring(url.lastIndexOf('/') + 1);
    return code + " " + place;
  }

  static List<Entry> entries(Manifest manifest) {
    List<Entry> out = new ArrayList<>();
    for (Map.Entry<String, Jumbf.Super> e : manifest.assertions().entrySet()) {
      String kind = Manifest.kind(e.getKey());
      if (kind.equals("c2pa.ingredient")
          || kind.equals("c2pa.ingredient.v2")
          || kind.equals("c2pa.ingredient.v3")) {
        String url = Uris.in(manifest.label(), Manifest.ASSERTIONS + "/" + e.getKey());
        CborMap content = ActionCheck.content(e.getValue()).orElse(new CborMap());
        out.add(new Entry(url, content, kind.endsWith(".v3")));
      }
    }
    return out;
  }

  /** Checks the ingredients of a manifest; what is found about them goes to {@code out}. */
  void run(Manifest manifest, Claim claim, Findings out, Set<String> recorded, int depth)
      throws Malformed {
    List<Entry> all = entries(manifest);
    if (all.stream().filter(e -> e.relation().equals(Ingredient.PARENT)).count() > 1) {
      out.bad("manifest.multipleParents", Uris.manifest(manifest.label()), "more than one parent");
    }
    for (Entry e : all) {
      String relation = e.relation();
      boolean known =
          relation.equals(Ingredient.PARENT)
              || relation.equals(Ingredient.COMPONENT)
              || relation.equals(Ingredient.INPUT);
      boolean results = e.content.map("validationResults") != null;
      if (!known || (e.third && e.manifest().isPresent() != results)) {
        out.bad("assertion.ingredient.malformed", e.url, "a field is missing or of another kind");
        continue;
      }
      if (e.manifest().isEmpty()) {
        out.note("ingredient.unknownProvenance", e.url, "it had no Content Credentials");
      } else {
        Set<String> all2 = new HashSet<>(recorded);
        all2.addAll(e.recorded());
        manifest(manifest, claim, e, out, all2, depth);
      }
    }
  }

  private void manifest(
      Manifest from, Claim claim, Entry e, Findings out, Set<String> recorded, int depth)
      throws Malformed {
    CborMap reference = e.manifest().orElseThrow();
    String uri = reference.text("url");
    Optional<Manifest> found =
        (uri == null ? Optional.<Uris.Target>empty() : Uris.parse(uri))
            .flatMap(t -> session.store.manifest(t.manifest()));
    Findings own = new Findings();
    if (found.isEmpty() || found.get() == from) {
      own.bad("ingredient.manifest.missing", e.url, "its manifest is not in the store");
    } else {
      hashes(claim, e, reference, found.get(), own);
    }
    if (found.isPresent() && found.get() != from && seen.add(found.get().label())) {
      if (depth >= Limits.INGREDIENT_DEPTH) {
        throw new Malformed("ingredients of ingredients beyond depth " + depth);
      }
      Optional<Claim> c = new ManifestCheck(session, found.get(), redactions(claim), own).run();
      if (c.isPresent()) {
        new ActionCheck(session, found.get(), own).run(c.get());
        run(found.get(), c.get(), own, recorded, depth + 1);
      }
    }
    List<Status> news = new ArrayList<>();
    for (Status s : own.all()) {
      if (s.kind() != Status.Kind.FAILURE || !recorded.contains(key(s.code(), s.url()))) {
        news.add(s);
      }
    }
    deltas.add(new CredentialReport.Delta(e.url, news));
  }

  private static Set<String> redactions(Claim claim) {
    return new HashSet<>(claim.redacted());
  }

  private void hashes(Claim claim, Entry e, CborMap reference, Manifest found, Findings own)
      throws Malformed {
    boolean redacted =
        claim.redacted().stream().anyMatch(r -> r.startsWith(Uris.manifest(found.label()) + "/"));
    if (!redacted) {
      if (session.match(found.whole(), reference, claim.algorithm()) == Session.Match.SAME) {
        own.good("ingredient.manifest.validated", e.url, "its manifest is as it was taken in");
      } else {
        own.bad("ingredient.manifest.mismatch", e.url, "its manifest was changed");
      }
    }
    if (!e.third) {
      return;
    }
    CborMap signature = e.content.map("claimSignature");
    Optional<Jumbf.Super> box = found.box().child(Manifest.SIGNATURE);
    if (signature == null || box.isEmpty()) {
      own.bad("ingredient.claimSignature.missing", e.url, "its signature is not referred to");
    } else if (session.match(box.get(), signature, claim.algorithm()) == Session.Match.SAME) {
      own.good("ingredient.claimSignature.validated", e.url, "its signature is as taken in");
    } else {
      own.bad("ingredient.claimSignature.mismatch", e.url, "its signature was changed");
    }
  }
}
