package dev.likeness.provenance.c2pa;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Validates what a manifest says was done (C2PA sections 15.10.3.2 and 18.15). */
final class ActionCheck {
  private static final Set<String> NEED_INGREDIENT =
      Set.of("c2pa.opened", "c2pa.placed", "c2pa.removed");

  private final Session session;
  private final Manifest manifest;
  private final Findings out;

  ActionCheck(Session session, Manifest manifest, Findings out) {
    this.session = session;
    this.manifest = manifest;
    this.out = out;
  }

  private record Entry(String url, CborMap action) {}

  void run(Claim claim) {
    List<Entry> all = new ArrayList<>();
    for (Map.Entry<String, Jumbf.Super> e : manifest.assertions().entrySet()) {
      String kind = Manifest.kind(e.getKey());
      if (!kind.equals("c2pa.actions") && !kind.equals("c2pa.actions.v2")) {
        continue;
      }
      String url = Uris.in(manifest.label(), Manifest.ASSERTIONS + "/" + e.getKey());
      Optional<CborMap> content = content(e.getValue());
      List<CborMap> actions = content.map(c -> c.maps("actions")).orElse(List.of());
      if (actions.isEmpty() || actions.size() > Limits.REFERENCES) {
        out.bad("assertion.action.malformed", url, "an assertion without a list of actions");
        continue;
      }
      actions.forEach(a -> all.add(new Entry(url, a)));
    }
    for (int i = 0; i < all.size(); i++) {
      check(all.get(i), claim.second() && i > 0);
    }
    inception(claim, all);
  }

  private void inception(Claim claim, List<Entry> all) {
    boolean update = manifest.box().type().equals(Jumbf.UPDATE_MANIFEST);
    if (!claim.second() || update) {
      return;
    }
    String url = Uris.manifest(manifest.label());
    if (all.isEmpty()) {
      out.bad("assertion.action.malformed", url, "no action says how the file began");
    } else if (!begins(all.get(0).action)) {
      out.bad(
          "assertion.action.malformed",
          all.get(0).url,
          "the first action is neither c2pa.created nor c2pa.opened");
    }
  }

  private static boolean begins(CborMap action) {
    String name = action.text("action");
    return "c2pa.created".equals(name) || "c2pa.opened".equals(name);
  }

  private void check(Entry e, boolean later) {
    String name = e.action.text("action");
    if (name == null) {
      out.bad("assertion.action.malformed", e.url, "an action without a name");
      return;
    }
    if (later && begins(e.action)) {
      out.bad("assertion.action.malformed", e.url, name + " is not the first action");
    }
    CborMap parameters = e.action.map("parameters");
    related(e, name, parameters == null ? new CborMap() : parameters);
    boolean same = name.equals("c2pa.transcoded") || name.equals("c2pa.repackaged");
    boolean said =
        parameters != null && (parameters.has("ingredients") || parameters.has("ingredient"));
    if (!NEED_INGREDIENT.contains(name) && !(same && said)) {
      return;
    }
    List<CborMap> references = new ArrayList<>();
    if (parameters != null) {
      references.addAll(parameters.maps("ingredients"));
      CborMap one = parameters.map("ingredient");
      if (one != null) {
        references.add(one);
      }
    }
    boolean opened = name.equals("c2pa.opened");
    if (references.isEmpty() || (opened && references.size() != 1)) {
      out.bad(
          "assertion.action.ingredientMismatch",
          e.url,
          name + " refers to " + references.size() + " ingredients");
      return;
    }
    for (CborMap r : references) {
      reference(e, name, r);
    }
  }

  private void reference(Entry e, String name, CborMap reference) {
    String uri = reference.text("url");
    Optional<Jumbf.Super> box = uri == null ? Optional.empty() : session.resolve(manifest, uri);
    Optional<CborMap> content =
        box.filter(b -> Manifest.kind(b.label()).startsWith("c2pa.ingredient"))
            .flatMap(ActionCheck::content);
    String relation = content.map(c -> c.text("relationship")).orElse("");
    boolean removed = name.equals("c2pa.removed");
    boolean parts = removed || name.equals("c2pa.placed");
    boolean right = relation.equals(parts ? Ingredient.COMPONENT : Ingredient.PARENT);
    boolean own = box.map(b -> manifest.assertions().get(b.label()) == b).orElse(false);
    if (content.isEmpty() || !right || own == removed) {
      out.bad(
          "assertion.action.ingredientMismatch",
          e.url,
          name + " does not refer to an ingredient of the right relation");
    }
  }

  /** What an action must go with. */
  private void related(Entry e, String name, CborMap parameters) {
    if (name.startsWith("c2pa.watermarked")
        && !name.endsWith(".unbound")
        && manifest.assertions().keySet().stream()
            .noneMatch(l -> Manifest.kind(l).equals("c2pa.soft-binding"))) {
      out.bad("assertion.action.softBindingMissing", e.url, name + " without a soft binding");
    }
    if (name.equals("c2pa.redacted")) {
      String uri = parameters.text("redacted");
      if (uri == null || session.resolve(manifest, uri).isEmpty()) {
        out.bad("assertion.action.redactionMismatch", e.url, "it does not say what was redacted");
      }
    }
    if (!parameters.has("relatedAssertions")) {
      return;
    }
    List<CborMap> all = parameters.maps("relatedAssertions");
    boolean sound = !all.isEmpty() && all.size() == parameters.list("relatedAssertions").size();
    for (CborMap r : all) {
      String uri = r.text("url");
      Optional<Jumbf.Super> box = uri == null ? Optional.empty() : session.resolve(manifest, uri);
      sound &=
          box.isPresent()
              && manifest.assertions().get(box.get().label()) == box.get()
              && !box.get().label().startsWith("c2pa.ingredient")
              && !box.get().label().startsWith("c2pa.actions");
    }
    if (!sound) {
      out.bad("assertion.action.malformed", e.url, "related assertions that are none");
    }
  }

  static Optional<CborMap> content(Jumbf.Super box) {
    try {
      Optional<byte[]> bytes = box.content("cbor");
      return bytes.isEmpty() ? Optional.empty() : Optional.of(Cbor.decodeMap(bytes.get()));
    } catch (Malformed e) {
      return Optional.empty();
    }
  }
}
