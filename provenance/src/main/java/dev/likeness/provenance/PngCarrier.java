package dev.likeness.provenance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** XMP in PNG: an iTXt chunk of this keyword (XMP specification part 3, section 1.1.5). */
final class PngCarrier implements Carrier {
  private static final byte[] KEYWORD = "XML:com.adobe.xmp\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] AIGC = "AIGC\0".getBytes(StandardCharsets.US_ASCII);
  private static final int LARGEST_AIGC = 1 << 16;
  private static final int TEXT = 0x74455874;
  private static final int ITXT = 0x69545874;
  private static final int IEND = 0x49454E44;
  private static final int FIRST = 8;
  private static final int LARGEST = 16 << 20;

  /**
   * A chunk.
   *
   * @param offset of its length field
   * @param length of its data
   */
  private record Chunk(int type, long offset, long length) {
    long end() {
      return offset + 12 + length;
    }
  }

  @Override
  public Marks read(FileChannel in) throws IOException {
    Marks found = Marks.NONE;
    for (Chunk c : chunks(in)) {
      byte[] packet = packet(in, c);
      if (packet != null) {
        found = found.or(Xmp.marks(packet));
      } else if (c.type == TEXT && c.length > AIGC.length && c.length <= LARGEST_AIGC) {
        found = found.or(aigc(Bytes.at(in, c.offset + 8, (int) c.length)));
      }
    }
    return found;
  }

  @Override
  public void write(FileChannel in, FileChannel out, Marks marks) throws IOException {
    List<Chunk> chunks = chunks(in);
    List<Chunk> drop = new ArrayList<>();
    byte[] old = null;
    for (Chunk c : chunks) {
      byte[] packet = packet(in, c);
      if (packet != null) {
        old = old == null ? packet : old;
        drop.add(c);
      }
    }
    long at = chunks.get(0).end();
    Bytes.copy(in, 0, at, out);
    Bytes.append(out, chunk(Xmp.with(old, marks)));
    for (Chunk c : drop) {
      Bytes.copy(in, at, c.offset - at, out);
      at = c.end();
    }
    Bytes.copy(in, at, in.size() - at, out);
  }

  /** Keyword, no compression, no language, no translated keyword, text. */
  private static byte[] chunk(byte[] packet) {
    int length = KEYWORD.length + 4 + packet.length;
    ByteBuffer b = ByteBuffer.allocate(12 + length).putInt(length).putInt(ITXT);
    b.put(KEYWORD).putInt(0).put(packet);
    CRC32 crc = new CRC32();
    crc.update(b.array(), 4, 4 + length);
    return b.putInt((int) crc.getValue()).array();
  }

  /** Some generators write the field as a chunk of its own. */
  private static Marks aigc(byte[] data) {
    return Arrays.equals(data, 0, AIGC.length, AIGC, 0, AIGC.length)
        ? new Marks(
            null, new String(data, AIGC.length, data.length - AIGC.length, StandardCharsets.UTF_8))
        : Marks.NONE;
  }

  private static byte @Nullable [] packet(FileChannel in, Chunk c) throws IOException {
    if (c.type != ITXT
        || c.length < KEYWORD.length + 4
        || c.length > LARGEST
        || !Arrays.equals(Bytes.at(in, c.offset + 8, KEYWORD.length), KEYWORD)) {
      return null;
    }
    byte[] data = Bytes.at(in, c.offset + 8, (int) c.length);
    int text = KEYWORD.length + 2;
    for (int zeros = 0; zeros < 2 && text < data.length; text++) {
      zeros += data[text] == 0 ? 1 : 0;
    }
    if (data[KEYWORD.length] == 0) {
      return Arrays.copyOfRange(data, text, data.length);
    }
    try (InflaterInputStream z =
        new InflaterInputStream(new ByteArrayInputStream(data, text, data.length - text))) {
      return z.readNBytes(LARGEST);
    } catch (IOException e) {
      // a packet that cannot be inflated says nothing
      return new byte[0];
    }
  }

  private static List<Chunk> chunks(FileChannel in) throws IOException {
    List<Chunk> out = new ArrayList<>();
    long at = FIRST;
    while (true) {
      ByteBuffer b = ByteBuffer.wrap(Bytes.at(in, at, 8));
      Chunk c = new Chunk(b.getInt(4), at, b.getInt(0) & 0xFFFFFFFFL);
      if (c.end() > in.size()) {
        throw new DamagedFile("PNG chunk at byte " + at + " runs past the end");
      }
      out.add(c);
      at = c.end();
      if (c.type == IEND) {
        return out;
      }
    }
  }
}
