package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Writes a file as its layout says and hashes it in the same pass: every piece is read once, hashed
 * and written while it is still in the processor's cache. Memory does not grow with the file.
 *
 * <p>One thread, on purpose: reading and writing together take a third of what hashing takes, and a
 * second thread costs more in cache than it gains where two cores are all there is.
 */
final class LayoutCopy {
  /** Fits into the cache of a core; smaller writes take the file system four times as long. */
  private static final int PIECE = 1 << 18;

  private final FileChannel in;
  private final FileChannel out;
  private final Coverage.Sink sink;
  private final ByteBuffer piece;

  private LayoutCopy(FileChannel in, FileChannel out, Coverage.Sink sink, long length) {
    this.in = in;
    this.out = out;
    this.sink = sink;
    this.piece = ByteBuffer.allocateDirect((int) Math.max(8, Math.min(PIECE, length)));
  }

  static byte[] run(FileChannel in, FileChannel out, Layout layout, Coverage.Sink sink)
      throws IOException {
    LayoutCopy copy = new LayoutCopy(in, out, sink, layout.length());
    for (Layout.Part p : layout.parts()) {
      copy.part(p);
    }
    return sink.finish();
  }

  private void part(Layout.Part part) throws IOException {
    switch (part) {
      case Layout.Hole h -> {
        sink.skip(h.length());
        out.position(out.position() + h.length());
      }
      case Layout.Bytes b -> {
        for (int done = 0; done < b.bytes().length; ) {
          int count = begin(b.bytes().length - done);
          pass(piece.put(b.bytes(), done, count));
          done += count;
        }
      }
      case Layout.Copy c -> {
        for (long at = c.from(); at < c.to(); ) {
          int count = begin(c.to() - at);
          fill(at);
          pass(piece);
          at += count;
        }
      }
      case Layout.Zeros z -> {
        for (long done = 0; done < z.length(); ) {
          int count = begin(z.length() - done);
          pass(piece.put(new byte[count]));
          done += count;
        }
      }
      case Layout.Table t -> {
        for (long done = 0; done < t.length(); ) {
          int count = begin(Math.min(piece.capacity() / 8 * 8, t.length() - done));
          fill(t.from() + done);
          add(count, t.width(), t.add());
          pass(piece);
          done += count;
        }
      }
    }
  }

  /** Empties the piece and gives it room for so much at most; the result is how much. */
  private int begin(long most) {
    piece.clear().limit((int) Math.min(piece.capacity(), most));
    return piece.limit();
  }

  private void fill(long at) throws IOException {
    while (piece.hasRemaining()) {
      if (in.read(piece, at + piece.position()) < 0) {
        throw new Malformed("the file became shorter while it was read");
      }
    }
  }

  private void pass(ByteBuffer filled) throws IOException {
    filled.flip();
    sink.take(filled);
    while (filled.hasRemaining()) {
      out.write(filled);
    }
  }

  private void add(int count, int width, long add) {
    for (int i = 0; i < count; i += width) {
      if (width == 4) {
        piece.putInt(i, (int) (piece.getInt(i) + add));
      } else {
        piece.putLong(i, piece.getLong(i) + add);
      }
    }
  }
}
