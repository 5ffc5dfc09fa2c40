package dev.likeness.puppet;

/** What is wet and red or white inside the mouth; texture v above .7 on teeth is gum. */
enum MouthMaterial implements Material {
  TEETH {
    @Override
    public void shade(Point p, Lamps l) {
      float in = p.u - (float) Math.floor(p.u);
      float gap = Math.min(in, 1 - in);
      float edge = Math.abs(p.u - 6);
      float within = p.nx * p.vx + p.ny * p.vy + p.nz * p.vz < 0 ? .3f : 1;
      p.open *= within;
      float line = .62f + .38f * Sculptor.step(.0f, .09f, gap);
      float scallop = .70f - .09f * (1 - 4 * (in - .5f) * (in - .5f)) + .045f;
      float gum = Sculptor.step(scallop - .02f, scallop + .03f, p.v);
      float canine = edge > 2 && edge < 3 ? .94f : 1;
      float yellow = .10f * Sculptor.step(0, .7f, p.v) + .02f * edge;
      float r = .80f * canine * line;
      float g = (.755f - .3f * yellow) * canine * line;
      float b = (.66f - .8f * yellow) * canine * line;
      r += gum * (.56f - r);
      g += gum * (.20f - g);
      b += gum * (.19f - b);
      wet(p, l, r, g, b, .55f);
    }
  },
  TONGUE {
    @Override
    public void shade(Point p, Lamps l) {
      float n = Noise.fractal(p.x * 9, p.y * 9, p.z * 9, 2, 77);
      wet(p, l, .50f + .05f * n, .17f + .02f * n, .16f + .02f * n, .25f);
    }
  },
  /** The cheeks from within. */
  LINING {
    @Override
    public void shade(Point p, Lamps l) {
      p.set(.020f, .006f, .006f);
    }
  },
  DARK {
    @Override
    public void shade(Point p, Lamps l) {
      wet(p, l, .30f, .075f, .075f, .1f);
    }
  };

  static void wet(Point p, Lamps l, float r, float g, float b, float shine) {
    if (p.nx * p.vx + p.ny * p.vy + p.nz * p.vz < 0) {
      p.nx = -p.nx;
      p.ny = -p.ny;
      p.nz = -p.nz;
    }
    float up = .5f + .5f * p.ny;
    float lr = l.ground[0] + up * (l.sky[0] - l.ground[0]);
    float lg = l.ground[1] + up * (l.sky[1] - l.ground[1]);
    float lb = l.ground[2] + up * (l.sky[2] - l.ground[2]);
    float spec = 0;
    for (int i = 0; i < l.towards.length; i++) {
      float[] d = l.towards[i];
      float w = (p.nx * d[0] + p.ny * d[1] + p.nz * d[2] + .5f) / 1.5f;
      if (w <= 0) {
        continue;
      }
      float k = i == 0 ? .35f + .65f * l.keyAt(p.x, p.y, p.z, .25f) : 1;
      w *= k;
      lr += w * l.colour[i][0];
      lg += w * l.colour[i][1];
      lb += w * l.colour[i][2];
      float hx = d[0] + p.vx;
      float hy = d[1] + p.vy;
      float hz = d[2] + p.vz;
      float h =
          (p.nx * hx + p.ny * hy + p.nz * hz) / (float) Math.sqrt(hx * hx + hy * hy + hz * hz);
      if (h > 0) {
        float h2 = h * h;
        float h4 = h2 * h2;
        float h16 = h4 * h4 * h4 * h4;
        spec += k * h16 * h16 * shine * l.colour[i][1] * (i == 2 ? 0 : 1);
      }
    }
    float o = p.open;
    p.set(o * (r * lr + spec), o * (g * lg + spec), o * (b * lb + spec));
  }
}
