package dev.likeness.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** How many bytes a container says that it has, which shows that the rest was cut off. */
final class Extent {
  private static final int EBML = 0x1A45DFA3;
  private static final int SEGMENT = 0x18538067;

  private Extent() {}

  /** Bytes that the file should have, as its outermost parts say; 0 where they say nothing. */
  static long declared(Path file) {
    try (FileChannel in = FileChannel.open(file)) {
      String four = ascii(bytes(in, 0, 4), 0);
      String type = ascii(bytes(in, 4, 4), 0);
      if (four.equals("RIFF")) {
        return chunks(in);
      }
      if (bytes(in, 0, 4).getInt(0) == EBML) {
        return matroska(in);
      }
      return type.equals("ftyp") || type.equals("moov") || type.equals("wide") ? boxes(in) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static ByteBuffer bytes(FileChannel in, long at, int n) throws IOException {
    ByteBuffer b = ByteBuffer.allocate(n);
    while (b.hasRemaining() && in.read(b, at + b.position()) > 0) {
      continue;
    }
    return b.rewind();
  }

  private static String ascii(ByteBuffer b, int at) {
    return new String(b.array(), at, 4, java.nio.charset.StandardCharsets.US_ASCII);
  }

  /** RIFF: chunks of an id, a little-endian size and that many bytes, padded to an even number. */
  private static long chunks(FileChannel in) throws IOException {
    long at = 0;
    while (at + 8 <= in.size()) {
      ByteBuffer head = bytes(in, at, 8).order(ByteOrder.LITTLE_ENDIAN);
      long n = head.getInt(4) & 0xffffffffL;
      if (!ascii(head, 0).equals("RIFF") || n == 0 || n >= 0xfffffff0L) {
        return 0;
      }
      at += 8 + n + (n & 1);
    }
    // The padding of the last chunk is often left out.
    return at - 1;
  }

  /** ISO/IEC 14496-12, 4.2: boxes of a big-endian size and a type. */
  private static long boxes(FileChannel in) throws IOException {
    long at = 0;
    while (at + 8 <= in.size()) {
      ByteBuffer head = bytes(in, at, 16);
      long n = head.getInt(0) & 0xffffffffL;
      if (n == 1) {
        n = head.getLong(8);
      }
      if (n < 8) {
        return 0;
      }
      at += n;
    }
    return at;
  }

  /** RFC 8794: the header, then one segment whose size may be unknown (all bits 1). */
  private static long matroska(FileChannel in) throws IOException {
    ByteBuffer head = bytes(in, 4, 8);
    long at = 4 + sizeLength(head) + size(head);
    ByteBuffer segment = bytes(in, at, 12);
    if (segment.getInt(0) != SEGMENT) {
      return 0;
    }
    ByteBuffer n = segment.slice(4, 8);
    long unknown = (1L << 7 * sizeLength(n)) - 1;
    return size(n) == unknown ? 0 : at + 4 + sizeLength(n) + size(n);
  }

  private static int sizeLength(ByteBuffer b) {
    return Math.min(8, Integer.numberOfLeadingZeros(b.get(0) & 255) - 23);
  }

  private static long size(ByteBuffer b) {
    int n = sizeLength(b);
    long v = b.get(0) & (1 << 8 - n) - 1;
    for (int i = 1; i < n; i++) {
      v = v << 8 | b.get(i) & 255;
    }
    return v;
  }
}
