package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The store in a {@code uuid} box of an ISO base media file: MP4, M4A, MOV (C2PA A.5). It goes
 * right behind {@code ftyp} and every absolute offset in the file is moved along. Where that cannot
 * be done (no {@code ftyp}; items located by {@code iloc}; 32-bit offsets that would overflow) it
 * goes to the end, which readers accept too.
 *
 * @param mediaType by the major brand
 */
record BmffContainer(String mediaType) implements Container {
  static final byte[] C2PA = HexFormat.of().parseHex("d8fec3d61b0e483c92975828877ec481");
  private static final byte[] PURPOSE = "manifest\0".getBytes(StandardCharsets.US_ASCII);

  /** Of the box: size, type, uuid, version and flags, purpose, offset of Merkle boxes. */
  private static final int HEAD = 8 + 16 + 4 + 9 + 8;

  static Optional<Container> of(ByteBuffer start) {
    String type = new String(start.array(), 4, 4, StandardCharsets.ISO_8859_1);
    String brand = new String(start.array(), 8, 4, StandardCharsets.ISO_8859_1);
    if (!List.of("ftyp", "moov", "mdat", "wide", "free", "skip", "styp", "uuid").contains(type)) {
      return Optional.empty();
    }
    String media =
        switch (type.equals("ftyp") ? brand : "qt  ") {
          case "qt  " -> "video/quicktime";
          case "M4A ", "M4B " -> "audio/mp4";
          case "avif" -> "image/avif";
          case "heic", "heix", "mif1" -> "image/heic";
          default -> "video/mp4";
        };
    return Optional.of(new BmffContainer(media));
  }

  @Override
  public boolean bmff() {
    return true;
  }

  /** A store in the file. */
  private record Held(String purpose, BmffBox box, byte[] store) {}

  @Override
  public Optional<Found> find(FileChannel in) throws IOException {
    List<Held> held = new ArrayList<>();
    for (BmffBox b : BmffBox.readable(in)) {
      if (b.is(in, C2PA) && b.size() >= b.header() + HEAD - 8 && held.size() < 3) {
        held(in, b).ifPresent(held::add);
      }
    }
    if (held.isEmpty()) {
      return Optional.empty();
    }
    Held first = held.get(0);
    Range own = new Range(first.box.offset(), first.box.end());
    if (held.size() == 2
        && first.purpose.equals("original")
        && held.get(1).purpose.equals("update")) {
      BmffBox last = held.get(1).box;
      List<Range> both = List.of(own, new Range(last.offset(), last.end()));
      return Optional.of(new Found(joined(first.store, held.get(1).store), both, false));
    }
    return Optional.of(new Found(first.store, List.of(own), held.size() > 1));
  }

  private static Optional<Held> held(FileChannel in, BmffBox b) throws IOException {
    long at = b.data() + 16 + 4;
    String said = new String(Io.at(in, at, Math.min(9, b.end() - at)), StandardCharsets.ISO_8859_1);
    for (String purpose : List.of("manifest", "original", "update")) {
      if (said.startsWith(purpose + "\0")) {
        at += purpose.length() + 1;
        byte[] rest = Io.at(in, at, b.end() - at);
        // the place of Merkle boxes comes first, but not in every maker's updates
        boolean bare = rest.length > 8 && ByteBuffer.wrap(rest).getInt(4) == Jumbf.four("jumb");
        byte[] store =
            bare ? rest : Arrays.copyOfRange(rest, Math.min(8, rest.length), rest.length);
        return Optional.of(new Held(purpose, b, store));
      }
    }
    return Optional.empty();
  }

  /** The manifests of both stores in one (section A.5.3). */
  private static byte[] joined(byte[] original, byte[] update) throws Malformed {
    List<byte[]> all = new ArrayList<>();
    for (byte[] store : List.of(original, update)) {
      Jumbf.read(store).supers().forEach(s -> all.add(s.whole()));
    }
    return Jumbf.superbox(Jumbf.STORE, "c2pa", all.toArray(new byte[0][]));
  }

  /** How the new file comes about, and which boxes it then has. */
  record Plan(Layout layout, List<BmffBox> boxes) {}

  @Override
  public Layout layout(FileChannel in, int storeLength) throws IOException {
    return plan(in, storeLength).layout();
  }

