package dev.likeness.provenance.c2pa;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How a file gets a store of a known length: the parts of the new file in order.
 *
 * @param wrap makes what is embedded from the store: chunk headers, checksums and so on
 */
record Layout(List<Part> parts, UnaryOperator<byte[]> wrap) {
  Layout {
    parts = List.copyOf(parts);
  }

  /** A stretch of the new file. */
  sealed interface Part {
    long length();
  }

  /** Bytes of the old file. */
  record Copy(long from, long to) implements Part {
    @Override
    public long length() {
      return to - from;
    }
  }

  /** New bytes. */
  record Bytes(byte[] bytes) implements Part {
    @Override
    public long length() {
      return bytes.length;
    }
  }

  /** So many zeros. */
  record Zeros(long length) implements Part {}

  /**
   * A table of the old file whose numbers grow: big-endian, of 4 or 8 bytes each.
   *
   * @param beyond numbers below this stay as they are
   */
  record Table(long from, long count, int width, long add, long beyond) implements Part {
    @Override
    public long length() {
      return count * width;
    }
  }

  /** Where the wrapped store goes. */
  record Hole(long length) implements Part {}

  /** Where the hole begins in the new file. */
  long hole() {
    long at = 0;
    for (Part p : parts) {
      if (p instanceof Hole) {
        return at;
      }
      at += p.length();
    }
    throw new IllegalStateException("a layout without a place for the store");
  }

  long holeLength() {
    return parts.stream().filter(Hole.class::isInstance).mapToLong(Part::length).sum();
  }

  long length() {
    return parts.stream().mapToLong(Part::length).sum();
  }

  /** The parts of the old file between two places, without some ranges. */
  static List<Part> without(long from, long to, List<Range> ranges) {
    List<Part> out = new ArrayList<>();
    long at = from;
    for (Range r : ranges) {
      if (r.from() >= to) {
        break;
      }
      if (r.from() > at) {
        out.add(new Copy(at, r.from()));
      }
      at = Math.max(at, r.to());
    }
    if (at < to) {
      out.add(new Copy(at, to));
    }
    return out;
  }
}
