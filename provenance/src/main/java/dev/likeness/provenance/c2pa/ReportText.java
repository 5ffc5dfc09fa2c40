package dev.likeness.provenance.c2pa;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A report as lines that a person can read: the active manifest and, below it, its ingredients. */
public final class ReportText {
  private static final int LONGEST = 400;

  private final CredentialReport report;
  private final List<String> lines = new ArrayList<>();
  private final Set<String> shown = new HashSet<>();

  private ReportText(CredentialReport report) {
    this.report = report;
  }

  /** The tree of manifests; nothing where there is none. */
  public static List<String> of(CredentialReport report) {
    ReportText t = new ReportText(report);
    ManifestStore store = report.store();
    if (store != null) {
      t.manifest(store, store.active(), "");
    }
    return t.lines;
  }

  private void line(String indent, String text) {
    if (lines.size() < LONGEST) {
      lines.add(indent + text);
    } else if (lines.size() == LONGEST) {
      lines.add("… (see --json for all of it)");
    }
  }

  private void manifest(ManifestStore store, Manifest m, String indent) {
    line(indent, "manifest " + Io.clip(m.label()));
    String in = indent + "  ";
    if (!shown.add(m.label()) || indent.length() > 60) {
      line(in, "(shown above)");
      return;
    }
    signer(m, in);
    for (Jumbf.Super c : m.claims()) {
      ActionCheck.content(c).ifPresent(x -> generator(x, in));
    }
    for (Map.Entry<String, Jumbf.Super> e : m.assertions().entrySet()) {
      Optional<CborMap> content = ActionCheck.content(e.getValue());
      if (content.isPresent()) {
        assertion(Manifest.kind(e.getKey()), content.get(), in);
      }
    }
    for (IngredientCheck.Entry e : IngredientCheck.entries(m)) {
      String title = e.content().text("dc:title");
      line(
          in,
          "ingredient (%s): %s"
              .formatted(Io.clip(e.relation()), Io.clip(title == null ? "untitled" : title)));
      String uri = e.manifest().map(x -> x.text("url")).orElse(null);
      Optional<Manifest> next =
          (uri == null ? Optional.<Uris.Target>empty() : Uris.parse(uri))
              .flatMap(t -> store.manifest(t.manifest()));
      if (next.isPresent()) {
        manifest(store, next.get(), in + "  ");
      } else {
        line(in + "  ", "no Content Credentials");
      }
    }
  }

  private void signer(Manifest m, String in) {
    SignerInfo s = report.signers().get(m.label());
    if (s == null) {
      line(in, "signature: none that can be read");
      return;
    }
    String who = s.organization().isEmpty() ? s.name() : s.name() + ", " + s.organization();
    line(in, "signed by: %s (issued by %s)".formatted(who, s.issuer()));
    line(
        in,
        s.trustedBy() == null ? "signer is on no trust list" : "signer trusted: " + s.trustedBy());
    s.time().ifPresent(t -> line(in, "time-stamped: " + t));
  }

  private void generator(CborMap claim, String in) {
    CborMap g = claim.map("claim_generator_info");
    String old = claim.text("claim_generator");
    if (g != null && g.text("name") != null) {
      String version = g.text("version");
      line(in, "made with: " + Io.clip(g.text("name") + (version == null ? "" : " " + version)));
    } else if (old != null) {
      line(in, "made with: " + Io.clip(old));
    }
    String title = claim.text("dc:title");
    if (title != null) {
      line(in, "title: " + Io.clip(title));
    }
  }

  private void assertion(String kind, CborMap m, String in) {
    switch (kind) {
      case "c2pa.actions", "c2pa.actions.v2" -> m.maps("actions").forEach(a -> action(a, in));
      case "c2pa.ai-disclosure" -> {
        CborMap profile = m.map("contentProfile");
        String oversight = profile == null ? null : profile.text("humanOversightLevel");
        line(
            in,
            "AI: %s%s"
                .formatted(
                    text(m, "modelName", "a model"),
                    oversight == null ? "" : ", human oversight: " + Io.clip(oversight)));
      }
      case "cawg.training-mining", "c2pa.training-mining" -> mining(m, in);
      case "dev.likeness.consent" -> {
        for (CborMap g : m.maps("grants")) {
          line(
              in,
              "consent: for %s%s%s"
                  .formatted(
                      Io.clip(String.valueOf(g.list("scope"))),
                      g.text("expiry") == null ? "" : ", until " + text(g, "expiry", ""),
                      Boolean.TRUE.equals(g.get("no_real_person")) ? ", no real person" : ""));
        }
      }
      case "c2pa.soft-binding" -> line(in, "invisible mark: " + text(m, "alg", "of some kind"));
      default -> {}
    }
  }

  private void action(CborMap a, String in) {
    String type = a.text("digitalSourceType");
    String about = a.text("description");
    line(
        in,
        "action: %s%s%s"
            .formatted(
                text(a, "action", "?"),
                type == null ? "" : " [" + Io.clip(type.substring(type.lastIndexOf('/') + 1)) + "]",
                about == null ? "" : ": " + Io.clip(about)));
  }

  private void mining(CborMap m, String in) {
    CborMap entries = m.map("entries");
    if (entries == null) {
      return;
    }
    List<String> not = new ArrayList<>();
    entries
        .entries()
        .forEach(
            (k, v) -> {
              if (v instanceof CborMap x && "notAllowed".equals(x.text("use"))) {
                not.add(Io.clip(String.valueOf(k)).replaceFirst("^(cawg|c2pa)\\.", ""));
              }
            });
    if (!not.isEmpty()) {
      line(in, "not allowed: " + String.join(", ", not));
    }
  }

  private static String text(CborMap m, String key, String other) {
    String s = m.text(key);
    return Io.clip(s == null ? other : s);
  }
}
