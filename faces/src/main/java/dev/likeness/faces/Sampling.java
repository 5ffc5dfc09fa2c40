package dev.likeness.faces;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;

/** Crops for networks. */
final class Sampling {
  private Sampling() {}

  /**
   * A {@code size}×{@code size} crop; where it shrinks the picture by more than 1.5, several
   * samples are averaged for each pixel, so that fine detail does not flicker.
   */
  static Frame square(Picture p, Affine2 map, int size) {
    return square(p, map, size, 4);
  }

  /** Likewise, with at most {@code most}² samples a pixel. */
  static Frame square(Picture p, Affine2 map, int size, int most) {
    double shrink = Math.sqrt(Math.abs(map.a() * map.e() - map.b() * map.d()));
    int n = shrink <= 2.2 ? 1 : Math.min(most, (int) Math.ceil(shrink / 2.2));
    return p.sample(map, size, size, n);
  }

  /**
   * How much of its detail a face crop has at the finest scale: the mean size of second differences
   * of green over 1 pixel against that over 4, in the middle half, scaled so that a crisp portrait
   * gives about 1.
   */
  static float sharpness(Frame crop) {
    int w = crop.width();
    byte[] g = crop.rgb();
    long fine = 0;
    long coarse = 0;
    for (int y = w / 4; y < 3 * w / 4; y += 2) {
      for (int x = w / 4; x < 3 * w / 4; x += 2) {
        int i = (y * w + x) * 3 + 1;
        int v = 2 * (g[i] & 255);
        fine += Math.abs(v - (g[i - 3] & 255) - (g[i + 3] & 255));
        fine += Math.abs(v - (g[i - 3 * w] & 255) - (g[i + 3 * w] & 255));
        coarse += Math.abs(v - (g[i - 12] & 255) - (g[i + 12] & 255));
        coarse += Math.abs(v - (g[i - 12 * w] & 255) - (g[i + 12 * w] & 255));
      }
    }
    return coarse == 0 ? 0 : 4f * fine / coarse;
  }
}
