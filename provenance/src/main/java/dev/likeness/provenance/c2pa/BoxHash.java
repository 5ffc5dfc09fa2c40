package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Validates a general box hash (C2PA sections 15.12.3 and 18.7): every box of the file is named, in
 * order, and hashed alone or with its neighbours.
 *
 * <p>Stricter than the standard in one point: bytes behind the last box that no entry covers are an
 * unknown box, so that nothing can be added unnoticed.
 */
final class BoxHash {
  static final String LABEL = "c2pa.hash.boxes";
  private static final String NAME = "assertion.boxesHash";
  private static final String PNG_HEADER = "PNGh";
  private static final int PNG_HEADER_LENGTH = 8;

  private final FileChannel file;
  private final String claimAlgorithm;
  private final Findings out;
  private final String at;

  BoxHash(FileChannel file, String claimAlgorithm, Findings out, String at) {
    this.file = file;
    this.claimAlgorithm = claimAlgorithm;
    this.out = out;
    this.at = at;
  }

  private static Fault malformed(String why) {
    return new Fault(NAME + ".malformed", why);
  }

  private static Fault mismatch(String why) {
    return new Fault(NAME + ".mismatch", why);
  }

  /** Boxes that are hashed together. */
  private record Entry(CborMap content, List<String> names, List<AssetBox> boxes) {
    boolean store() {
      return names.equals(List.of(AssetBox.STORE));
    }
  }

  /**
   * @param store what the manifest store takes of the file
   */
  void run(Container container, CborMap m, List<Range> store) throws IOException {
    try {
      List<Entry> entries = entries(m);
      boolean after = entries.getLast().names.getLast().equals(AssetBox.AFTER);
      Optional<List<AssetBox>> boxes = container.boxes(file, store, after);
      if (boxes.isEmpty()) {
        throw new Fault(
            "algorithm.unsupported", "the standard names no boxes of " + container.mediaType());
      }
      assign(entries, boxes.get());
      boolean more = false;
      for (Entry e : entries) {
        more |= !e.store() && hashed(e, m);
      }
      out.good(NAME + ".match", at, "the file is as it was signed");
      if (more) {
        out.note(
            NAME + ".additionalExclusionsPresent", at, "metadata is left out and may be changed");
      }
    } catch (Fault f) {
      out.bad(f.code(), at, f.said());
    } catch (Malformed e) {
      out.bad(NAME + ".mismatch", at, "the file is damaged: " + ManifestCheck.said(e));
    }
  }

  private static List<Entry> entries(CborMap m) throws Fault {
    List<CborMap> all = m.maps("boxes");
    if (all.isEmpty() || all.size() != m.list("boxes").size()) {
      throw malformed("an assertion without a list of boxes");
    }
    List<Entry> entries = new ArrayList<>();
    for (CborMap e : all) {
      List<String> names = new ArrayList<>();
      for (Object name : e.list("names")) {
        if (!(name instanceof String s) || s.isEmpty() || s.length() > 10) {
          throw malformed("a box without a name");
        }
        names.add(s);
      }
      if (names.isEmpty() || (names.size() > 1 && names.contains(AssetBox.STORE))) {
        throw malformed("an entry that names no boxes, or the manifest together with others");
      }
      entries.add(new Entry(e, names, new ArrayList<>()));
    }
    return entries;
  }

  /** Goes along the file's boxes and the named ones; both must be the same. */
  private void assign(List<Entry> entries, List<AssetBox> boxes) throws Fault, IOException {
    Set<String> named = new HashSet<>();
    entries.forEach(e -> named.addAll(e.names));
    int next = named.contains(PNG_HEADER) || boxes.isEmpty() ? 0 : headers(boxes);
    for (Entry e : entries) {
      for (String name : e.names) {
        if (next == boxes.size()) {
          throw mismatch("box " + name + " is missing");
        }
        AssetBox b = boxes.get(next++);
        boolean store = b.use() == AssetBox.Use.STORE;
        if (!b.name().equals(name) || store != name.equals(AssetBox.STORE)) {
          throw named.contains(b.name())
              ? mismatch("box " + b.name() + " is where " + name + " should be")
              : unknown(b.name(), b.from());
        }
        e.boxes.add(b);
      }
    }
    if (next < boxes.size()) {
      throw unknown(boxes.get(next).name(), boxes.get(next).from());
    }
    long end = boxes.isEmpty() ? 0 : boxes.getLast().to();
    if (end != file.size()) {
      throw unknown("without name", end);
    }
  }

  /** The fixed bytes that begin a PNG need not be named. */
  private static int headers(List<AssetBox> boxes) {
    AssetBox first = boxes.get(0);
    return first.name().equals(PNG_HEADER) && first.length() == PNG_HEADER_LENGTH ? 1 : 0;
  }

  private static Fault unknown(String name, long from) {
    return new Fault(NAME + ".unknownBox", "box %s at byte %d is not named".formatted(name, from));
  }

  /** Compares an entry's hash; whether it leaves something out. */
  private boolean hashed(Entry e, CborMap m) throws Fault, IOException {
    List<Range> left = exclusions(e);
    if (Boolean.TRUE.equals(e.content.get("excluded"))) {
      if (e.boxes.stream().anyMatch(b -> b.use() != AssetBox.Use.METADATA)) {
        throw mismatch("boxes that are no metadata are left out");
      }
      return true;
    }
    String algorithm = claimAlgorithm;
    for (CborMap c : List.of(m, e.content)) {
      String own = c.text("alg");
      algorithm = own == null ? algorithm : own;
    }
    if (!Io.knows(algorithm)) {
      throw new Fault("algorithm.unsupported", "its hash's algorithm is not allowed");
    }
    byte[] said = e.content.bytes("hash");
    Range span = new Range(e.boxes.get(0).from(), e.boxes.getLast().to());
    Coverage coverage = Coverage.except(left, span);
    if (said == null || !MessageDigest.isEqual(coverage.hash(file, Io.digest(algorithm)), said)) {
      throw mismatch("the file was changed after it was signed, in " + String.join(" ", e.names));
    }
    return !left.isEmpty();
  }

  /** What an entry leaves out of its boxes, in the file. */
  private static List<Range> exclusions(Entry e) throws Fault {
    if (!e.content.has("exclusions")) {
      return List.of();
    }
    List<CborMap> all = e.content.maps("exclusions");
    if (all.isEmpty() || all.size() != e.content.list("exclusions").size()) {
      throw malformed("exclusions that are no list of ranges");
    }
    List<Range> left = new ArrayList<>();
    for (CborMap x : all) {
      Long start = x.number("start");
      Long length = x.number("length");
      Long index = x.has("boxIndex") ? x.number("boxIndex") : Long.valueOf(0);
      boolean which = x.has("boxIndex") || e.boxes.size() == 1;
      if (start == null || length == null || index == null || start < 0 || length < 0 || !which) {
        throw malformed("an exclusion without place or length");
      }
      if (index < 0 || index >= e.boxes.size()) {
        throw malformed("an exclusion in a box that the entry does not name");
      }
      AssetBox b = e.boxes.get(index.intValue());
      if (start > b.length() || length > b.length() - start) {
        throw mismatch("an exclusion beyond the end of box " + b.name());
      }
      Range r = new Range(b.from() + start, b.from() + start + length);
      if (!left.isEmpty() && r.from() < left.getLast().to()) {
        throw malformed("exclusions that are not in order");
      }
      if (b.use() != AssetBox.Use.METADATA || start < b.header()) {
        throw mismatch("an exclusion of what is no metadata, in box " + b.name());
      }
      left.add(r);
    }
    return left;
  }
}
