package dev.likeness.puppet;

import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/** Grows the hair of the head: roots on the scalp, and strands combed over the skull. */
final class HairCut {
  private final Barber barber;
  private final Hair hair;
  private final Skull skull;
  private final float[] mesh;
  private final float[] normal;
  private final SplittableRandom random;
  private final int seed;
  private final float[] base;

  private HairCut(Identity person, float[] mesh, float[] normal) {
    this.hair = person.hair();
    this.barber = new Barber(hair);
    this.mesh = mesh;
    this.normal = normal;
    this.skull = new Skull(mesh);
    Seed s = person.seed().derive("hair");
    this.random = s.random();
    this.seed = (int) s.value();
    this.base = Tone.linear(hair.colour());
  }

  /**
   * @param mesh the fine mesh at rest, and its normals
   */
  static Strands grow(Identity person, float[] mesh, float[] normal) {
    return new HairCut(person, mesh, normal).grow();
  }

  private Strands grow() {
    int n = barber.points;
    float[][] roots = roots(barber.strands);
    int bun = barber.style == Hair.Style.BUN ? 3000 : 0;
    int count = roots.length + bun;
    float[] at = new float[3 * n * count];
    float[] place = new float[3 * count];
    for (int i = 0; i < roots.length; i++) {
      strand(roots[i], at, 3 * n * i);
      System.arraycopy(roots[i], 0, place, 3 * i, 3);
    }
    Locks locks = new Locks(barber, random, seed);
    locks.gather(at, roots.length);
    for (int i = 0; i < roots.length; i++) {
      locks.curl(at, i);
    }
    for (int i = 0; i < bun; i++) {
      locks.wind(at, 3 * n * (roots.length + i));
    }
    float[] colour = new float[6 * count];
    float[] width = new float[count];
    for (int i = 0; i < count; i++) {
      dye(colour, 6 * i);
      width[i] = barber.width * (.7f + .6f * unit());
    }
    float gloss =
        barber.style == Hair.Style.AFRO ? .15f : barber.style == Hair.Style.BUZZ ? .2f : 1;
    gloss *= 1 - .45f * (float) hair.curl();
    return new Strands(n, at, colour, width, new int[0], new float[0], gloss, true);
  }

  private float unit() {
    return (float) random.nextDouble();
  }

  /** Roots spread evenly over the scalp, fewer where it thins out: position, normal, canonical. */
  private float[][] roots(int n) {
    Fine f = Fine.one();
    int[] t = f.subdivision.triangles;
    float[] sum = new float[t.length / 3 + 1];
    for (int i = 0; i < t.length / 3; i++) {
      int v = t[3 * i];
      float k =
          Regions.scalp(
              barber.style, f.canonical[3 * v], f.canonical[3 * v + 1], f.canonical[3 * v + 2]);
      sum[i + 1] = sum[i] + (k > .02f ? area(t[3 * i], t[3 * i + 1], t[3 * i + 2]) : 0);
    }
    float[][] out = new float[n][];
    int made = 0;
    for (int i = 0; made < n && i < 3 * n; i++) {
      float want = (i * .618034f % 1 + unit() / n) % 1 * sum[sum.length - 1];
      int at = java.util.Arrays.binarySearch(sum, want);
      int tri = Math.min(t.length / 3 - 1, at < 0 ? -at - 2 : at);
      float a = unit();
      float b = unit();
      if (a + b > 1) {
        a = 1 - a;
        b = 1 - b;
      }
      float[] r = new float[9];
      for (int c = 0; c < 3; c++) {
        int p = 3 * t[3 * tri] + c;
        int q = 3 * t[3 * tri + 1] + c;
        int s = 3 * t[3 * tri + 2] + c;
        r[c] = mesh[p] + a * (mesh[q] - mesh[p]) + b * (mesh[s] - mesh[p]);
        r[3 + c] = normal[p] + a * (normal[q] - normal[p]) + b * (normal[s] - normal[p]);
        r[6 + c] =
            f.canonical[p]
                + a * (f.canonical[q] - f.canonical[p])
                + b * (f.canonical[s] - f.canonical[p]);
      }
      if (unit() < Regions.scalp(barber.style, r[6], r[7], r[8])) {
        out[made++] = r;
      }
    }
    return java.util.Arrays.copyOf(out, made);
  }

