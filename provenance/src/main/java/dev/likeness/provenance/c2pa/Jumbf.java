package dev.likeness.provenance.c2pa;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * JUMBF boxes (ISO 19566-5) as C2PA uses them (section 11.1): superboxes with a type and a label,
 * and what they hold. Read boxes point into the store that they were read from.
 */
final class Jumbf {
  static final String STORE = type("c2pa");
  static final String MANIFEST = type("c2ma");
  static final String OLD_MANIFEST = type("c2md");
  static final String UPDATE_MANIFEST = type("c2um");
  static final String COMPRESSED_MANIFEST = type("c2cm");
  static final String ASSERTIONS = type("c2as");
  static final String CLAIM = type("c2cl");
  static final String SIGNATURE = type("c2cs");
  static final String CBOR = type("cbor");
  static final String JSON = type("json");
  static final String UUID = type("uuid");
  static final String EMBEDDED_FILE = "40cb0c32bb8a489da70b2ad6f47f4369";

  private static final int SUPERBOX = four("jumb");
  private static final int DESCRIPTION = four("jumd");
  private static final int STATEMENT = four("cbor");

  private Jumbf() {}

  /** Four letters as the type of a superbox, in hexadecimal. */
  private static String type(String letters) {
    return HexFormat.of().formatHex(letters.getBytes(StandardCharsets.US_ASCII))
        + "00110010800000aa00389b71";
  }

  static int four(String letters) {
    return ByteBuffer.wrap(letters.getBytes(StandardCharsets.ISO_8859_1)).getInt();
  }

  /** The four letters of a type. */
  static String letters(int type) {
    byte[] b = ByteBuffer.allocate(4).putInt(type).array();
    return new String(b, StandardCharsets.ISO_8859_1);
  }

  /** A box that holds bytes. */
  record Leaf(int type, byte[] store, int from, int to) {
    byte[] bytes() {
      return Arrays.copyOfRange(store, from, to);
    }

    int length() {
      return to - from;
    }
  }

  /**
   * A superbox.
   *
   * @param type hexadecimal
   * @param from where its content begins, its description box included: what hashed URIs cover
   *     (section 8.4.2.3)
   */
  record Super(
      String type,
      String label,
      List<Super> supers,
      List<Leaf> leaves,
      byte[] store,
      int from,
      int to) {

    Optional<Super> child(String childLabel) {
      return supers.stream().filter(s -> s.label.equals(childLabel)).findFirst();
    }

    /** The content of its first box of a type. */
    Optional<byte[]> content(String boxType) {
      int t = four(boxType);
      return leaves.stream().filter(l -> l.type == t).findFirst().map(Leaf::bytes);
    }

    /** Whether it holds nothing but zeros. */
    boolean empty() {
      for (Leaf l : leaves) {
        for (int i = l.from; i < l.to; i++) {
          if (store[i] != 0) {
            return false;
          }
        }
      }
      return supers.stream().allMatch(Super::empty);
    }

    /** All of it, header included. */
    byte[] whole() {
      return box(SUPERBOX, Arrays.copyOfRange(store, from, to));
    }
  }

  /** Writes a superbox with a label. */
  static byte[] superbox(String type, String label, byte[]... content) {
    ByteArrayOutputStream d = new ByteArrayOutputStream();
    d.writeBytes(HexFormat.of().parseHex(type));
    d.write(3); // requestable, has a label
    d.writeBytes(label.getBytes(StandardCharsets.UTF_8));
    d.write(0);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(box(DESCRIPTION, d.toByteArray()));
    for (byte[] c : content) {
      out.writeBytes(c);
    }
    return box(SUPERBOX, out.toByteArray());
  }

  static byte[] box(String type, byte[] content) {
    return box(four(type), content);
  }

  private static byte[] box(int type, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .putInt(type)
        .put(content)
        .array();
  }

  /** Reads the store that begins the bytes; a rest of zeros may follow. */
  static Super read(byte[] store) throws Malformed {
    return read(store, new Budget());
  }

  /** What may be read, of several pieces together. */
  static final class Budget {
    private int boxes;
    private long statements;
  }

  static Super read(byte[] store, Budget budget) throws Malformed {
    Reader r = new Reader(store, budget);
    Box b = r.box(0, store.length);
    if (b.type != SUPERBOX) {
      throw new Malformed("a manifest store that does not begin with a superbox");
    }
    for (int i = b.to; i < store.length; i++) {
      if (store[i] != 0) {
        throw new Malformed("something follows the manifest store, at its byte " + i);
      }
    }
    return r.superbox(b, 0);
  }

  private record Box(int type, int from, int to) {}

  private static final class Reader {
    private final byte[] store;
    private final ByteBuffer in;
    private final Budget budget;

    Reader(byte[] store, Budget budget) {
      this.store = store;
      this.budget = budget;
      this.in = ByteBuffer.wrap(store);
    }

    Box box(int at, int end) throws Malformed {
      if (end - at < 8) {
        throw new Malformed("JUMBF box cut off at byte " + at);
      }
      if (++budget.boxes > Limits.BOXES) {
        throw new Malformed("more than " + Limits.BOXES + " JUMBF boxes");
      }
      long length = in.getInt(at) & 0xFFFFFFFFL;
      int header = 8;
      if (length == 1) {
        if (end - at < 16) {
          throw new Malformed("JUMBF box cut off at byte " + at);
        }
        length = in.getLong(at + 8);
        header = 16;
      } else if (length == 0) {
        length = end - at;
      }
      if (length < header || length > end - at) {
        throw new Malformed("JUMBF box at byte " + at + " says a length of " + length);
      }
      return new Box(in.getInt(at + 4), at + header, at + (int) length);
    }

    Super superbox(Box b, int depth) throws Malformed {
      if (depth > Limits.BOX_DEPTH) {
        throw new Malformed("JUMBF boxes nested too deep, at byte " + b.from);
      }
      Box d = box(b.from, b.to);
      if (d.type != DESCRIPTION || d.to - d.from < 17) {
        throw new Malformed("JUMBF superbox without description at byte " + b.from);
      }
      String type = HexFormat.of().formatHex(store, d.from, d.from + 16);
      String label = label(d);
      List<Super> supers = new ArrayList<>();
      List<Leaf> leaves = new ArrayList<>();
      for (int at = d.to; at < b.to; ) {
        Box c = box(at, b.to);
        if (c.type == SUPERBOX) {
          supers.add(superbox(c, depth + 1));
        } else {
          leaves.add(new Leaf(c.type, store, c.from, c.to));
          budget.statements += c.type == STATEMENT ? c.to - c.from : 0;
          if (budget.statements > Limits.STATEMENTS) {
            throw new Malformed("more than " + Limits.STATEMENTS + " bytes of CBOR");
          }
        }
        at = c.to;
      }
      return new Super(type, label, List.copyOf(supers), List.copyOf(leaves), store, b.from, b.to);
    }

    private String label(Box d) throws Malformed {
      int toggles = store[d.from + 16];
      if ((toggles & 2) == 0) {
        return "";
      }
      int from = d.from + 17;
      int to = from;
      while (to < d.to && store[to] != 0) {
        to++;
      }
      if (to == d.to) {
        throw new Malformed("JUMBF label without end at byte " + from);
      }
      return new String(store, from, to - from, StandardCharsets.UTF_8);
    }
  }
}
