package dev.likeness.puppet;

/** Deterministic noise: hashes to numbers, and smooth value noise in space. */
final class Noise {
  private Noise() {}

  /** A number in [0, 1) for two integers and a seed. */
  static double unit(long seed, int i, int salt) {
    return (hash(seed, i, salt) >>> 11) * 0x1p-53;
  }

  static long hash(long seed, int i, int salt) {
    long h = seed + i * 0x9E3779B97F4A7C15L + salt * 0xD1B54A32D192ED03L;
    h = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L;
    h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
    return h ^ (h >>> 31);
  }

  /** An even scatter of 0 to 1 over pixels. */
  static float dither(int x, int y) {
    int h = x * 0x8da6b343 ^ y * 0xd8163841;
    h ^= h >>> 15;
    h *= 0x2c1b3c6d;
    h ^= h >>> 13;
    return (h & 0xFFFF) * (1f / 0xFFFF);
  }

  /** Smooth noise, −1 to 1, with features about 1 unit large. */
  static float value(float x, float y, float z, int seed) {
    int ix = floor(x);
    int iy = floor(y);
    int iz = floor(z);
    float fx = fade(x - ix);
    float fy = fade(y - iy);
    float fz = fade(z - iz);
    float a = lerp(corner(ix, iy, iz, seed), corner(ix + 1, iy, iz, seed), fx);
    float b = lerp(corner(ix, iy + 1, iz, seed), corner(ix + 1, iy + 1, iz, seed), fx);
    float c = lerp(corner(ix, iy, iz + 1, seed), corner(ix + 1, iy, iz + 1, seed), fx);
    float d = lerp(corner(ix, iy + 1, iz + 1, seed), corner(ix + 1, iy + 1, iz + 1, seed), fx);
    return lerp(lerp(a, b, fy), lerp(c, d, fy), fz);
  }

  /** {@code octaves} of {@link #value}, each half as strong and twice as fine; about −1 to 1. */
  static float fractal(float x, float y, float z, int octaves, int seed) {
    float sum = 0;
    float amp = .6f;
    for (int o = 0; o < octaves; o++) {
      sum += amp * value(x, y, z, seed + 31 * o);
      x *= 2.03f;
      y *= 2.01f;
      z *= 1.97f;
      amp *= .5f;
    }
    return sum;
  }

  private static int floor(float v) {
    int i = (int) v;
    return v < i ? i - 1 : i;
  }

  private static float fade(float t) {
    return t * t * (3 - 2 * t);
  }

  private static float lerp(float a, float b, float t) {
    return a + t * (b - a);
  }

  private static float corner(int x, int y, int z, int seed) {
    int h = x * 0x8da6b343 ^ y * 0xd8163841 ^ z * 0xcb1ab31f ^ seed * 0x165667b1;
    h ^= h >>> 15;
    h *= 0x2c1b3c6d;
    h ^= h >>> 12;
    h *= 0x297a2d39;
    h ^= h >>> 15;
    return (h & 0xFFFFFF) * (2f / 0xFFFFFF) - 1;
  }
}
