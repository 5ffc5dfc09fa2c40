package dev.likeness.puppet;

import org.jspecify.annotations.Nullable;

/**
 * Skin: light that sinks in and comes out again softens and reddens the edge of shade (wrapped
 * diffuse light, more in red), two lobes of gloss with Fresnel's rise, and a bloom at grazing
 * angles from fine down. One instance a frame and thread.
 */
final class SkinMaterial implements Material {
  private final SkinMap map;
  private final int level;
  private @Nullable Bump bump;
  private final float[] t = new float[SkinMap.CHANNELS];

  SkinMaterial(SkinMap map, int level) {
    this.map = map;
    this.level = level;
  }

  /** Names the surface whose triangles carry the texture. */
  void on(Surface s) {
    bump = new Bump(s);
  }

  @Override
  public void shade(Point p, Lamps l) {
    map.sample(level, p.u, p.v, t);
    t[0] *= .35f + .65f * p.fold;
    t[1] *= p.fold;
    t[2] *= p.fold;
    float sx = p.nx;
    float sy = p.ny;
    float sz = p.nz;
    if (bump != null) {
      bump.tilt(p, t[SkinMap.SLOPE_U], t[SkinMap.SLOPE_V]);
    }
    layered(p, l, t, sx, sy, sz);
  }

  /** Shades with a sampled texel; (sx, sy, sz) is the normal without fine relief. */
  static void layered(Point p, Lamps l, float[] t, float sx, float sy, float sz) {
    float gloss = t[SkinMap.GLOSS];
    float wet = t[SkinMap.WET];
    float open = p.open;
    float openRed = open * (1.28f - .28f * open);
    float up = .5f + .5f * p.ny;
    float r = openRed * (l.ground[0] + up * (l.sky[0] - l.ground[0]));
    float g = open * (l.ground[1] + up * (l.sky[1] - l.ground[1]));
    float b = open * (l.ground[2] + up * (l.sky[2] - l.ground[2]));
    float ndv = Math.max(.02f, p.nx * p.vx + p.ny * p.vy + p.nz * p.vz);
    float sr = 0;
    float sg = 0;
    float sb = 0;
    for (int i = 0; i < l.towards.length; i++) {
      float[] d = l.towards[i];
      float[] c = l.colour[i];
      float smooth = sx * d[0] + sy * d[1] + sz * d[2];
      float sharp = p.nx * d[0] + p.ny * d[1] + p.nz * d[2];
      float soft = .25f * l.soft[i];
      float lit = 1;
      float litRed = 1;
      if (i == 0) {
        lit = smooth > -.35f ? l.keyAt(p.x + .25f * sx, p.y + .25f * sy, p.z + .25f * sz, .12f) : 0;
        litRed = lit + .14f * lit * (1 - lit);
      } else {
        lit = .1f + .9f * open;
        litRed = lit;
      }
      float red = wrap(.55f * smooth + .45f * sharp, .24f + soft) * litRed;
      float green = wrap(.15f * smooth + .85f * sharp, .11f + soft) * lit;
      float blue = wrap(sharp, .07f + soft) * lit;
      r += red * c[0];
      g += green * c[1];
      b += blue * c[2];
      if (sharp > 0) {
        float hx = d[0] + p.vx;
        float hy = d[1] + p.vy;
        float hz = d[2] + p.vz;
        float hl = 1 / (float) Math.sqrt(hx * hx + hy * hy + hz * hz);
        float ndh = Math.max(0, p.nx * hx + p.ny * hy + p.nz * hz) * hl;
        float vdh = Math.max(0, p.vx * hx + p.vy * hy + p.vz * hz) * hl;
        float q = 1 - vdh;
        float f = .030f + .97f * q * q * q * q * q;
        float n2 = ndh * ndh;
        float n4 = n2 * n2;
        float n8 = n4 * n4;
        float n16 = n8 * n8;
        float broad = n8 * n4 * 1.7f;
        float tight = n16 * n16 * n8 * 5.2f;
        float spec = f * gloss * (broad + tight * (.5f + gloss)) * lit * (.4f + .6f * open);
        if (wet > 0) {
          spec += f * wet * n16 * n16 * n16 * n16 * 26 * lit;
        }
        spec *= Math.min(1, 3 * sharp);
        sr += spec * c[0];
        sg += spec * c[1];
        sb += spec * c[2];
      }
    }
    float graze = 1 - ndv;
    float bloom = .10f * graze * graze * graze * open;
    p.set(
        t[0] * r + sr + bloom * (.5f * t[0] + .05f) * r,
        t[1] * g + sg + bloom * (.5f * t[1] + .05f) * g,
        t[2] * b + sb + bloom * (.5f * t[2] + .05f) * b);
  }

  private static float wrap(float ndl, float w) {
    float v = (ndl + w) / (1 + w);
    if (v <= 0) {
      return 0;
    }
    return v * (1 + .35f * w * (v - 1)) * .86f;
  }
}
