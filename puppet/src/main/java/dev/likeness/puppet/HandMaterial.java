package dev.likeness.puppet;

/** The skin of a hand; texture u above ½ is nail, v is knuckle. */
final class HandMaterial implements Material {
  private final float[] tone;
  private final float red;
  private final float age;
  private final float[] t = new float[SkinMap.CHANNELS];

  HandMaterial(Complexion skin) {
    tone = Tone.linear(skin.tone());
    red = (float) (.3 + .4 * skin.flush());
    age = (float) skin.lines();
  }

  @Override
  public void shade(Point p, Lamps l) {
    float n = Noise.fractal(p.x * 1.1f, p.y * 1.1f, p.z * 1.1f, 3, 41);
    float fine = Noise.value(p.x * 5, p.y * 9, p.z * 5, 43);
    float k = 1 + .06f * n + .025f * fine * (1 + 2 * age);
    float knuckle = Math.min(1, p.v) * red;
    float crease =
        1 - .10f * Math.min(1, p.v) * (.5f + .5f * Noise.value(p.x * 2, p.y * 8, p.z, 47));
    k *= .90f;
    t[0] = tone[0] * k * crease * (1 + .02f * knuckle);
    t[1] = tone[1] * k * crease * (1 - .22f * knuckle);
    t[2] = tone[2] * k * crease * (1 - .24f * knuckle);
    float nail = Sculptor.step(.42f, .62f, p.u);
    float rim = nail * Sculptor.step(.75f, .5f, p.u);
    t[0] += nail * (.62f * tone[0] + .17f - t[0]) - .10f * rim * tone[0];
    t[1] += nail * (.62f * tone[1] + .09f - t[1]) - .10f * rim * tone[1];
    t[2] += nail * (.62f * tone[2] + .08f - t[2]) - .10f * rim * tone[2];
    t[SkinMap.GLOSS] = .28f + .4f * nail;
    SkinMaterial.layered(p, l, t, p.nx, p.ny, p.nz);
  }
}
