package dev.likeness.provenance.c2pa;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The store in APP11 segments of a JPEG file (ISO 19566-5, annex D; C2PA appendix A). */
final class JpegContainer implements Container {
  private static final int APP0 = 0xFFE0;
  private static final int APP11 = 0xFFEB;
  private static final int SOS = 0xFFDA;
  private static final int EOI = 0xFFD9;
  private static final int JP = 0x4A50;

  /** Bytes before the payload: marker, length, JP, instance, sequence number. */
  private static final int HEAD = 12;

  /** Payload of a segment, the box header that each repeats included. */
  private static final int PAYLOAD = 65_000;

  private record Segment(int marker, long offset, int length) {
    long end() {
      return offset + 2 + length;
    }
  }

  @Override
  public String mediaType() {
    return "image/jpeg";
  }

  @Override
  public Optional<Found> find(FileChannel in) throws IOException {
    Map<Integer, List<Segment>> instances = new LinkedHashMap<>();
    Io.Window window = new Io.Window(in);
    for (Segment s : segments(in, true)) {
      if (s.marker == APP11 && s.length >= 18) {
        ByteBuffer b = window.view(s.offset, HEAD + 8);
        if (b.getShort(4) == JP && b.getInt(16) == Jumbf.four("jumb")) {
          instances.computeIfAbsent(b.getShort(6) & 0xFFFF, k -> new ArrayList<>()).add(s);
        }
      }
    }
    Found first = null;
    boolean several = false;
    for (List<Segment> parts : instances.values()) {
      byte[] store = join(in, parts);
      if (isStore(store)) {
        several |= first != null;
        first = first == null ? new Found(store, ranges(parts), false) : first;
      }
    }
    return Optional.ofNullable(first == null ? null : mark(first, several));
  }

  @Override
  public Optional<List<AssetBox>> boxes(FileChannel in, List<Range> store, boolean after)
      throws IOException {
    return Optional.of(JpegBoxes.read(in, store, after));
  }

  private static Found mark(Found f, boolean several) {
    return new Found(f.store(), f.embedded(), several);
  }

  /** Whether a superbox is a C2PA store, and not some other JUMBF content. */
  private static boolean isStore(byte[] b) {
    return b.length > 32
        && ByteBuffer.wrap(b).getInt(16) == Jumbf.four("c2pa")
        && ByteBuffer.wrap(b).getInt(12) == Jumbf.four("jumd");
  }

  private static List<Range> ranges(List<Segment> parts) {
    return Range.joined(parts.stream().map(s -> new Range(s.offset, s.end())).toList());
  }

  private static byte[] join(FileChannel in, List<Segment> parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Segment s : parts) {
      byte[] b = Io.at(in, s.offset + HEAD, s.end() - s.offset - HEAD);
      int skip = out.size() == 0 ? 0 : 8;
      out.write(b, skip, b.length - skip);
      if (out.size() > Limits.STORE) {
        throw new Malformed("a manifest store of more than " + Limits.STORE + " bytes");
      }
    }
    return out.toByteArray();
  }

  @Override
  public Layout layout(FileChannel in, int storeLength) throws IOException {
    List<Segment> all = segments(in, false);
    Optional<Found> old = find(in);
    // JFIF asks to be first
    long at = !all.isEmpty() && all.get(0).marker == APP0 ? all.get(0).end() : 2;
    List<Range> drop = old.map(Found::embedded).orElse(List.of());
    List<Layout.Part> parts = new ArrayList<>(Layout.without(0, at, drop));
    int instance = freeInstance(in, all);
    parts.add(new Layout.Hole(wrap(new byte[storeLength], instance).length));
    parts.addAll(Layout.without(at, in.size(), drop));
    return new Layout(parts, store -> wrap(store, instance));
  }

  /** A number by which no other JUMBF content of the file goes, so that nothing is joined to it. */
  private static int freeInstance(FileChannel in, List<Segment> all) throws IOException {
    int free = 1;
    for (Segment s : all) {
      if (s.marker == APP11 && s.length >= HEAD) {
        ByteBuffer b = Io.view(in, s.offset, HEAD);
        free = b.getShort(4) == JP ? Math.max(free, (b.getShort(6) & 0xFFFF) + 1) : free;
      }
    }
    if (free > 0xFFFF) {
      throw new Malformed("a JPEG whose JUMBF content uses the last number");
    }
    return free;
  }

  private static byte[] wrap(byte[] store, int instance) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] head = Arrays.copyOf(store, 8);
    int sequence = 1;
    for (int at = 0; at < store.length; sequence++) {
      int repeat = at == 0 ? 0 : 8;
      int n = Math.min(PAYLOAD - repeat, store.length - at);
      ByteBuffer b = ByteBuffer.allocate(HEAD);
      b.putShort((short) APP11).putShort((short) (HEAD - 2 + repeat + n));
      b.putShort((short) JP).putShort((short) instance).putInt(sequence);
      out.writeBytes(b.array());
      out.write(head, 0, repeat);
      out.write(store, at, n);
      at += n;
    }
    return out.toByteArray();
  }

  /** All segments with a length up to the first scan. */
  private static List<Segment> segments(FileChannel in, boolean lenient) throws IOException {
    List<Segment> out = new ArrayList<>();
    Io.Window window = new Io.Window(in);
    long at = 2;
    int filled = 0;
    while (true) {
      if (lenient && at > in.size() - 4) {
        return out;
      }
      ByteBuffer b = window.view(at, 4);
      int marker = b.getShort(0) & 0xFFFF;
      if (marker == 0xFFFF) {
        at++; // fill byte
        if (++filled > Limits.FILL) {
          throw new Malformed("JPEG segments with too much between them");
        }
        continue;
      }
      if (lenient && marker < 0xFF01) {
        return out;
      }
      if (marker < 0xFF01) {
        throw new Malformed("no JPEG marker at byte " + at);
      }
      if (marker == SOS || marker == EOI) {
        return out;
      }
      if (marker == 0xFF01 || (marker >= 0xFFD0 && marker <= 0xFFD8)) {
        at += 2;
        continue;
      }
      Segment s = new Segment(marker, at, b.getShort(2) & 0xFFFF);
      if (lenient && (s.length < 2 || s.end() > in.size())) {
        return out;
      }
      if (s.length < 2 || s.end() > in.size()) {
        throw new Malformed("JPEG segment at byte " + at + " runs past the end");
      }
      if (out.size() >= Limits.PARTS) {
        throw new Malformed("more than " + Limits.PARTS + " JPEG segments");
      }
      out.add(s);
      at = s.end();
    }
  }
}
