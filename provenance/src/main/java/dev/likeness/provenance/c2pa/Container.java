package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;

/**
 * A kind of file that a manifest store can be embedded in (C2PA 2.4, appendix A). What a file is,
 * is told by its first bytes. Stateless.
 */
sealed interface Container
    permits JpegContainer, PngContainer, RiffContainer, Mp3Container, BmffContainer {

  /**
   * A store in a file.
   *
   * @param embedded what of the file it takes, headers and checksums included: what a data hash may
   *     leave out
   * @param several whether the file holds more than one store
   */
  record Found(byte[] store, List<Range> embedded, boolean several) {}

  /** The media type. */
  String mediaType();

  /** The store that the file holds. */
  Optional<Found> find(FileChannel in) throws IOException;

  /** The file with a store of this length, and without any that it had. */
  Layout layout(FileChannel in, int storeLength) throws IOException;

  /** Whether the hard binding is a BMFF hash (section 18.6) instead of a data hash (18.5). */
  default boolean bmff() {
    return false;
  }

  /**
   * The boxes by which a general box hash names the parts of a file, in order (section 18.7.3);
   * empty where the standard has none for this kind of file.
   *
   * @param store what the manifest store takes of the file
   * @param after whether what lies behind the end of the file's first part is one box
   */
  default Optional<List<AssetBox>> boxes(FileChannel in, List<Range> store, boolean after)
      throws IOException {
    return Optional.empty();
  }

  /** What a file is; empty where no store can be embedded in it. */
  static Optional<Container> of(FileChannel in) throws IOException {
    ByteBuffer b = ByteBuffer.allocate(16);
    while (b.hasRemaining() && in.read(b, b.position()) >= 0) {
      // fill
    }
    b.clear();
    int first = b.getInt(0);
    if (first >>> 8 == 0xFFD8FF) {
      return Optional.of(new JpegContainer());
    }
    if (b.getLong(0) == PngContainer.MAGIC) {
      return Optional.of(new PngContainer());
    }
    if (first == Jumbf.four("RIFF")) {
      return RiffContainer.of(b.getInt(8));
    }
    // an ID3 tag, or an MPEG audio frame whose version, layer and bit rate are not reserved
    if (first >>> 8 == 0x494433
        || (first >>> 21 == 0x7FF
            && (first >>> 19 & 3) != 1
            && (first >>> 17 & 3) != 0
            && (first >>> 12 & 15) != 15)) {
      return Optional.of(new Mp3Container());
    }
    return BmffContainer.of(b);
  }
}
