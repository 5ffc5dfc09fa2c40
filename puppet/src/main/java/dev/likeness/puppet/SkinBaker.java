package dev.likeness.puppet;

import java.util.Arrays;

/** Paints a person's skin into a {@link SkinMap}: every texel asks the painter once. */
final class SkinBaker {
  private static final int SIZE = 768;

  private final SkinPainter painter;
  private final float[] texels = new float[SIZE * SIZE * SkinMap.CHANNELS];
  private final float[] height = new float[SIZE * SIZE];
  private final boolean[] set = new boolean[SIZE * SIZE];

  private SkinBaker(SkinPainter painter) {
    this.painter = painter;
  }

  static SkinMap bake(Identity person) {
    SkinBaker b = new SkinBaker(new SkinPainter(person));
    Fine f = Fine.one();
    int[] t = f.subdivision.triangles;
    Arrays.fill(b.height, Float.NaN);
    for (int i = 0; i < t.length; i += 3) {
      b.triangle(f, t[i], t[i + 1], t[i + 2]);
    }
    b.slopes();
    b.spread();
    return new SkinMap(SIZE, b.texels);
  }

  private void triangle(Fine f, int a, int b, int c) {
    float x0 = f.uv[2 * a] * SIZE;
    float y0 = f.uv[2 * a + 1] * SIZE;
    float x1 = f.uv[2 * b] * SIZE;
    float y1 = f.uv[2 * b + 1] * SIZE;
    float x2 = f.uv[2 * c] * SIZE;
    float y2 = f.uv[2 * c + 1] * SIZE;
    float area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
    if (area == 0) {
      return;
    }
    int left = Math.max(0, (int) Math.floor(Math.min(x0, Math.min(x1, x2)) - .5f));
    int right = Math.min(SIZE - 1, (int) Math.ceil(Math.max(x0, Math.max(x1, x2)) - .5f));
    int top = Math.max(0, (int) Math.floor(Math.min(y0, Math.min(y1, y2)) - .5f));
    int low = Math.min(SIZE - 1, (int) Math.ceil(Math.max(y0, Math.max(y1, y2)) - .5f));
    for (int y = top; y <= low; y++) {
      for (int x = left; x <= right; x++) {
        float px = x + .5f;
        float py = y + .5f;
        float w0 = ((x1 - px) * (y2 - py) - (x2 - px) * (y1 - py)) / area;
        float w1 = ((x2 - px) * (y0 - py) - (x0 - px) * (y2 - py)) / area;
        float w2 = 1 - w0 - w1;
        if (w0 < -.01f || w1 < -.01f || w2 < -.01f) {
          continue;
        }
        int i = y * SIZE + x;
        if (set[i]) {
          continue;
        }
        set[i] = true;
        float[] p = f.canonical;
        float cx = w0 * p[3 * a] + w1 * p[3 * b] + w2 * p[3 * c];
        float cy = w0 * p[3 * a + 1] + w1 * p[3 * b + 1] + w2 * p[3 * c + 1];
        float cz = w0 * p[3 * a + 2] + w1 * p[3 * b + 2] + w2 * p[3 * c + 2];
        float lips = w0 * f.lips[a] + w1 * f.lips[b] + w2 * f.lips[c];
        float rims = w0 * f.rims[a] + w1 * f.rims[b] + w2 * f.rims[c];
        float inside = w0 * f.inside[a] + w1 * f.inside[b] + w2 * f.inside[c];
        height[i] = painter.paint(cx, cy, cz, lips, rims, inside, texels, i * SkinMap.CHANNELS);
      }
    }
  }

  /** Slopes from heights; a texel is about 1/45 cm on the face. */
  private void slopes() {
    float k = SIZE * .78f / 15.5f * .5f;
    for (int y = 1; y + 1 < SIZE; y++) {
      for (int x = 1; x + 1 < SIZE; x++) {
        int i = y * SIZE + x;
        float u = height[i + 1] - height[i - 1];
        float v = height[i + SIZE] - height[i - SIZE];
        texels[i * SkinMap.CHANNELS + SkinMap.SLOPE_U] = Float.isNaN(u) ? 0 : u * k;
        texels[i * SkinMap.CHANNELS + SkinMap.SLOPE_V] = Float.isNaN(v) ? 0 : v * k;
      }
    }
  }

  /** Carries colour a few texels over the borders, so that blending never reaches emptiness. */
  private void spread() {
    for (int pass = 0; pass < 6; pass++) {
      boolean[] before = set.clone();
      for (int y = 1; y + 1 < SIZE; y++) {
        for (int x = 1; x + 1 < SIZE; x++) {
          int i = y * SIZE + x;
          if (before[i]) {
            continue;
          }
          int from =
              before[i - 1]
                  ? i - 1
                  : before[i + 1]
                      ? i + 1
                      : before[i - SIZE] ? i - SIZE : before[i + SIZE] ? i + SIZE : -1;
          if (from >= 0) {
            System.arraycopy(
                texels, from * SkinMap.CHANNELS, texels, i * SkinMap.CHANNELS, SkinMap.CHANNELS);
            set[i] = true;
          }
        }
      }
    }
  }
}
