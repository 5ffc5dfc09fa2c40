package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The store in chunk {@code C2PA} at the end of a RIFF file: WAVE, WebP, AVI (C2PA appendix A). The
 * chunk's pad byte is outside of what the data hash leaves out.
 *
 * @param mediaType of the form
 */
record RiffContainer(String mediaType) implements Container {
  private static final int CHUNK = Jumbf.four("C2PA");

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
    List<Chunk> own = chunks(in, end(in), true).stream().filter(c -> c.name == CHUNK).toList();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    Chunk c = own.get(0);
    byte[] store = Io.at(in, c.offset + 8, c.length);
    return Optional.of(new Found(store, List.of(new Range(c.offset, c.end())), own.size() > 1));
  }

  @Override
  public Layout layout(FileChannel in, int storeLength) throws IOException {
    long end = end(in);
    List<Chunk> all = chunks(in, end, false);
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

  private static List<Chunk> chunks(FileChannel in, long end, boolean lenient) throws IOException {
    List<Chunk> out = new ArrayList<>();
    Io.Window window = new Io.Window(in);
    for (long at = 12; at + 8 <= end; at = out.getLast().padded()) {
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
    long rest = out.isEmpty() ? end - 12 : end - out.getLast().end();
    if (!lenient && rest > 1) {
      throw new Malformed("RIFF ends with " + rest + " bytes that are no chunk");
    }
    return out;
  }

  /** Where the RIFF ends; writers that cannot seek leave a size of 0 or all ones. */
  private static long end(FileChannel in) throws IOException {
    long size = Io.view(in, 0, 12).order(ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xFFFFFFFFL;
    return size == 0 || size == 0xFFFFFFFFL ? in.size() : Math.min(in.size(), size + 8);
  }
}
