package dev.likeness.puppet;

/** Cloth: matt, with a sheen at grazing angles; texture u above 1000 is ribbed knit. */
final class ClothMaterial implements Material {
  private final float[] colour;
  private final float weave;

  ClothMaterial(Wear wear) {
    this(wear, wear.colour());
  }

  ClothMaterial(Wear wear, int rgb) {
    colour = Tone.linear(rgb);
    weave =
        switch (wear.cut()) {
          case SHIRT -> .03f;
          case JACKET -> .10f;
          case CREW_NECK, V_NECK -> .06f;
          case TURTLENECK -> .12f;
        };
  }

  @Override
  public void shade(Point p, Lamps l) {
    float facing = p.nx * p.vx + p.ny * p.vy + p.nz * p.vz;
    if (facing < -.3f) {
      p.nx = -p.nx;
      p.ny = -p.ny;
      p.nz = -p.nz;
      facing = -facing;
      p.open *= .5f;
    }
    float k;
    if (p.u > 900) {
      float rib = (float) Math.sin((p.u - 1000) * 5.2f);
      k = 1 + .13f * rib;
    } else {
      k = 1 + weave * Noise.value(p.x * 9, p.y * 9, p.z * 9, 3);
    }
    k *= 1 + .05f * Noise.fractal(p.x * .3f, p.y * .3f, p.z * .3f, 2, 8);
    float up = .5f + .5f * p.ny;
    float r = p.open * (l.ground[0] + up * (l.sky[0] - l.ground[0]));
    float g = p.open * (l.ground[1] + up * (l.sky[1] - l.ground[1]));
    float b = p.open * (l.ground[2] + up * (l.sky[2] - l.ground[2]));
    for (int i = 0; i < l.towards.length; i++) {
      float[] d = l.towards[i];
      float w = (p.nx * d[0] + p.ny * d[1] + p.nz * d[2] + .18f) / 1.18f;
      if (w > 0) {
        w *= i == 0 ? l.keyAt(p.x, p.y, p.z, .5f) : .4f + .6f * p.open;
        r += w * l.colour[i][0];
        g += w * l.colour[i][1];
        b += w * l.colour[i][2];
      }
    }
    float graze = 1 - Math.max(0, facing);
    float sheen = .10f * graze * graze * graze * p.open;
    p.set(
        (colour[0] * k + sheen * (.4f * colour[0] + .04f)) * r,
        (colour[1] * k + sheen * (.4f * colour[1] + .04f)) * g,
        (colour[2] * k + sheen * (.4f * colour[2] + .04f)) * b);
  }
}
