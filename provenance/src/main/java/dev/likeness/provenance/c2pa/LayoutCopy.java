package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes a file as its layout says and hashes it at the same time: the system copies what stays as
 * it is, on a thread of its own, while the bytes are hashed here. Memory does not grow with the
 * file.
 */
final class LayoutCopy {
  private static final int PIECE = 1 << 20;
  private static final int TRANSFER = 8 << 20;

  private LayoutCopy() {}

  /** What receives the new file's bytes in order. */
  private interface Target {
    void bytes(byte[] b, int count) throws IOException;

    void copy(long from, long to) throws IOException;

    void hole(long length) throws IOException;
  }

  static byte[] run(FileChannel in, FileChannel out, Layout layout, Coverage.Sink sink)
      throws IOException {
    try (ExecutorService aside = Executors.newSingleThreadExecutor()) {
      Future<?> written =
          aside.submit(
              () -> {
                walk(in, layout, new Writing(in, out));
                return true;
              });
      try {
        walk(in, layout, new Hashing(in, sink));
      } finally {
        join(written);
      }
    }
    return sink.finish();
  }

  private static void join(Future<?> written) throws IOException {
    try {
      written.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IOException("the copy failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while copying", e);
    }
  }

  private static void walk(FileChannel in, Layout layout, Target target) throws IOException {
    for (Layout.Part p : layout.parts()) {
      switch (p) {
        case Layout.Hole h -> target.hole(h.length());
        case Layout.Bytes b -> target.bytes(b.bytes(), b.bytes().length);
        case Layout.Copy c -> target.copy(c.from(), c.to());
        case Layout.Zeros z -> {
          byte[] zeros = new byte[(int) Math.min(z.length(), PIECE)];
          for (long done = 0; done < z.length(); done += zeros.length) {
            target.bytes(zeros, (int) Math.min(zeros.length, z.length() - done));
          }
        }
        case Layout.Table t -> {
          for (long done = 0; done < t.length(); done += PIECE) {
            byte[] b = Io.at(in, t.from() + done, Math.min(PIECE, t.length() - done));
            add(ByteBuffer.wrap(b), t.width(), t.add());
            target.bytes(b, b.length);
          }
        }
      }
    }
  }

  private static void add(ByteBuffer numbers, int width, long add) {
    for (int i = 0; i < numbers.limit(); i += width) {
      if (width == 4) {
        numbers.putInt(i, (int) (numbers.getInt(i) + add));
      } else {
        numbers.putLong(i, numbers.getLong(i) + add);
      }
    }
  }

  private record Writing(FileChannel in, FileChannel out) implements Target {
    @Override
    public void bytes(byte[] b, int count) throws IOException {
      ByteBuffer view = ByteBuffer.wrap(b, 0, count);
      while (view.hasRemaining()) {
        out.write(view);
      }
    }

    @Override
    public void copy(long from, long to) throws IOException {
      for (long at = from; at < to; ) {
        long n = in.transferTo(at, Math.min(to - at, TRANSFER), out);
        if (n <= 0) {
          throw new Malformed("the file became shorter while it was read");
        }
        at += n;
      }
    }

    @Override
    public void hole(long length) throws IOException {
      out.position(out.position() + length);
    }
  }

  private record Hashing(FileChannel in, Coverage.Sink sink) implements Target {
    @Override
    public void bytes(byte[] b, int count) {
      sink.take(b, 0, count);
    }

    @Override
    public void copy(long from, long to) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(PIECE, to - from));
      for (long at = from; at < to; ) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
        int n = in.read(buffer, at);
        if (n < 0) {
          throw new Malformed("the file became shorter while it was read");
        }
        sink.take(buffer.array(), 0, n);
        at += n;
      }
    }

    @Override
    public void hole(long length) {
      sink.skip(length);
    }
  }
}
