package dev.likeness.puppet;

/** Acetate or lacquered metal: its colour, and a clear coat that mirrors lamps and surround. */
final class EyewearMaterial implements Material {
  private final float[] colour;

  EyewearMaterial(Glasses glasses) {
    colour = Tone.linear(glasses.colour());
  }

  @Override
  public void shade(Point p, Lamps l) {
    MouthMaterial.wet(p, l, colour[0] + .01f, colour[1] + .01f, colour[2] + .01f, .8f);
    float graze = 1 - Math.max(0, p.nx * p.vx + p.ny * p.vy + p.nz * p.vz);
    float mirror = .03f + .5f * graze * graze * graze * graze;
    float up = .5f + .5f * p.ny;
    p.red += mirror * (l.ground[0] + up * (l.sky[0] - l.ground[0])) * 1.2f;
    p.green += mirror * (l.ground[1] + up * (l.sky[1] - l.ground[1])) * 1.2f;
    p.blue += mirror * (l.ground[2] + up * (l.sky[2] - l.ground[2])) * 1.2f;
  }

  /** What a lens adds: a faint sky and a slanted streak of the key light. */
  static void lens(Point p, Lamps l) {
    float graze = 1 - Math.abs(p.nx * p.vx + p.ny * p.vy + p.nz * p.vz);
    float mirror = .035f + .6f * graze * graze * graze * graze * graze;
    float sky = Sculptor.step(-2, 2, p.v + .4f * p.u);
    float band = p.u * .8f + p.v;
    float streak = Sculptor.step(.35f, .75f, band) * Sculptor.step(1.6f, 1.2f, band);
    for (int c = 0; c < 3; c++) {
      float add = mirror * (1.1f * sky * l.sky[c] + .5f * streak * l.colour[0][c]);
      if (c == 0) {
        p.red = add;
      } else if (c == 1) {
        p.green = add;
      } else {
        p.blue = add;
      }
    }
  }
}
