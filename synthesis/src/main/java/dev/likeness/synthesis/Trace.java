package dev.likeness.synthesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Records of equal length in a file, written in order and read in any: what is seen of a driver, so
 * that memory does not grow with its length. Not thread-safe.
 */
final class Trace implements AutoCloseable {
  private final FileChannel file;
  private final ByteBuffer buffer;
  private final int length;
  private int size;

  /**
   * @param length of a record, in shorts
   */
  Trace(Path path, int length) {
    this.length = length;
    buffer = ByteBuffer.allocate(2 * length);
    try {
      file =
          FileChannel.open(
              path,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int size() {
    return size;
  }

  void add(short[] record) {
    buffer.clear();
    buffer.asShortBuffer().put(record);
    try {
      for (long at = 2L * length * size; buffer.hasRemaining(); ) {
        at += file.write(buffer, at);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    size++;
  }

  short[] get(int i) {
    buffer.clear();
    try {
      for (long at = 2L * length * i; buffer.hasRemaining(); ) {
        int n = file.read(buffer, at);
        if (n < 0) {
          throw new IndexOutOfBoundsException("record " + i + " of " + size);
        }
        at += n;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    short[] out = new short[length];
    buffer.flip();
    buffer.asShortBuffer().get(out);
    return out;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
