package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The hashes of a Merkle tree as a BMFF hash stores them (C2PA section 18.6.3): the leaves are in
 * order; whoever has no neighbour on the right moves up a row unchanged.
 */
final class MerkleTree {
  private final String algorithm;

  MerkleTree(String algorithm) {
    this.algorithm = algorithm;
  }

  private byte[] parent(byte[] left, byte[] right) throws IOException {
    MessageDigest d = Io.digest(algorithm);
    d.update(left);
    return d.digest(right);
  }

  /** Whether a row of so many hashes is one of a tree with so many leaves. */
  static boolean has(long leaves, int row) {
    long n = leaves;
    while (n > row) {
      n = (n + 1) / 2;
    }
    return n == row && row > 0;
  }

  /** The row with so many hashes over these leaves. */
  List<byte[]> row(List<byte[]> leaves, int size) throws IOException {
    List<byte[]> at = leaves;
    while (at.size() > size) {
      List<byte[]> up = new ArrayList<>((at.size() + 1) / 2);
      for (int i = 0; i < at.size(); i += 2) {
        up.add(i + 1 < at.size() ? parent(at.get(i), at.get(i + 1)) : at.get(i));
      }
      at = up;
    }
    return at;
  }

  /**
   * Whether a leaf is below a row.
   *
   * @param proof the neighbours on the way up, from the leaf on; none where there is no neighbour
   */
  boolean proves(byte[] leaf, long location, long leaves, List<byte[]> proof, List<byte[]> row)
      throws IOException {
    byte[] hash = leaf;
    long at = location;
    long n = leaves;
    int next = 0;
    while (n > row.size()) {
      boolean right = at % 2 == 1;
      if (right || at + 1 < n) {
        if (next == proof.size()) {
          return false;
        }
        byte[] other = proof.get(next++);
        hash = right ? parent(other, hash) : parent(hash, other);
      }
      at /= 2;
      n = (n + 1) / 2;
    }
    return next == proof.size()
        && n == row.size()
        && at < n
        && MessageDigest.isEqual(hash, row.get((int) at));
  }

  static boolean same(List<byte[]> a, List<byte[]> b) {
    boolean same = a.size() == b.size();
    for (int i = 0; same && i < a.size(); i++) {
      same = Arrays.equals(a.get(i), b.get(i));
    }
    return same;
  }
}