  static Plan plan(FileChannel in, int storeLength) throws IOException {
    List<BmffBox> top = BmffBox.top(in);
    if (top.isEmpty()) {
      throw new Malformed("a file without boxes");
    }
    long hole = HEAD + (long) storeLength;
    if (top.get(0).type() == BmffBox.FTYP) {
      long at = top.get(0).end();
      BmffBox next = top.size() > 1 ? top.get(1) : top.get(0);
      long old = next.is(in, C2PA) ? next.size() : 0;
      Optional<List<BmffOffsets.Patch>> patches = BmffOffsets.patches(in, top, hole - old);
      if (patches.isPresent()) {
        return inserted(in, top, at, old, hole, patches.get());
      }
    }
    return appended(in, top, hole);
  }

  private static Plan inserted(
      FileChannel in,
      List<BmffBox> top,
      long at,
      long old,
      long hole,
      List<BmffOffsets.Patch> patches)
      throws IOException {
    List<Layout.Part> parts = new ArrayList<>();
    List<BmffBox> boxes = new ArrayList<>();
    parts.add(new Layout.Copy(0, at));
    parts.add(new Layout.Hole(hole));
    boxes.add(top.get(0));
    boxes.add(new BmffBox(BmffBox.UUID, at, 8, hole, false));
    long copied = at + old;
    int p = 0;
    for (BmffBox b : top.subList(old > 0 ? 2 : 1, top.size())) {
      boolean gone = b.is(in, C2PA);
      boxes.add((gone ? free(b) : b).moved(hole - old));
      if (gone) {
        copy(parts, copied, b.offset());
        emptied(parts, b);
        copied = b.end();
      }
      for (; !gone && p < patches.size() && patches.get(p).from() < b.end(); p++) {
        BmffOffsets.Patch patch = patches.get(p);
        copy(parts, copied, patch.from());
        parts.add(new Layout.Table(patch.from(), patch.count(), patch.width(), hole - old, 0));
        copied = patch.to();
      }
    }
    copy(parts, copied, in.size());
    return new Plan(new Layout(parts, BmffContainer::wrap), boxes);
  }

  private static Plan appended(FileChannel in, List<BmffBox> top, long hole) throws IOException {
    List<Layout.Part> parts = new ArrayList<>();
    List<BmffBox> boxes = new ArrayList<>();
    long copied = 0;
    for (BmffBox b : top) {
      if (b.is(in, C2PA)) {
        boxes.add(free(b));
        copy(parts, copied, b.offset());
        emptied(parts, b);
        copied = b.end();
      } else if (b.open()) {
        if (b.size() > 0xFFFFFFFFL) {
          throw new Malformed("its last box states no size and is too large to get one; remux it");
        }
        boxes.add(b);
        copy(parts, copied, b.offset());
        parts.add(new Layout.Bytes(ByteBuffer.allocate(4).putInt((int) b.size()).array()));
        copied = b.offset() + 4;
      } else {
        boxes.add(b);
      }
    }
    copy(parts, copied, in.size());
    parts.add(new Layout.Hole(hole));
    boxes.add(new BmffBox(BmffBox.UUID, in.size(), 8, hole, false));
    return new Plan(new Layout(parts, BmffContainer::wrap), boxes);
  }

  private static void copy(List<Layout.Part> parts, long from, long to) {
    if (from < to) {
      parts.add(new Layout.Copy(from, to));
    }
  }

  private static BmffBox free(BmffBox b) {
    return new BmffBox(BmffBox.FREE, b.offset(), b.header(), b.size(), b.open());
  }

  /** An old manifest that nothing may move for becomes free space. */
  private static void emptied(List<Layout.Part> parts, BmffBox b) {
    parts.add(new Layout.Copy(b.offset(), b.offset() + 4));
    parts.add(new Layout.Bytes(ByteBuffer.allocate(4).putInt(BmffBox.FREE).array()));
    if (b.header() == 16) {
      parts.add(new Layout.Copy(b.offset() + 8, b.offset() + 16));
    }
    parts.add(new Layout.Zeros(b.size() - b.header()));
  }

  private static byte[] wrap(byte[] store) {
    ByteBuffer b = ByteBuffer.allocate(HEAD + store.length);
    b.putInt(HEAD + store.length).putInt(BmffBox.UUID).put(C2PA);
    return b.putInt(0).put(PURPOSE).putLong(0).put(store).array();
  }
}
