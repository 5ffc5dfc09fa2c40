package dev.likeness.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** The size of a still picture that no decoder wants to open. */
final class StillHeader {
  private StillHeader() {}

  /** Width times height as the header says, 0 if it says nothing. */
  static long pixels(Path file) {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (readers.hasNext()) {
        ImageReader reader = readers.next();
        try {
          reader.setInput(in);
          return (long) reader.getWidth(0) * reader.getHeight(0);
        } finally {
          reader.dispose();
        }
      }
      return webp(file);
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }

  /** Whether it is a WebP of several pictures: its extended header's animation flag. */
  static boolean moves(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] b = in.readNBytes(21);
      return b.length == 21
          && new String(b, 8, 8, StandardCharsets.US_ASCII).equals("WEBPVP8X")
          && (b[20] & 2) != 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** WebP container specification, "Simple File Format" and "Extended File Format". */
  private static long webp(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      ByteBuffer b = ByteBuffer.wrap(in.readNBytes(30)).order(ByteOrder.LITTLE_ENDIAN);
      if (b.limit() < 30) {
        return 0;
      }
      return switch (new String(b.array(), 12, 4, StandardCharsets.US_ASCII)) {
        case "VP8 " -> (b.getShort(26) & 0x3fffL) * (b.getShort(28) & 0x3fff);
        case "VP8L" -> ((b.getInt(21) & 0x3fff) + 1L) * ((b.getInt(21) >> 14 & 0x3fff) + 1);
        case "VP8X" -> ((b.getInt(24) & 0xffffff) + 1L) * ((b.getInt(26) >>> 8) + 1L);
        default -> 0;
      };
    }
  }
}
