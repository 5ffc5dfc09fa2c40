package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The absolute offsets in an ISO base media file (ISO/IEC 14496-12): chunk offsets (8.7.5), base
 * data offsets of track fragments (8.8.7), auxiliary information offsets outside of fragments
 * (8.7.9) and the random access table (8.8.10). Segment indexes ({@code sidx}) count from their own
 * end and need nothing.
 */
final class BmffOffsets {
  private static final int MOOV = Jumbf.four("moov");
  private static final int MOOF = Jumbf.four("moof");
  private static final int META = Jumbf.four("meta");
  private static final int ILOC = Jumbf.four("iloc");
  private static final int STBL = Jumbf.four("stbl");
  private static final int STCO = Jumbf.four("stco");
  private static final int CO64 = Jumbf.four("co64");
  private static final int SAIO = Jumbf.four("saio");
  private static final int TFHD = Jumbf.four("tfhd");
  private static final int TFRA = Jumbf.four("tfra");
  private static final List<Integer> HOLDERS =
      List.of(
          MOOV,
          MOOF,
          STBL,
          BmffBox.MFRA,
          Jumbf.four("trak"),
          Jumbf.four("mdia"),
          Jumbf.four("minf"),
          Jumbf.four("traf"));

  private BmffOffsets() {}

  /** Numbers of a width, one after the other, that count from the start of the file. */
  record Patch(long from, long count, int width) {
    long to() {
      return from + count * width;
    }
  }

  private static final class Walk {
    final FileChannel in;
    final long add;
    final List<Patch> patches = new ArrayList<>();
    boolean stuck;

    Walk(FileChannel in, long add) {
      this.in = in;
      this.add = add;
    }
  }

  /**
   * Every place that holds an offset into the file, in order; empty where the file holds offsets
   * that cannot be moved by so much.
   */
  static Optional<List<Patch>> patches(FileChannel in, List<BmffBox> top, long add)
      throws IOException {
    Walk w = new Walk(in, add);
    for (BmffBox b : top) {
      if (b.type() == META) {
        for (BmffBox c : BmffBox.children(in, b)) {
          w.stuck |= c.type() == ILOC;
        }
      }
      walk(w, b, b.type() == MOOV, 0);
    }
    w.patches.sort(Comparator.comparingLong(Patch::from));
    return w.stuck ? Optional.empty() : Optional.of(w.patches);
  }

  private static void walk(Walk w, BmffBox b, boolean movie, int depth) throws IOException {
    if (depth > Limits.BOX_DEPTH) {
      throw new Malformed("boxes nested too deep at byte " + b.offset());
    }
    if (HOLDERS.contains(b.type())) {
      for (BmffBox c : BmffBox.children(w.in, b)) {
        walk(w, c, movie, depth + 1);
      }
    } else if (b.type() == STCO || b.type() == CO64) {
      int count = Io.view(w.in, b.data(), 8).getInt(4);
      add(w, b, b.data() + 8, count & 0xFFFFFFFFL, b.type() == STCO ? 4 : 8);
    } else if (b.type() == SAIO && movie) {
      saio(w, b);
    } else if (b.type() == TFHD && (Io.view(w.in, b.data(), 4).getInt() & 1) != 0) {
      add(w, b, b.data() + 8, 1, 8);
    } else if (b.type() == TFRA) {
      tfra(w, b);
    }
  }

  private static void saio(Walk w, BmffBox b) throws IOException {
    int head = Io.view(w.in, b.data(), 4).getInt();
    long at = b.data() + 4 + ((head & 1) != 0 ? 8 : 0);
    long count = Io.view(w.in, at, 4).getInt() & 0xFFFFFFFFL;
    add(w, b, at + 4, count, head >>> 24 == 0 ? 4 : 8);
  }

  /** Time and offset of each entry have 4 or 8 bytes by version, then come three small numbers. */
  private static void tfra(Walk w, BmffBox b) throws IOException {
    ByteBuffer head = Io.view(w.in, b.data(), 16);
    int width = head.get(0) == 0 ? 4 : 8;
    int sizes = head.getInt(8);
    int rest = (sizes >> 4 & 3) + (sizes >> 2 & 3) + (sizes & 3) + 3;
    long count = head.getInt(12) & 0xFFFFFFFFL;
    long at = b.data() + 16;
    if (count > Limits.BOXES || at + count * (2L * width + rest) > b.end()) {
      throw new Malformed("random access table at byte " + b.offset() + " runs past its box");
    }
    for (long i = 0; i < count; i++, at += 2L * width + rest) {
      add(w, b, at + width, 1, width);
    }
  }

  private static void add(Walk w, BmffBox b, long from, long count, int width) throws IOException {
    if (count * width > b.end() - from) {
      throw new Malformed("table at byte " + b.offset() + " runs past its box");
    }
    Patch p = new Patch(from, count, width);
    w.patches.add(p);
    if (width == 4 && w.in.size() + w.add > 0xFFFFFFFFL) {
      w.stuck |= overflows(w, p);
    }
  }

  private static boolean overflows(Walk w, Patch p) throws IOException {
    for (long at = p.from(); at < p.to(); at += 1 << 16) {
      ByteBuffer b = Io.view(w.in, at, (int) Math.min(1 << 16, p.to() - at));
      while (b.hasRemaining()) {
        if ((b.getInt() & 0xFFFFFFFFL) + w.add > 0xFFFFFFFFL) {
          return true;
        }
      }
    }
    return false;
  }
}
