package dev.likeness.synthesis.style;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Which place each pixel is painted with, as bytes: differences from pixel to pixel, deflated. It
 * holds no picture: only with the style's own pieces does it become one.
 *
 * @param x in parts of a pixel
 * @param y likewise
 * @param numbers what else goes on from picture to picture
 */
record Places(int[] x, int[] y, float[] numbers) {
  static byte[] pack(int[] x, int[] y, float[] numbers) {
    ByteBuffer b = ByteBuffer.allocate(4 * (2 * x.length + numbers.length));
    for (float f : numbers) {
      b.putFloat(f);
    }
    for (int[] v : new int[][] {x, y}) {
      int last = 0;
      for (int i : v) {
        b.putInt(i - last);
        last = i;
      }
    }
    Deflater d = new Deflater(Deflater.BEST_SPEED);
    try {
      d.setInput(b.array());
      d.finish();
      byte[] out = new byte[b.capacity() + b.capacity() / 8 + 64];
      return java.util.Arrays.copyOf(out, d.deflate(out));
    } finally {
      d.end();
    }
  }

  /**
   * @param pixels how many it must be of
   * @throws IllegalArgumentException where it is not
   */
  static Places unpack(byte[] packed, int pixels, int numbers) {
    byte[] raw = new byte[4 * (2 * pixels + numbers)];
    Inflater in = new Inflater();
    try {
      in.setInput(packed);
      int n = in.inflate(raw);
      if (n != raw.length || !in.finished() && in.inflate(new byte[1]) > 0) {
        throw new IllegalArgumentException("a state of other pictures");
      }
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("a damaged state", e);
    } finally {
      in.end();
    }
    ByteBuffer b = ByteBuffer.wrap(raw);
    float[] f = new float[numbers];
    for (int i = 0; i < numbers; i++) {
      f[i] = b.getFloat();
    }
    return new Places(read(b, pixels), read(b, pixels), f);
  }

  private static int[] read(ByteBuffer b, int n) {
    int[] out = new int[n];
    int last = 0;
    for (int i = 0; i < n; i++) {
      last += b.getInt();
      out[i] = last;
    }
    return out;
  }
}
