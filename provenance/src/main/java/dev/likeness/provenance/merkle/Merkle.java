package dev.likeness.provenance.merkle;

import dev.likeness.core.Digest;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The Merkle tree hash and its proofs as RFC 9162, section 2.1, defines them, with SHA-256: a leaf
 * is hashed behind a byte 0, a node behind a byte 1, and a tree of n leaves splits at the largest
 * power of two below n. Stateless.
 */
public final class Merkle {
  private Merkle() {}

  /** The hash of a leaf. */
  public static Digest leaf(byte[] entry) {
    MessageDigest d = Digest.sha256();
    d.update((byte) 0);
    return Digest.finish(d, entry);
  }

  /** The hash of a node over two subtrees. */
  public static Digest node(Digest left, Digest right) {
    MessageDigest d = Digest.sha256();
    d.update((byte) 1);
    d.update(left.bytes());
    return Digest.finish(d, right.bytes());
  }

  /** The tree hash of these leaves (section 2.1.1). */
  public static Digest root(List<Digest> leaves) {
    return switch (leaves.size()) {
      case 0 -> Digest.of(new byte[0]);
      case 1 -> leaves.get(0);
      default -> {
        int k = split(leaves.size());
        yield node(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
      }
    };
  }

  /**
   * The path that shows that a leaf is in the tree (section 2.1.3.1).
   *
   * @param index of the leaf, from 0
   */
  public static List<Digest> inclusion(List<Digest> leaves, int index) {
    if (index < 0 || index >= leaves.size()) {
      throw new IllegalArgumentException("no leaf " + index + " among " + leaves.size());
    }
    List<Digest> path = new ArrayList<>();
    collect(leaves, index, path);
    return path;
  }

  private static void collect(List<Digest> leaves, int index, List<Digest> path) {
    if (leaves.size() == 1) {
      return;
    }
    int k = split(leaves.size());
    List<Digest> left = leaves.subList(0, k);
    List<Digest> right = leaves.subList(k, leaves.size());
    if (index < k) {
      collect(left, index, path);
      path.add(root(right));
    } else {
      collect(right, index - k, path);
      path.add(root(left));
    }
  }

  /** Whether a path leads from a leaf to the root (section 2.1.3.2). */
  public static boolean includes(
      Digest leaf, long index, long size, List<Digest> path, Digest root) {
    if (index < 0 || index >= size) {
      return false;
    }
    long fn = index;
    long sn = size - 1;
    Digest r = leaf;
    for (Digest p : path) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        r = node(p, r);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        r = node(r, p);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && r.equals(root);
  }

  /**
   * The path that shows that the tree only grew since it had {@code from} leaves (section 2.1.4.1).
   */
  public static List<Digest> consistency(List<Digest> leaves, int from) {
    if (from < 1 || from > leaves.size()) {
      throw new IllegalArgumentException("no tree of " + from + " in one of " + leaves.size());
    }
    List<Digest> path = new ArrayList<>();
    subproof(leaves, from, true, path);
    return path;
  }

  private static void subproof(List<Digest> leaves, int m, boolean whole, List<Digest> path) {
    if (m == leaves.size()) {
      if (!whole) {
        path.add(root(leaves));
      }
      return;
    }
    int k = split(leaves.size());
    List<Digest> left = leaves.subList(0, k);
    List<Digest> right = leaves.subList(k, leaves.size());
    if (m <= k) {
      subproof(left, m, whole, path);
      path.add(root(right));
    } else {
      subproof(right, m - k, false, path);
      path.add(root(left));
    }
  }

  /** Whether a path shows that one tree is the beginning of the other (section 2.1.4.2). */
  public static boolean consistent(
      long from, Digest fromRoot, long to, Digest toRoot, List<Digest> path) {
    if (from == to) {
      return path.isEmpty() && fromRoot.equals(toRoot);
    }
    if (from < 1 || from > to || path.isEmpty()) {
      return false;
    }
    List<Digest> steps = new ArrayList<>(path);
    if (Long.bitCount(from) == 1) {
      steps.add(0, fromRoot);
    }
    long fn = from - 1;
    long sn = to - 1;
    while ((fn & 1) == 1) {
      fn >>= 1;
      sn >>= 1;
    }
    Digest fr = steps.get(0);
    Digest sr = steps.get(0);
    for (Digest c : steps.subList(1, steps.size())) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        fr = node(c, fr);
        sr = node(c, sr);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        sr = node(sr, c);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && fr.equals(fromRoot) && sr.equals(toRoot);
  }

  private static int split(int n) {
    return Integer.highestOneBit(n - 1);
  }

  /**
   * The right edge of a growing tree: the roots of its full subtrees, largest first. It gives the
   * tree's hash without the leaves.
   *
   * @param size leaves so far
   */
  public record Frontier(long size, List<Digest> roots) {
    public static final Frontier EMPTY = new Frontier(0, List.of());

    public Frontier {
      if (size < 0 || roots.size() != Long.bitCount(size)) {
        throw new IllegalArgumentException(roots.size() + " roots for " + size + " leaves");
      }
      roots = List.copyOf(roots);
    }

    /** With one leaf more. */
    public Frontier with(Digest leaf) {
      List<Digest> next = new ArrayList<>(roots);
      Digest r = leaf;
      for (long n = size; (n & 1) == 1; n >>= 1) {
        r = node(next.remove(next.size() - 1), r);
      }
      next.add(r);
      return new Frontier(size + 1, next);
    }

    /** The tree's hash. */
    public Digest root() {
      if (roots.isEmpty()) {
        return Merkle.root(Collections.emptyList());
      }
      Digest r = roots.get(roots.size() - 1);
      for (int i = roots.size() - 2; i >= 0; i--) {
        r = node(roots.get(i), r);
      }
      return r;
    }
  }
}
