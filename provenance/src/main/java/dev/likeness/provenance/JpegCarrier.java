package dev.likeness.provenance;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * XMP in JPEG: an APP1 segment that begins with the XMP namespace (XMP specification part 3,
 * section 1.1.3). Extended XMP, in further segments, is left as it is; the main packet counts.
 */
final class JpegCarrier implements Carrier {
  private static final byte[] XMP = ascii("http://ns.adobe.com/xap/1.0/\0");
  private static final byte[] EXIF = ascii("Exif\0");
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int SOS = 0xDA;
  private static final int EOI = 0xD9;

  /**
   * A marker segment before the scan.
   *
   * @param offset of its 0xFF
   * @param length of all of it
   */
  private record Segment(int marker, long offset, int length) {
    byte[] payload(FileChannel in) throws IOException {
      return Bytes.at(in, offset + 4, length - 4);
    }
  }

  @Override
  public Marks read(FileChannel in) throws IOException {
    for (Segment s : segments(in)) {
      if (is(in, s, XMP)) {
        return Xmp.marks(packet(in, s));
      }
    }
    return Marks.NONE;
  }

  @Override
  public void write(FileChannel in, FileChannel out, Marks marks) throws IOException {
    List<Segment> segments = segments(in);
    byte[] old = null;
    long place = 2;
    List<Segment> drop = new ArrayList<>();
    for (Segment s : segments) {
      if (is(in, s, XMP)) {
        old = old == null ? packet(in, s) : old;
        drop.add(s);
      } else if (s.offset == place && (s.marker == APP0 || is(in, s, EXIF))) {
        place += s.length;
      }
    }
    byte[] packet = Xmp.with(old, marks);
    int length = 2 + XMP.length + packet.length;
    if (length > 0xFFFF) {
      throw new DamagedFile("its XMP packet would be larger than a JPEG segment can hold");
    }
    byte[] head = {(byte) 0xFF, (byte) APP1, (byte) (length >> 8), (byte) length};
    Bytes.copy(in, 0, place, out);
    Bytes.append(out, head, XMP, packet);
    long at = place;
    for (Segment s : drop) {
      Bytes.copy(in, at, s.offset - at, out);
      at = s.offset + s.length;
    }
    Bytes.copy(in, at, in.size() - at, out);
  }

  private static byte[] packet(FileChannel in, Segment s) throws IOException {
    byte[] payload = s.payload(in);
    return Arrays.copyOfRange(payload, XMP.length, payload.length);
  }

  private static boolean is(FileChannel in, Segment s, byte[] name) throws IOException {
    return s.marker == APP1
        && s.length - 4 >= name.length
        && Arrays.equals(Bytes.at(in, s.offset + 4, name.length), name);
  }

  /** All segments before the first scan. */
  private static List<Segment> segments(FileChannel in) throws IOException {
    List<Segment> out = new ArrayList<>();
    long at = 2;
    while (true) {
      byte[] b = Bytes.at(in, at, 2);
      int marker = b[1] & 255;
      if (b[0] != (byte) 0xFF || marker == 0) {
        throw new DamagedFile("no JPEG marker at byte " + at);
      }
      if (marker == 0xFF) {
        at++;
        continue;
      }
      if (marker == SOS || marker == EOI) {
        return out;
      }
      if (marker == 0x01 || marker >= 0xD0 && marker <= 0xD8) {
        at += 2;
        continue;
      }
      byte[] l = Bytes.at(in, at + 2, 2);
      int length = 2 + ((l[0] & 255) << 8 | l[1] & 255);
      if (length < 4 || at + length > in.size()) {
        throw new DamagedFile("JPEG segment at byte " + at + " runs past the end");
      }
      out.add(new Segment(marker, at, length));
      at += length;
    }
  }

  private static byte[] ascii(String s) {
    return s.getBytes(StandardCharsets.US_ASCII);
  }
}
