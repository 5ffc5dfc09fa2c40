package dev.likeness.provenance;

import dev.likeness.provenance.c2pa.MovieText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * XMP in the ISO base media format (ISO/IEC 14496-12; MP4, MOV): a top-level {@code uuid} box (XMP
 * specification part 3, section 1.2.7.1). It goes to the end and an old one becomes free space, so
 * that no offset inside the file changes. The field AIGC stands also where TC260's practice guides
 * for films and sound want it: under a key of this name in {@code moov/udta/meta}.
 */
final class IsoCarrier implements Carrier {
  private static final byte[] XMP = HexFormat.of().parseHex("be7acfcb97a942e89c71999491e3afac");
  private static final int UUID = 0x75756964;
  private static final int FREE = 0x66726565;
  private static final int LARGEST = 16 << 20;

  /**
   * A top-level box.
   *
   * @param header its length in bytes: 8, or 16 with a 64-bit size
   * @param open whether it states no size and runs to the end of the file
   */
  private record Top(int type, long offset, int header, long size, boolean open) {}

  @Override
  public Marks read(FileChannel in) throws IOException {
    Marks keyed = new Marks(null, MovieText.read(in, Aigc.NAME).orElse(null));
    for (Top b : boxes(in)) {
      if (isXmp(in, b)) {
        return keyed.or(Xmp.marks(packet(in, b)));
      }
    }
    return keyed;
  }

  @Override
  public void write(FileChannel in, FileChannel out, Marks marks) throws IOException {
    boxes(in); // what cannot be followed is not copied
    if (marks.aigc() == null || !MovieText.write(in, out, Aigc.NAME, marks.aigc())) {
      Bytes.copy(in, 0, in.size(), out);
    }
    List<Top> boxes = boxes(out);
    List<Top> old = new ArrayList<>();
    for (Top b : boxes) {
      if (isXmp(out, b)) {
        old.add(b);
      }
    }
    byte[] packet = Xmp.with(old.isEmpty() ? null : packet(out, old.get(0)), marks);
    Top last = boxes.get(boxes.size() - 1);
    long keep = old.contains(last) ? last.offset : out.size();
    out.truncate(keep).position(keep);
    for (Top b : old) {
      if (b.offset < keep) {
        free(out, b);
      }
    }
    if (last.open && !old.contains(last)) {
      close(out, last);
    }
    int size = 8 + XMP.length + packet.length;
    Bytes.append(out, ByteBuffer.allocate(8).putInt(size).putInt(UUID).array(), XMP, packet);
  }

  /** Says the size of a box that used to run to the end. */
  private static void close(FileChannel out, Top b) throws IOException {
    if (b.size > 0xFFFFFFFFL) {
      throw new DamagedFile(
          "its last box states no size and is too large to get one; remux it, then try again");
    }
    Bytes.put(out, b.offset, ByteBuffer.allocate(4).putInt((int) b.size).array());
  }

  private static void free(FileChannel out, Top b) throws IOException {
    Bytes.put(out, b.offset + 4, ByteBuffer.allocate(4).putInt(FREE).array());
    byte[] zeros = new byte[1 << 16];
    long end = b.offset + b.size;
    for (long at = b.offset + b.header; at < end; at += zeros.length) {
      Bytes.put(out, at, Arrays.copyOf(zeros, (int) Math.min(zeros.length, end - at)));
    }
  }

  private static boolean isXmp(FileChannel in, Top b) throws IOException {
    return b.type == UUID
        && b.size >= b.header + XMP.length
        && b.size <= LARGEST
        && Arrays.equals(Bytes.at(in, b.offset + b.header, XMP.length), XMP);
  }

  private static byte[] packet(FileChannel in, Top b) throws IOException {
    int skip = b.header + XMP.length;
    return Bytes.at(in, b.offset + skip, (int) (b.size - skip));
  }

  private static List<Top> boxes(FileChannel in) throws IOException {
    List<Top> out = new ArrayList<>();
    long end = in.size();
    for (long at = 0; at < end; ) {
      ByteBuffer b = ByteBuffer.wrap(Bytes.at(in, at, 8));
      long size = b.getInt(0) & 0xFFFFFFFFL;
      int header = 8;
      boolean open = size == 0;
      if (size == 1) {
        header = 16;
        size = ByteBuffer.wrap(Bytes.at(in, at + 8, 8)).getLong();
      } else if (open) {
        size = end - at;
      }
      if (size < header || size > end - at) {
        throw new DamagedFile("MP4 box at byte " + at + " runs past the end");
      }
      out.add(new Top(b.getInt(4), at, header, size, open));
      at += size;
    }
    return out;
  }
}
