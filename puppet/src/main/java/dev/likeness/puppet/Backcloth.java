package dev.likeness.puppet;

/** The backdrops: paper with falling light, or a place far out of focus made of soft discs. */
final class Backcloth {
  /** A disc of light or shade: place and radius in picture heights, colour, strength. */
  private record Disc(float x, float y, float r, float[] colour, float amount) {}

  private static final int STEP = 4;

  private final int width;
  private final int height;
  private final float[] high;
  private final float[] low;
  private final float glow;
  private final Disc[] discs;
  private final int seed;
  private final int columns;
  private final float[] cells;

  Backcloth(Backdrop b, int width, int height) {
    this.width = width;
    this.height = height;
    seed = b.ordinal() * 977 + 13;
    high = Tone.linear(top(b));
    low = Tone.linear(bottom(b));
    glow = b == Backdrop.PAPER ? .12f : .55f;
    discs =
        switch (b) {
          case SLATE, SAND, SAGE, NIGHT, PAPER -> new Disc[0];
          case CITY -> discs(34, .03f, .075f, .30f, 0xFFB35C, 0xFF7A3C, 0x8FB8FF, 0xFFE2A8);
          case GARDEN -> discs(60, .05f, .15f, .16f, 0x86A24A, 0xC9D77A, 0x3E5A2C, 0xEAF2B8);
          case ROOM -> room();
        };
    columns = width / STEP + 2;
    cells = grid();
  }

  private static int top(Backdrop b) {
    return switch (b) {
      case SLATE -> 0x8C9AA8;
      case SAND -> 0xC8B79C;
      case SAGE -> 0x8FA08A;
      case NIGHT -> 0x2A2D33;
      case PAPER -> 0xE9E8E6;
      case CITY -> 0x2E3850;
      case GARDEN -> 0x6C8750;
      case ROOM -> 0xB9AB98;
    };
  }

  private static int bottom(Backdrop b) {
    return switch (b) {
      case SLATE -> 0x4E5A68;
      case SAND -> 0x8A7860;
      case SAGE -> 0x52634F;
      case NIGHT -> 0x121316;
      case PAPER -> 0xD2D0CC;
      case CITY -> 0x1C1A22;
      case GARDEN -> 0x38502C;
      case ROOM -> 0x7D6C58;
    };
  }

  private Disc[] discs(int n, float least, float most, float amount, int... colours) {
    Disc[] out = new Disc[n];
    for (int i = 0; i < n; i++) {
      float x = (float) Noise.unit(seed, i, 1) * 1.6f - .3f;
      float y = (float) Noise.unit(seed, i, 2);
      float r = least + (most - least) * (float) Noise.unit(seed, i, 3);
      float[] c = Tone.linear(colours[(int) (Noise.unit(seed, i, 4) * colours.length)]);
      out[i] = new Disc(x, y, r, c, amount * (.4f + .9f * (float) Noise.unit(seed, i, 5)));
    }
    return out;
  }

  private static Disc[] room() {
    float[] day = Tone.linear(0xF6F4EA);
    float[] wood = Tone.linear(0x5A4030);
    float[] plant = Tone.linear(0x4C6240);
    return new Disc[] {
      new Disc(.02f, .30f, .24f, day, .75f),
      new Disc(.02f, .55f, .22f, day, .6f),
      new Disc(.98f, .30f, .17f, wood, .45f),
      new Disc(.98f, .62f, .22f, wood, .5f),
      new Disc(.80f, .86f, .20f, plant, .55f),
      new Disc(.90f, .18f, .07f, Tone.linear(0xE0A050), .5f)
    };
  }

  /** Works the backdrop out on a grid of every fourth pixel; it is soft enough for that. */
  private float[] grid() {
    float[] out = new float[3 * columns * (height / STEP + 2)];
    float[] c = new float[3];
    for (int j = 0; j < height / STEP + 2; j++) {
      for (int i = 0; i < columns; i++) {
        light((float) i * STEP / height + .5f - .5f * width / height, (float) j * STEP / height, c);
        System.arraycopy(c, 0, out, 3 * (j * columns + i), 3);
      }
    }
    return out;
  }

  /** The light at a pixel, into {@code out}. */
  void at(int px, int py, float[] out) {
    int i = px / STEP;
    int j = py / STEP;
    float fx = (px - i * STEP + .5f) / STEP;
    float fy = (py - j * STEP + .5f) / STEP;
    int a = 3 * (j * columns + i);
    int b = a + 3 * columns;
    float dither = 1 + .006f * (Noise.dither(px, py) - .5f);
    for (int c = 0; c < 3; c++) {
      float top = cells[a + c] + fx * (cells[a + 3 + c] - cells[a + c]);
      float low = cells[b + c] + fx * (cells[b + 3 + c] - cells[b + c]);
      out[c] = (top + fy * (low - top)) * dither;
    }
  }

  private void light(float x, float y, float[] out) {
    float t = Sculptor.step(.05f, 1.0f, y);
    float dx = x - .42f;
    float dy = y - .38f;
    float halo = 1 - glow * .55f * Math.min(1, (dx * dx + dy * dy) * 2.4f);
    float grain = 1 + .018f * Noise.value(x * 7, y * 7, 0, seed);
    for (int c = 0; c < 3; c++) {
      out[c] = (high[c] + t * (low[c] - high[c])) * halo * grain;
    }
    for (Disc d : discs) {
      float ex = x - d.x;
      float ey = y - d.y;
      float r = (float) Math.sqrt(ex * ex + ey * ey) / d.r;
      float soft = d.r > .16f ? .55f : .22f;
      if (r < 1 + soft) {
        float k = d.amount * Sculptor.step(1 + soft, 1 - soft, r);
        for (int c = 0; c < 3; c++) {
          out[c] += k * (d.colour[c] - out[c]);
        }
      }
    }
  }
}
