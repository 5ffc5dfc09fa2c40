package dev.likeness.synthesis;

import dev.likeness.core.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture to sample at any reduction: half-size levels made by 2×2 averaging (Williams 1983,
 * "Pyramidal Parametrics"). Immutable.
 */
final class Texture {
  private final List<Frame> levels = new ArrayList<>();

  Texture(Frame frame) {
    Frame f = frame;
    levels.add(f);
    while (f.width() >= 64 && f.height() >= 64) {
      f = half(f);
      levels.add(f);
    }
  }

  /**
   * The level for drawing at {@code reduction} source pixels an output pixel: the coarsest that is
   * not blurrier than the output.
   */
  int level(double reduction) {
    int l = 0;
    while (l + 1 < levels.size() && reduction > 1.5 * (1 << l)) {
      l++;
    }
    return l;
  }

  Frame frame(int level) {
    return levels.get(level);
  }

  private static Frame half(Frame f) {
    int w = f.width() / 2;
    int h = f.height() / 2;
    byte[] in = f.rgb();
    byte[] out = new byte[w * h * 3];
    int row = f.width() * 3;
    for (int y = 0, o = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int i = 2 * y * row + 6 * x;
        for (int c = 0; c < 3; c++, o++) {
          int sum = (in[i + c] & 255) + (in[i + 3 + c] & 255);
          sum += (in[i + row + c] & 255) + (in[i + row + 3 + c] & 255);
          out[o] = (byte) ((sum + 2) >> 2);
        }
      }
    }
    return new Frame(w, h, out);
  }
}
