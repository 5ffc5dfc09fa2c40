package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The store in a GEOB frame of an MP3 file's ID3v2.3 or 2.4 tag (C2PA appendix A; ID3v2.4, 4.15).
 * The data hash leaves out the store alone, not the frame around it.
 */
final class Mp3Container implements Container {
  private static final int GEOB = Jumbf.four("GEOB");
  private static final byte[] OBJECT =
      "\0application/x-c2pa-manifest-store\0c2pa\0c2pa manifest store\0"
          .getBytes(StandardCharsets.ISO_8859_1);

  /**
   * An ID3v2 tag.
   *
   * @param version 3 or 4; 0 where there is no tag
   * @param end of the tag, padding included
   */
  private record Tag(int version, List<Frame> frames, long framesEnd, long end) {}

  private record Frame(int id, long offset, long length) {
    long end() {
      return offset + 10 + length;
    }
  }

  @Override
  public String mediaType() {
    return "audio/mpeg";
  }

  @Override
  public Optional<Found> find(FileChannel in) throws IOException {
    Found first = null;
    boolean several = false;
    for (Frame f : tag(in).frames) {
      int at = object(in, f);
      if (at > 0) {
        several |= first != null;
        first =
            new Found(
                Io.at(in, f.offset + 10 + at, f.length - at),
                List.of(new Range(f.offset + 10 + at, f.end())),
                several);
      }
    }
    return Optional.ofNullable(first);
  }

  /** Where the store begins in a frame's data; 0 where it holds none. */
  private static int object(FileChannel in, Frame f) throws IOException {
    if (f.id != GEOB || f.length < 20) {
      return 0;
    }
    byte[] b = Io.at(in, f.offset + 10, Math.min(f.length, 1024));
    int at = 1;
    while (at < b.length && b[at] != 0) {
      at++;
    }
    String mime = new String(b, 1, at - 1, StandardCharsets.ISO_8859_1);
    if (!mime.equals("application/x-c2pa-manifest-store") && !mime.equals("application/c2pa")) {
      return 0;
    }
    int wide = b[0] == 1 || b[0] == 2 ? 2 : 1;
    at++;
    for (int texts = 0; texts < 2; texts++) {
      while (at + wide <= b.length && (b[at] != 0 || (wide == 2 && b[at + 1] != 0))) {
        at += wide;
      }
      at += wide;
    }
    if (at >= b.length) {
      throw new Malformed("ID3 object frame at byte " + f.offset + " does not end its texts");
    }
    return at;
  }

  @Override
  public Layout layout(FileChannel in, int storeLength) throws IOException {
    Tag tag = tag(in);
    List<Range> drop = new ArrayList<>();
    for (Frame f : tag.frames) {
      if (object(in, f) > 0) {
        drop.add(new Range(f.offset, f.end()));
      }
    }
    long frame = 10L + OBJECT.length + storeLength;
    int version = tag.version == 0 ? 4 : tag.version;
    List<Layout.Part> kept = tag.version == 0 ? List.of() : Layout.without(10, tag.framesEnd, drop);
    long size = kept.stream().mapToLong(Layout.Part::length).sum() + frame;
    if (size >= 1 << 28) {
      throw new Malformed("with its manifest the ID3 tag would be too large");
    }
    ByteBuffer head = ByteBuffer.allocate(10);
    head.put((byte) 'I').put((byte) 'D').put((byte) '3').put((byte) version).putShort((short) 0);
    List<Layout.Part> parts = new ArrayList<>();
    parts.add(new Layout.Bytes(head.putInt(spread((int) size)).array()));
    parts.addAll(kept);
    parts.add(new Layout.Bytes(frame(storeLength, version)));
    parts.add(new Layout.Hole(storeLength));
    parts.add(new Layout.Copy(tag.end, in.size()));
    return new Layout(parts, UnaryOperator.identity());
  }

  /** The frame up to the store. */
  private static byte[] frame(int storeLength, int version) {
    int length = OBJECT.length + storeLength;
    ByteBuffer b = ByteBuffer.allocate(10 + OBJECT.length).putInt(GEOB);
    b.putInt(version == 4 ? spread(length) : length).putShort((short) 0);
    return b.put(OBJECT).array();
  }

  /** A number with seven bits in each byte. */
  private static int spread(int n) {
    return (n & 0x7F) | (n & 0x3F80) << 1 | (n & 0x1FC000) << 2 | (n & 0xFE00000) << 3;
  }

  private static int gathered(int n) {
    return (n & 0x7F) | (n & 0x7F00) >> 1 | (n & 0x7F0000) >> 2 | (n & 0x7F000000) >> 3;
  }

  private static Tag tag(FileChannel in) throws IOException {
    ByteBuffer h = Io.view(in, 0, 10);
    if (h.getInt(0) >>> 8 != 0x494433) {
      return new Tag(0, List.of(), 0, 0);
    }
    int version = h.get(3);
    int flags = h.get(5) & 0xFF;
    if (version < 3 || version > 4 || (flags & 0xC0) != 0) {
      throw new Malformed("an ID3 tag that is not plain 2.3 or 2.4; write the tag anew");
    }
    long body = 10L + gathered(h.getInt(6));
    long end = body + ((flags & 0x10) != 0 ? 10 : 0);
    if (end > in.size()) {
      throw new Malformed("the ID3 tag runs past the end of the file");
    }
    List<Frame> frames = new ArrayList<>();
    long at = 10;
    while (at + 10 <= body) {
      ByteBuffer b = Io.view(in, at, 10);
      if (b.getInt(0) == 0) {
        break;
      }
      int size = b.getInt(4);
      Frame f = new Frame(b.getInt(0), at, version == 4 ? gathered(size) : size & 0xFFFFFFFFL);
      if (f.end() > body || frames.size() > Limits.BOXES) {
        throw new Malformed("ID3 frame at byte " + at + " runs past the tag");
      }
      frames.add(f);
      at = f.end();
    }
    return new Tag(version, frames, at, end);
  }
}
