package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.MouthShape;

/**
 * What is seen between parted lips of a face whose picture shows them closed: the dark of the
 * mouth, tongue, lower teeth that move with the jaw and upper teeth that stay with the head ({@link
 * ToothRow}), in the light of eyes and skin ({@link MouthLight}) and the shadow of the lips. What
 * the picture itself shows between its lips is kept, and its teeth lend the others their colour.
 * Mixed in linear light, in the head's own frame, so it stands still while lips move over it. Not
 * thread-safe.
 */
final class InnerMouth {
  /** Colours against a tooth in full light, linear. */
  private static final float[] GUM = {.62f, .23f, .22f};

  /** How far the jaw drops at the front teeth for a fully open mouth, canonical units. */
  static final float DROP = 2.3f;

  /** So far below where shut lips meet lower teeth begin, the jaw shut. */
  static final float LOWER_END = .12f;

  /** How much of the upper teeth lips hide that are rounded, and show again that are raised. */
  private static final float ROUNDED = 1.1f;

  private static final float RAISED = 1.5f;

  /** So much darker it is behind rounded lips. */
  private static final float DEEP = .4f;

  /** Lips so many times as far apart as in the picture show little of what is seen there. */
  private static final float BEYOND = 1.5f;

  private static final float FAR_BEYOND = 2.5f;

  /** Added to the picture's gap, or a slit would be left behind at once; canonical units. */
  private static final float SLIT = .25f;

  /** What lies in the shade of lips gets its light from them: so much less green and blue. */
  private static final float[] REDDENED = {0, .14f, .2f};

  /** How bright each upper tooth is, from the middle: canines are darker and warmer. */
  private static final float[] TONE = {1, .97f, .87f, .88f, .84f, .8f, .78f};

  /** How bright lower teeth are against upper ones. */
  private static final float LOWER = .76f;

  private final MeshAreas areas;
  private final ToothRow upper = ToothRow.upper();
  private final ToothRow lower = ToothRow.lower();
  private final float[] rgb = new float[3];
  private final float[] light = new float[3];
  private final MouthFlesh flesh = new MouthFlesh();
  private float fromLeft;

  /** How far the lips' edges are from the place that is drawn, canonical units. */
  private float up;

  private float down;

  InnerMouth(MeshAreas areas) {
    this.areas = areas;
  }

