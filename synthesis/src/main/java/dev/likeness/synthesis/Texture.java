package dev.likeness.synthesis;

import dev.likeness.core.Frame;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A picture at any reduction: copies made by averaging over exactly the pixels that fall together,
 * four steps an octave (cf. Williams 1983, "Pyramidal Parametrics"), each made when it is first
 * asked for. Thread-safe.
 */
final class Texture {
  private static final int STEPS = 4;
  private final Frame full;
  private final Map<Integer, Frame> copies = new ConcurrentHashMap<>();

  Texture(Frame frame) {
    full = frame;
  }

  /** The step for drawing at {@code reduction} source pixels an output pixel; 0 is full size. */
  int step(double reduction) {
    double most = Math.min(full.width(), full.height()) / 32.0;
    double r = Math.max(1, Math.min(reduction, most));
    return (int) Math.floor(STEPS * Math.log(r) / Math.log(2) + .25);
  }

  /** How many pixels of the picture one pixel of a step's copy stands for, each way. */
  double reduction(int step) {
    return Math.pow(2, (double) step / STEPS);
  }

  /** The copy of a step; its pixel (x, y) covers [x, x+1)·reduction of the picture. */
  Frame frame(int step) {
    return step == 0 ? full : copies.computeIfAbsent(step, s -> shrink(full, reduction(s)));
  }

  private static Frame shrink(Frame f, double by) {
    int w = (int) Math.ceil(f.width() / by);
    int h = (int) Math.ceil(f.height() / by);
    float[] rows = new float[w * 3 * f.height()];
    for (int x = 0; x < w; x++) {
      double from = x * by;
      double to = Math.min(from + by, f.width());
      for (int sx = (int) from; sx < to; sx++) {
        float share = (float) ((Math.min(to, sx + 1) - Math.max(from, sx)) / (to - from));
        for (int y = 0; y < f.height(); y++) {
          for (int c = 0; c < 3; c++) {
            rows[(y * w + x) * 3 + c] += share * f.at(sx, y, c);
          }
        }
      }
    }
    byte[] out = new byte[w * h * 3];
    float[] line = new float[w * 3];
    for (int y = 0; y < h; y++) {
      double from = y * by;
      double to = Math.min(from + by, f.height());
      java.util.Arrays.fill(line, .5f);
      for (int sy = (int) from; sy < to; sy++) {
        float share = (float) ((Math.min(to, sy + 1) - Math.max(from, sy)) / (to - from));
        for (int i = 0; i < line.length; i++) {
          line[i] += share * rows[sy * line.length + i];
        }
      }
      for (int i = 0; i < line.length; i++) {
        out[y * line.length + i] = (byte) (int) line[i];
      }
    }
    return new Frame(w, h, out);
  }
}
