package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Merkle tree as an assertion describes it (C2PA section 18.6.3, {@code merkle-map}).
 *
 * @param count of its leaves
 * @param initHash of what precedes the fragments; null where there are none
 * @param row the hashes of one of its rows
 * @param fixed bytes of a leaf; 0 where it is not given
 * @param variable bytes of each leaf; null where they are not given
 */
record MerkleMap(
    long uniqueId,
    long localId,
    int count,
    String algorithm,
    byte @Nullable [] initHash,
    List<byte[]> row,
    long fixed,
    @Nullable List<Long> variable) {

  static List<MerkleMap> all(CborMap content, String algorithm) throws Fault {
    List<CborMap> maps = content.maps("merkle");
    if (maps.isEmpty() || maps.size() != content.list("merkle").size()) {
      throw MerkleCheck.malformed("no list of Merkle trees");
    }
    List<MerkleMap> out = new ArrayList<>();
    long leaves = 0;
    for (CborMap m : maps) {
      MerkleMap t = read(m, algorithm);
      leaves += t.count;
      if (leaves > Limits.LEAVES) {
        throw MerkleCheck.malformed("Merkle trees of more than " + Limits.LEAVES + " leaves");
      }
      if (out.stream().anyMatch(o -> o.uniqueId == t.uniqueId && o.localId == t.localId)) {
        throw MerkleCheck.malformed("two Merkle trees of the same name");
      }
      out.add(t);
    }
    return out;
  }

  private static MerkleMap read(CborMap m, String outer) throws Fault {
    Long unique = m.number("uniqueId");
    Long local = m.number("localId");
    Long count = m.number("count");
    List<byte[]> row = new ArrayList<>();
    for (Object o : m.list("hashes")) {
      if (o instanceof byte[] hash) {
        row.add(hash);
      }
    }
    if (unique == null
        || local == null
        || count == null
        || count < 1
        || count > Limits.LEAVES
        || row.size() != m.list("hashes").size()
        || !MerkleTree.has(count, row.size())) {
      throw MerkleCheck.malformed("a Merkle tree with fields missing, or that cannot be");
    }
    String own = m.text("alg");
    String algorithm = own == null ? outer : own;
    if (!Io.knows(algorithm)) {
      throw new Fault("algorithm.unsupported", "the algorithm of a Merkle tree is not allowed");
    }
    Long fixed = m.has("fixedBlockSize") ? m.number("fixedBlockSize") : Long.valueOf(0);
    List<Long> variable = m.has("variableBlockSizes") ? sizes(m, count) : null;
    boolean both = m.has("fixedBlockSize") && variable != null;
    if (fixed == null || fixed < 0 || both || (m.has("fixedBlockSize") && fixed == 0)) {
      throw MerkleCheck.malformed("a Merkle tree whose blocks have no size");
    }
    return new MerkleMap(
        unique, local, count.intValue(), algorithm, m.bytes("initHash"), row, fixed, variable);
  }

  private static List<Long> sizes(CborMap m, long count) throws Fault {
    List<Long> out = new ArrayList<>();
    for (Object o : m.list("variableBlockSizes")) {
      if (!(o instanceof Long n) || n < 0) {
        throw MerkleCheck.malformed("a Merkle tree whose blocks have no size");
      }
      out.add(n);
    }
    if (out.size() != count) {
      throw MerkleCheck.malformed("a Merkle tree with more or fewer blocks than leaves");
    }
    return out;
  }

  /** The tree that a box belongs to. */
  static MerkleMap of(List<MerkleMap> trees, MerkleBox box) throws Fault {
    for (MerkleMap t : trees) {
      if (t.owns(box)) {
        return t;
      }
    }
    throw MerkleCheck.mismatch("a box of a Merkle tree that the manifest does not know");
  }

  boolean owns(MerkleBox b) {
    return b.uniqueId() == uniqueId && b.localId() == localId;
  }

  /** Whether a hash is the leaf that a box says. */
  boolean proves(byte[] hash, MerkleBox box) throws IOException {
    return box.location() < count
        && new MerkleTree(algorithm).proves(hash, box.location(), count, box.hashes(), row);
  }

  /** How many leaves so many bytes make; -1 where they cannot be divided as it says. */
  long leaves(long length) {
    if (variable != null) {
      long left = length;
      for (long n : variable) {
        left = n > left ? -1 : left - n;
        if (left < 0) {
          return -1;
        }
      }
      return left == 0 ? variable.size() : -1;
    }
    return fixed == 0 ? 1 : (length + fixed - 1) / fixed;
  }

  /** Bytes of a leaf; the last may have fewer. */
  long size(int leaf, long length) {
    return variable != null ? variable.get(leaf) : fixed == 0 ? length : fixed;
  }
}
