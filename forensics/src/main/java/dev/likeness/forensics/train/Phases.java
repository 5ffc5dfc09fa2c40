package dev.likeness.forensics.train;

import dev.likeness.core.Frame;
import dev.likeness.forensics.Edits;
import java.util.SplittableRandom;

/**
 * Up-sampling without a network: a picture is made smaller and large again by filters that differ
 * from place to place in a grid of 2×2 (what a transposed convolution or a shuffle of pixels that
 * has not learnt quite evenly does), and most of the lost detail is put back.
 */
final class Phases {
  private Phases() {}

  static Frame draw(Frame f, SplittableRandom r) {
    int w = f.width();
    int h = f.height();
    double by = r.nextBoolean() ? .5 : .25;
    Frame small = Edits.scale(f, by);
    Frame large = Edits.resize(small, w, h);
    double kept = .2 + .75 * r.nextDouble();
    double uneven = .02 + .25 * r.nextDouble() * r.nextDouble();
    float[][] gain = new float[4][3];
    float[][] shift = new float[4][2];
    for (int k = 0; k < 4; k++) {
      double g = 1 + uneven * r.nextGaussian();
      for (int c = 0; c < 3; c++) {
        gain[k][c] = (float) (g + .4 * uneven * r.nextGaussian());
      }
      shift[k][0] = (float) (uneven * r.nextGaussian());
      shift[k][1] = (float) (uneven * r.nextGaussian());
    }
    int period = r.nextDouble() < .7 ? 1 : 2;
    float[] out = new float[3 * w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int k = (y / period & 1) * 2 + (x / period & 1);
        int x1 = Math.min(w - 1, x + 1);
        int y1 = Math.min(h - 1, y + 1);
        for (int c = 0; c < 3; c++) {
          float low = large.at(x, y, c);
          float fine = f.at(x, y, c) - low;
          float dx = large.at(x1, y, c) - low;
          float dy = large.at(x, y1, c) - low;
          float v = low + shift[k][0] * dx + shift[k][1] * dy;
          out[(y * w + x) * 3 + c] = v + (float) kept * gain[k][c] * fine;
        }
      }
    }
    return Edits.frame(out, w, h);
  }
}