  private float area(int a, int b, int c) {
    float[] u = new float[3];
    float[] v = new float[3];
    for (int k = 0; k < 3; k++) {
      u[k] = mesh[3 * b + k] - mesh[3 * a + k];
      v[k] = mesh[3 * c + k] - mesh[3 * a + k];
    }
    float[] n = DepthMap.cross(u, v);
    return .5f * (float) Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);
  }

  /** Walks one strand from its root in even steps. */
  private void strand(float[] root, float[] at, int o) {
    int n = barber.points;
    float chance = unit();
    float rx = root[6];
    float ry = root[7];
    float rz = root[8];
    float length = barber.length(rx, ry, rz, chance);
    float loft = barber.loft(rx, ry, rz) * (.12f + .88f * (float) Math.sqrt(unit()));
    float lift = barber.lift(rx, ry, rz);
    float[] comb = new float[3];
    float[] d = new float[3];
    float[] p = {root[0], root[1], root[2]};
    barber.comb(p[0], p[1], p[2], rx, ry, rz, comb);
    normalise(comb);
    for (int c = 0; c < 3; c++) {
      float wild = .16f + .25f * (float) hair.curl();
      d[c] = lift * root[3 + c] + (1 - lift) * comb[c] + wild * (unit() - .5f);
    }
    normalise(d);
    int steps = 3 * (n - 1);
    float step = length / steps;
    float[] path = new float[3 * (steps + 1)];
    int made = 0;
    for (int k = 0; k <= steps; k++) {
      System.arraycopy(p, 0, path, 3 * k, 3);
      made = k;
      if (k > 2 && barber.cut(p[0], p[1], p[2], rx, ry, rz, chance)) {
        break;
      }
      advance(p, d, comb, root, step, loft, (float) k / steps * length);
    }
    for (int k = 0; k < n; k++) {
      float f = (float) k / (n - 1) * made;
      int i = Math.min((int) f, Math.max(0, made - 1));
      for (int c = 0; c < 3; c++) {
        float a = path[3 * i + c];
        at[o + 3 * k + c] = a + (f - i) * (path[3 * Math.min(made, i + 1) + c] - a);
      }
    }
  }

  private void advance(
      float[] p, float[] d, float[] comb, float[] root, float step, float loft, float gone) {
    barber.comb(p[0], p[1], p[2], root[6], root[7], root[8], comb);
    normalise(comb);
    float x = p[0] - Skull.X;
    float y = p[1] - Skull.Y;
    float z = p[2] - Skull.Z;
    float r = (float) Math.sqrt(x * x + y * y + z * z);
    float off = (comb[0] * x + comb[1] * y + comb[2] * z) / (r * r);
    float flat = barber.cling() * Sculptor.step(-3, 4, p[1]);
    if (off > 0 && flat > 0) {
      float k = Math.min(1, 2 * flat) * off;
      comb[0] -= k * x;
      comb[1] -= k * y;
      comb[2] -= k * z;
    }
    float obey = 1 - (float) Math.exp(-barber.obey() * step * 2.4f);
    float sway = .22f * (.4f + (float) hair.curl());
    for (int c = 0; c < 3; c++) {
      float n = Noise.value(p[0] * .5f + 17 * c, p[1] * .5f, p[2] * .5f, seed);
      d[c] += obey * (comb[c] + sway * n - d[c]);
    }
    d[1] -= barber.gravity() * step * .35f;
    normalise(d);
    for (int c = 0; c < 3; c++) {
      p[c] += step * d[c];
    }
    x = p[0] - Skull.X;
    y = p[1] - Skull.Y;
    z = p[2] - Skull.Z;
    r = (float) Math.sqrt(x * x + y * y + z * z);
    float rise = Math.min(1, gone / 1.6f);
    float least = skull.reach(x, y, z) + .06f + loft * rise;
    if (p[1] < -9.5f) {
      least = Math.min(least, r);
    }
    if (r < least || flat > 0) {
      float k = r < least ? Math.min(1, .35f + step) : Math.min(1, flat * step);
      k = 1 + (least - r) / r * k;
      p[0] = Skull.X + x * k;
      p[1] = Skull.Y + y * k;
      p[2] = Skull.Z + z * k;
    }
  }

  private static void normalise(float[] d) {
    float k = 1 / (float) Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2] + 1e-9f);
    d[0] *= k;
    d[1] *= k;
    d[2] *= k;
  }

  private void dye(float[] colour, int o) {
    boolean grey = unit() < hair.grey();
    float light = .72f + .56f * unit();
    float warm = .06f * (unit() - .5f);
    float pale = .17f * (.7f + .6f * unit());
    for (int c = 0; c < 3; c++) {
      float v = base[c] * light * (1 + (1 - c) * warm * 2);
      if (grey) {
        v = Math.max(.5f * v + pale, base[c] * light);
      }
      colour[o + c] = v * .80f + .0015f;
      colour[o + 3 + c] = v * 1.18f + .003f;
    }
  }
}
