package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Writes a file as its layout says, and hashes it at the same time: one thread lets the system copy
 * what stays as it is, the other reads and hashes it. Memory does not grow with the file.
 *
 * <p>What was hashed and what was written differ only if somebody changes the old file meanwhile;
 * then the new one does not verify.
 */
final class LayoutCopy {
  /** Fits into the cache of a core. */
  private static final int PIECE = 1 << 17;

  /** The system copies so much in one call, so that a stop does not wait for long. */
  private static final long STRETCH = 8 << 20;

  private LayoutCopy() {}

  /** Writes the new file and gives its hash. */
  static byte[] run(FileChannel in, FileChannel out, Layout layout, Coverage.Sink sink)
      throws IOException {
    CompletableFuture<Void> writing = new CompletableFuture<>();
    Thread writer =
        new Thread(
            () -> {
              try {
                write(in, out, layout);
                writing.complete(null);
              } catch (IOException | RuntimeException e) {
                writing.completeExceptionally(e);
              }
            },
            "signing");
    writer.start();
    boolean hashed = false;
    try {
      new Pass(in, new Hashing(in, sink)).over(layout);
      hashed = true;
    } finally {
      if (!hashed) {
        writer.interrupt();
      }
      writing.exceptionally(e -> null).join();
    }
    try {
      writing.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw e;
    }
    return sink.finish();
  }

  /** Writes the new file. */
  static void write(FileChannel in, FileChannel out, Layout layout) throws IOException {
    new Pass(in, new Writing(in, out)).over(layout);
  }

  /** What becomes of the new file's bytes, which come in order. */
  private interface Taker {
    /** Bytes of the old file. */
    void copy(long from, long to) throws IOException;

    /** New bytes, all of them. */
    void take(ByteBuffer bytes) throws IOException;

    /** Goes past a place that is filled later. */
    void skip(long count) throws IOException;
  }

  private record Writing(FileChannel in, FileChannel out) implements Taker {
    @Override
    public void copy(long from, long to) throws IOException {
      for (long at = from; at < to; ) {
        long n = in.transferTo(at, Math.min(STRETCH, to - at), out);
        if (n <= 0) {
          throw new Malformed("the file became shorter while it was read");
        }
        at += n;
      }
    }

    @Override
    public void take(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    }

    @Override
    public void skip(long count) throws IOException {
      out.position(out.position() + count);
    }
  }

  private record Hashing(FileChannel in, Coverage.Sink sink, ByteBuffer piece) implements Taker {
    Hashing(FileChannel in, Coverage.Sink sink) {
      this(in, sink, ByteBuffer.allocate(PIECE));
    }

    @Override
    public void copy(long from, long to) throws IOException {
      for (long at = from; at < to; at += piece.limit()) {
        piece.clear().limit((int) Math.min(PIECE, to - at));
        fill(in, piece, at);
        sink.take(piece.flip());
      }
    }

    @Override
    public void take(ByteBuffer bytes) {
      sink.take(bytes);
    }

    @Override
    public void skip(long count) {
      sink.skip(count);
    }
  }

  /** Goes through the parts of a layout. */
  private record Pass(FileChannel in, Taker taker, ByteBuffer piece) {
    Pass(FileChannel in, Taker taker) {
      this(in, taker, ByteBuffer.allocate(1 << 13));
    }

    void over(Layout layout) throws IOException {
      for (Layout.Part p : layout.parts()) {
        part(p);
      }
    }

    private void part(Layout.Part part) throws IOException {
      switch (part) {
        case Layout.Hole h -> taker.skip(h.length());
        case Layout.Bytes b -> taker.take(ByteBuffer.wrap(b.bytes()));
        case Layout.Copy c -> taker.copy(c.from(), c.to());
        case Layout.Zeros z -> {
          for (long left = z.length(); left > 0; left -= piece.limit()) {
            piece.clear().limit((int) Math.min(piece.capacity(), left));
            taker.take(piece.put(new byte[piece.limit()]).flip());
          }
        }
        case Layout.Table t -> {
          for (long done = 0; done < t.length(); done += piece.limit()) {
            piece.clear().limit((int) Math.min(piece.capacity(), t.length() - done));
            fill(in, piece, t.from() + done);
            add(t);
            taker.take(piece.flip());
          }
        }
      }
    }

    private void add(Layout.Table t) {
      for (int i = 0; i < piece.limit(); i += t.width()) {
        long old = t.width() == 4 ? piece.getInt(i) & 0xFFFFFFFFL : piece.getLong(i);
        long fresh = Long.compareUnsigned(old, t.beyond()) < 0 ? old : old + t.add();
        if (t.width() == 4) {
          piece.putInt(i, (int) fresh);
        } else {
          piece.putLong(i, fresh);
        }
      }
    }
  }

  private static void fill(FileChannel in, ByteBuffer piece, long at) throws IOException {
    while (piece.hasRemaining()) {
      if (in.read(piece, at + piece.position()) < 0) {
        throw new Malformed("the file became shorter while it was read");
      }
    }
  }
}
