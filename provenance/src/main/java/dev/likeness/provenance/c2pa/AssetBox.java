package dev.likeness.provenance.c2pa;

/**
 * A box, segment or chunk of a file that is not ISO base media, as a general box hash names it
 * (C2PA section 18.7.3).
 *
 * @param header its bytes before the content: what no exclusion may touch
 */
record AssetBox(String name, long from, long to, int header, Use use) {
  /** What a box may be left out for. */
  enum Use {
    CONTENT,
    /** Exif, XMP, comments, padding: a maker may declare that they can change. */
    METADATA,
    /** The manifest store itself. */
    STORE
  }

  /** The name of the store's own box. */
  static final String STORE = "C2PA";

  /** Whatever lies behind the end of a file's first part (section 18.7.2). */
  static final String AFTER = "c2pa.after";

  static AssetBox store(long from, long to) {
    return new AssetBox(STORE, from, to, 0, Use.STORE);
  }

  static AssetBox after(long from, long to) {
    return new AssetBox(AFTER, from, to, 0, Use.CONTENT);
  }

  long length() {
    return to - from;
  }
}
