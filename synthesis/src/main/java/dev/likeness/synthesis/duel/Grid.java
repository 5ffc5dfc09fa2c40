package dev.likeness.synthesis.duel;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import java.util.List;

/** Pictures side by side. */
public final class Grid {
  private Grid() {}

  /** Planes (n × 3 × side × side) as a grid, each picture drawn at {@code shown} pixels. */
  static Frame of(float[] planes, int side, int rows, int columns, int shown) {
    List<Frame> frames =
        java.util.stream.IntStream.range(0, rows * columns)
            .mapToObj(i -> PictureSet.frame(planes, i * 3 * side * side, side))
            .toList();
    return of(frames, columns, shown);
  }

  /**
   * Pictures in rows of {@code columns}; places that are left over stay grey.
   *
   * @param shown side of each, pixels
   */
  public static Frame of(List<Frame> frames, int columns, int shown) {
    int rows = Math.max(1, (frames.size() + columns - 1) / columns);
    int width = columns * shown;
    byte[] rgb = new byte[3 * width * rows * shown];
    java.util.Arrays.fill(rgb, (byte) 128);
    for (int i = 0; i < frames.size(); i++) {
      Frame f = frames.get(i);
      double scale = (double) f.width() / shown;
      Frame g = f.width() == shown ? f : f.sample(Affine2.scale(scale), shown, shown);
      int at = 3 * (i / columns * shown * width + i % columns * shown);
      for (int y = 0; y < shown; y++) {
        System.arraycopy(g.rgb(), 3 * y * shown, rgb, at + 3 * y * width, 3 * shown);
      }
    }
    return new Frame(width, rows * shown, rgb);
  }
}
