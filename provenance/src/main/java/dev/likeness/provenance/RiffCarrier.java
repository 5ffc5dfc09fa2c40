package dev.likeness.provenance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * XMP in RIFF files: chunk {@code _PMX} of a WAVE (XMP specification part 3, section 1.3.2), chunk
 * {@code XMP } of a WebP, which needs an extended header then (RFC 9649, section 2.7).
 */
final class RiffCarrier implements Carrier {
  private static final int LARGEST = 16 << 20;
  private static final String EXTENDED = "VP8X";
  private static final int HAS_ALPHA = 0x10;
  private static final int HAS_XMP = 0x04;

  private final boolean webp;
  private final String name;

  RiffCarrier(String form, String chunk) {
    this.webp = form.equals("WEBP");
    this.name = chunk;
  }

  /**
   * A chunk.
   *
   * @param offset of its name
   * @param length of its data, without the pad byte
   */
  private record Chunk(String name, long offset, long length) {
    long end(long riffEnd) {
      return Math.min(riffEnd, offset + 8 + length + (length & 1));
    }
  }

  @Override
  public Marks read(FileChannel in) throws IOException {
    for (Chunk c : chunks(in, end(in))) {
      if (c.name.equals(name) && c.length <= LARGEST) {
        return Xmp.marks(Bytes.at(in, c.offset + 8, (int) c.length));
      }
    }
    return Marks.NONE;
  }

  @Override
  public void write(FileChannel in, FileChannel out, Marks marks) throws IOException {
    long end = end(in);
    byte[] old = null;
    Bytes.copy(in, 0, 12, out);
    for (Chunk c : chunks(in, end)) {
      if (c.name.equals(name)) {
        old = old == null && c.length <= LARGEST ? Bytes.at(in, c.offset + 8, (int) c.length) : old;
        continue;
      }
      if (webp && c.offset == 12) {
        Bytes.append(out, extended(in, c));
      }
      if (!c.name.equals(EXTENDED)) {
        Bytes.copy(in, c.offset, c.end(end) - c.offset, out);
        Bytes.append(out, new byte[(int) (out.position() & 1)]);
      }
    }
    byte[] packet = Xmp.with(old, marks);
    Bytes.append(out, header(name, packet.length), packet, new byte[packet.length & 1]);
    if (out.position() - 8 > 0xFFFFFFFFL) {
      throw new DamagedFile("with its label it would be larger than RIFF allows");
    }
    Bytes.put(out, 4, little((int) (out.position() - 8)));
    Bytes.copy(in, end, in.size() - end, out);
  }

  /** The extended header of a WebP, made from the first chunk of one that has none. */
  private static byte[] extended(FileChannel in, Chunk first) throws IOException {
    byte[] x = new byte[18];
    System.arraycopy(header(EXTENDED, 10), 0, x, 0, 8);
    byte[] d = Bytes.at(in, first.offset + 8, 10);
    switch (first.name) {
      case EXTENDED -> System.arraycopy(d, 0, x, 8, 10);
      case "VP8 " ->
          size(x, (d[6] & 255 | (d[7] & 0x3F) << 8) - 1, (d[8] & 255 | (d[9] & 0x3F) << 8) - 1);
      case "VP8L" -> {
        int bits = ByteBuffer.wrap(d, 1, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
        size(x, bits & 0x3FFF, bits >>> 14 & 0x3FFF);
        x[8] |= (byte) ((bits >>> 28 & 1) * HAS_ALPHA);
      }
      default -> throw new DamagedFile("WebP begins with chunk '" + first.name + "'");
    }
    x[8] |= HAS_XMP;
    return x;
  }

  /** Width and height less one, 24 bits each. */
  private static void size(byte[] x, int width, int height) {
    int at = 12;
    for (int v : new int[] {width, height}) {
      x[at++] = (byte) v;
      x[at++] = (byte) (v >> 8);
      x[at++] = (byte) (v >> 16);
    }
  }

  private static List<Chunk> chunks(FileChannel in, long end) throws IOException {
    List<Chunk> out = new ArrayList<>();
    for (long at = 12; at + 8 <= end; at = out.get(out.size() - 1).end(end)) {
      byte[] b = Bytes.at(in, at, 8);
      long length = ByteBuffer.wrap(b, 4, 4).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xFFFFFFFFL;
      if (at + 8 + length > end) {
        throw new DamagedFile("RIFF chunk at byte " + at + " runs past the end");
      }
      out.add(new Chunk(new String(b, 0, 4, StandardCharsets.ISO_8859_1), at, length));
    }
    if (out.isEmpty()) {
      throw new DamagedFile("RIFF without a chunk");
    }
    return out;
  }

  /** Where the RIFF ends; writers that cannot seek leave a size of 0 or all ones. */
  private static long end(FileChannel in) throws IOException {
    long size =
        ByteBuffer.wrap(Bytes.at(in, 4, 4)).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xFFFFFFFFL;
    return size == 0 || size == 0xFFFFFFFFL ? in.size() : Math.min(in.size(), size + 8);
  }

  private static byte[] header(String name, int length) {
    return ByteBuffer.allocate(8)
        .put(name.getBytes(StandardCharsets.ISO_8859_1))
        .put(little(length))
        .array();
  }

  private static byte[] little(int v) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(v).array();
  }
}
