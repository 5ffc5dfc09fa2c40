package dev.likeness.puppet;

/** What a person's skin looks like at each point of the canonical face and head. */
final class SkinPainter {
  private final Complexion skin;
  private final float[] tone;
  private final float[] lip;
  private final float[] hair;
  private final float[] brow;
  private final float darkness;
  private final int seed;
  private final Wrinkles wrinkles;
  private final Identity person;
  private final float[] c = new float[3];

  SkinPainter(Identity person) {
    this.person = person;
    skin = person.skin();
    tone = Tone.linear(skin.tone());
    lip = Tone.linear(skin.lips());
    hair = Tone.linear(person.hair().colour());
    brow = Tone.linear(person.brows().colour());
    float luma = .3f * tone[0] + .6f * tone[1] + .1f * tone[2];
    darkness = 1 - Math.min(1, luma / .5f);
    seed = (int) (person.seed().value() * 7919);
    wrinkles = new Wrinkles(skin.lines(), seed);
  }

  private static float bell(
      float x, float y, float z, float cx, float cy, float cz, float rx, float ry, float rz) {
    float ax = (Math.abs(x) - cx) / rx;
    float ay = (y - cy) / ry;
    float az = (z - cz) / rz;
    return (float) Math.exp(-(ax * ax + ay * ay + az * az));
  }

  /**
   * Paints one texel.
   *
   * @return its height, centimetres above the smooth form
   */
  float paint(float x, float y, float z, float lips, float rims, float inside, float[] out, int o) {
    float broad = Noise.fractal(x * .45f, y * .45f, z * .45f, 3, seed);
    float mid = Noise.fractal(x * 1.7f, y * 1.7f, z * 1.7f, 3, seed + 5);
    float fine = Noise.fractal(x * 6.5f, y * 6.5f, z * 6.5f, 2, seed + 11);
    for (int k = 0; k < 3; k++) {
      c[k] = tone[k] * (1 + .065f * broad + (.05f + .03f * darkness) * mid + .035f * fine);
    }
    regions(x, y, z, mid);
    wrinkles.at(x, y, z);
    float pore = (float) skin.pores() * (.35f + bell(x, y, z, 1.6f, -.6f, 6, 3.2f, 2.4f, 3));
    float front = Sculptor.step(-3.2f, -1.6f, z) * Sculptor.step(-10.2f, -8.8f, y);
    front *= Sculptor.step(8.8f, 6.8f, y + .25f * Math.max(0, Math.abs(x) - 4));
    float height = front * ((.006f + .012f * pore) * fine + .008f * mid);
    height -= .8f * wrinkles.depth;
    height -= .035f * bell(x, y, z, 0, -2.75f, 6, .17f, .55f, 1);
    height += .016f * bell(x, y, z, .34f, -2.75f, 6, .15f, .55f, 1);
    darken(Math.min(.55f, wrinkles.dark));
    marks(x, y, z);
    whiskers(x, y, z, fine);
    scalp(x, y, z);
    browTint(x, y, z);
    float gloss = gloss(x, y, z) * (1 + front * (.30f * mid + .20f * fine));
    height += lipSkin(x, y, lips, inside, o, mid, fine);
    float onLip = Sculptor.step(.40f, .58f, lips + .03f * fine + .02f * mid);
    gloss += onLip * (.55f + .35f * (float) skin.makeup() - gloss);
    float rim = Sculptor.step(.55f, .85f, rims);
    lidSkin(x, y, z, rims, rim);
    gloss += rim * (.9f - gloss);
    float wet = Math.max(rim, onLip * .2f * Sculptor.step(.15f, .5f, inside));
    for (int k = 0; k < 3; k++) {
      out[o + k] = Math.max(.002f, c[k]);
    }
    out[o + SkinMap.GLOSS] = gloss;
    out[o + SkinMap.WET] = wet;
    return height;
  }

