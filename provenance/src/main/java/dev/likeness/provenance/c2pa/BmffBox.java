package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A box of an ISO base media file (ISO/IEC 14496-12, section 4.2).
 *
 * @param header its length in bytes: 8, or 16 with a 64-bit size
 * @param size of all of it
 * @param open whether it states no size and runs to the end of the file
 */
record BmffBox(int type, long offset, int header, long size, boolean open) {
  static final int UUID = Jumbf.four("uuid");
  static final int FTYP = Jumbf.four("ftyp");
  static final int FREE = Jumbf.four("free");
  static final int MFRA = Jumbf.four("mfra");
  private static final int META = Jumbf.four("meta");

  long end() {
    return offset + size;
  }

  long data() {
    return offset + header;
  }

  BmffBox moved(long by) {
    return new BmffBox(type, offset + by, header, size, open);
  }

  /** The boxes of a file. */
  static List<BmffBox> top(FileChannel in) throws IOException {
    return boxes(in, 0, in.size(), false);
  }

  /** The boxes of a file that may be damaged; what cannot be followed is the last one's. */
  static List<BmffBox> readable(FileChannel in) throws IOException {
    return boxes(in, 0, in.size(), true);
  }

  /** The boxes inside one; {@code meta} has a version first, unless it is QuickTime's. */
  static List<BmffBox> children(FileChannel in, BmffBox b) throws IOException {
    long from = b.data();
    if (b.type == META && b.size >= b.header + 12) {
      from += Io.view(in, b.data(), 8).getInt(0) == 0 ? 4 : 0;
    }
    return boxes(in, from, b.end(), false);
  }

  private static List<BmffBox> boxes(FileChannel in, long from, long end, boolean lenient)
      throws IOException {
    List<BmffBox> out = new ArrayList<>();
    Io.Window window = new Io.Window(in);
    long at = from;
    while (end - at >= 8) {
      ByteBuffer b = window.view(at, 8);
      long size = b.getInt(0) & 0xFFFFFFFFL;
      int header = 8;
      boolean open = size == 0;
      if (size == 1 && end - at >= 16) {
        header = 16;
        size = window.view(at, 16).getLong(8);
      } else if (open) {
        size = end - at;
      }
      if (lenient && (size < header || size > end - at)) {
        size = end - at;
        open = true;
      }
      if (size < header || size > end - at) {
        throw new Malformed("box at byte " + at + " says a size of " + size);
      }
      if (out.size() >= Limits.BOXES) {
        throw new Malformed("more than " + Limits.BOXES + " boxes");
      }
      out.add(new BmffBox(b.getInt(4), at, header, size, open));
      at += size;
    }
    // QuickTime's user data may end with four zeros
    if (at != end && !lenient && !(end - at == 4 && from > 0)) {
      throw new Malformed("box cut off at byte " + at);
    }
    return out;
  }

  /** Whether it is a {@code uuid} box of this kind. */
  boolean is(FileChannel in, byte[] uuid) throws IOException {
    return type == UUID && size >= header + 16 && Arrays.equals(Io.at(in, data(), 16), uuid);
  }
}
