package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.MouthShape;

/**
 * What is seen between parted lips of a face whose picture shows them closed: the dark of the
 * mouth, tongue, lower teeth that move with the jaw and upper teeth that stay with the head, in the
 * light of the skin around. What the picture itself shows between its lips is kept. Drawn in the
 * head's own frame, so it stands still while lips move over it. Not thread-safe.
 */
final class InnerMouth {
  private static final float[] DARK = {46, 17, 18};
  private static final float[] TONGUE = {150, 72, 70};
  private static final float[] TEETH = {226, 204, 180};

  /** How far the jaw drops at the front teeth for a fully open mouth, canonical units. */
  static final float DROP = 2.3f;

  /** A mouth open by this, in canonical units, shows its own inside. */
  private static final float OPEN = .35f;

  private final MeshAreas areas;

  InnerMouth(MeshAreas areas) {
    this.areas = areas;
  }

  /**
   * @param base the mesh as the picture shows it, {@code still} the same with the head turned,
   *     {@code moved} also with the expression
   * @param before the picture's pixels in the box
   * @param planes what is drawn so far, changed in place
   */
  void paint(
      FaceMesh base,
      FaceMesh still,
      FaceMesh moved,
      MouthShape shape,
      Box box,
      float[][] before,
      float[][] planes) {
    float[] line = Rings.outline(moved, areas.mouth, box.x(), box.y());
    Box b = Rings.bounds(line, 1).intersect(new Box(0, 0, box.width(), box.height()));
    if (b.isEmpty()) {
      return;
    }
    Place at = new Place(still, box);
    float unit = at.unit;
    float light = light(base, box, before);
    float own = Rings.smooth(.25f * OPEN, OPEN, (float) base.distance(13, 14) / unit);
    float[] shown = Rings.outline(still, areas.mouth, box.x(), box.y());
    int dx = Math.round((still.x(13) + still.x(14) - base.x(13) - base.x(14)) / 2);
    int dy = Math.round((still.y(13) + still.y(14) - base.y(13) - base.y(14)) / 2);
    float[] rgb = new float[3];
    for (int y = b.y(); y < b.y() + b.height(); y++) {
      for (int x = b.x(); x < b.x() + b.width(); x++) {
        float in = Rings.inside(line, x + .5f, y + .5f);
        float alpha = Rings.smooth(-.2f, 1.1f, in);
        if (alpha <= 0) {
          continue;
        }
        colour(at, x + .5f, y + .5f, in / unit, shape, light, rgb);
        int i = y * box.width() + x;
        int sx = Math.max(0, Math.min(x - dx, box.width() - 1));
        int sy = Math.max(0, Math.min(y - dy, box.height() - 1));
        int from = sy * box.width() + sx;
        float kept =
            own == 0
                ? 0
                : own * Rings.smooth(0, .1f * unit + 1, Rings.inside(shown, x + .5f, y + .5f));
        for (int c = 0; c < 3; c++) {
          float v = rgb[c] + kept * (before[c][from] - rgb[c]);
          planes[c][i] += alpha * (v - planes[c][i]);
        }
      }
    }
  }

  /** Where the mouth is: its middle, and canonical units along and across it. */
  private static final class Place {
    final float cx;
    final float cy;
    final float ax;
    final float ay;
    final float unit;

    Place(FaceMesh m, Box box) {
      cx = (m.x(13) + m.x(14)) / 2 - box.x();
      cy = (m.y(13) + m.y(14)) / 2 - box.y();
      float wx = m.x(308) - m.x(78);
      float wy = m.y(308) - m.y(78);
      float wide = (float) Math.hypot(wx, wy);
      ax = wx / wide;
      ay = wy / wide;
      // the distance between the eyes is 8.9 units from outer corner to outer corner
      unit = (float) m.distance(33, 263) / 8.9f;
    }

    float along(float x, float y) {
      return ((x - cx) * ax + (y - cy) * ay) / unit;
    }

    float down(float x, float y) {
      return ((y - cy) * ax - (x - cx) * ay) / unit;
    }
  }

  private static void colour(
      Place at, float x, float y, float in, MouthShape s, float light, float[] rgb) {
    float u = at.along(x, y);
    float v = at.down(x, y);
    float drop = DROP * s.jaw() + .12f;
    float soft = 1 / at.unit;
    set(rgb, DARK, .8f * light);
    float tongue =
        1
            - Rings.smooth(
                0, 1, (float) Math.hypot(u / 1.7f, (v - drop - .35f + .8f * s.tongue()) / .75f));
    mix(rgb, TONGUE, light * (.55f + .2f * v), Math.min(1, 2 * tongue));
    float lowTop = drop - .22f + .05f * u * u;
    float low =
        Rings.smooth(lowTop - soft, lowTop + soft, v) * (1 - Rings.smooth(1.5f, 1.9f, Math.abs(u)));
    mix(rgb, TEETH, light * .72f * tooth(u, .36f), low);
    float highEnd = .62f - .07f * u * u + .015f * (float) Math.cos(Math.PI * 2 * u / .86f);
    float high =
        (1 - Rings.smooth(highEnd - soft, highEnd + soft, v))
            * (1 - Rings.smooth(1.9f, 2.3f, Math.abs(u)));
    mix(rgb, TEETH, light * tooth(u, .43f), high);
    // lips shade what is close behind them, the upper one more
    float shade = .42f + .58f * Rings.smooth(0, .38f, in);
    shade *= 1 - .3f * Rings.smooth(.8f, 2.2f, Math.abs(u));
    for (int c = 0; c < 3; c++) {
      rgb[c] *= shade;
    }
  }

  /** Thin dark lines between teeth. */
  private static float tooth(float u, float half) {
    float to = Math.abs(u) % (2 * half);
    float edge = Math.min(to, 2 * half - to);
    return 1 - .08f * (1 - Rings.smooth(0, .09f, edge));
  }

  private static void set(float[] rgb, float[] to, float light) {
    for (int c = 0; c < 3; c++) {
      rgb[c] = to[c] * light;
    }
  }

  private static void mix(float[] rgb, float[] to, float light, float share) {
    for (int c = 0; c < 3; c++) {
      rgb[c] += share * (to[c] * light - rgb[c]);
    }
  }

  /** How bright the skin around the mouth is, against fair skin in full light; never glaring. */
  private static float light(FaceMesh m, Box box, float[][] before) {
    float sum = 0;
    int n = 0;
    for (int v : new int[] {50, 280, 205, 425, 4, 199}) {
      int x = Math.round(m.x(v)) - box.x();
      int y = Math.round(m.y(v)) - box.y();
      if (x >= 0 && y >= 0 && x < box.width() && y < box.height()) {
        int i = y * box.width() + x;
        sum += .3f * before[0][i] + .59f * before[1][i] + .11f * before[2][i];
        n++;
      }
    }
    float bright = n == 0 ? 150 : sum / n;
    // dark skin is dark in bright light, and its teeth are not
    return Math.max(.6f, Math.min(.35f + .5f * bright / 200, .9f));
  }
}
