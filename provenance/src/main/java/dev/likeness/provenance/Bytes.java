package dev.likeness.provenance;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reading and copying parts of files. */
final class Bytes {
  private Bytes() {}

  /** The bytes at a place, all of them. */
  static byte[] at(FileChannel in, long offset, int count) throws IOException {
    ByteBuffer b = ByteBuffer.allocate(count);
    while (b.hasRemaining()) {
      if (in.read(b, offset + b.position()) < 0) {
        throw new Carrier.DamagedFile(
            "ends at byte " + in.size() + ", inside a part that begins at " + offset);
      }
    }
    return b.array();
  }

  /** Appends a part of one file to another, in pieces. */
  static void copy(FileChannel in, long offset, long count, FileChannel out) throws IOException {
    long done = 0;
    while (done < count) {
      long n = in.transferTo(offset + done, Math.min(count - done, 8 << 20), out);
      if (n <= 0) {
        throw new EOFException("file shrank while it was copied");
      }
      done += n;
    }
  }

  /** Appends. */
  static void append(FileChannel out, byte[]... parts) throws IOException {
    for (byte[] part : parts) {
      ByteBuffer b = ByteBuffer.wrap(part);
      while (b.hasRemaining()) {
        out.write(b);
      }
    }
  }

  /** Overwrites. */
  static void put(FileChannel out, long offset, byte[] bytes) throws IOException {
    ByteBuffer b = ByteBuffer.wrap(bytes);
    while (b.hasRemaining()) {
      out.write(b, offset + b.position());
    }
  }
}
