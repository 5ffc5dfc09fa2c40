package dev.likeness.puppet;

/** Where things grow, on the canonical head: 1 inside, 0 outside, soft between. */
final class Regions {
  private Regions() {}

  /** Whether hair of a style grows at a point of the canonical head. */
  static float scalp(Hair.Style style, float x, float y, float z) {
    float k = all(x, y, z);
    if (style == Hair.Style.WREATH) {
      float ring = Sculptor.step(9.2f, 7.4f, y + .12f * (z + 4)) * Sculptor.step(-.5f, -3f, z);
      return k * ring;
    }
    return k;
  }

  private static float all(float x, float y, float z) {
    float ax = Math.abs(x);
    float front = line(ax, FRONT_X, FRONT_Y);
    float f = Sculptor.step(-.45f, .55f, y - front);
    float side = line(z, SIDE_Z, SIDE_Y);
    float s = Sculptor.step(-.4f, .5f, y - side);
    float burn =
        Sculptor.step(6.8f, 7.15f, ax)
            * Sculptor.step(-1.0f, -1.7f, z)
            * Sculptor.step(-1.2f, .6f, y);
    float back = Sculptor.step(-1.6f, -3.0f, z);
    float k = f * (1 - back) + s * back;
    return Math.max(k, burn * (1 - back) * .9f);
  }

  /** Hairline over the forehead: height by distance from the middle. */
  private static final float[] FRONT_X = {0, 1.8f, 3.4f, 4.9f, 5.9f, 6.6f, 7.1f, 8};

  private static final float[] FRONT_Y = {8.5f, 8.6f, 8.5f, 7.6f, 6.4f, 4.9f, 3.6f, 2.5f};

  /** Around the ear and down to the nape: height by depth. */
  private static final float[] SIDE_Z = {-13.8f, -11.5f, -9, -6.6f, -5.4f, -4.4f, -3, -1.5f};

  private static final float[] SIDE_Y = {-4.2f, -4.0f, -3.2f, -1.8f, 2.6f, 3.4f, 2.8f, 3};

  static float line(float x, float[] xs, float[] ys) {
    if (x <= xs[0]) {
      return ys[0];
    }
    for (int i = 1; i < xs.length; i++) {
      if (x <= xs[i]) {
        return ys[i - 1] + (ys[i] - ys[i - 1]) * (x - xs[i - 1]) / (xs[i] - xs[i - 1]);
      }
    }
    return ys[ys.length - 1];
  }

  private static final float[] BROW_X = {1.0f, 1.6f, 2.4f, 3.3f, 4.2f, 5.0f, 5.75f};
  private static final float[] BROW_Y = {4.42f, 4.55f, 4.73f, 4.85f, 4.75f, 4.44f, 4.0f};
  private static final float[] BROW_ARCH = {-.06f, -.06f, .0f, .12f, .26f, .22f, .04f};
  private static final float[] BROW_HALF = {.34f, .42f, .42f, .38f, .31f, .22f, .08f};

  /** The middle line of a brow: height by distance from the middle of the face. */
  static float browLine(Brows b, float ax) {
    return line(ax, BROW_X, BROW_Y) + (float) b.arch() * line(ax, BROW_X, BROW_ARCH);
  }

  static float browHalf(Brows b, float ax) {
    return line(ax, BROW_X, BROW_HALF) * (.52f + .85f * (float) b.thickness());
  }

  static float brow(Brows b, float ax, float y) {
    if (ax < .7f || ax > 6.1f) {
      return 0;
    }
    float half = browHalf(b, ax);
    float d = Math.abs(y - browLine(b, ax)) / half;
    float ends = Sculptor.step(.85f, 1.5f, ax) * Sculptor.step(6.0f, 5.5f, ax);
    return Sculptor.step(1.25f, .5f, d) * ends;
  }

  /** Where a man's beard grows at all. */
  static float beard(float x, float y, float z) {
    float ax = Math.abs(x);
    float jaw = Sculptor.step(-2.6f + .0f, -5.2f, y - .52f * Math.max(0, ax - 2.8f));
    float cheek = Sculptor.step(6.9f, 7.1f, ax) * Sculptor.step(2.0f, .0f, y);
    float lip = mouthTop(ax, y);
    float neck = Sculptor.step(-12.8f, -11.0f, y) * Sculptor.step(-3.6f, -1.8f, z);
    float mouth = 1 - bell(ax, y, 0, -4.35f, 2.2f, .62f);
    return Math.max(Math.max(jaw, lip), .8f * cheek) * neck * Math.max(0, mouth);
  }

  private static float mouthTop(float ax, float y) {
    float t = Sculptor.step(-2.25f, -2.6f, y) * Sculptor.step(-4.3f, -3.7f, y + .14f * ax);
    return t * Sculptor.step(3.2f, 2.6f, ax);
  }

  static float cut(Beard.Cut cut, float x, float y, float z) {
    float ax = Math.abs(x);
    return switch (cut) {
      case NONE -> 0;
      case MOUSTACHE -> mouthTop(ax, y) * beard(x, y, z);
      case GOATEE -> {
        float chin =
            Sculptor.step(2.9f, 2.2f, ax)
                * Sculptor.step(-5.5f, -6.1f, y)
                * Sculptor.step(.5f, 2f, z);
        float bridge =
            Sculptor.step(3.3f, 2.9f, ax)
                * Sculptor.step(2.2f, 2.6f, ax)
                * Sculptor.step(-3.6f, -4.4f, y);
        yield Math.max(Math.max(mouthTop(ax, y), chin), bridge) * beard(x, y, z);
      }
      case FULL -> beard(x, y, z);
    };
  }

  private static float bell(float x, float y, float cx, float cy, float rx, float ry) {
    float ax = (x - cx) / rx;
    float ay = (y - cy) / ry;
    return (float) Math.exp(-(ax * ax + ay * ay) * (ax * ax + ay * ay));
  }
}
