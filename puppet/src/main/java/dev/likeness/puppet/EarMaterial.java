package dev.likeness.puppet;

/** The skin of the ears: thin, so redder, and aglow when lit from behind. */
final class EarMaterial implements Material {
  private final float[] tone;
  private final float red;
  private final float[] t = new float[SkinMap.CHANNELS];

  EarMaterial(Complexion skin) {
    tone = Tone.linear(skin.tone());
    red = (float) (.35 + .5 * skin.flush());
    t[SkinMap.GLOSS] = (float) (.2 + .2 * skin.shine());
  }

  @Override
  public void shade(Point p, Lamps l) {
    if (p.nx * p.vx + p.ny * p.vy + p.nz * p.vz < 0) {
      p.nx = -p.nx;
      p.ny = -p.ny;
      p.nz = -p.nz;
    }
    float n = 1 + .08f * Noise.value(p.u * 3, p.v * 3, 1, 5);
    t[0] = tone[0] * n * (1 + .02f * red);
    t[1] = tone[1] * n * (1 - .26f * red);
    t[2] = tone[2] * n * (1 - .28f * red);
    SkinMaterial.layered(p, l, t, p.nx, p.ny, p.nz);
    for (int i = 0; i < l.towards.length; i++) {
      float[] d = l.towards[i];
      float through = -(p.nx * d[0] + p.ny * d[1] + p.nz * d[2]);
      if (through > 0) {
        float k = .22f * through * p.open;
        p.red += k * tone[0] * l.colour[i][0];
        p.green += k * .25f * tone[1] * l.colour[i][1];
        p.blue += k * .16f * tone[2] * l.colour[i][2];
      }
    }
  }
}
