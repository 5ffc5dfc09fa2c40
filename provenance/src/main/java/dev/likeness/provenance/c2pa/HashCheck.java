package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Validates one hash assertion over a file or a part of one (C2PA sections 15.12.1 to 15.12.3).
 *
 * @param path of the file, where others may lie beside it that belong to it
 * @param store what the manifest store takes of the file
 * @param updated whether manifests were added since the hash was made
 * @param algorithm where the assertion names none
 */
record HashCheck(
    FileChannel file,
    @Nullable Path path,
    List<Range> store,
    boolean updated,
    String algorithm,
    Findings out) {

  /** Whether an assertion of this kind binds a file. */
  static boolean binds(String kind) {
    return kind.startsWith("c2pa.hash.")
        && !kind.endsWith(".part")
        && !kind.equals(MultiAssetCheck.LABEL);
  }

  /** What the status codes about a kind of assertion begin with. */
  static String name(String kind) {
    if (kind.equals(BoxHash.LABEL)) {
      return "assertion.boxesHash";
    }
    return kind.startsWith("c2pa.hash.bmff") ? "assertion.bmffHash" : "assertion.dataHash";
  }

  /**
   * @param kind of the assertion, without the mark of a part
   */
  void run(String kind, CborMap m, String at) throws IOException {
    switch (kind) {
      case "c2pa.hash.data" -> check(m, at, name(kind), dataHash(m, at));
      case "c2pa.hash.bmff.v3", "c2pa.hash.bmff.v2", "c2pa.hash.bmff" ->
          bmff(m, at, !kind.equals("c2pa.hash.bmff"));
      case BoxHash.LABEL -> boxes(m, at);
      default ->
          out.bad("algorithm.unsupported", at, "this reader does not check bindings of " + kind);
    }
  }

  private void boxes(CborMap m, String at) throws IOException {
    Optional<Container> container = Container.of(file);
    if (container.isEmpty()) {
      out.bad("algorithm.unsupported", at, "the standard names no boxes of this kind of file");
    } else {
      BoxHash check = new BoxHash(file, algorithm, out, at);
      check.run(container.get(), m, store);
    }
  }

  private void bmff(CborMap m, String at, boolean offsets) throws IOException {
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
      bmff(m, at, top, offsets);
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

  private void bmff(CborMap m, String at, List<BmffBox> top, boolean offsets)
      throws Fault, IOException {
    String own = m.text("alg");
    String used = own == null ? algorithm : own;
    if (!Io.knows(used)) {
      throw new Fault("algorithm.unsupported", "its hash's algorithm is not allowed");
    }
    byte[] said = m.bytes("hash");
    if (said == null && !m.has("merkle")) {
      throw MerkleCheck.malformed("an assertion without a hash");
    }
    List<Range> excluded = BmffHash.ranges(file, top, m.maps("exclusions"));
    if (said != null) {
      Coverage coverage = Coverage.ofBoxes(top, excluded, offsets);
      if (!MessageDigest.isEqual(coverage.hash(file, Io.digest(used)), said)) {
        throw MerkleCheck.mismatch("the file was changed after it was signed");
      }
    }
    if (m.has("merkle")) {
      new MerkleCheck(file, path, top, m, offsets).run(excluded, used);
    }
    out.good("assertion.bmffHash.match", at, "the file is as it was signed");
  }

  private static @Nullable Long plus(@Nullable Long number, long by) {
    return number == null ? null : number + by;
  }

  private Optional<Coverage> dataHash(CborMap m, String at) throws IOException {
    List<Range> excluded = new ArrayList<>();
    long grown = 0;
    for (CborMap e : m.maps("exclusions")) {
      Long start = plus(e.number("start"), grown);
      Long length = e.number("length");
      if (updated && start != null && length != null && !store.isEmpty()) {
        // section 15.12.1.1: what was added to the store is not a change of the file
        long now = store.getLast().to() - store.get(0).from();
        grown = start == store.get(0).from() ? now - length : grown;
        length = start == store.get(0).from() ? Long.valueOf(now) : length;
      }
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
      if (store.stream().noneMatch(e -> e.from() <= r.from() && e.to() >= r.to())) {
        out.note(
            "assertion.dataHash.additionalExclusionsPresent",
            at,
            "bytes %d to %d are not the manifest's and may be changed".formatted(r.from(), r.to()));
      }
    }
    return Optional.of(Coverage.except(excluded, file.size()));
  }

  private void check(CborMap m, String at, String name, Optional<Coverage> coverage)
      throws IOException {
    if (coverage.isEmpty()) {
      return;
    }
    String own = m.text("alg");
    String used = own == null ? algorithm : own;
    byte[] said = m.bytes("hash");
    if (!Io.knows(used)) {
      out.bad("algorithm.unsupported", at, "its hash's algorithm is not allowed");
    } else if (said == null) {
      out.bad(name + ".malformed", at, "an assertion without a hash");
    } else if (MessageDigest.isEqual(coverage.get().hash(file, Io.digest(used)), said)) {
      out.good(name + ".match", at, "the file is as it was signed");
    } else {
      out.bad(name + ".mismatch", at, "the file was changed after it was signed");
    }
  }
}
