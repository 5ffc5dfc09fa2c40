package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/** The store in chunk {@code caBX} of a PNG file, before the picture data (C2PA appendix A). */
final class PngContainer implements Container {
  static final long MAGIC = 0x89504E470D0A1A0AL;
  private static final int CHUNK = Jumbf.four("caBX");
  private static final int IHDR = Jumbf.four("IHDR");
  private static final int IDAT = Jumbf.four("IDAT");
  private static final int IEND = Jumbf.four("IEND");

  private static final Set<String> METADATA = Set.of("tEXt", "zTXt", "iTXt", "eXIf", "tIME");

  private record Chunk(int type, long offset, long length) {
    long end() {
      return offset + 12 + length;
    }
  }

  @Override
  public String mediaType() {
    return "image/png";
  }

  @Override
  public Optional<Found> find(FileChannel in) throws IOException {
    List<Chunk> own = chunks(in, true, false).stream().filter(c -> c.type == CHUNK).toList();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    Chunk c = own.get(0);
    byte[] store = Io.at(in, c.offset + 8, c.length);
    return Optional.of(new Found(store, List.of(new Range(c.offset, c.end())), own.size() > 1));
  }

  @Override
  public Optional<List<AssetBox>> boxes(FileChannel in, List<Range> store, boolean after)
      throws IOException {
    List<AssetBox> out = new ArrayList<>();
    out.add(new AssetBox("PNGh", 0, 8, 8, AssetBox.Use.CONTENT));
    for (Chunk c : chunks(in, false, true)) {
      boolean own = store.stream().anyMatch(r -> r.from() <= c.offset && r.to() >= c.end());
      String name = Jumbf.letters(c.type);
      AssetBox.Use use = METADATA.contains(name) ? AssetBox.Use.METADATA : AssetBox.Use.CONTENT;
      out.add(
          own ? AssetBox.store(c.offset, c.end()) : new AssetBox(name, c.offset, c.end(), 8, use));
    }
    if (after && out.getLast().to() < in.size()) {
      out.add(AssetBox.after(out.getLast().to(), in.size()));
    }
    return Optional.of(out);
  }

  @Override
  public Layout layout(FileChannel in, int storeLength) throws IOException {
    List<Chunk> all = chunks(in, false, false);
    if (all.get(0).type != IHDR) {
      throw new Malformed("PNG without header chunk");
    }
    long at = all.get(0).end();
    List<Range> drop =
        all.stream().filter(c -> c.type == CHUNK).map(c -> new Range(c.offset, c.end())).toList();
    List<Layout.Part> parts = new ArrayList<>();
    parts.add(new Layout.Copy(0, at));
    parts.add(new Layout.Hole(storeLength + 12L));
    parts.addAll(Layout.without(at, in.size(), drop));
    return new Layout(parts, PngContainer::wrap);
  }

  private static byte[] wrap(byte[] store) {
    ByteBuffer b = ByteBuffer.allocate(store.length + 12);
    b.putInt(store.length).putInt(CHUNK).put(store);
    CRC32 crc = new CRC32();
    crc.update(b.array(), 4, store.length + 4);
    return b.putInt((int) crc.getValue()).array();
  }

  /**
   * All chunks up to the last.
   *
   * @param each else runs of picture data count as one
   */
  private static List<Chunk> chunks(FileChannel in, boolean lenient, boolean each)
      throws IOException {
    List<Chunk> out = new ArrayList<>();
    Io.Window window = new Io.Window(in);
    int count = 0;
    for (long at = 8; ; ) {
      if (lenient && at > in.size() - 12) {
        return out;
      }
      ByteBuffer b = window.view(at, 8);
      Chunk c = new Chunk(b.getInt(4), at, b.getInt(0) & 0xFFFFFFFFL);
      if (lenient && c.end() > in.size()) {
        return out;
      }
      if (c.end() > in.size()) {
        throw new Malformed("PNG chunk at byte " + at + " runs past the end");
      }
      if (++count > 4 * Limits.PARTS) {
        throw new Malformed("more than " + 4 * Limits.PARTS + " PNG chunks");
      }
      if (each || c.type != IDAT || out.isEmpty() || out.getLast().type != IDAT) {
        out.add(c);
      }
      at = c.end();
      if (c.type == IEND) {
        return out;
      }
    }
  }
}
