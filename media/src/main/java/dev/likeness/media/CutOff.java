package dev.likeness.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether a RIFF/WAVE file ends before the sound that its header announces: a player plays what is
 * there and says nothing.
 */
public final class CutOff {
  private static final int HEADER = 12;

  private CutOff() {}

  /**
   * What is missing, in words; empty where nothing is, where the header leaves the length open (a
   * stream), and for all other kinds of file.
   *
   * @throws MediaException NOT_FOUND
   */
  public static Optional<String> of(Path file) {
    try (FileChannel in = FileChannel.open(file)) {
      long size = in.size();
      ByteBuffer b = read(in, 0, HEADER);
      if (b.remaining() < HEADER || !name(b).equals("RIFF")) {
        return Optional.empty();
      }
      b.position(8);
      if (!name(b).equals("WAVE")) {
        return Optional.empty();
      }
      for (long at = HEADER; at + 8 <= size; ) {
        ByteBuffer c = read(in, at, 8);
        String chunk = name(c);
        long length = c.getInt() & 0xffffffffL;
        if (chunk.equals("data")) {
          long there = size - at - 8;
          boolean open = length == 0 || length >= 0x7fffff00L;
          return open || there >= length
              ? Optional.empty()
              : Optional.of(
                  "is cut off: of %d bytes of sound %d are there; copy it again from where it came from"
                      .formatted(length, there));
        }
        at += 8 + length + (length & 1);
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new MediaException(
          MediaException.Code.NOT_FOUND, file + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static ByteBuffer read(FileChannel in, long at, int n) throws IOException {
    ByteBuffer b = ByteBuffer.allocate(n).order(ByteOrder.LITTLE_ENDIAN);
    while (b.hasRemaining() && in.read(b, at + b.position()) >= 0) {}
    return b.flip();
  }

  private static String name(ByteBuffer b) {
    byte[] four = new byte[4];
    b.get(four);
    return new String(four, StandardCharsets.ISO_8859_1);
  }
}
