package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Validates a file part by part, where its hard binding as a whole does not hold (C2PA sections
 * 15.12.4 and 18.9): a picture whose film behind it was cut off, for one.
 */
record MultiAssetCheck(
    Session session, Manifest manifest, Claim claim, FileChannel file, Findings out, String at) {
  static final String LABEL = "c2pa.hash.multi-asset";
  private static final String NAME = "assertion.multiAssetHash";
  private static final String PART = ".part";

  /**
   * A part that is there.
   *
   * @param whole its place, with the header of its box
   * @param content what its hash is of
   */
  private record Found(Range whole, Range content, Jumbf.Super assertion) {}

  private static Fault malformed(String why) {
    return new Fault(NAME + ".malformed", why);
  }

  /**
   * @param content of the assertion; empty where there is more than one, or it cannot be read
   */
  void run(Optional<CborMap> content) throws IOException {
    try {
      List<CborMap> parts = content.map(c -> c.maps("parts")).orElse(List.of());
      int listed = content.map(c -> c.list("parts").size()).orElse(0);
      if (parts.isEmpty() || parts.size() != listed || parts.size() > Limits.REFERENCES) {
        throw malformed("no list of parts, or more than one");
      }
      List<Found> found = new ArrayList<>();
      for (CborMap p : parts) {
        Jumbf.Super assertion = assertion(p);
        locate(p, assertion).ifPresent(found::add);
      }
      long end = 0;
      for (Found f : found) {
        if (f.whole.from() != end) {
          throw malformed("parts that overlap or leave something out, at byte " + end);
        }
        end = f.whole.to();
      }
      if (end != file.size()) {
        throw malformed("parts that do not reach the end of the file");
      }
      for (Found f : found) {
        check(f);
      }
      out.good(NAME + ".match", at, "the parts that are there are as they were signed");
    } catch (Fault f) {
      out.bad(f.code(), at, f.said());
    }
  }

  private Jumbf.Super assertion(CborMap part) throws Fault, Malformed {
    CborMap reference = part.map("hashAssertion");
    String uri = reference == null ? null : reference.text("url");
    Optional<Jumbf.Super> box = uri == null ? Optional.empty() : session.resolve(manifest, uri);
    if (reference == null
        || box.isEmpty()
        || manifest.assertions().get(box.get().label()) != box.get()
        || !Manifest.kind(box.get().label()).endsWith(PART)) {
      throw malformed("a part without a hash of its own");
    }
    if (session.match(box.get(), reference, claim.algorithm()) != Session.Match.SAME) {
      throw malformed("a part that refers to another hash");
    }
    return box.get();
  }

  private Optional<Found> locate(CborMap part, Jumbf.Super assertion) throws Fault, IOException {
    CborMap place = part.map("location");
    String box = place == null ? null : place.text("bmffBox");
    if (place == null || (box != null && place.has("byteOffset"))) {
      throw malformed("a part without a place");
    }
    if (box != null) {
      return Optional.of(box(box, assertion));
    }
    Long from = place.number("byteOffset");
    Long length = place.number("length");
    if (from == null || length == null || from < 0 || length < 0) {
      throw malformed("a part without a place");
    }
    if (from >= file.size() && length > 0) {
      if (Boolean.TRUE.equals(part.get("optional"))) {
        return Optional.empty();
      }
      throw new Fault(NAME + ".missingPart", "the part at byte " + from + " is missing");
    }
    if (length > file.size() - from) {
      throw new Fault(NAME + ".mismatch", "the part at byte " + from + " is cut off");
    }
    Range r = new Range(from, from + length);
    return Optional.of(new Found(r, r, assertion));
  }

  private Found box(String path, Jumbf.Super assertion) throws Fault, IOException {
    try {
      List<BmffBox> all = BmffHash.find(file, BmffBox.top(file), path);
      if (all.size() != 1) {
        throw malformed("a part in a box that is not there");
      }
      BmffBox b = all.get(0);
      return new Found(new Range(b.offset(), b.end()), new Range(b.data(), b.end()), assertion);
    } catch (Malformed e) {
      throw malformed(ManifestCheck.said(e));
    }
  }

  private void check(Found f) throws Fault, IOException {
    List<Range> store = new ArrayList<>();
    for (Range r : session.embedded) {
      if (r.from() >= f.content.from() && r.to() <= f.content.to()) {
        store.add(new Range(r.from() - f.content.from(), r.to() - f.content.from()));
      }
    }
    String label = f.assertion.label();
    String kind = Manifest.kind(label);
    Findings own = new Findings();
    CborMap content =
        ActionCheck.content(f.assertion)
            .orElseThrow(() -> malformed("a part's hash that cannot be read"));
    new HashCheck(new Slice(file, f.content), null, store, false, claim.algorithm(), own)
        .run(
            kind.substring(0, kind.length() - PART.length()),
            content,
            Uris.in(manifest.label(), Manifest.ASSERTIONS + "/" + label));
    Optional<Status> bad = own.all().stream().filter(Status::breaks).findFirst();
    if (bad.isPresent()) {
      throw new Fault(
          NAME + ".mismatch",
          "the part at byte %d: %s".formatted(f.content.from(), bad.get().explanation()));
    }
    own.all().stream().filter(s -> s.kind() == Status.Kind.INFORMATION).forEach(out::take);
  }
}
