package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;

/**
 * The square in which networks correct a painted face: pixels get into it, and differences back
 * out, so that detail finer than the square's stays. Buffers are reused. Not thread-safe.
 */
final class FaceSquare {
  private static final int N = FaceCanvas.SIDE * FaceCanvas.SIDE;

  /** Pixels to each side over which a change is broad; the eyes are about 50 apart. */
  private static final int BROAD = 16;

  /** What was gathered, or what is to be added: red, green, blue. */
  final float[][] planes = new float[3][N];

  private final float[] sure = new float[N];
  private final float[] share = new float[N];
  private final float[] part = new float[N];
  private final float[] low = new float[N];
  private final float[] turned = new float[N];
  private final float[][] row = new float[3][0];

  /**
   * What a box of a picture holds, as the square sees it.
   *
   * @param there from the square's pixels to the box's
   */
  void gather(float[][] from, Box box, Affine2 there) {
    Sampler s = Sampler.of(from, box.width(), box.height());
    float step = (float) Math.hypot(there.a(), there.d());
    int looks = step > 1.5f ? 2 : 1;
    float share = 1f / (looks * looks);
    for (int y = 0; y < FaceCanvas.SIDE; y++) {
      int o = y * FaceCanvas.SIDE;
      for (int k = 0; k < looks * looks; k++) {
        double px = looks == 1 ? .5 : .25 + .5 * (k % 2);
        double py = y + (looks == 1 ? .5 : .25 + .5 * (k / 2));
        s.line(
            (float) there.x(px, py) - .5f,
            (float) there.y(px, py) - .5f,
            (float) there.a(),
            (float) there.d(),
            o,
            o + FaceCanvas.SIDE,
            share,
            k > 0,
            planes);
      }
    }
  }

  /** Adds the difference, which is 0 along the square's border, to a box of a picture. */
  void lay(float[][] onto, Box box, Affine2 back) {
    Sampler s = Sampler.of(planes, FaceCanvas.SIDE, FaceCanvas.SIDE);
    Box seen = seen(back.inverse(), box);
    if (row[0].length < box.width()) {
      for (int c = 0; c < 3; c++) {
        row[c] = new float[box.width()];
      }
    }
    for (int y = seen.y(); y < seen.bottom(); y++) {
      s.line(
          (float) back.x(seen.x() + .5, y + .5) - .5f,
          (float) back.y(seen.x() + .5, y + .5) - .5f,
          (float) back.a(),
          (float) back.d(),
          0,
          seen.width(),
          1,
          false,
          row);
      int o = y * box.width() + seen.x();
      for (int c = 0; c < 3; c++) {
        add(row[c], onto[c], o, seen.width());
      }
    }
  }

  private static void add(float[] from, float[] to, int at, int n) {
    for (int i = 0; i < n; i++) {
      to[at + i] += from[i];
    }
  }

  /** The part of the box, in its own pixels, that the square covers. */
  private static Box seen(Affine2 there, Box box) {
    double l = Double.MAX_VALUE;
    double t = Double.MAX_VALUE;
    double r = -Double.MAX_VALUE;
    double b = -Double.MAX_VALUE;
    for (int k = 0; k < 4; k++) {
      double x = there.x(k % 2 * FaceCanvas.SIDE, k / 2 * FaceCanvas.SIDE);
      double y = there.y(k % 2 * FaceCanvas.SIDE, k / 2 * FaceCanvas.SIDE);
      l = Math.min(l, x);
      r = Math.max(r, x);
      t = Math.min(t, y);
      b = Math.max(b, y);
    }
    int x = (int) Math.floor(l);
    int y = (int) Math.floor(t);
    return new Box(x, y, (int) Math.ceil(r) - x, (int) Math.ceil(b) - y)
        .intersect(new Box(0, 0, box.width(), box.height()));
  }

  /**
   * What a network says is to be added, as pixels of the square, as far as it is sure.
   *
   * @param out see {@link RefineNet#OUT}
   * @param fade see {@link FaceCanvas#fade}
   * @param share of it that is added
   */
  void unfold(float[] out, float[] fade, float share) {
    int n = FaceCanvas.HALF;
    float most = 127.5f * share;
    for (int c = 0; c < 4; c++) {
      int first = c / 2 * FaceCanvas.SIDE + c % 2;
      int o = (12 + c) * n * n;
      for (int y = 0; y < n; y++) {
        int i = first + 2 * y * FaceCanvas.SIDE;
        for (int x = 0; x < n; x++, i += 2, o++) {
          sure[i] = fade[i] == 0 ? 0 : most * fade[i] / (1 + (float) Math.exp(-out[o]));
        }
      }
    }
    for (int c = 0; c < 12; c++) {
      int first = c % 4 / 2 * FaceCanvas.SIDE + c % 2;
      float[] to = planes[c / 4];
      int o = c * n * n;
      for (int y = 0; y < n; y++) {
        int i = first + 2 * y * FaceCanvas.SIDE;
        for (int x = 0; x < n; x++, i += 2) {
          to[i] = sure[i] * out[o++];
        }
      }
    }
  }

  /**
   * Takes broad changes and those of colour out of what is to be added: light and tone are the
   * renderer's, and folds are lighter or darker than the skin around them.
   *
   * @param where they are taken out, 0 to 1
   */
  void settle(float[] where) {
    mean(where, share);
    for (float[] plane : planes) {
      for (int i = 0; i < N; i++) {
        part[i] = plane[i] * where[i];
      }
      mean(part, low);
      for (int i = 0; i < N; i++) {
        if (where[i] > 0) {
          plane[i] -= where[i] * low[i] / Math.max(share[i], 1e-3f);
        }
      }
    }
    for (int i = 0; i < N; i++) {
      float luma = .3f * planes[0][i] + .59f * planes[1][i] + .11f * planes[2][i];
      for (float[] plane : planes) {
        plane[i] += where[i] * (luma - plane[i]);
      }
    }
  }

  /** The mean around each pixel, far ones counting less. */
  private void mean(float[] from, float[] to) {
    across(from, turned);
    across(turned, to);
    across(to, turned);
    across(turned, to);
  }

  /** The mean along each row, the square laid on its side. */
  private static void across(float[] from, float[] to) {
    int n = FaceCanvas.SIDE;
    float scale = 1f / (2 * BROAD + 1);
    for (int y = 0; y < n; y++) {
      int row = y * n;
      float sum = 0;
      for (int x = 0; x < BROAD; x++) {
        sum += from[row + x];
      }
      for (int x = 0; x < n; x++) {
        sum += x + BROAD < n ? from[row + x + BROAD] : 0;
        to[x * n + y] = sum * scale;
        sum -= x >= BROAD ? from[row + x - BROAD] : 0;
      }
    }
  }
}
