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
  private static final double MOVED = 10;
  private static final double RECOLOURED = .12;
  private static final double SURE = 45;

  private CutDetector() {}

  /** SIDE² × 3 values, then 3 × BINS shares. */
  static float[] signature(Picture p) {
    double sx = (double) p.width() / SIDE;
    double sy = (double) p.height() / SIDE;
    Frame f = p.sample(new Affine2(sx / 2, 0, 0, 0, sy / 2, 0), SIDE * 2, SIDE * 2);
    float[] out = new float[3 * SIDE * SIDE + 3 * BINS];
    byte[] rgb = f.rgb();
    for (int i = 0; i < rgb.length; i++) {
      int c = i % 3;
      int x = i / 3 % (SIDE * 2) / 2;
      int y = i / 3 / (SIDE * 2) / 2;
      int v = rgb[i] & 255;
      out[3 * (y * SIDE + x) + c] += v / 4f;
      out[3 * SIDE * SIDE + c * BINS + v * BINS / 256] += 1f / (SIDE * SIDE * 4);
    }
    return out;
  }

  /** Lively clips of talking people move by up to 2, cuts by 15 and more. */
  static boolean isCut(double moved, double recoloured) {
    return moved > SURE || (moved > MOVED && recoloured > RECOLOURED);
  }

  /** Whether so much moved, and so suddenly, that it may be a cut within one scene. */
  static boolean isDoubtful(double moved, double before) {
    return moved > 4 && moved > 3 * before;
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
