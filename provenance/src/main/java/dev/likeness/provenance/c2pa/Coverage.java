package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** Which bytes of a file a hard binding hashes, in order. */
record Coverage(List<Piece> pieces) {
  Coverage {
    pieces = List.copyOf(pieces);
  }

  /**
   * Bytes of the file.
   *
   * @param before hashed ahead of them
   */
  record Piece(byte[] before, long from, long to) {}

  private static final byte[] NOTHING = {};

  /** All but some ranges (C2PA section 18.5). */
  static Coverage except(List<Range> excluded, long length) {
    return except(excluded, new Range(0, length));
  }

  /** A stretch without some ranges of it. */
  static Coverage except(List<Range> excluded, Range whole) {
    List<Piece> out = new ArrayList<>();
    long at = whole.from();
    for (Range r : Range.joined(excluded)) {
      if (r.from() > at) {
        out.add(new Piece(NOTHING, at, r.from()));
      }
      at = Math.max(at, r.to());
    }
    if (at < whole.to()) {
      out.add(new Piece(NOTHING, at, whole.to()));
    }
    return new Coverage(out);
  }

  /**
   * Each box of the top level with its offset ahead of it, without some ranges; a box that is left
   * out from its first byte on has no offset (C2PA section 18.6, version 2 and later).
   */
  static Coverage ofBoxes(List<BmffBox> top, List<Range> excluded, boolean offsets) {
    List<Range> joined = Range.joined(excluded);
    List<Piece> out = new ArrayList<>();
    int next = 0;
    for (BmffBox b : top) {
      byte[] before = offsets ? ByteBuffer.allocate(8).putLong(b.offset()).array() : NOTHING;
      long at = b.offset();
      while (next < joined.size() && joined.get(next).to() <= at) {
        next++;
      }
      for (int i = next; i < joined.size() && joined.get(i).from() < b.end(); i++) {
        Range r = joined.get(i);
        if (r.from() > at) {
          out.add(new Piece(before, at, r.from()));
        }
        before = NOTHING;
        at = Math.min(b.end(), r.to());
      }
      if (at < b.end()) {
        out.add(new Piece(before, at, b.end()));
      }
    }
    return new Coverage(out);
  }

  /** Takes bytes as they come, of the whole file and in order, and hashes those that count. */
  final class Sink {
    private final MessageDigest digest;
    private int piece;
    private long at;

    Sink(MessageDigest digest) {
      this.digest = digest;
    }

    /** Takes all that remains; the buffer's place does not move. */
    void take(ByteBuffer b) {
      long end = at + b.remaining();
      while (piece < pieces.size() && pieces.get(piece).from < end) {
        Piece p = pieces.get(piece);
        if (p.from >= at) {
          digest.update(p.before);
        }
        long from = Math.max(p.from, at);
        long to = Math.min(p.to, end);
        digest.update(b.slice(b.position() + (int) (from - at), (int) (to - from)));
        if (p.to > end) {
          break;
        }
        piece++;
      }
      at = end;
    }

    /** Goes past bytes that do not count. */
    void skip(long count) {
      at += count;
    }

    byte[] finish() {
      return digest.digest();
    }
  }

  /** Hashes a file. */
  byte[] hash(FileChannel in, MessageDigest digest) throws IOException {
    long longest = pieces.stream().mapToLong(p -> p.to - p.from).max().orElse(0);
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(1 << 17, longest));
    for (Piece p : pieces) {
      digest.update(p.before);
      long at = p.from;
      while (at < p.to) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), p.to - at));
        int n = in.read(buffer, at);
        if (n < 0) {
          throw new Malformed("the file became shorter while it was read");
        }
        digest.update(buffer.array(), 0, n);
        at += n;
      }
    }
    return digest.digest();
  }
}
