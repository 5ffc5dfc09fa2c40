package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Validates that a file is the one that a manifest is about (C2PA section 15.12). */
final class BindingCheck {
  private final Session session;
  private final FileChannel file;
  private final Findings out;

  BindingCheck(Session session, FileChannel file, Findings out) {
    this.session = session;
    this.file = file;
    this.out = out;
  }

  void run(Manifest manifest, Claim claim) throws IOException {
    List<Map.Entry<String, Jumbf.Super>> all = new ArrayList<>();
    for (Map.Entry<String, Jumbf.Super> e : manifest.assertions().entrySet()) {
      String kind = Manifest.kind(e.getKey());
      if (kind.startsWith("c2pa.hash.") && !kind.equals("c2pa.hash.data.part")) {
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
    String name = name(kind);
    if (content.isEmpty()) {
      out.bad(name + ".malformed", at, "an assertion that cannot be read");
      return;
    }
    CborMap m = content.get();
    switch (kind) {
      case "c2pa.hash.data" -> check(m, claim, at, name, dataHash(m, at));
      case "c2pa.hash.bmff.v3", "c2pa.hash.bmff.v2", "c2pa.hash.bmff" ->
          bmff(m, claim, at, !kind.equals("c2pa.hash.bmff"));
      case BoxHash.LABEL -> boxes(m, claim, at);
      default ->
          out.bad("algorithm.unsupported", at, "this reader does not check bindings of " + kind);
    }
  }

  private static String name(String kind) {
    if (kind.equals(BoxHash.LABEL)) {
      return "assertion.boxesHash";
    }
    return kind.startsWith("c2pa.hash.bmff") ? "assertion.bmffHash" : "assertion.dataHash";
  }

  private void boxes(CborMap m, Claim claim, String at) throws IOException {
    Optional<Container> container = Container.of(file);
    if (container.isEmpty()) {
      out.bad("algorithm.unsupported", at, "the standard names no boxes of this kind of file");
    } else {
      BoxHash check = new BoxHash(file, claim.algorithm(), out, at);
      check.run(container.get(), m, session.embedded);
    }
  }

  private void bmff(CborMap m, Claim claim, String at, boolean offsets) throws IOException {
    String name = "assertion.bmffHash";
    List<CborMap> exclusions = m.maps("exclusions");
    if (exclusions.isEmpty()) {
      out.bad(name + ".malformed", at, "an assertion without exclusions");
      return;
    }
    List<BmffBox> top;
    try {
      top = BmffBox.top(file);
    } catch (Malformed e) {
      out.bad(name + ".mismatch", at, "the file is damaged: " + ManifestCheck.said(e));
      return;
    }
    try {
      bmff(m, claim, at, top, offsets);
    } catch (Fault f) {
      out.bad(f.code(), at, f.said());
    } catch (Malformed e) {
      out.bad(name + ".malformed", at, ManifestCheck.said(e));
    }
    boolean trees = m.has("merkle") && m.has("hash");
    if (exclusions.stream().anyMatch(e -> !BmffHash.usual(e, trees))) {
      out.note(
          name + ".additionalExclusionsPresent",
          at,
          "more than the manifest is left out and may be changed");
    }
  }

  private void bmff(CborMap m, Claim claim, String at, List<BmffBox> top, boolean offsets)
      throws Fault, IOException {
    String own = m.text("alg");
    String algorithm = own == null ? claim.algorithm() : own;
    if (!Io.knows(algorithm)) {
      throw new Fault("algorithm.unsupported", "its hash's algorithm is not allowed");
    }
    byte[] said = m.bytes("hash");
    if (said == null && !m.has("merkle")) {
      throw MerkleCheck.malformed("an assertion without a hash");
    }
    List<Range> excluded = BmffHash.ranges(file, top, m.maps("exclusions"));
    if (said != null) {
      Coverage coverage = Coverage.ofBoxes(top, excluded, offsets);
      if (!MessageDigest.isEqual(coverage.hash(file, Io.digest(algorithm)), said)) {
        throw MerkleCheck.mismatch("the file was changed after it was signed");
      }
    }
    if (m.has("merkle")) {
      new MerkleCheck(file, session.path, top, m, offsets).run(excluded, algorithm);
    }
    out.good("assertion.bmffHash.match", at, "the file is as it was signed");
  }

  private Optional<Coverage> dataHash(CborMap m, String at) throws IOException {
    List<Range> excluded = new ArrayList<>();
    for (CborMap e : m.maps("exclusions")) {
      Long start = e.number("start");
      Long length = e.number("length");
      long after = excluded.isEmpty() ? 0 : excluded.getLast().to();
      if (start == null || length == null || start < after || length < 0) {
        out.bad("assertion.dataHash.malformed", at, "exclusions that are not in order");
        return Optional.empty();
      }
      if (start > file.size() || length > file.size() - start) {
        out.bad("assertion.dataHash.mismatch", at, "exclusions beyond the end of the file");
        return Optional.empty();
      }
      excluded.add(new Range(start, start + length));
    }
    for (Range r : excluded) {
      if (session.embedded.stream().noneMatch(e -> e.from() <= r.from() && e.to() >= r.to())) {
        out.note(
            "assertion.dataHash.additionalExclusionsPresent",
            at,
            "bytes %d to %d are not the manifest's and may be changed".formatted(r.from(), r.to()));
      }
    }
    return Optional.of(Coverage.except(excluded, file.size()));
  }

  private void check(CborMap m, Claim claim, String at, String name, Optional<Coverage> coverage)
      throws IOException {
    if (coverage.isEmpty()) {
      return;
    }
    String own = m.text("alg");
    String algorithm = own == null ? claim.algorithm() : own;
    byte[] said = m.bytes("hash");
    if (!Io.knows(algorithm)) {
      out.bad("algorithm.unsupported", at, "its hash's algorithm is not allowed");
    } else if (said == null) {
      out.bad(name + ".malformed", at, "an assertion without a hash");
    } else if (MessageDigest.isEqual(coverage.get().hash(file, Io.digest(algorithm)), said)) {
      out.good(name + ".match", at, "the file is as it was signed");
    } else {
      out.bad(name + ".mismatch", at, "the file was changed after it was signed");
    }
  }
}
