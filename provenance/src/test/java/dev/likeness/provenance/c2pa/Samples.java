package dev.likeness.provenance.c2pa;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small files of every kind that a manifest can be embedded in, made byte by byte. */
final class Samples {
  /** What the media data of the MP4 samples begins with: chunk offsets must lead there. */
  static final byte[] CHUNK_A = ascii("<first chunk>");

  static final byte[] CHUNK_B = ascii("<second chunk>");

  private Samples() {}

  /** By file name. */
  static Map<String, byte[]> all() {
    Map<String, byte[]> m = new LinkedHashMap<>();
    m.put("picture.jpg", image("jpg", 40, 30));
    m.put("pixel.jpg", image("jpg", 1, 1));
    m.put("picture.png", image("png", 40, 30));
    m.put("pixel.png", image("png", 1, 1));
    m.put("odd.wav", wav(801));
    m.put("even.wav", wav(800));
    m.put("pixel.webp", webp());
    m.put("sound.mp3", mp3(false));
    m.put("tagged.mp3", mp3(true));
    m.put("moov-last.mp4", mp4(false, false, 4));
    m.put("moov-first.mp4", mp4(true, false, 4));
    m.put("co64.m4a", mp4(true, true, 8));
    m.put("fragments.mp4", fragmented());
    m.put("old.mov", noFtyp());
    m.put("film.mov", mov());
    return m;
  }

  static Path write(Path folder, String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] image(String format, int width, int height) {
    BufferedImage b = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      int x = i % width;
      int y = i / width;
      b.setRGB(x, y, x * 6 << 16 | y * 8 << 8 | (x > y ? 200 : 40));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(b, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A JPEG whose scan has restart markers, a fill byte and stuffed zeros. */
  static byte[] restarts() {
    byte[] head = HexFormat.of().parseHex("ffd8ffdb0004aabbffffda0004ccdd");
    byte[] scan = HexFormat.of().parseHex("0102ff0003ffd00405ffd10607ff00ffffd9");
    return join(head, scan);
  }

  /** 8-bit mono. */
  static byte[] wav(int samples) {
    byte[] data = new byte[samples + (samples & 1)];
    new Random(1).nextBytes(data);
    data[data.length - 1] = (samples & 1) == 1 ? 0 : data[data.length - 1];
    ByteBuffer b = ByteBuffer.allocate(44 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    b.put(ascii("RIFF")).putInt(36 + data.length).put(ascii("WAVEfmt ")).putInt(16);
    b.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(8000);
    b.putShort((short) 1).putShort((short) 8).put(ascii("data")).putInt(samples).put(data);
    return b.array();
  }

  /** One pixel. */
  static byte[] webp() {
    return Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
  }

  /** Frames of silence, MPEG 1 layer III at 32 kbit/s and 44.1 kHz. */
  static byte[] mp3(boolean tagged) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (tagged) {
      byte[] title = join(ascii("TIT2"), big(6), new byte[] {0, 0, 0}, ascii("Bees!"));
      out.writeBytes(join(ascii("ID3"), new byte[] {3, 0, 0}, big(title.length + 10)));
      out.writeBytes(title);
      out.writeBytes(new byte[10]);
    }
    byte[] frame = new byte[104];
    frame[0] = (byte) 0xFF;
    frame[1] = (byte) 0xFB;
    frame[2] = 0x10;
    frame[3] = (byte) 0xC4;
    for (int i = 0; i < 20; i++) {
      out.writeBytes(frame);
    }
    return out.toByteArray();
  }

  static byte[] box(String type, byte[]... content) {
    byte[] c = join(content);
    return join(big(8 + c.length), ascii(type), c);
  }

  /** A box whose size is stated in 64 bits. */
  static byte[] wide(String type, byte[]... content) {
    byte[] c = join(content);
    return join(big(1), ascii(type), ByteBuffer.allocate(8).putLong(16 + c.length).array(), c);
  }

  static byte[] ftyp() {
    return box("ftyp", ascii("isom\0\0\2\0isomiso2avc1mp41"));
  }

  /** Two chunks in one track, with a table of their offsets. */
  static byte[] mp4(boolean moovFirst, boolean wideData, int width) {
    byte[] data = join(CHUNK_A, new byte[50], CHUNK_B, new byte[33]);
    byte[] mdat = wideData ? wide("mdat", data) : box("mdat", data);
    int head = mdat.length - data.length;
    int before = ftyp().length + (moovFirst ? moov(0, width, false).length : 0) + head;
    byte[] moov = moov(before, width, false);
    return moovFirst ? join(ftyp(), moov, mdat) : join(ftyp(), mdat, moov);
  }

  /** QuickTime ends user data with four zeros. */
  private static byte[] moov(int data, int width, boolean quickTime) {
    long[] at = {data, data + CHUNK_A.length + 50};
    ByteBuffer table = ByteBuffer.allocate(8 + 2 * width).putInt(0).putInt(2);
    for (long a : at) {
      if (width == 4) {
        table.putInt((int) a);
      } else {
        table.putLong(a);
      }
    }
    byte[] stbl = box("stbl", box(width == 4 ? "stco" : "co64", table.array()));
    byte[] udta = !quickTime ? box("udta", box("name", ascii("Bees"))) : box("udta", new byte[4]);
    return box("moov", box("mvhd", new byte[100]), trak(stbl), udta);
  }

  private static byte[] trak(byte[] stbl) {
    return box("trak", box("tkhd", new byte[84]), box("mdia", box("minf", stbl)));
  }

  /** Two fragments with offsets of every kind: base data offset, random access table. */
  static byte[] fragmented() {
    byte[] head =
        join(
            ftyp(),
            box("moov", box("mvhd", new byte[100]), box("mvex", box("trex", new byte[24]))));
    byte[] first = moof(0);
    byte[] one = join(moof(head.length + first.length + 8L), box("mdat", CHUNK_A));
    long second = head.length + one.length;
    byte[] two = join(moof(second + first.length + 8L), box("mdat", CHUNK_B));
    ByteBuffer tfra = ByteBuffer.allocate(16 + 2 * 11);
    tfra.putInt(0).putInt(1).putInt(0).putInt(2);
    tfra.putInt(0).putInt(head.length).put(new byte[] {1, 1, 1});
    tfra.putInt(9).putInt((int) second).put(new byte[] {1, 1, 1});
    byte[] mfra = box("mfra", box("tfra", tfra.array()), box("mfro", big(0), big(0)));
    return join(head, one, two, mfra);
  }

  private static byte[] moof(long data) {
    byte[] tfhd = ByteBuffer.allocate(16).putInt(1).putInt(1).putLong(data).array();
    return box("moof", box("mfhd", new byte[8]), box("traf", box("tfhd", tfhd)));
  }

  /** As QuickTime writes it today. */
  static byte[] mov() {
    byte[] mdat = box("mdat", CHUNK_A, new byte[50], CHUNK_B);
    byte[] ftyp = box("ftyp", ascii("qt  \0\0\2\0qt  "));
    return join(ftyp, box("wide"), mdat, moov(ftyp.length + 16, 4, true));
  }

  /** As QuickTime wrote it before there was {@code ftyp}. */
  static byte[] noFtyp() {
    byte[] mdat = box("mdat", CHUNK_A, new byte[50], CHUNK_B);
    return join(mdat, moov(8, 4, true));
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] p : parts) {
      out.writeBytes(p);
    }
    return out.toByteArray();
  }

  static byte[] ascii(String s) {
    return s.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] big(int v) {
    return ByteBuffer.allocate(4).putInt(v).array();
  }
}
