package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The segments of a JPEG file by their symbols (ISO 10918-1, table B.1), for a general box hash
 * (C2PA section 18.7.3.1). Scans and restart intervals include the entropy-coded data behind their
 * marker; the segments of the manifest store count as one.
 */
final class JpegBoxes {
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;

  private final FileChannel in;
  private final List<Range> store;
  private final Io.Window window;
  private final ByteBuffer scanned = ByteBuffer.allocate(1 << 16);
  private final List<AssetBox> out = new ArrayList<>();

  private JpegBoxes(FileChannel in, List<Range> store) throws IOException {
    this.in = in;
    this.store = store;
    this.window = new Io.Window(in);
  }

  /**
   * @param after whether what follows the first picture is one box, and not further pictures
   */
  static List<AssetBox> read(FileChannel in, List<Range> store, boolean after) throws IOException {
    JpegBoxes b = new JpegBoxes(in, store);
    long at = 0;
    while (at <= in.size() - 2 && b.marker(at) == SOI) {
      at = b.picture(at);
      if (after && at < in.size()) {
        b.add(AssetBox.after(at, in.size()));
        break;
      }
    }
    return b.out;
  }

  private int marker(long at) throws IOException {
    int m = window.view(at, 2).getShort(0) & 0xFFFF;
    return m >>> 8 == 0xFF ? m & 0xFF : -1;
  }

  private void add(AssetBox b) throws Malformed {
    if (out.size() >= Limits.BOXES) {
      throw new Malformed("more than " + Limits.BOXES + " JPEG segments");
    }
    out.add(b);
  }

  /** One picture from its first marker to behind its last. */
  private long picture(long from) throws IOException {
    long at = from;
    int filled = 0;
    while (true) {
      int m = marker(at);
      if (m == 0xFF) {
        at++; // fill byte
        if (++filled > Limits.FILL) {
          throw new Malformed("JPEG segments with too much between them");
        }
        continue;
      }
      String name = name(m);
      if (m == SOI || m == EOI || m == 1) {
        add(new AssetBox(name, at, at + 2, 2, AssetBox.Use.CONTENT));
        at += 2;
        if (m == EOI) {
          return at;
        }
        continue;
      }
      boolean restart = m >= 0xD0 && m <= 0xD7;
      int length = restart ? 0 : window.view(at, 4).getShort(2) & 0xFFFF;
      long end = at + 2 + length;
      if (end > in.size() || (!restart && length < 2)) {
        throw new Malformed("JPEG segment at byte " + at + " runs past the end");
      }
      if (m == SOS || restart) {
        end = entropy(end);
      }
      segment(m, name, at, end);
      at = end;
    }
  }

  private void segment(int marker, String name, long at, long end) throws Malformed {
    if (store.stream().anyMatch(r -> r.from() <= at && r.to() >= end)) {
      AssetBox last = out.getLast();
      if (last.use() == AssetBox.Use.STORE && last.to() == at) {
        out.set(out.size() - 1, AssetBox.store(last.from(), end));
      } else {
        add(AssetBox.store(at, end));
      }
      return;
    }
    boolean metadata = marker == 0xE1 || marker == 0xED || marker == 0xFE;
    AssetBox.Use use = metadata ? AssetBox.Use.METADATA : AssetBox.Use.CONTENT;
    add(new AssetBox(name, at, end, 4, use));
  }

  /** Where entropy-coded data ends: at the next marker. */
  private long entropy(long from) throws IOException {
    long at = from;
    boolean escaped = false;
    while (true) {
      scanned.clear();
      if (in.read(scanned, at) < 0) {
        throw new Malformed("a JPEG scan without end, from byte " + from);
      }
      byte[] b = scanned.array();
      for (int i = 0; i < scanned.position(); i++) {
        if (escaped && b[i] != 0 && b[i] != -1) {
          return at + i - 1;
        }
        escaped = b[i] == -1;
      }
      at += scanned.position();
    }
  }

  private static String name(int m) throws Malformed {
    return switch (m) {
      case 0x01 -> "TEM";
      case 0xC4 -> "DHT";
      case 0xC8 -> "JPG";
      case 0xCC -> "DAC";
      case SOI -> "SOI";
      case EOI -> "EOI";
      case SOS -> "SOS";
      case 0xDB -> "DQT";
      case 0xDC -> "DNL";
      case 0xDD -> "DRI";
      case 0xDE -> "DHP";
      case 0xDF -> "EXP";
      case 0xFE -> "COM";
      default -> {
        if (m >= 0xC0 && m <= 0xCF) {
          yield "SOF" + (m - 0xC0);
        }
        if (m >= 0xD0 && m <= 0xD7) {
          yield "RST" + (m - 0xD0);
        }
        if (m >= 0xE0 && m <= 0xEF) {
          yield "APP" + (m - 0xE0);
        }
        if (m >= 0xF0 && m <= 0xFD) {
          yield "JPG" + (m - 0xF0);
        }
        throw new Malformed("a JPEG marker that is reserved or none");
      }
    };
  }
}
