package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Validates that a file is the one that a manifest is about (C2PA section 15.12). */
final class BindingCheck {
  private final Session session;
  private final FileChannel file;
  private final boolean updated;
  private final Findings out;

  /**
   * @param updated whether update manifests were added to the one that binds the file
   */
  BindingCheck(Session session, FileChannel file, boolean updated, Findings out) {
    this.session = session;
    this.file = file;
    this.updated = updated;
    this.out = out;
  }

  void run(Manifest manifest, Claim claim) throws IOException {
    List<Map.Entry<String, Jumbf.Super>> all = new ArrayList<>();
    for (Map.Entry<String, Jumbf.Super> e : manifest.assertions().entrySet()) {
      String kind = Manifest.kind(e.getKey());
      if (HashCheck.binds(kind)) {
        all.add(e);
      }
    }
    String url = Uris.manifest(manifest.label());
    if (all.isEmpty()) {
      out.bad("claim.hardBindings.missing", url, "nothing binds the manifest to the file");
      return;
    }
    if (all.size() > 1) {
      out.bad("assertion.multipleHardBindings", url, "more than one assertion binds the file");
      return;
    }
    String label = all.get(0).getKey();
    String at = Uris.in(manifest.label(), Manifest.ASSERTIONS + "/" + label);
    Optional<CborMap> content = ActionCheck.content(all.get(0).getValue());
    String kind = Manifest.kind(label);
    String name = HashCheck.name(kind);
    if (content.isEmpty()) {
      out.bad(name + ".malformed", at, "an assertion that cannot be read");
      return;
    }
    Findings own = new Findings();
    new HashCheck(file, session.path, session.embedded, updated, claim.algorithm(), own)
        .run(kind, content.get(), at);
    List<Map.Entry<String, Jumbf.Super>> parts =
        manifest.assertions().entrySet().stream()
            .filter(e -> Manifest.kind(e.getKey()).equals(MultiAssetCheck.LABEL))
            .toList();
    if (!parts.isEmpty() && own.broken()) {
      String place = Uris.in(manifest.label(), Manifest.ASSERTIONS + "/" + parts.get(0).getKey());
      MultiAssetCheck check = new MultiAssetCheck(session, manifest, claim, file, out, place);
      check.run(parts.size() > 1 ? Optional.empty() : ActionCheck.content(parts.get(0).getValue()));
    } else {
      out.take(own);
    }
  }
}
