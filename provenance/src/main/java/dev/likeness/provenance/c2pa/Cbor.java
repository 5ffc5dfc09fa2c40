package dev.likeness.provenance.c2pa;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * CBOR (RFC 8949): deterministic encoding (section 4.2.1: shortest heads, definite lengths, keys
 * sorted by their bytes), and a decoder that takes any well-formed document within {@link Limits}.
 * Maps are {@link CborMap}, which names the types of values.
 */
final class Cbor {
  private Cbor() {}

  /** A tagged item (RFC 8949, section 3.4). */
  record Tagged(long tag, Object value) {}

  /** What is neither number nor text nor collection. */
  enum Simple {
    NULL,
    UNDEFINED
  }

  static byte[] encode(Object value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, value);
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, Object value) {
    switch (value) {
      case Long n -> head(out, n < 0 ? 1 : 0, n < 0 ? -1 - n : n);
      case Integer n -> write(out, (long) n);
      case Boolean b -> out.write(b ? 0xF5 : 0xF4);
      case Simple s -> out.write(s == Simple.NULL ? 0xF6 : 0xF7);
      case Double d -> {
        out.write(0xFB);
        out.writeBytes(ByteBuffer.allocate(8).putDouble(d).array());
      }
      case byte[] b -> {
        head(out, 2, b.length);
        out.writeBytes(b);
      }
      case String s -> {
        byte[] b = s.getBytes(StandardCharsets.UTF_8);
        head(out, 3, b.length);
        out.writeBytes(b);
      }
      case List<?> l -> {
        head(out, 4, l.size());
        l.forEach(x -> write(out, x));
      }
      case CborMap m -> map(out, m);
      case Tagged t -> {
        head(out, 6, t.tag());
        write(out, t.value());
      }
      default -> throw new IllegalArgumentException("cannot encode " + value.getClass());
    }
  }

  private static void map(ByteArrayOutputStream out, CborMap m) {
    record Entry(byte[] key, Object value) {}
    List<Entry> sorted = new ArrayList<>();
    for (Map.Entry<Object, Object> e : m.entries().entrySet()) {
      sorted.add(new Entry(encode(e.getKey()), e.getValue()));
    }
    sorted.sort((a, b) -> Arrays.compareUnsigned(a.key, b.key));
    head(out, 5, sorted.size());
    for (Entry e : sorted) {
      out.writeBytes(e.key);
      write(out, e.value);
    }
  }

  private static void head(ByteArrayOutputStream out, int major, long n) {
    int m = major << 5;
    if (n < 24) {
      out.write(m | (int) n);
      return;
    }
    int bytes = n < 1 << 8 ? 1 : n < 1 << 16 ? 2 : n < 1L << 32 ? 4 : 8;
    out.write(m | 24 + Integer.numberOfTrailingZeros(bytes));
    for (int i = bytes - 1; i >= 0; i--) {
      out.write((int) (n >> (8 * i)));
    }
  }

  /** Decodes a document that fills the bytes. */
  static Object decode(byte[] bytes) throws Malformed {
    Decoder d = new Decoder(ByteBuffer.wrap(bytes));
    Object value = d.item(0);
    if (d.in.hasRemaining()) {
      throw new Malformed("CBOR goes on after its end, at byte " + d.in.position());
    }
    return value;
  }

  /** Decodes a map that may be followed by zeros. */
  static CborMap decodeFirst(byte[] bytes) throws Malformed {
    Decoder d = new Decoder(ByteBuffer.wrap(bytes));
    Object value = d.item(0);
    while (d.in.hasRemaining()) {
      if (d.in.get() != 0) {
        throw new Malformed("CBOR goes on after its end, at byte " + d.in.position());
      }
    }
    if (value instanceof CborMap m) {
      return m;
    }
    throw new Malformed("CBOR that is not a map");
  }

  /** Decodes a map that fills the bytes. */
  static CborMap decodeMap(byte[] bytes) throws Malformed {
    if (decode(bytes) instanceof CborMap m) {
      return m;
    }
    throw new Malformed("CBOR that is not a map");
  }

  private static final class Decoder {
    private static final Object BREAK = new Object();
    private final ByteBuffer in;
    private int items;

    Decoder(ByteBuffer in) {
      this.in = in;
    }

    Object item(int depth) throws Malformed {
      Object v = any(depth);
      if (v == BREAK) {
        throw bad("a break where an item should be");
      }
      return v;
    }

    private Object any(int depth) throws Malformed {
      if (depth > Limits.CBOR_DEPTH) {
        throw bad("nested too deep");
      }
      if (++items > Limits.CBOR_ITEMS) {
        throw bad("too many items");
      }
      int first = next();
      int major = first >> 5;
      int info = first & 31;
      if (major == 7) {
        return simple(info);
      }
      boolean open = info == 31;
      if (open && (major < 2 || major == 6)) {
        throw bad("a length is missing");
      }
      long n = open ? -1 : argument(info);
      if (n < 0 && !open && major > 1) {
        throw bad("a length beyond all bounds");
      }
      return switch (major) {
        case 0 -> number(n, false);
        case 1 -> number(n, true);
        case 2 -> open ? joined(2, depth) : take(n);
        case 3 -> text(open ? joined(3, depth) : take(n));
        case 4 -> list(n, depth);
        case 5 -> map(n, depth);
        default -> new Tagged(n, item(depth + 1));
      };
    }

    private static Object number(long n, boolean negative) {
      if (n >= 0) {
        return negative ? -1 - n : n;
      }
      BigInteger big = new BigInteger(Long.toUnsignedString(n));
      return negative ? BigInteger.ONE.negate().subtract(big) : big;
    }

    private Object simple(int info) throws Malformed {
      return switch (info) {
        case 20 -> false;
        case 21 -> true;
        case 22 -> Simple.NULL;
        case 23 -> Simple.UNDEFINED;
        case 25 -> (double) Float.float16ToFloat((short) fixed(2));
        case 26 -> (double) Float.intBitsToFloat((int) fixed(4));
        case 27 -> Double.longBitsToDouble(fixed(8));
        case 31 -> BREAK;
        default -> throw bad("an unassigned simple value");
      };
    }

    private long argument(int info) throws Malformed {
      return switch (info) {
        case 24 -> fixed(1);
        case 25 -> fixed(2);
        case 26 -> fixed(4);
        case 27 -> fixed(8);
        default -> {
          if (info > 27) {
            throw bad("a reserved length");
          }
          yield info;
        }
      };
    }

    private byte[] take(long n) throws Malformed {
      if (n < 0 || n > in.remaining()) {
        throw bad("a text or byte string runs past the end");
      }
      byte[] b = new byte[(int) n];
      in.get(b);
      return b;
    }

    private byte[] joined(int major, int depth) throws Malformed {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      while (true) {
        int first = next();
        if (first == 0xFF) {
          return out.toByteArray();
        }
        if (first >> 5 != major || (first & 31) == 31 || ++items > Limits.CBOR_ITEMS) {
          throw bad("a string in pieces of different kinds");
        }
        out.writeBytes(take(argument(first & 31)));
      }
    }

    private String text(byte[] b) throws Malformed {
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(b)).toString();
      } catch (CharacterCodingException e) {
        throw bad("a text that is not UTF-8");
      }
    }

    private List<Object> list(long n, int depth) throws Malformed {
      requireRoom(n, 1);
      List<Object> out = new ArrayList<>();
      for (long i = 0; n < 0 || i < n; i++) {
        Object v = any(depth + 1);
        if (v == BREAK && n < 0) {
          break;
        } else if (v == BREAK) {
          throw bad("a break inside a list");
        }
        out.add(v);
      }
      return out;
    }

    private CborMap map(long n, int depth) throws Malformed {
      requireRoom(n, 2);
      CborMap out = new CborMap();
      for (long i = 0; n < 0 || i < n; i++) {
        Object key = any(depth + 1);
        if (key == BREAK && n < 0) {
          break;
        }
        if (!(key instanceof String || key instanceof Long)) {
          throw bad("a map's key is neither text nor whole number");
        }
        if (out.has(key)) {
          throw bad("a map has a key twice");
        }
        out.put(key, item(depth + 1));
      }
      return out;
    }

    /** A count must fit in what is left, each item being at least so many bytes. */
    private void requireRoom(long n, int bytes) throws Malformed {
      if (n > in.remaining() / bytes) {
        throw bad("a list or map is longer than the document");
      }
    }

    private int next() throws Malformed {
      return (int) fixed(1);
    }

    private long fixed(int bytes) throws Malformed {
      if (in.remaining() < bytes) {
        throw bad("ends too early");
      }
      long v = 0;
      for (int i = 0; i < bytes; i++) {
        v = v << 8 | in.get() & 255;
      }
      return v;
    }

    private Malformed bad(String what) {
      return new Malformed("CBOR at byte " + in.position() + ": " + what);
    }
  }
}
