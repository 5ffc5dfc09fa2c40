package dev.likeness.forensics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a JPEG was written (ITU-T T.81, annex B): its tables and sampling. What is broken is left
 * out.
 *
 * @param luma the brightness's quantisation table in natural order; 64 values
 * @param quality as libjpeg counts, 1–100, the nearest
 * @param standard whether the table is libjpeg's for that quality
 * @param sampling of the colours, such as 4:2:0
 * @param ended whether the file closes with an end marker
 */
record JpegHeader(int[] luma, int quality, boolean standard, String sampling, boolean ended) {
  private static final int READ = 1 << 20;

  /** Encoders round the table differently. */
  private static final int ROUNDING = 40;

  private static final int[] BASE = {
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
    92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99
  };

  private static final int[] ZIGZAG = {
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
  };

  /** Reads it; null where the file is no JPEG or cannot be read. */
  static @Nullable JpegHeader of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] b = in.readNBytes(READ);
      if (b.length < 4 || (b[0] & 255) != 0xff || (b[1] & 255) != 0xd8) {
        return null;
      }
      return parse(b, ended(file));
    } catch (IOException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  private static boolean ended(Path file) throws IOException {
    long size = Files.size(file);
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(Math.max(0, size - 64));
      byte[] tail = in.readNBytes(64);
      for (int i = 0; i + 1 < tail.length; i++) {
        if ((tail[i] & 255) == 0xff && (tail[i + 1] & 255) == 0xd9) {
          return true;
        }
      }
      return false;
    }
  }

  private static @Nullable JpegHeader parse(byte[] b, boolean ended) {
    int[] luma = null;
    String sampling = "?";
    int at = 2;
    while (at + 4 <= b.length && (b[at] & 255) == 0xff) {
      int marker = b[at + 1] & 255;
      int length = (b[at + 2] & 255) << 8 | b[at + 3] & 255;
      if (marker == 0xda) {
        break;
      }
      if (marker == 0xdb) {
        luma = table(b, at + 4, at + 2 + length, luma);
      } else if (marker >= 0xc0 && marker <= 0xc2 && b[at + 9] == 3) {
        // Sampling is told by how much finer the brightness is than the first colour.
        int h = (b[at + 11] >> 4 & 15) / Math.max(1, b[at + 14] >> 4 & 15);
        int v = (b[at + 11] & 15) / Math.max(1, b[at + 14] & 15);
        sampling = h == 2 && v == 2 ? "4:2:0" : h == 2 ? "4:2:2" : h == 1 && v == 1 ? "4:4:4" : "?";
      }
      at += 2 + length;
    }
    return luma == null ? null : quality(luma, sampling, ended);
  }

  private static int @Nullable [] table(byte[] b, int from, int to, int @Nullable [] luma) {
    int at = from;
    int[] found = luma;
    while (at < to) {
      boolean wide = b[at] >> 4 != 0;
      int id = b[at++] & 15;
      int[] t = new int[64];
      for (int i = 0; i < 64; i++) {
        t[ZIGZAG[i]] = wide ? (b[at++] & 255) << 8 | b[at++] & 255 : b[at++] & 255;
      }
      if (id == 0) {
        found = t;
      }
    }
    return found;
  }

  private static JpegHeader quality(int[] luma, String sampling, boolean ended) {
    int best = 1;
    long least = Long.MAX_VALUE;
    for (int q = 1; q <= 100; q++) {
      int scale = q < 50 ? 5000 / q : 200 - 2 * q;
      long off = 0;
      for (int i = 0; i < 64; i++) {
        off += Math.abs(luma[i] - Math.max(1, Math.min(255, (BASE[i] * scale + 50) / 100)));
      }
      if (off < least) {
        least = off;
        best = q;
      }
    }
    return new JpegHeader(luma, best, least <= ROUNDING, sampling, ended);
  }
}
