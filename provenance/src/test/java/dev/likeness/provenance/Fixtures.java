package dev.likeness.provenance;

import dev.likeness.core.Frame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Small files of every kind, made here byte by byte where the JDK cannot make them. */
final class Fixtures {
  static final String MODIFIED = Disclosure.MODIFIED.sourceType();
  static final String GENERATED = Disclosure.GENERATED.sourceType();

  private Fixtures() {}

  /** A smooth picture with an edge. */
  static Frame picture(int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    for (int i = 0; i < width * height; i++) {
      int x = i % width;
      int y = i / width;
      rgb[3 * i] = (byte) (x * 255 / width);
      rgb[3 * i + 1] = (byte) (y * 255 / height);
      rgb[3 * i + 2] = (byte) (x > y ? 200 : 40);
    }
    return new Frame(width, height, rgb);
  }

  static byte[] image(String format) {
    Frame f = picture(64, 48);
    BufferedImage b = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 48; i++) {
      int x = i % 64;
      int y = i / 64;
      b.setRGB(x, y, f.at(x, y, 0) << 16 | f.at(x, y, 1) << 8 | f.at(x, y, 2));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(b, format, out);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  /** The XMP packet of a camera, with a source type in one of the spellings of RDF. */
  static byte[] packet(String sourceType) {
    return ("<?xpacket begin='\uFEFF' id='W5M0MpCehiHzreSzNTczkc9d'?>\n"
            + "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
            + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
            + "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'"
            + " dc:format='image/jpeg'><dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Bienen &amp;"
            + " Blüten</rdf:li></rdf:Alt></dc:title></rdf:Description>"
            + "<rdf:Description rdf:about=''"
            + " xmlns:Iptc4xmpExt='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'>"
            + sourceType
            + "</rdf:Description></rdf:RDF></x:xmpmeta>\n      \n<?xpacket end='w'?>")
        .getBytes(StandardCharsets.UTF_8);
  }

  static byte[] jpegWithXmp(byte[] packet) {
    byte[] name = "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.US_ASCII);
    int length = 2 + name.length + packet.length;
    byte[] head = {(byte) 0xFF, (byte) 0xE1, (byte) (length >> 8), (byte) length};
    byte[] jpeg = image("jpg");
    return join(cut(jpeg, 0, 2), head, name, packet, cut(jpeg, 2, jpeg.length));
  }

  static byte[] pngWithXmp(byte[] packet) {
    byte[] png = image("png");
    byte[] data =
        join("iTXtXML:com.adobe.xmp\0\0\0de\0XMP\0".getBytes(StandardCharsets.US_ASCII), packet);
    CRC32 crc = new CRC32();
    crc.update(data);
    return join(
        cut(png, 0, 33),
        big(data.length - 4),
        data,
        big((int) crc.getValue()),
        cut(png, 33, png.length));
  }

  static byte[] pngWithText(String keyword, String text) {
    byte[] png = image("png");
    byte[] data = join(ascii("tEXt" + keyword + "\0"), ascii(text));
    CRC32 crc = new CRC32();
    crc.update(data);
    return join(
        cut(png, 0, 33),
        big(data.length - 4),
        data,
        big((int) crc.getValue()),
        cut(png, 33, png.length));
  }

  /** A WebP of one pixel, lossless or lossy. */
  static byte[] webp(boolean lossless) {
    return Base64.getDecoder()
        .decode(
            lossless
                ? "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=="
                : "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
  }

  /** 8-bit mono with an odd number of samples, so that a pad byte follows. */
  static byte[] wav() {
    byte[] fmt = HexFormat.of().parseHex("01000100401f0000401f000001000800");
    byte[] body =
        join(
            ascii("WAVEfmt "),
            little(16),
            fmt,
            ascii("data"),
            little(801),
            new byte[801],
            new byte[1]);
    return join(ascii("RIFF"), little(body.length), body);
  }

  /** A tone at half volume, 8 kHz, 16 bit, mono. */
  static byte[] loudWav(int seconds) {
    byte[] fmt = HexFormat.of().parseHex("01000100401f0000803e000002001000");
    ByteBuffer pcm = ByteBuffer.allocate(16_000 * seconds).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 8000 * seconds; i++) {
      pcm.putShort((short) (16_000 * Math.sin(i * .5)));
    }
    byte[] data = pcm.array();
    byte[] body =
        join(ascii("WAVEfmt "), little(16), fmt, ascii("data"), little(data.length), data);
    return join(ascii("RIFF"), little(body.length), body);
  }

  static byte[] box(String type, byte[]... content) {
    byte[] c = join(content);
    return join(big(8 + c.length), ascii(type), c);
  }

  static byte[] ftyp() {
    return box("ftyp", ascii("isom\0\0\2\0isomiso2avc1mp41"));
  }

  static byte[] uuidXmp(byte[] packet) {
    return box("uuid", HexFormat.of().parseHex("be7acfcb97a942e89c71999491e3afac"), packet);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] p : parts) {
      out.writeBytes(p);
    }
    return out.toByteArray();
  }

  static byte[] cut(byte[] b, int from, int to) {
    return Arrays.copyOfRange(b, from, to);
  }

  static byte[] ascii(String s) {
    return s.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] big(int v) {
    return ByteBuffer.allocate(4).putInt(v).array();
  }

  static byte[] little(int v) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(v).array();
  }
}
