package dev.likeness.studio.answers;

import dev.likeness.core.AudioClip;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The one kind of sound that is taken in: WAV (RIFF) of 16-bit PCM, 16 kHz, one channel, as
 * telephone exchanges and the page send it.
 */
final class Sound {
  /** A few seconds more than are listened to, bytes. */
  static final int MOST = 800_000;

  private static final int RATE = 16_000;

  private Sound() {}

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException where it is none, with what it should be
   */
  static AudioClip read(byte[] wav) {
    ByteBuffer b = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
    if (wav.length < 44 || !tag(b, 0).equals("RIFF") || !tag(b, 8).equals("WAVE")) {
      throw kind("it is no WAV file");
    }
    boolean fits = false;
    for (long at = 12; at + 8 <= wav.length; ) {
      int here = (int) at;
      String tag = tag(b, here);
      long length = Integer.toUnsignedLong(b.getInt(here + 4));
      long end = Math.min(wav.length, here + 8 + length);
      if (tag.equals("fmt ") && end - here >= 24) {
        int format = Short.toUnsignedInt(b.getShort(here + 8));
        int channels = b.getShort(here + 10);
        int rate = b.getInt(here + 12);
        int bits = b.getShort(here + 22);
        if (format != 1 || channels != 1 || rate != RATE || bits != 16) {
          throw kind("it has %d Hz, %d channels, %d bits".formatted(rate, channels, bits));
        }
        fits = true;
      } else if (tag.equals("data")) {
        if (!fits) {
          throw kind("it has no format");
        }
        float[] s = new float[(int) (end - here - 8) / 2];
        for (int i = 0; i < s.length; i++) {
          s[i] = b.getShort(here + 8 + 2 * i) / 32768f;
        }
        return new AudioClip(RATE, 1, s);
      }
      at = here + 8 + length + (length & 1);
    }
    throw kind("it holds no sound");
  }

  private static String tag(ByteBuffer b, int at) {
    byte[] t = new byte[4];
    b.get(at, t);
    return new String(t, StandardCharsets.US_ASCII);
  }

  private static IllegalArgumentException kind(String what) {
    return new IllegalArgumentException(
        "the sound has to be WAV, 16-bit PCM, 16000 Hz, one channel; " + what);
  }
}
