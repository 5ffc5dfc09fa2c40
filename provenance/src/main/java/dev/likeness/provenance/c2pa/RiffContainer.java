package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The store in chunk {@code C2PA} at the end of a RIFF file: WAVE, WebP, AVI (C2PA appendix A). The
 * chunk's pad byte is outside of what the data hash leaves out.
 *
 * @param mediaType of the form
 */
record RiffContainer(String mediaType) implements Container {
  private static final int CHUNK = Jumbf.four("C2PA");

  private static final int RIFF = Jumbf.four("RIFF");
  private static final int LIST = Jumbf.four("LIST");

  /** What may be declared left out: metadata and padding. */
  private static final Set<String> METADATA =
      Set.of(
          "EXIF", "XMP ", "_PMX", "INFO", "id3 ", "ID3 ", "iXML", "bext", "axml", "JUNK", "PAD ",
          "FLLR");

  private record Chunk(int name, long offset, long length) {
    long end() {
      return offset + 8 + length;
    }

    long padded() {
      return end() + (length & 1);
    }
  }

  static Optional<Container> of(int form) {
    if (form == Jumbf.four("WAVE")) {
      return Optional.of(new RiffContainer("audio/wav"));
    }
    if (form == Jumbf.four("WEBP")) {
      return Optional.of(new RiffContainer("image/webp"));
    }
    return form == Jumbf.four("AVI ")
        ? Optional.of(new RiffContainer("video/x-msvideo"))
        : Optional.empty();
  }

  @Override
  public Optional<Found> find(FileChannel in) throws IOException {
    List<Chunk> own =
        chunks(in, 12, Math.min(in.size(), end(in, 0)), true).stream()
            .filter(c -> c.name == CHUNK)
            .toList();
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
    long at = 0;
    while (at <= in.size() - 12 && Io.view(in, at, 4).getInt(0) == RIFF) {
      long end = end(in, at);
      if (end < at + 12 || end > in.size() || out.size() > Limits.BOXES) {
        throw new Malformed("RIFF at byte " + at + " is too short or long, or one too many");
      }
      String form = Jumbf.letters(Io.view(in, at, 12).getInt(8));
      out.add(new AssetBox(form, at, at + 12, 12, AssetBox.Use.CONTENT));
      for (Chunk c : chunks(in, at + 12, end, false)) {
        out.add(box(in, c, Math.min(end, c.padded()), store));
      }
      at = end;
      if (after && at < in.size()) {
        out.add(AssetBox.after(at, in.size()));
        break;
      }
    }
    return Optional.of(out);
  }

  private static AssetBox box(FileChannel in, Chunk c, long end, List<Range> store)
      throws IOException {
    if (store.stream().anyMatch(r -> r.from() <= c.offset && r.to() >= c.end())) {
      if (end > c.end() && Io.at(in, c.end(), 1)[0] != 0) {
        throw new Malformed("the manifest's chunk is padded with something");
      }
      return AssetBox.store(c.offset, end);
    }
    boolean list = c.name == LIST && c.length >= 4;
    int head = list ? 12 : 8;
    String name = Jumbf.letters(list ? Io.view(in, c.offset + 8, 4).getInt(0) : c.name);
    AssetBox.Use use = METADATA.contains(name) ? AssetBox.Use.METADATA : AssetBox.Use.CONTENT;
    return new AssetBox(name, c.offset, end, head, use);
  }

  @Override
  public Layout layout(FileChannel in, int storeLength) throws IOException {
    long end = Math.min(in.size(), end(in, 0));
    List<Chunk> all = chunks(in, 12, end, false);
    List<Range> drop =
        all.stream()
            .filter(c -> c.name == CHUNK)
            .map(c -> new Range(c.offset, Math.min(end, c.padded())))
            .toList();
    List<Layout.Part> parts = new ArrayList<>(Layout.without(12, end, drop));
    long body = parts.stream().mapToLong(Layout.Part::length).sum();
    long even = (body & 1) + 8 + storeLength + (storeLength & 1);
    if (4 + body + even > 0xFFFFFFFFL) {
      throw new Malformed("with its manifest it would be larger than RIFF allows");
    }
    ByteBuffer head = Io.view(in, 0, 12).order(ByteOrder.LITTLE_ENDIAN);
    parts.add(0, new Layout.Bytes(head.putInt(4, (int) (4 + body + even)).array()));
    parts.add(new Layout.Zeros(body & 1));
    parts.add(new Layout.Hole(8L + storeLength));
    parts.add(new Layout.Zeros(storeLength & 1));
    if (end < in.size()) {
      parts.add(new Layout.Copy(end, in.size()));
    }
    return new Layout(parts, RiffContainer::wrap);
  }

  private static byte[] wrap(byte[] store) {
    ByteBuffer b = ByteBuffer.allocate(8 + store.length).putInt(CHUNK);
    b.order(ByteOrder.LITTLE_ENDIAN).putInt(store.length);
    return b.put(store).array();
  }

  private static List<Chunk> chunks(FileChannel in, long from, long end, boolean lenient)
      throws IOException {
    List<Chunk> out = new ArrayList<>();
    Io.Window window = new Io.Window(in);
    for (long at = from; at + 8 <= end; at = out.getLast().padded()) {
      ByteBuffer b = window.view(at, 8);
      int name = b.getInt(0);
      long length = b.order(ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xFFFFFFFFL;
      if (lenient && at + 8 + length > end) {
        return out;
      }
      if (at + 8 + length > end) {
        throw new Malformed("RIFF chunk at byte " + at + " runs past the end");
      }
      if (out.size() >= Limits.BOXES) {
        throw new Malformed("more than " + Limits.BOXES + " RIFF chunks");
      }
      out.add(new Chunk(name, at, length));
    }
    long rest = out.isEmpty() ? end - from : end - out.getLast().end();
    if (!lenient && rest > 1) {
      throw new Malformed("RIFF ends with " + rest + " bytes that are no chunk");
    }
    return out;
  }

  /** Where a RIFF ends; writers that cannot seek leave a size of 0 or all ones. */
  private static long end(FileChannel in, long at) throws IOException {
    long size = Io.view(in, at, 12).order(ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xFFFFFFFFL;
    return size == 0 || size == 0xFFFFFFFFL ? in.size() : at + size + 8;
  }
}
