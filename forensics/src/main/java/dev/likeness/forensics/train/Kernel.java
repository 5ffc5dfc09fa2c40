package dev.likeness.forensics.train;

import dev.likeness.core.Frame;
import dev.likeness.forensics.Edits;

/** The ways in which programs resize: each leaves another spectrum. */
enum Kernel {
  /** Bilinear. */
  TRIANGLE(1) {
    @Override
    double at(double x) {
      return Math.max(0, 1 - Math.abs(x));
    }
  },
  /** Bicubic (Keys 1981, a = −½). */
  CUBIC(2) {
    @Override
    double at(double x) {
      double t = Math.abs(x);
      return t < 1 ? (1.5 * t - 2.5) * t * t + 1 : t < 2 ? ((-.5 * t + 2.5) * t - 4) * t + 2 : 0;
    }
  },
  /** A sinc in three lobes. */
  LANCZOS(3) {
    @Override
    double at(double x) {
      double t = Math.PI * Math.abs(x);
      return t < 1e-6 ? 1 : t >= 3 * Math.PI ? 0 : 3 * Math.sin(t) * Math.sin(t / 3) / (t * t);
    }
  };

  private final int radius;

  Kernel(int radius) {
    this.radius = radius;
  }

  abstract double at(double x);

  /**
   * Resizes.
   *
   * @param wide whether the kernel grows where the picture shrinks, as image libraries do; video
   *     libraries often do not, and alias
   */
  Frame resize(Frame f, int width, int height, boolean wide) {
    float[] rows = new float[width * f.height() * 3];
    line(
        f.width(),
        width,
        wide,
        (to, from, weight) -> {
          for (int y = 0; y < f.height(); y++) {
            for (int c = 0; c < 3; c++) {
              rows[(y * width + to) * 3 + c] += (float) weight * f.at(from, y, c);
            }
          }
        });
    float[] out = new float[width * height * 3];
    line(
        f.height(),
        height,
        wide,
        (to, from, weight) -> {
          for (int i = 0; i < 3 * width; i++) {
            out[to * width * 3 + i] += (float) weight * rows[from * width * 3 + i];
          }
        });
    return Edits.frame(out, width, height);
  }

  private interface Tap {
    void add(int to, int from, double weight);
  }

  private void line(int from, int to, boolean wide, Tap tap) {
    double step = (double) from / to;
    double stretch = wide ? Math.max(1, step) : 1;
    int reach = (int) Math.ceil(radius * stretch);
    double[] w = new double[2 * reach + 2];
    for (int i = 0; i < to; i++) {
      double centre = (i + .5) * step - .5;
      int first = (int) Math.floor(centre) - reach;
      double sum = 0;
      for (int k = 0; k < w.length; k++) {
        w[k] = at((first + k - centre) / stretch);
        sum += w[k];
      }
      for (int k = 0; k < w.length; k++) {
        if (w[k] != 0) {
          tap.add(i, Math.max(0, Math.min(from - 1, first + k)), w[k] / sum);
        }
      }
    }
  }
}
