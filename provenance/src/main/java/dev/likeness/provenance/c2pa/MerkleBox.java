package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An auxiliary box that says which leaf of which Merkle tree a piece of the file is (C2PA section
 * A.5.4.2).
 *
 * @param box where it is
 * @param hashes the way from the leaf up to the row in the manifest
 */
record MerkleBox(BmffBox box, long uniqueId, long localId, long location, List<byte[]> hashes) {
  private static final byte[] PURPOSE = "merkle\0".getBytes(StandardCharsets.US_ASCII);

  /** Uuid, version and flags, purpose. */
  private static final int HEAD = 16 + 4 + PURPOSE.length;

  /** Longest content that is read: a proof of 64 hashes needs less. */
  private static final int LONGEST = 1 << 14;

  static byte[] written(CborMap content) {
    byte[] cbor = Cbor.encode(content);
    return java.nio.ByteBuffer.allocate(8 + HEAD + cbor.length)
        .putInt(8 + HEAD + cbor.length)
        .putInt(BmffBox.UUID)
        .put(BmffContainer.C2PA)
        .putInt(0)
        .put(PURPOSE)
        .put(cbor)
        .array();
  }

  /** The box's content, where it is one; it may be followed by zeros. */
  static Optional<MerkleBox> of(FileChannel in, BmffBox b) throws IOException {
    if (!b.is(in, BmffContainer.C2PA)
        || b.size() < b.header() + HEAD
        || !Arrays.equals(Io.at(in, b.data() + 20, PURPOSE.length), PURPOSE)) {
      return Optional.empty();
    }
    if (Io.view(in, b.data() + 16, 4).getInt(0) != 0) {
      throw new Malformed("a box of a Merkle tree of another version");
    }
    long at = b.data() + HEAD;
    if (b.end() - at > LONGEST) {
      throw new Malformed("a box of a Merkle tree of " + b.size() + " bytes");
    }
    CborMap m = Cbor.decodeFirst(Io.at(in, at, b.end() - at));
    Long unique = m.number("uniqueId");
    Long local = m.number("localId");
    Long location = m.number("location");
    List<byte[]> hashes = new ArrayList<>();
    for (Object o : m.list("hashes")) {
      if (!(o instanceof byte[] hash)) {
        throw new Malformed("a box of a Merkle tree with something else than hashes");
      }
      hashes.add(hash);
    }
    if (unique == null || local == null || location == null || location < 0) {
      throw new Malformed("a box of a Merkle tree without its place");
    }
    return Optional.of(new MerkleBox(b, unique, local, location, hashes));
  }

  /** Those of a file, in order. */
  static List<MerkleBox> all(FileChannel in, List<BmffBox> top) throws IOException {
    List<MerkleBox> out = new ArrayList<>();
    for (BmffBox b : top) {
      of(in, b).ifPresent(out::add);
    }
    return out;
  }
}