  /** Redder, yellower and darker parts. */
  private void regions(float x, float y, float z, float mid) {
    float flush = (float) skin.flush() * (1 - .75f * darkness);
    float red =
        1.0f * bell(x, y, z, 4.3f, -.7f, 4, 1.9f, 1.6f, 3)
            + .75f * bell(x, y, z, 0, -.9f, 7.3f, 1.5f, 1.2f, 2)
            + .35f * bell(x, y, z, 0, -7.6f, 5, 1.6f, 1.2f, 2)
            + .35f * bell(x, y, z, 1.2f, -2.0f, 5.6f, .9f, .7f, 1.5f)
            + .25f * bell(x, y, z, 3.2f, 3.4f, 4, 1.8f, .8f, 2);
    red = (.25f + flush) * red * (1 + .6f * mid);
    tint(red, 1.03f, .78f, .74f);
    float yellow = bell(x, y, z, 0, 6.8f, 4.8f, 5, 2.2f, 4);
    tint(.5f * yellow, 1.02f, 1.0f, .92f);
    float socket =
        bell(x, y, z, 2.4f, 1.75f, 4.0f, 1.0f, .62f, 1.5f)
            + .7f * bell(x, y, z, 3.2f, 3.1f, 4.1f, 1.7f, .6f, 1.6f);
    float tired = .35f + .5f * (float) skin.lines() + .3f * darkness;
    tint(tired * socket, .86f, .76f, .77f);
    float mouth = bell(x, y, z, 0, -4.4f, 5.4f, 3.4f, 1.5f, 2.2f);
    tint((.18f + .35f * darkness) * mouth, .90f, .84f, .82f);
    float side = Sculptor.step(4.8f, 7.6f, Math.abs(x));
    tint(.5f * side * darkness, .90f, .87f, .86f);
    float high =
        bell(x, y, z, 4.6f, .4f, 3.6f, 1.4f, 1.0f, 2) + bell(x, y, z, 0, 2, 6.4f, .7f, 2.4f, 2);
    tint(.35f * high * darkness, 1.18f, 1.14f, 1.10f);
    float hollow = bell(x, y, z, 5.6f, -2.4f, 2.2f, 1.5f, 1.9f, 2.4f);
    tint(.55f * hollow, .90f, .85f, .83f);
    float flank = bell(x, y, z, 1.25f, .8f, 5.3f, .42f, 2.0f, 1.2f);
    tint(.6f * flank, .90f, .83f, .82f);
    float inner = bell(x, y, z, 1.35f, 3.3f, 4.6f, .6f, .8f, 1);
    tint(.7f * inner, .85f, .77f, .76f);
    float brow = bell(x, y, z, 3.0f, 6.2f, 4.8f, 2.6f, .8f, 2);
    tint(.3f * brow, 1.05f, 1.04f, 1.03f);
    float chinFold = bell(x, y, z, 0, -6.4f, 5.4f, 1.6f, .38f, 1);
    tint(.45f * chinFold, .88f, .80f, .79f);
    float neck = Sculptor.step(-9.2f, -11.5f, y);
    tint(.5f * neck, .95f, .90f, .89f);
    float nostril = bell(x, y, z, .70f, -1.72f, 5.80f, .40f, .25f, .42f);
    darken(Math.min(.93f, 1.25f * nostril));
  }

  private void tint(float amount, float r, float g, float b) {
    c[0] *= 1 + amount * (r - 1);
    c[1] *= 1 + amount * (g - 1);
    c[2] *= 1 + amount * (b - 1);
  }

  /** As a shadow on skin does: green and blue go first. */
  private void darken(float amount) {
    c[0] *= 1 - .80f * amount;
    c[1] *= 1 - .97f * amount;
    c[2] *= 1 - amount;
  }

  private float gloss(float x, float y, float z) {
    float zone =
        .30f
            + .35f * bell(x, y, z, 0, 6.6f, 5, 3.4f, 1.8f, 3)
            + .45f * bell(x, y, z, 0, .5f, 6.8f, 1.1f, 2.6f, 2.5f)
            + .30f * bell(x, y, z, 4.6f, .6f, 3.6f, 1.5f, 1.1f, 2)
            + .20f * bell(x, y, z, 0, -7.9f, 5.2f, 1.5f, 1.1f, 2)
            + .25f * bell(x, y, z, 3.2f, 3.2f, 4.1f, 1.4f, .5f, 2);
    return (float) (zone * (.45 + .55 * skin.shine()));
  }

  /** Freckles, age spots, moles. */
  private void marks(float x, float y, float z) {
    if (z < -4 || y < -16) {
      return;
    }
    if (skin.freckles() > 0) {
      float where =
          bell(x, y, z, 2.6f, .2f, 5, 3.4f, 2.2f, 4)
              + .55f * bell(x, y, z, 0, 6.4f, 5, 5, 2, 4)
              + .25f;
      float f = dots(x, y, .30f, (float) skin.freckles() * .62f * where, .055f, 3);
      f += .8f * dots(x + 31, y + 17, .46f, (float) skin.freckles() * .5f * where, .085f, 4);
      tint(Math.min(.8f, f) * (.5f + .3f * (float) skin.freckles()), .72f, .56f, .48f);
    }
    float spots = (float) skin.spots();
    float old = dots(x + 7, y - 5, 1.2f, .24f * spots, .20f, 5);
    tint(.55f * old, .74f, .62f, .55f);
    float mole = dots(x - 40, y + 3, 3.1f, .05f + .15f * spots, .075f, 6);
    tint(.9f * mole, .42f, .30f, .26f);
  }

