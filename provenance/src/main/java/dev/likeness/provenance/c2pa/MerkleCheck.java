package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Validates media data that is hashed in pieces by Merkle trees (C2PA sections 15.12.2.1, 15.12.2.2
 * and 18.6.6): the {@code mdat} boxes of one file, its fragments, or fragments in files of their
 * own beside it.
 *
 * <p>Makers differ in where the payload of an {@code mdat} with a short header begins: at byte 8,
 * or at byte 16, where the standard's exclusion begins. Both leave no byte uncovered.
 */
final class MerkleCheck {
  private static final String NAME = "assertion.bmffHash";
  private static final int MDAT = Jumbf.four("mdat");
  private static final int MOOF = Jumbf.four("moof");

  /** Where the excluded part of an {@code mdat} begins (section A.5.6). */
  private static final int DATA = 16;

  private final FileChannel file;
  private final @Nullable Path path;
  private final List<BmffBox> top;
  private final CborMap content;
  private final boolean offsets;

  /**
   * @param path of the file, to look for fragments beside it; null for not to
   * @param top the file's boxes
   * @param content of the assertion
   * @param offsets whether the hash of a box begins with its place
   */
  MerkleCheck(
      FileChannel file, @Nullable Path path, List<BmffBox> top, CborMap content, boolean offsets) {
    this.file = file;
    this.path = path;
    this.top = top;
    this.content = content;
    this.offsets = offsets && content.bytes("hash") == null;
  }

  static Fault malformed(String why) {
    return new Fault(NAME + ".malformed", why);
  }

  static Fault mismatch(String why) {
    return new Fault(NAME + ".mismatch", why);
  }

  /**
   * @param excluded what the assertion leaves out of the file
   * @param algorithm where a tree names none
   */
  void run(List<Range> excluded, String algorithm) throws Fault, IOException {
    List<MerkleMap> trees = MerkleMap.all(content, algorithm);
    List<Range> out = Range.joined(excluded);
    boolean fragments = top.stream().anyMatch(b -> b.type() == MOOF);
    boolean data = top.stream().anyMatch(b -> b.type() == MDAT);
    if (fragments) {
      fragments(trees, out);
    } else if (!data && trees.stream().allMatch(t -> t.initHash() != null)) {
      init(trees, top, out);
      new FragmentFiles(file, path, content, offsets).run(trees);
    } else {
      pieces(trees);
    }
  }

  private void init(List<MerkleMap> trees, List<BmffBox> boxes, List<Range> excluded)
      throws Fault, IOException {
    Map<String, byte[]> known = new HashMap<>();
    Coverage coverage = Coverage.ofBoxes(boxes, excluded, offsets);
    for (MerkleMap t : trees) {
      byte[] hash = known.get(t.algorithm());
      if (hash == null) {
        hash = coverage.hash(file, Io.digest(t.algorithm()));
        known.put(t.algorithm(), hash);
      }
      if (t.initHash() == null) {
        throw malformed("a Merkle tree of fragments without a hash of what precedes them");
      }
      if (!MessageDigest.isEqual(hash, t.initHash())) {
        throw mismatch("what precedes the fragments was changed after it was signed");
      }
    }
  }

  /** One file with all fragments: each is announced by a box ahead of it. */
  private void fragments(List<MerkleMap> trees, List<Range> excluded) throws Fault, IOException {
    int first = next(0);
    init(trees, top.subList(0, first), excluded);
    Map<MerkleMap, Long> seen = new HashMap<>();
    int range = 0;
    for (int at = first; at < top.size(); ) {
      int end = next(at + 1);
      MerkleBox said = at == 0 ? null : announced(top.get(at - 1));
      if (said == null) {
        throw malformed("a fragment without its place in a Merkle tree");
      }
      MerkleMap tree = MerkleMap.of(trees, said);
      long place = seen.merge(tree, 1L, Long::sum) - 1;
      while (range < excluded.size() && excluded.get(range).to() <= top.get(at).offset()) {
        range++;
      }
      int last = range;
      while (last < excluded.size() && excluded.get(last).from() < top.get(end - 1).end()) {
        last++;
      }
      Coverage coverage =
          Coverage.ofBoxes(top.subList(at, end), excluded.subList(range, last), offsets);
      byte[] hash = coverage.hash(file, Io.digest(tree.algorithm()));
      if (said.location() != place || !tree.proves(hash, said)) {
        throw mismatch("fragment " + place + " was changed after it was signed, or moved");
      }
      at = end;
    }
    for (MerkleMap t : trees) {
      if (seen.getOrDefault(t, 0L) != t.count()) {
        throw mismatch("fragments are missing");
      }
    }
  }

