package dev.likeness.synthesis.style;

import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/** Pictures that are computed: targets with soft forms, and works to paint with. */
final class Drawn {
  private Drawn() {}

  /** Soft forms in all tones, as they lie at a place of an endless picture. */
  static Frame forms(int w, int h, double left, double top) {
    byte[] rgb = new byte[3 * w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        double u = (x + left) / 13;
        double v = (y + top) / 17;
        double a = .5 + .25 * Math.sin(u + .7 * v) + .25 * Math.sin(1.3 * v - .4 * u + 1);
        int i = 3 * (y * w + x);
        rgb[i] = (byte) (255 * a);
        rgb[i + 1] = (byte) (200 * a + 20);
        rgb[i + 2] = (byte) (90 + 100 * a);
      }
    }
    return new Frame(w, h, rgb);
  }

  /** Black hatching on white, denser from left to right. */
  static Frame hatching(int side) {
    byte[] rgb = new byte[3 * side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double wide = 5.0 * x / side;
        boolean ink = (x + y) % 5 < wide - .5;
        byte v = (byte) (ink ? 20 : 245);
        int i = 3 * (y * side + x);
        rgb[i] = v;
        rgb[i + 1] = v;
        rgb[i + 2] = v;
      }
    }
    return new Frame(side, side, rgb);
  }

  /** Noise of one brightness. */
  static Frame noise(int side, int brightness, long seed) {
    SplittableRandom r = new Seed(seed).random();
    byte[] rgb = new byte[3 * side * side];
    for (int i = 0; i < side * side; i++) {
      byte v = (byte) Math.clamp(brightness + r.nextInt(-20, 21), 0, 255);
      rgb[3 * i] = v;
      rgb[3 * i + 1] = v;
      rgb[3 * i + 2] = v;
    }
    return new Frame(side, side, rgb);
  }
}
