package dev.likeness.synthesis.style;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * The pieces of a style side by side at the size they are used at, and halved again and again.
 * Patches never reach from one piece into the next. Immutable.
 */
final class Atlas {
  /** Half the side of a patch, less the middle. */
  static final int REACH = 2;

  /** How far brightness is averaged to say how light a place is meant to be, in pixels. */
  private static final double TONE = 2;

  private final List<Level> levels = new ArrayList<>();
  private final List<Frame> pieces;
  private final int[] left;

  /**
   * One size.
   *
   * @param paint what it looks like
   * @param tone what it stands for: the same, averaged
   * @param lo for each column the first where a patch of its piece may have its middle
   * @param hi likewise the last
   */
  record Level(Planes paint, Planes tone, int[] lo, int[] hi) {
    int width() {
      return paint.width();
    }

    int height() {
      return paint.height();
    }
  }

  /**
   * @param pieces of the same height, which together are the style
   * @param height of all pieces at the largest size
   * @param depth how many sizes
   */
  Atlas(List<Frame> pieces, int height, int depth) {
    this.pieces = List.copyOf(pieces);
    int grain = 1 << depth - 1;
    int h = Math.max(8 * grain, height / grain * grain);
    List<Planes> paint = new ArrayList<>();
    left = new int[pieces.size() + 1];
    for (int i = 0; i < pieces.size(); i++) {
      Frame f = pieces.get(i);
      int w =
          Math.max(8 * grain, (int) Math.round(1.0 * f.width() * h / f.height()) / grain * grain);
      paint.add(Planes.of(f, w, h));
      left[i + 1] = left[i] + w;
    }
    for (int i = 0; i < depth; i++) {
      levels.add(level(paint));
      paint = paint.stream().map(Planes::half).toList();
    }
  }

  private static Level level(List<Planes> paint) {
    List<Planes> tone = paint.stream().map(p -> p.blurred(TONE)).toList();
    int w = paint.stream().mapToInt(Planes::width).sum();
    int[] lo = new int[w];
    int[] hi = new int[w];
    int x = 0;
    for (Planes p : paint) {
      for (int i = x; i < x + p.width(); i++) {
        lo[i] = x + REACH;
        hi[i] = x + p.width() - 1 - REACH;
      }
      x += p.width();
    }
    return new Level(joined(paint, w), joined(tone, w), lo, hi);
  }

  private static Planes joined(List<Planes> parts, int w) {
    int h = parts.getFirst().height();
    Planes out = new Planes(w, h);
    int x = 0;
    for (Planes p : parts) {
      for (int k = 0; k < 3; k++) {
        for (int y = 0; y < h; y++) {
          System.arraycopy(p.c()[k], y * p.width(), out.c()[k], y * w + x, p.width());
        }
      }
      x += p.width();
    }
    return out;
  }

  int depth() {
    return levels.size();
  }

  /**
   * @param i 0 for the largest
   */
  Level level(int i) {
    return levels.get(i);
  }

  /** The largest size {@code by} times larger, from the pieces themselves. */
  Planes enlarged(double by) {
    Level top = levels.getFirst();
    if (by == 1) {
      return top.paint;
    }
    int h = (int) Math.ceil(top.height() * by);
    int w = (int) Math.ceil(top.width() * by);
    Planes out = new Planes(w, h);
    for (int i = 0; i < pieces.size(); i++) {
      Frame f = pieces.get(i);
      double sx = f.width() / (by * (left[i + 1] - left[i]));
      double sy = f.height() / (by * top.height());
      int from = (int) Math.floor(left[i] * by);
      int to = Math.min(w, (int) Math.ceil(left[i + 1] * by));
      Box place = new Box(from, 0, to - from, h);
      Affine2 m = new Affine2(sx, 0, (from - left[i] * by) * sx, 0, sy, 0);
      int n = Math.clamp((int) Math.ceil(Math.max(sx, sy)), 1, 8);
      put(Planes.of(f.sample(m, place.width(), h, n)), out, from);
    }
    return out;
  }

  private static void put(Planes p, Planes into, int x) {
    for (int k = 0; k < 3; k++) {
      for (int y = 0; y < p.height(); y++) {
        System.arraycopy(p.c()[k], y * p.width(), into.c()[k], y * into.width() + x, p.width());
      }
    }
  }
}
