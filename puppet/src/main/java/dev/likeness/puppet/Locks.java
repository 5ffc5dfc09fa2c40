package dev.likeness.puppet;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** What hair does together: runs into locks, curls, is wound into a bun. */
final class Locks {
  private final Barber barber;
  private final SplittableRandom random;
  private final int seed;

  Locks(Barber barber, SplittableRandom random, int seed) {
    this.barber = barber;
    this.random = random;
    this.seed = seed;
  }

  private float unit() {
    return (float) random.nextDouble();
  }

  /** Draws neighbouring strands together towards their tips. */
  void gather(float[] at, int count) {
    int n = barber.points;
    if (barber.clump == 0) {
      return;
    }
    Map<Long, Integer> guides = new HashMap<>();
    for (int i = 0; i < count; i++) {
      int o = 3 * n * i;
      long key = 0;
      for (int c = 0; c < 3; c++) {
        key = key * 1021 + 500 + (int) Math.floor(at[o + c] / barber.lock);
      }
      Integer g = guides.putIfAbsent(key, i);
      if (g == null) {
        continue;
      }
      int q = 3 * n * g;
      float much = barber.clump * (.55f + .45f * unit());
      for (int k = 1; k < n; k++) {
        float t = (float) k / (n - 1);
        float pull = much * t * (2 - t);
        for (int c = 0; c < 3; c++) {
          float apart = (at[o + c] - at[q + c]) * (1 - .55f * t);
          float to = at[q + 3 * k + c] + apart;
          at[o + 3 * k + c] += pull * (to - at[o + 3 * k + c]);
        }
      }
    }
  }

  /** Winds a strand around its own path; neighbours wind alike. */
  void curl(float[] at, int i) {
    int n = barber.points;
    int o = 3 * n * i;
    float curl = (float) barber.hair.curl();
    if (curl < .04f || barber.style == Hair.Style.BUZZ || barber.style == Hair.Style.BUN) {
      return;
    }
    float length = 0;
    for (int k = 1; k < n; k++) {
      length += distance(at, o + 3 * k - 3, o + 3 * k);
    }
    boolean afro = barber.style == Hair.Style.AFRO;
    float wave = afro ? 1.25f : 7.5f - 5.6f * curl;
    float reach = afro ? .30f : (.10f + .62f * curl * (1 - .35f * curl)) * Math.min(1, length / 5);
    float cell = barber.lock * 1.2f;
    int id =
        (int) Math.floor(at[o] / cell) * 73
            + (int) Math.floor(at[o + 1] / cell) * 1579
            + (int) Math.floor(at[o + 2] / cell) * 31337;
    double phase =
        2 * Math.PI * (afro ? unit() : Noise.unit(seed, id, 3))
            + .5 * (Noise.unit(seed, i, 9) - .5);
    float hand = Noise.unit(seed, id, 4) < .5 ? -1 : 1;
    float[] shift = new float[3 * n];
    float s = 0;
    for (int k = 1; k < n; k++) {
      int p = o + 3 * k;
      s += distance(at, p - 3, p);
      float tx = at[p] - at[p - 3];
      float ty = at[p + 1] - at[p - 2];
      float tz = at[p + 2] - at[p - 1];
      float[] t = DepthMap.unit(tx + 1e-5f, ty, tz);
      float[] out =
          afro
              ? new float[] {.36f, .48f, .8f}
              : DepthMap.unit(
                  at[p] - Skull.X, .3f * (at[p + 1] - Skull.Y), at[p + 2] - Skull.Z + 1e-5f);
      float[] side = DepthMap.cross(t, out);
      side = DepthMap.unit(side[0] + 1e-4f, side[1], side[2]);
      out = DepthMap.cross(side, t);
      float a = reach * Sculptor.step(0, Math.min(4, .5f * length), s);
      float c = a * (float) Math.cos(phase + hand * 2 * Math.PI * s / wave);
      float w = a * (float) Math.sin(phase + hand * 2 * Math.PI * s / wave);
      float stray = afro ? .55f * s / length : 0;
      for (int j = 0; j < 3; j++) {
        float bend = stray == 0 ? 0 : stray * Noise.value(i * 7.1f + j * 31, s * .45f, 0, seed);
        shift[3 * k + j] = c * side[j] + w * out[j] + bend;
      }
    }
    for (int k = 3; k < 3 * n; k++) {
      at[o + k] += shift[k];
    }
  }

  private static float distance(float[] p, int a, int b) {
    float x = p[b] - p[a];
    float y = p[b + 1] - p[a + 1];
    float z = p[b + 2] - p[a + 2];
    return (float) Math.sqrt(x * x + y * y + z * z);
  }

  /** One strand of a bun: part of a circle of latitude of a ball that leans back. */
  void wind(float[] at, int o) {
    int n = barber.points;
    double latitude = Math.asin(1.9 * unit() - .95);
    double start = 2 * Math.PI * unit();
    double sweep = 1.2 + 1.2 * unit();
    double r = 2.75 + .30 * unit();
    double wobble = .12 * (unit() - .5);
    for (int k = 0; k < n; k++) {
      double a = start + sweep * k / (n - 1);
      double l = latitude + wobble * Math.sin(2 * a) + .22 * k / (n - 1);
      double x = r * Math.cos(l) * Math.cos(a);
      double y = r * Math.cos(l) * Math.sin(a);
      double z = .85 * r * Math.sin(l);
      at[o + 3 * k] = (float) x;
      at[o + 3 * k + 1] = (float) (13.2 + .8 * y + .5 * z);
      at[o + 3 * k + 2] = (float) (-11.4 - .6 * y + .8 * z);
    }
  }
}
