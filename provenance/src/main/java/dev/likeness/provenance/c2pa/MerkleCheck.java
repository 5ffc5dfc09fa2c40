package dev.likeness.provenance.c2pa;

import java.nio.channels.FileChannel;

/**
 * Media data that is hashed in pieces by a Merkle tree (C2PA section 18.6.2): named as what this
 * reader does not check, so that such a file is never called valid.
 */
record MerkleCheck(FileChannel file, Findings out) {
  void run(CborMap m, String at, boolean offsets) {
    out.bad("algorithm.unsupported", at, "this reader does not check Merkle trees of media data");
  }
}
