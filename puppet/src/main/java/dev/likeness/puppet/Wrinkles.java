package dev.likeness.puppet;

import java.util.ArrayList;
import java.util.List;

/** Lines of the face as curves on the canonical face, mirrored to both sides. */
final class Wrinkles {
  /** How a line is cut: depth in centimetres at full age, width, when it starts to show. */
  private record Line(float[] xy, float depth, float width, float from, float softness) {}

  private final List<Line> lines = new ArrayList<>();
  private final float age;
  private final int seed;

  /** Depth below the skin and darkness of the last {@link #at}. */
  float depth;

  float dark;

  Wrinkles(double amount, int seed) {
    this.age = (float) amount;
    this.seed = seed;
    line(.13f, .24f, .02f, 1, 1.75f, -1.35f, 2.55f, -2.2f, 3.05f, -3.3f, 3.15f, -4.5f);
    line(.10f, .24f, .25f, 1, 2.75f, -4.75f, 3.0f, -5.6f, 3.0f, -6.6f);
    line(.10f, .14f, .0f, .8f, 1.95f, 1.95f, 2.5f, 1.42f, 3.2f, 1.2f, 4.0f, 1.45f, 4.6f, 1.95f);
    line(.07f, .10f, .4f, .6f, 2.2f, 1.25f, 3.0f, .8f, 4.0f, .95f, 4.8f, 1.5f);
    for (int i = 0; i < 4; i++) {
      float y = 5.75f + .72f * i;
      float bow = .12f * (i % 2 == 0 ? 1 : -1);
      line(
          .085f,
          .12f,
          .12f + .1f * (i % 3),
          .7f,
          0,
          y,
          1.2f,
          y + bow,
          2.6f,
          y + .22f,
          3.9f,
          y + .05f,
          4.9f,
          y - .35f);
    }
    line(.09f, .10f, .2f, .6f, .42f, 4.0f, .5f, 4.6f, .62f, 5.3f);
    line(.06f, .10f, .35f, .6f, 0, 3.05f, .7f, 3.0f, 1.2f, 3.2f);
    line(.075f, .075f, .15f, .5f, 4.85f, 2.75f, 5.4f, 2.95f, 6.0f, 3.35f);
    line(.075f, .075f, .12f, .5f, 4.85f, 2.5f, 5.5f, 2.45f, 6.2f, 2.4f);
    line(.075f, .075f, .2f, .5f, 4.75f, 2.25f, 5.3f, 1.9f, 5.9f, 1.4f);
    for (int i = 0; i < 5; i++) {
      float x = .3f + .42f * i;
      line(.045f, .06f, .55f, .4f, x, -2.75f, x * 1.04f, -3.3f);
    }
    line(.05f, .2f, .3f, .9f, 0, -6.35f, .9f, -6.45f, 1.7f, -6.8f);
  }

  private void line(float depth, float width, float from, float softness, float... xy) {
    lines.add(new Line(xy, depth, width, from, softness));
  }

  /** Looks up the canonical point; only the front of the head has lines. */
  void at(float x, float y, float z) {
    depth = 0;
    dark = 0;
    if (z < -2.5f) {
      return;
    }
    float ax = Math.abs(x);
    float side = x < 0 ? 3.7f : 0;
    float wx = ax + .055f * Noise.value(x * .8f, y * .8f, side, seed);
    float wy = y + .055f * Noise.value(x * .8f, y * .8f, side + 9, seed);
    for (Line l : lines) {
      float show = Math.min(1, Math.max(0, age - l.from) / .55f);
      if (show > 0) {
        cut(l, wx, wy, show);
      }
    }
  }

  private void cut(Line l, float x, float y, float show) {
    float best = Float.MAX_VALUE;
    float end = 0;
    float[] p = l.xy;
    for (int i = 0; i + 3 < p.length; i += 2) {
      float dx = p[i + 2] - p[i];
      float dy = p[i + 3] - p[i + 1];
      float t = ((x - p[i]) * dx + (y - p[i + 1]) * dy) / (dx * dx + dy * dy);
      t = t < 0 ? 0 : Math.min(1, t);
      float ex = x - p[i] - t * dx;
      float ey = y - p[i + 1] - t * dy;
      float d = ex * ex + ey * ey;
      if (d < best) {
        best = d;
        end = (i / 2 + t) / (p.length / 2 - 1);
      }
    }
    float w = l.width * (1 + .5f * l.softness * show);
    if (best > 9 * w * w) {
      return;
    }
    boolean centred = p[0] == 0;
    float fade = Sculptor.step(1, .78f, end) * (centred ? 1 : Sculptor.step(0, .18f, end));
    float g = (float) Math.exp(-best / (w * w));
    float k = show * fade * l.depth;
    depth += k * (g - .35f * (float) Math.exp(-best / (4 * w * w)));
    dark += show * fade * g * l.depth * 1.6f;
  }
}