  private @Nullable MerkleBox announced(BmffBox b) throws Fault, IOException {
    try {
      return MerkleBox.of(file, b).orElse(null);
    } catch (Malformed e) {
      throw mismatch(ManifestCheck.said(e));
    }
  }

  private int next(int from) {
    int at = from;
    while (at < top.size() && top.get(at).type() != MOOF) {
      at++;
    }
    return at;
  }

  /** Media data in boxes that are hashed in blocks. */
  private void pieces(List<MerkleMap> trees) throws Fault, IOException {
    if (content.bytes("hash") == null) {
      throw malformed("nothing binds what is not media data");
    }
    List<BmffBox> data = top.stream().filter(b -> b.type() == MDAT).toList();
    List<MerkleBox> boxes;
    try {
      boxes = MerkleBox.all(file, top);
    } catch (Malformed e) {
      throw mismatch(ManifestCheck.said(e));
    }
    Set<Long> seen = new HashSet<>();
    for (MerkleMap t : trees) {
      if (t.localId() < 0 || t.localId() >= data.size() || !seen.add(t.localId())) {
        throw malformed("a Merkle tree of no media data");
      }
      if (t.initHash() != null) {
        throw malformed("a Merkle tree of fragments for a file that has none");
      }
      piece(t, data.get((int) t.localId()), boxes);
    }
    for (int i = 0; i < data.size(); i++) {
      if (!seen.contains((long) i) && data.get(i).size() > DATA) {
        throw malformed("media data without a Merkle tree");
      }
    }
  }

  private void piece(MerkleMap tree, BmffBox data, List<MerkleBox> boxes)
      throws Fault, IOException {
    long late = data.offset() + Math.min(DATA, data.size());
    boolean fits = false;
    for (long from : late == data.data() ? new long[] {late} : new long[] {late, data.data()}) {
      if (tree.leaves(data.end() - from) == tree.count()) {
        fits = true;
        if (matches(tree, new Range(from, data.end()), boxes)) {
          return;
        }
      }
    }
    throw fits
        ? mismatch("media data was changed after it was signed")
        : malformed("a Merkle tree of another size than the media data");
  }

  private boolean matches(MerkleMap tree, Range data, List<MerkleBox> boxes)
      throws Fault, IOException {
    List<byte[]> leaves = new ArrayList<>();
    long at = data.from();
    for (int i = 0; i < tree.count(); i++) {
      long end = Math.min(data.to(), at + tree.size(i, data.length()));
      Coverage block = Coverage.except(List.of(), new Range(at, end));
      leaves.add(block.hash(file, Io.digest(tree.algorithm())));
      at = end;
    }
    MerkleTree t = new MerkleTree(tree.algorithm());
    if (!MerkleTree.same(t.row(leaves, tree.row().size()), tree.row())) {
      return false;
    }
    List<MerkleBox> own = boxes.stream().filter(tree::owns).toList();
    boolean needed = tree.count() > tree.row().size();
    if (own.size() != tree.count() && (needed || !own.isEmpty())) {
      throw malformed("boxes of the Merkle tree are missing");
    }
    for (int i = 0; i < own.size(); i++) {
      if (own.get(i).location() != i || !tree.proves(leaves.get(i), own.get(i))) {
        throw mismatch("a box of the Merkle tree was changed");
      }
    }
    return true;
  }
}
