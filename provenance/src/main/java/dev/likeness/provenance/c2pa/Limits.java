package dev.likeness.provenance.c2pa;

/** How far a file is followed. A file that goes beyond is called malformed, not read further. */
final class Limits {
  /** Bytes of a manifest store; the largest seen in the wild have a few MB of thumbnails. */
  static final int STORE = 24 << 20;

  /** Bytes of CBOR in a store: what it says, without its pictures. */
  static final int STATEMENTS = 6 << 20;

  /** Manifests in a store. */
  static final int MANIFESTS = 512;

  /** Compressed manifests in a store. */
  static final int COMPRESSED = 64;

  /** Nested boxes, in JUMBF and in ISO base media files. */
  static final int BOX_DEPTH = 16;

  /** Boxes, chunks or segments in a file or a store. */
  static final int BOXES = 200_000;

  /** Segments of a JPEG and chunks of a PNG, which are read one by one. */
  static final int PARTS = 20_000;

  /** Fill bytes between the segments of a JPEG. */
  static final int FILL = 1 << 20;

  /** Boxes that exclusions are compared with, all together. */
  static final int COMPARISONS = 100_000;

  /** Leaves of all Merkle trees of an assertion. */
  static final int LEAVES = 200_000;

  /** Files beside one that are looked at for fragments of it. */
  static final int FRAGMENTS = 10_000;

  /** Nested CBOR arrays, maps and tags. */
  static final int CBOR_DEPTH = 32;

  /** CBOR items in one document. */
  static final int CBOR_ITEMS = 200_000;

  /** Assertions, ingredients or actions that one manifest may refer to. */
  static final int REFERENCES = 2_000;

  /** Bytes that are hashed inside a store, all references together. */
  static final long HASHED_IN_STORE = 256L << 20;

  /** Ingredients of ingredients. */
  static final int INGREDIENT_DEPTH = 24;

  /** OCSP answers that are looked at, for all signatures of a store together. */
  static final int ANSWERS = 64;

  /** Certificates in a chain. */
  static final int CHAIN = 10;

  private Limits() {}
}
