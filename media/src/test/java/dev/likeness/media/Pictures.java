package dev.likeness.media;

import dev.likeness.core.Frame;
import dev.likeness.core.Timecode;
import dev.likeness.core.YuvFrame;
import dev.likeness.core.YuvFrame.Matrix;

/** Pictures that move and have detail, for writers. */
final class Pictures {
  private Pictures() {}

  /** Soft waves and a moving square over light noise, the same for the same index. */
  static YuvFrame moving(int w, int h, int index) {
    byte[] rgb = new byte[w * h * 3];
    int seed = index * 7919 + 1;
    for (int y = 0, o = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        seed = seed * 1103515245 + 12345;
        int noise = (seed >> 16 & 7) - 4;
        boolean square = Math.abs(x - (index * 5 + 20) % w) < 12 && Math.abs(y - h / 2) < 12;
        double wave = 40 * Math.sin((x + 2 * index) / 17.) + 30 * Math.cos(y / 11.);
        rgb[o++] = clip(square ? 240 : 120 + wave + noise);
        rgb[o++] = clip(square ? 210 : 110 + wave / 2 + noise);
        rgb[o++] = clip(square ? 60 : 130 - wave + noise);
      }
    }
    return YuvFrame.of(new Frame(w, h, rgb), Matrix.BT709, false);
  }

  private static byte clip(double v) {
    return (byte) Math.max(0, Math.min(255, v));
  }

  /** Writes pictures {@code from} to {@code to} − 1 at a steady rate. */
  static void write(SegmentWriter w, int from, int to, int width, int height, int fps) {
    for (int i = from; i < to; i++) {
      w.write(new VideoPicture(i, new Timecode(i, 1, fps), 1, moving(width, height, i)));
    }
  }

  /** Peak signal to noise over all three planes, in dB. */
  static double psnr(YuvFrame a, YuvFrame b) {
    double sum = sse(a.y(), b.y()) + sse(a.cb(), b.cb()) + sse(a.cr(), b.cr());
    int n = a.y().length + a.cb().length + a.cr().length;
    return sum == 0 ? 99 : 10 * Math.log10(255. * 255 * n / sum);
  }

  static double lumaPsnr(YuvFrame a, YuvFrame b) {
    double sum = sse(a.y(), b.y());
    return sum == 0 ? 99 : 10 * Math.log10(255. * 255 * a.y().length / sum);
  }

  private static double sse(byte[] a, byte[] b) {
    double s = 0;
    for (int i = 0; i < a.length; i++) {
      int d = (a[i] & 255) - (b[i] & 255);
      s += d * d;
    }
    return s;
  }
}