  /** Soft round dots on a jittered grid. */
  private float dots(float x, float y, float cell, float share, float radius, int salt) {
    int ix = (int) Math.floor(x / cell);
    int iy = (int) Math.floor(y / cell);
    float sum = 0;
    for (int j = iy - 1; j <= iy + 1; j++) {
      for (int i = ix - 1; i <= ix + 1; i++) {
        int id = i * 7919 + j;
        if (Noise.unit(seed, id, salt) >= share) {
          continue;
        }
        float px = (i + (float) Noise.unit(seed, id, salt + 50)) * cell - x;
        float py = (j + (float) Noise.unit(seed, id, salt + 90)) * cell - y;
        float r = radius * (.6f + .8f * (float) Noise.unit(seed, id, salt + 130));
        float d = (px * px + py * py) / (r * r);
        if (d < 4) {
          sum += (float) Math.exp(-d * 1.3f);
        }
      }
    }
    return Math.min(1, sum);
  }

  /** Shaved beard: a bluish shade with dots. */
  private void whiskers(float x, float y, float z, float fine) {
    float beard = Regions.beard(x, y, z);
    float shade = (float) skin.shadow();
    if (person.beard().cut() != Beard.Cut.NONE) {
      beard = Math.max(beard * shade, .8f * Regions.cut(person.beard().cut(), x, y, z));
    } else {
      beard *= shade;
    }
    if (beard <= .01f) {
      return;
    }
    float dot = dots(x * 1.4f, (y + z) * 1.4f, .11f, .85f, .040f, 8);
    float k = beard * (.22f + .10f * fine + .42f * dot);
    float[] to =
        person.beard().cut() == Beard.Cut.NONE ? hair : Tone.linear(person.beard().colour());
    for (int i = 0; i < 3; i++) {
      float grey = .35f * to[i] + .65f * (.24f * c[i] + (i == 2 ? .012f : 0));
      c[i] += Math.min(.75f, k) * (grey - c[i]);
    }
  }

  /** Skin under hair shows its colour. */
  private void scalp(float x, float y, float z) {
    float k = Sculptor.step(.3f, .95f, Regions.scalp(person.hair().style(), x, y, z));
    float cover =
        switch (person.hair().style()) {
          case BALD -> .10f;
          case BUZZ -> .62f;
          default -> .86f;
        };
    float grey = (float) person.hair().grey() * .5f;
    for (int i = 0; i < 3; i++) {
      float h = hair[i] * (1 - grey) + grey * .35f;
      c[i] += k * cover * (.75f * h + .10f * c[i] - c[i]);
    }
  }

  private void browTint(float x, float y, float z) {
    float k = Regions.brow(person.brows(), Math.abs(x), y) * (z > 0 ? 1 : 0);
    k *= .34f * (float) person.brows().density();
    for (int i = 0; i < 3; i++) {
      c[i] += k * (brow[i] - c[i]);
    }
  }

  /** Colours the lips; returns the height of their fine folds. */
  private float lipSkin(float x, float y, float lips, float inside, int o, float mid, float fine) {
    float on = Sculptor.step(.34f, .60f, lips + .035f * fine + .03f * mid);
    float border = Sculptor.step(.12f, .34f, lips) * (1 - on);
    tint(.5f * border * (1 - darkness), 1.06f, 1.05f, 1.04f);
    if (on <= 0) {
      return 0;
    }
    float fold =
        Noise.value(x * 9f, y * 1.2f, 4, seed + 21) + .5f * Noise.value(x * 19f, y * 2, 9, seed);
    float shade = 1 + .10f * mid + .06f * fold;
    float dry = .85f * on * (1 - .25f * (1 - Sculptor.step(.5f, .85f, lips)));
    for (int i = 0; i < 3; i++) {
      c[i] += dry * (lip[i] * shade - c[i]);
    }
    float in = Sculptor.step(.1f, .8f, inside);
    c[0] += in * (.42f - c[0]);
    c[1] += in * (.12f - c[1]);
    c[2] += in * (.12f - c[2]);
    return on * (1 - in) * (.010f * fold + .02f * Math.min(1, on));
  }

  /** Eyelids: lash line, wet rim, the pink corner. */
  private void lidSkin(float x, float y, float z, float rims, float rim) {
    float line = Sculptor.step(.16f, .42f, rims) * (1 - rim);
    boolean upper = y > 2.62f;
    float lash = (float) person.lashes() * (upper ? .75f : .32f) + .25f * (float) skin.makeup();
    darken(Math.min(.8f, line * lash * (upper ? 1.0f : .6f)));
    float shadow = (float) skin.makeup() * bell(x, y, z, 3.3f, 3.15f, 4, 1.5f, .45f, 2);
    tint(.8f * shadow, .70f, .58f, .60f);
    float pink = bell(x, y, z, 1.9f, 2.6f, 3.7f, .28f, .3f, .6f);
    float r = .62f * (1 - .45f * darkness);
    float g = .36f * (1 - .5f * darkness);
    for (int i = 0; i < 3; i++) {
      float to = i == 0 ? r : g - .02f * i - .10f * pink;
      c[i] += rim * (to - c[i]);
    }
  }
}
