package dev.likeness.faces;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;

/**
 * Tells cuts from motion by a small colour thumbnail and its histograms: motion moves pixels but
 * keeps the histograms, a cut changes both.
 */
final class CutDetector {
  private static final int SIDE = 24;
  private static final int BINS = 16;
  private static final double MOVED = 16;
  private static final double RECOLOURED = .3;
  private static final double SURE = 50;

  private CutDetector() {}

  /** SIDE² × 3 values, then 3 × BINS shares. */
  static float[] signature(Picture p) {
    double sx = (double) p.width() / SIDE;
    double sy = (double) p.height() / SIDE;
    Frame f = p.sample(new Affine2(sx / 4, 0, 0, 0, sy / 4, 0), SIDE * 4, SIDE * 4);
    float[] out = new float[3 * SIDE * SIDE + 3 * BINS];
    byte[] rgb = f.rgb();
    for (int i = 0; i < rgb.length; i++) {
      int c = i % 3;
      int x = i / 3 % (SIDE * 4) / 4;
      int y = i / 3 / (SIDE * 4) / 4;
      int v = rgb[i] & 255;
      out[3 * (y * SIDE + x) + c] += v / 16f;
      out[3 * SIDE * SIDE + c * BINS + v * BINS / 256] += 1f / (SIDE * SIDE * 16);
    }
    return out;
  }

  static boolean isCut(float[] a, float[] b) {
    double moved = moved(a, b);
    return moved > SURE || (moved > MOVED && recoloured(a, b) > RECOLOURED);
  }

  /** Mean difference of the thumbnails, 0–255. */
  static double moved(float[] a, float[] b) {
    double sum = 0;
    int n = 3 * SIDE * SIDE;
    for (int i = 0; i < n; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum / n;
  }

  /** Mean over the channels of how much of the histogram changed place, 0–1. */
  static double recoloured(float[] a, float[] b) {
    double sum = 0;
    for (int i = 3 * SIDE * SIDE; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum / 6;
  }
}
