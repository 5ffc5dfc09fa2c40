package dev.likeness.provenance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * An element of the Extensible Binary Meta Language (RFC 8794).
 *
 * @param offset where its id begins
 * @param data where its content begins
 * @param end where its content ends
 * @param open whether it states no size and runs to the end of what holds it
 */
record Ebml(long id, long offset, long data, long end, boolean open) {
  static final long VOID = 0xECL;

  /** Of all of it, id and size included. */
  long size() {
    return end - offset;
  }

  /** The element at a place, which must end before {@code limit}. */
  static Ebml at(FileChannel in, long offset, long limit) throws IOException {
    int first = Bytes.at(in, offset, 1)[0] & 255;
    int idLength = Integer.numberOfLeadingZeros(first) - 23;
    if (idLength > 4) {
      throw new Carrier.DamagedFile("no EBML element at byte " + offset);
    }
    long id = number(Bytes.at(in, offset, idLength));
    int lead = Bytes.at(in, offset + idLength, 1)[0] & 255;
    int sizeLength = Integer.numberOfLeadingZeros(lead) - 23;
    if (sizeLength > 8) {
      throw new Carrier.DamagedFile("no EBML size at byte " + (offset + idLength));
    }
    long mask = (1L << (7 * sizeLength)) - 1;
    long size = number(Bytes.at(in, offset + idLength, sizeLength)) & mask;
    long data = offset + idLength + sizeLength;
    if (size == mask) {
      return new Ebml(id, offset, data, limit, true);
    }
    if (size > limit - data) {
      throw new Carrier.DamagedFile("EBML element at byte " + offset + " runs past the end");
    }
    return new Ebml(id, offset, data, data + size, false);
  }

  /** What an element holds; one without a size inside it cannot be stepped over. */
  static List<Ebml> children(FileChannel in, Ebml parent) throws IOException {
    List<Ebml> out = new ArrayList<>();
    for (long at = parent.data; at < parent.end; ) {
      Ebml e = at(in, at, parent.end);
      if (e.open) {
        throw new Carrier.DamagedFile(
            "EBML element at byte " + at + " states no size; remux the file, then try again");
      }
      out.add(e);
      at = e.end;
    }
    return out;
  }

  /** The bytes of an element. */
  static byte[] element(long id, byte[] content) {
    int idLength = (71 - Long.numberOfLeadingZeros(id)) / 8;
    int sizeLength = content.length < 127 ? 1 : 8;
    ByteBuffer b = ByteBuffer.allocate(idLength + sizeLength + content.length);
    for (int i = idLength - 1; i >= 0; i--) {
      b.put((byte) (id >> (8 * i)));
    }
    return b.put(size(content.length, sizeLength)).put(content).array();
  }

  /** A void element of so many bytes in all; none at all for 0. */
  static byte[] padding(int bytes) {
    if (bytes == 0) {
      return new byte[0];
    }
    int sizeLength = bytes < 9 ? 1 : 8;
    ByteBuffer b = ByteBuffer.allocate(bytes).put((byte) VOID);
    b.put(size(bytes - 1 - sizeLength, sizeLength));
    return b.array();
  }

  /** A size in so many bytes. */
  static byte[] size(long value, int bytes) {
    if (bytes < 1 || bytes > 8 || value < 0 || value >= (1L << (7 * bytes)) - 1) {
      throw new IllegalArgumentException("size " + value + " in " + bytes + " bytes");
    }
    byte[] out = new byte[bytes];
    long v = value | 1L << (7 * bytes);
    for (int i = bytes - 1; i >= 0; i--, v >>= 8) {
      out[i] = (byte) v;
    }
    return out;
  }

  private static long number(byte[] b) {
    long v = 0;
    for (byte x : b) {
      v = v << 8 | x & 255;
    }
    return v;
  }
}