  /**
   * How it is to look.
   *
   * @param hidden how far the upper lip hides the upper teeth, 0 as usual
   * @param focus how soft the picture is, see {@link Focus}
   */
  record Look(MouthShape shape, float hidden, float focus) {}

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
      Look look,
      Box box,
      float[][] before,
      float[][] planes) {
    float[] line = Rings.rounded(Rings.outline(moved, areas.mouth, box.x(), box.y()));
    Box b = Rings.bounds(line, 1).intersect(new Box(0, 0, box.width(), box.height()));
    if (b.isEmpty()) {
      return;
    }
    MouthLight lit = new MouthLight(base, areas, box, before);
    float rounded = rounded(look.shape);
    float hidden = Math.max(look.hidden, rounded);
    MouthPlace at = new MouthPlace(base, still, moved, look.shape, hidden, rounded, lit.teeth, box);
    float soft = 1.2f * look.focus / at.unit;
    float crisp = 1 - .75f * Rings.smooth(.05f, .25f, soft);
    upper.place(at.axes, at.upperEnd, .2f, crisp);
    lower.place(at.axes, at.lowerEnd, .42f + .25f * at.drop, crisp);
    light(lit, at.gap, 1 - DEEP * rounded);
    flesh.lip(lit);
    ShownMouth shown =
        new ShownMouth(Rings.outline(still, areas.mouth, box.x(), box.y()), at.shownGap, at.unit);
    int dx = Math.round((still.x(13) + still.x(14) - base.x(13) - base.x(14)) / 2);
    int dy = Math.round((still.y(13) + still.y(14) - base.y(13) - base.y(14)) / 2);
    float unit = at.unit;
    float edge = look.focus / Focus.CRISP;
    // teeth behind a slit are in the lips' shade, whatever the picture shows of them
    float own = at.own * Rings.smooth(.1f, .28f, at.gap);
    own *= 1 - Rings.smooth(BEYOND, FAR_BEYOND, at.gap / (at.shownGap + SLIT));
    for (int y = b.y(); y < b.bottom(); y++) {
      for (int x = b.x(); x < b.right(); x++) {
        float in = Rings.inside(line, x + .5f, y + .5f);
        float alpha = Rings.smooth(-.2f * edge, 1.1f * edge, in);
        if (alpha <= 0) {
          continue;
        }
        up = ShownMouth.toLip(line, true, x + .5f, y + .5f) / unit;
        down = ShownMouth.toLip(line, false, x + .5f, y + .5f) / unit;
        colour(at, x + .5f - at.cx, y + .5f - at.cy, in / unit, soft);
        int i = y * box.width() + x;
        float kept = own == 0 ? 0 : own * shown.at(x + .5f, y + .5f);
        int from = kept == 0 ? i : shown.from(dx, dy, box);
        for (int c = 0; c < 3; c++) {
          float v = srgb(rgb[c]);
          v += kept * (before[c][from] - v);
          planes[c][i] += alpha * (v - planes[c][i]);
        }
      }
    }
  }

  /** How far lips that are rounded, and not raised as in sh, hide the upper teeth. */
  private static float rounded(MouthShape s) {
    return Math.max(0, Math.min(ROUNDED * s.pucker() - RAISED * s.upper(), 1));
  }

  private void light(MouthLight m, float gap, float share) {
    fromLeft = Math.max(-.4f, Math.min(m.fromLeft, .4f));
    // little light comes through a narrow gap
    float in =
        share * (.74f + .34f * Rings.smooth(.03f, .5f, gap) + .14f * Rings.smooth(.6f, 1.3f, gap));
    for (int c = 0; c < 3; c++) {
      light[c] = in * m.tooth[c];
    }
  }

  /**
   * @param soft how softly edges are drawn, canonical units
   */
  private void colour(MouthPlace at, float px, float py, float in, float soft) {
    ToothRow.Axes a = at.axes;
    float cross = a.rx() * a.dy() - a.ry() * a.dx();
    float u = (px * a.dy() - py * a.dx()) / cross;
    float v = (py * a.rx() - px * a.ry()) / cross;
    flesh.behind(at, u, v, rgb);
    teeth(at, px, py, lower, false, soft, LOWER);
    flesh.tip(at, u, v, soft, rgb);
    flesh.rim(at, u, down, rgb);
    teeth(at, px, py, upper, true, soft, 1);
    // lips shade what is close behind them, the upper one more and further
    float shade = .5f + .5f * Rings.smooth(-.03f, .26f, up);
    shade *= .75f + .25f * Rings.smooth(0, .14f, in);
    float corner = at.half - Math.abs(u);
    shade *= .22f + .78f * Rings.smooth(-.05f, 1.05f, corner);
    for (int c = 0; c < 3; c++) {
      rgb[c] *= shade * (1 - REDDENED[c] * (1 - shade)) * light[c];
    }
  }

  /** A row of teeth and the gum that holds them. */
  private void teeth(
      MouthPlace at, float px, float py, ToothRow row, boolean top, float soft, float bright) {
    if (!row.at(px, py)) {
      return;
    }
    float bow = .5f * at.bow * row.away / 1.2f;
    // from the edge towards the gum
    float d = (top ? -row.below : row.below) - row.shorter() + (top ? -bow : bow);
    if (top) {
      under(d);
    }
    float there = Rings.smooth(-soft, soft, d);
    if (there <= 0) {
      return;
    }
    float gum = top ? Math.min(row.gum(), at.crown) : row.gum();
    float high = d / row.tall();
    float tilt = (top ? 1 : -1) * (.75f * high - .42f);
    float ny = -tilt;
    float nz = row.front * (1 - .5f * tilt * tilt);
    float lx = -.9f * fromLeft;
    float face = row.right * lx + ny * -.42f + nz * .88f;
    float lit = .3f + .72f * Math.max(0, face);
    lit *= bright * TONE[row.which] * (float) Math.exp(-.34f * row.away);
    // where the edge is thin, light goes through
    lit *= 1 - .13f * (1 - Rings.smooth(0, .16f, d));
    float line = Math.max(.035f, 1.2f * soft);
    float crack = (1 - Rings.smooth(0, line, row.border)) * .035f / line;
    // neighbours touch but near their edges
    lit *= 1 - crack * (.12f + .33f * (1 - Rings.smooth(.1f, .45f, d)));
    float wet = shine(row.right, ny, nz, lx);
    float warm = .06f * Rings.smooth(.35f, 1, high) + .05f * Math.min(1, row.away);
    warm += .2f * (1 - TONE[row.which]) + .2f * crack + (top ? 0 : .04f);
    for (int c = 0; c < 3; c++) {
      // as much less blue than green as green than red, or they would be greenish
      float tooth = lit * (1 - .8f * warm * c) + .3f * wet * bright;
      rgb[c] += there * (tooth - rgb[c]);
    }
    float flesh = Rings.smooth(gum - soft - .02f, gum + soft + .02f, d);
    if (flesh > 0) {
      MouthFlesh.mix(
          rgb,
          GUM,
          bright * (float) Math.exp(-.34f * row.away) * (1 - .25f * (high - 1)),
          flesh * there);
    }
  }

  /** What is behind the upper teeth and next to their edge lies in their shade. */
  private void under(float d) {
    float shade = .45f * (1 - Rings.smooth(0, .28f, -d));
    for (int c = 0; c < 3; c++) {
      rgb[c] *= 1 - shade;
    }
  }

  /** The light's reflection on a wet tooth: Blinn and Phong's. */
  private static float shine(float nx, float ny, float nz, float lx) {
    float hx = lx;
    float hy = -.42f;
    float hz = 1.88f;
    float n = (float) Math.sqrt((nx * nx + ny * ny + nz * nz) * (hx * hx + hy * hy + hz * hz));
    float cos = Math.max(0, (nx * hx + ny * hy + nz * hz) / n);
    float c2 = cos * cos;
    float c8 = c2 * c2 * c2 * c2;
    return c8 * c8 * c8 * c8 * c8;
  }

  private static final float[] SRGB = new float[4097];

  static {
    for (int i = 0; i < SRGB.length; i++) {
      double v = i / 4096.0;
      SRGB[i] = (float) (255 * (v <= .0031308 ? 12.92 * v : 1.055 * Math.pow(v, 1 / 2.4) - .055));
    }
  }

  private static float srgb(float linear) {
    float v = 4096 * Math.max(0, Math.min(linear, 1));
    int i = Math.min((int) v, 4095);
    return SRGB[i] + (v - i) * (SRGB[i + 1] - SRGB[i]);
  }
}
