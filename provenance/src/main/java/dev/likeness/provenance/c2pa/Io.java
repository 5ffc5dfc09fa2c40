package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Reading and writing at places in files, and digests. */
final class Io {
  private Io() {}

  /** The bytes at a place, all of them. */
  static byte[] at(FileChannel in, long offset, long count) throws IOException {
    if (offset < 0 || count < 0 || count > Limits.STORE || offset > in.size() - count) {
      throw new Malformed("the file ends inside a part that begins at byte " + offset);
    }
    ByteBuffer b = ByteBuffer.allocate((int) count);
    while (b.hasRemaining()) {
      if (in.read(b, offset + b.position()) < 0) {
        throw new Malformed("the file became shorter while it was read");
      }
    }
    return b.array();
  }

  static ByteBuffer view(FileChannel in, long offset, int count) throws IOException {
    return ByteBuffer.wrap(at(in, offset, count));
  }

  /** Reads many small parts that lie close to each other without asking the system for each. */
  static final class Window {
    private static final int SIZE = 1 << 13;
    private final FileChannel in;
    private final long end;
    private byte[] bytes = {};
    private long from;

    Window(FileChannel in) throws IOException {
      this.in = in;
      this.end = in.size();
    }

    /** At most {@value #SIZE} bytes at a place, all of them. */
    ByteBuffer view(long offset, int count) throws IOException {
      if (offset < from || offset + count > from + bytes.length) {
        bytes = at(in, offset, Math.max(count, Math.min(SIZE, end - offset)));
        from = offset;
      }
      return ByteBuffer.wrap(bytes, (int) (offset - from), count).slice();
    }
  }

  static void put(FileChannel out, long offset, byte[] bytes) throws IOException {
    ByteBuffer b = ByteBuffer.wrap(bytes);
    while (b.hasRemaining()) {
      out.write(b, offset + b.position());
    }
  }

  /** A digest by its name in C2PA (section 13.1). */
  static MessageDigest digest(String algorithm) throws Malformed {
    String name =
        switch (algorithm) {
          case "sha256" -> "SHA-256";
          case "sha384" -> "SHA-384";
          case "sha512" -> "SHA-512";
          default -> throw new Malformed("hash algorithm '" + clip(algorithm) + "' is not allowed");
        };
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + name, e);
    }
  }

  static boolean knows(String algorithm) {
    return algorithm.equals("sha256") || algorithm.equals("sha384") || algorithm.equals("sha512");
  }

  /** Somebody else's text, short enough and harmless on a terminal. */
  static String clip(String text) {
    String safe = text.replaceAll("\\p{Cntrl}|\\p{Cf}", "\uFFFD");
    return safe.length() > 200 ? safe.substring(0, 200) + "…" : safe;
  }
}
