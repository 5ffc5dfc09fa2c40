package dev.likeness.provenance.c2pa;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Metadata under keys of their writers' own (QuickTime File Format, "QuickTime Metadata"; ISO/IEC
 * 14496-12, section 8.11): a {@code meta} box with the handler {@code mdta}, names in {@code keys},
 * values in {@code ilst}. What is not touched is kept to the byte.
 *
 * @param keys each with its namespace, as it stands there, without its size
 * @param items of {@code ilst}, whole boxes; the type is the number of the key, from 1 on
 */
record MovieKeys(List<byte[]> keys, List<byte[]> items) {
  static final MovieKeys NONE = new MovieKeys(List.of(), List.of());

  private static final int META = Jumbf.four("meta");
  private static final int HDLR = Jumbf.four("hdlr");
  private static final int KEYS = Jumbf.four("keys");
  private static final int ILST = Jumbf.four("ilst");
  private static final int DATA = Jumbf.four("data");
  private static final int MDTA = Jumbf.four("mdta");
  private static final int UTF8 = 1;
  private static final int LARGEST = 8 << 20;
  private static final int MOST = 1000;

  MovieKeys {
    keys = List.copyOf(keys);
    items = List.copyOf(items);
  }

  /** Whether a {@code meta} box has this handler. */
  static boolean is(FileChannel in, BmffBox meta) throws IOException {
    for (BmffBox b : BmffBox.children(in, meta)) {
      if (b.type() == HDLR && b.size() >= b.header() + 12) {
        return Io.view(in, b.data(), 12).getInt(8) == MDTA;
      }
    }
    return false;
  }

  static MovieKeys read(FileChannel in, BmffBox meta) throws IOException {
    if (meta.size() > LARGEST) {
      throw new Malformed("metadata of " + meta.size() + " bytes");
    }
    List<byte[]> keys = new ArrayList<>();
    List<byte[]> items = new ArrayList<>();
    for (BmffBox b : BmffBox.children(in, meta)) {
      if (b.type() == KEYS && b.size() >= b.header() + 8) {
        names(Io.view(in, b.data(), (int) (b.end() - b.data())), keys);
      } else if (b.type() == ILST) {
        for (BmffBox i : BmffBox.children(in, b)) {
          items.add(Io.at(in, i.offset(), i.size()));
          requireFew(items);
        }
      }
    }
    return new MovieKeys(keys, items);
  }

  private static void names(ByteBuffer b, List<byte[]> out) throws Malformed {
    int count = b.getInt(4);
    b.position(8);
    for (int i = 0; i < count; i++) {
      int size = b.remaining() < 8 ? 0 : b.getInt(b.position());
      if (size < 8 || size > b.remaining()) {
        throw new Malformed("a key of the metadata runs past its box");
      }
      byte[] key = new byte[size - 4];
      b.getInt();
      b.get(key);
      out.add(key);
      requireFew(out);
    }
  }

  private static void requireFew(List<byte[]> list) throws Malformed {
    if (list.size() > MOST) {
      throw new Malformed("more than " + MOST + " metadata");
    }
  }

  private static byte[] named(String key) {
    return ("mdta" + key).getBytes(StandardCharsets.UTF_8);
  }

  /** From 1 on; 0 where there is none. */
  private int number(String key) {
    byte[] name = named(key);
    for (int i = 0; i < keys.size(); i++) {
      if (Arrays.equals(keys.get(i), name)) {
        return i + 1;
      }
    }
    return 0;
  }

  Optional<String> text(String key) {
    int number = number(key);
    for (byte[] item : items) {
      ByteBuffer b = ByteBuffer.wrap(item);
      // the item's head, then data: size, type, kind of value, locale
      if (number > 0 && item.length >= 24 && b.getInt(4) == number && b.getInt(12) == DATA) {
        int end = Math.min(item.length, 8 + Math.max(16, b.getInt(8)));
        return Optional.of(new String(item, 24, end - 24, StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }

  /** With this text under this key, and no other. */
  MovieKeys with(String key, String text) {
    int old = number(key);
    List<byte[]> names = new ArrayList<>(keys);
    List<byte[]> values = new ArrayList<>();
    for (byte[] item : items) {
      if (old == 0 || ByteBuffer.wrap(item).getInt(4) != old) {
        values.add(item);
      }
    }
    if (old == 0) {
      names.add(named(key));
    }
    byte[] utf = text.getBytes(StandardCharsets.UTF_8);
    byte[] head = ByteBuffer.allocate(8).putInt(UTF8).array();
    values.add(box(old == 0 ? names.size() : old, box(DATA, head, utf)));
    return new MovieKeys(names, values);
  }

  /** As a {@code meta} box. */
  byte[] box() {
    byte[] handler = ByteBuffer.allocate(25).putLong(0).putInt(MDTA).array();
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    names.writeBytes(ByteBuffer.allocate(8).putInt(4, keys.size()).array());
    for (byte[] key : keys) {
      names.writeBytes(ByteBuffer.allocate(4).putInt(4 + key.length).array());
      names.writeBytes(key);
    }
    return box(
        META,
        new byte[4],
        box(HDLR, handler),
        box(KEYS, names.toByteArray()),
        box(ILST, items.toArray(byte[][]::new)));
  }

  static byte[] box(int type, byte[]... content) {
    int size = 8;
    for (byte[] c : content) {
      size += c.length;
    }
    ByteBuffer b = ByteBuffer.allocate(size).putInt(size).putInt(type);
    for (byte[] c : content) {
      b.put(c);
    }
    return b.array();
  }
}
