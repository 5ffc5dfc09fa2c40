package dev.likeness.puppet;

import dev.likeness.core.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Grows what sits on the face and moves with it: brows, lashes, beards. */
final class Whiskers {
  private final float[] mesh;
  private final float[] normal;
  private final int[] beside;
  private final Identity person;
  private final SplittableRandom random;
  private final List<float[]> strands = new ArrayList<>();
  private final List<Integer> roots = new ArrayList<>();
  private final List<Float> widths = new ArrayList<>();
  private final List<float[]> colours = new ArrayList<>();

  private Whiskers(Identity person, float[] mesh, float[] normal, int[] beside, String part) {
    this.person = person;
    this.mesh = mesh;
    this.normal = normal;
    this.beside = beside;
    Seed s = person.seed().derive(part);
    this.random = s.random();
  }

  private float unit() {
    return (float) random.nextDouble();
  }

  private float spread() {
    return unit() + unit() - 1;
  }

  /** For every fine vertex one neighbour, so that frames on the mesh are the same each time. */
  static int[] neighbours(int[] triangles, int vertices) {
    int[] out = new int[vertices];
    java.util.Arrays.fill(out, -1);
    for (int t = 0; t < triangles.length; t += 3) {
      for (int k = 0; k < 3; k++) {
        int v = triangles[t + k];
        if (out[v] < 0) {
          out[v] = triangles[t + (k + 1) % 3];
        }
      }
    }
    return out;
  }

  private void add(int root, float[] world, float width, float[] colour) {
    float[] f = new float[9];
    Strands.frame(mesh, normal, root, beside[root], f);
    float[] local = new float[world.length];
    for (int k = 0; k < world.length; k += 3) {
      float x = world[k] - mesh[3 * root];
      float y = world[k + 1] - mesh[3 * root + 1];
      float z = world[k + 2] - mesh[3 * root + 2];
      for (int r = 0; r < 3; r++) {
        local[k + r] = x * f[3 * r] + y * f[3 * r + 1] + z * f[3 * r + 2];
      }
    }
    roots.add(root);
    strands.add(local);
    widths.add(width);
    colours.add(colour);
  }

  private Strands finish(int points, float gloss, boolean covers, float open) {
    int n = strands.size();
    float[] at = new float[3 * points * n];
    float[] colour = new float[6 * n];
    float[] width = new float[n];
    int[] root = new int[n];
    float[] seen = new float[points * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(strands.get(i), 0, at, 3 * points * i, 3 * points);
      System.arraycopy(colours.get(i), 0, colour, 6 * i, 6);
      width[i] = widths.get(i);
      root[i] = roots.get(i);
      for (int k = 0; k < points; k++) {
        seen[i * points + k] = open * (.55f + .45f * k / (points - 1));
      }
    }
    return new Strands(points, at, colour, width, root, seen, gloss, covers);
  }

  private float[] dye(float[] base, double grey) {
    float light = .7f + .6f * unit();
    boolean white = unit() < grey;
    float[] c = new float[6];
    for (int k = 0; k < 3; k++) {
      float v = white ? .5f * base[k] + .10f + .06f * light : base[k] * light;
      c[k] = v * .9f + .0015f;
      c[3 + k] = v * 1.15f + .002f;
    }
    return c;
  }

  /** Brows: hairs that lean from the nose outwards, up inside and down outside. */
  static Strands brows(Identity person, float[] mesh, float[] normal, int[] beside) {
    Whiskers w = new Whiskers(person, mesh, normal, beside, "brows");
    Brows b = person.brows();
    float[] base = Tone.linear(b.colour());
    Fine f = Fine.one();
    double grey = .35 * person.hair().grey();
    int n = (int) (240 + 420 * b.density());
    for (int e = 0; e < 2; e++) {
      float side = e == 0 ? -1 : 1;
      List<Integer> near = new ArrayList<>();
      for (int v = 0; v < f.vertices(); v++) {
        float cx = f.canonical[3 * v] * side;
        float cy = f.canonical[3 * v + 1];
        if (f.canonical[3 * v + 2] > 1 && cx > .6f && cx < 6.2f && cy > 3.3f && cy < 6) {
          near.add(v);
        }
      }
      for (int i = 0; i < n; i++) {
        float ax = 1.0f + 4.75f * (float) Math.pow(w.unit(), .9);
        float half = Regions.browHalf(b, ax);
        float cy = Regions.browLine(b, ax) + 1.05f * half * w.spread() - .06f;
        int v = closest(f.canonical, near, side * ax, cy);
        float in = Sculptor.step(2.6f, 1.0f, ax);
        float out = Sculptor.step(3.6f, 5.4f, ax);
        float above = (cy - Regions.browLine(b, ax)) / half;
        float up = .28f + .9f * in - .70f * out - .30f * above;
        float len =
            (.36f + .32f * (float) b.thickness()) * (.7f + .6f * w.unit()) * (1 - .35f * out);
        w.lay(v, side, up + .5f * w.spread(), len, side * ax, cy, .024f, w.dye(base, grey));
      }
    }
    return w.finish(4, .25f, false, .85f);
  }

  private static int closest(float[] canonical, List<Integer> among, float x, float y) {
    int best = among.get(0);
    float least = Float.MAX_VALUE;
    for (int v : among) {
      float dx = canonical[3 * v] - x;
      float dy = canonical[3 * v + 1] - y;
      float d = dx * dx + dy * dy;
      if (d < least) {
        least = d;
        best = v;
      }
    }
    return best;
  }

  /** A hair along the skin, near root {@code v} but at canonical (cx, cy). */
  private void lay(
      int v, float side, float up, float len, float cx, float cy, float width, float[] colour) {
    Fine f = Fine.one();
    float nx = normal[3 * v];
    float ny = normal[3 * v + 1];
    float nz = normal[3 * v + 2];
    float[] d = {side, up, 0};
    float k = d[0] * nx + d[1] * ny;
    d = DepthMap.unit(d[0] - k * nx, d[1] - k * ny, -k * nz);
    float ox = cx - f.canonical[3 * v];
    float oy = cy - f.canonical[3 * v + 1];
    float oz = -(ox * nx + oy * ny) / Math.max(.3f, nz);
    float[] p = new float[12];
    for (int i = 0; i < 4; i++) {
      float t = i / 3f;
      float rise = .03f + .10f * t * (1.4f - t);
      float droop = -.16f * len * t * t;
      p[3 * i] = mesh[3 * v] + ox + len * t * d[0] + rise * nx;
      p[3 * i + 1] = mesh[3 * v + 1] + oy + len * t * d[1] + rise * ny + droop * (up > .4f ? 0 : 1);
      p[3 * i + 2] = mesh[3 * v + 2] + oz + len * t * d[2] + rise * nz;
    }
    add(v, p, width, colour);
  }

  /** Lashes: curved outwards from the lids' rims, the upper ones longer. */
  static Strands lashes(Identity person, float[] mesh, float[] normal, int[] beside) {
    Whiskers w = new Whiskers(person, mesh, normal, beside, "lashes");
    float[] dark = Tone.linear(0x0E0A09);
    float[] brow = Tone.linear(person.brows().colour());
    float[] base = new float[3];
    for (int c = 0; c < 3; c++) {
      base[c] = .75f * dark[c] + .25f * Math.min(.2f, brow[c]);
    }
    Cage cage = Cage.one();
    for (int e = 0; e < 2; e++) {
      float side = e == 0 ? -1 : 1;
      int[] rim = cage.eyes[e];
      for (int i = 1; i < Cage.LID; i++) {
        if (i == Cage.LID / 2) {
          continue;
        }
        boolean top = i > Cage.LID / 2;
        int per = top ? 6 : 3;
        float outer = top ? (i - 8) / 8f : 1 - i / 8f;
        for (int k = 0; k < per; k++) {
          float t = (k + .2f + .6f * w.unit()) / per - .5f;
          int next = rim[(i + (t > 0 ? 1 : Cage.LID - 1)) % Cage.LID];
          w.lash(rim[i], next, Math.abs(t), side, top, outer, w.dye(base, 0));
        }
      }
    }
    return w.finish(5, .2f, false, .8f);
  }

  private void lash(
      int root, int next, float t, float side, boolean top, float outer, float[] colour) {
    float much = (float) person.lashes();
    float len = (top ? .34f + .40f * much : .12f + .18f * much) * (.8f + .4f * unit());
    len *= .55f + .6f * outer;
    float fan = side * (outer - .42f) * 1.15f + .22f * spread();
    float[] p = new float[15];
    float ox = mesh[3 * root] + t * (mesh[3 * next] - mesh[3 * root]);
    float oy = mesh[3 * root + 1] + t * (mesh[3 * next + 1] - mesh[3 * root + 1]);
    float oz = mesh[3 * root + 2] + t * (mesh[3 * next + 2] - mesh[3 * root + 2]);
    for (int i = 0; i < 5; i++) {
      float s = i / 4f;
      float forward = len * (.85f * s - .25f * s * s);
      float up = len * (top ? -.10f * s + .85f * s * s : -.25f * s - .30f * s * s);
      p[3 * i] = ox + len * fan * s;
      p[3 * i + 1] = oy + up;
      p[3 * i + 2] = oz + forward;
    }
    add(root, p, top ? .026f + .012f * much : .018f, colour);
  }

  /** A beard of curved hairs, longest at the chin. */
  static Strands beard(Identity person, float[] mesh, float[] normal, int[] beside) {
    Whiskers w = new Whiskers(person, mesh, normal, beside, "beard");
    Beard b = person.beard();
    if (b.cut() == Beard.Cut.NONE) {
      return w.finish(6, 0, true, 1);
    }
    float[] base = Tone.linear(b.colour());
    Fine f = Fine.one();
    for (int v = 0; v < f.vertices(); v++) {
      float x = f.canonical[3 * v];
      float y = f.canonical[3 * v + 1];
      float z = f.canonical[3 * v + 2];
      float k = f.lips[v] > .3f ? 0 : Regions.cut(b.cut(), x, y, z);
      if (k < .06f || f.inside[v] > 0) {
        continue;
      }
      boolean fine = Cage.FACE * 12 > v || z > -1;
      int n = Math.round(k * (fine ? 8f : 5f) + w.unit() - .5f);
      for (int i = 0; i < n; i++) {
        w.whisker(v, x, y, w.dye(base, b.grey()), (float) b.length() * (.5f + .5f * k));
      }
    }
    return w.finish(6, .35f, true, .8f);
  }

  private void whisker(int v, float x, float y, float[] colour, float longest) {
    float nx = normal[3 * v];
    float ny = normal[3 * v + 1];
    float nz = normal[3 * v + 2];
    boolean lip = y > -4.6f && Math.abs(x) < 3.2f;
    float chin = Sculptor.step(-3, -8.5f, y) * Sculptor.step(6.5f, 1.5f, Math.abs(x));
    float len = lip ? .45f + .25f * longest : longest * (.28f + .72f * chin);
    len = Math.min(len, lip ? 1.1f : 9) * (.65f + .6f * unit());
    float side = Math.signum(x);
    float[] d =
        lip
            ? DepthMap.unit(side * (.55f + .3f * Math.abs(x)), -.95f, .12f)
            : DepthMap.unit(-.10f * x, -1, .10f);
    float ox = .42f * spread();
    float oy = .42f * spread();
    float oz =
        -(ox * nx + oy * ny) * Math.min(2, 1 / Math.max(.35f, Math.abs(nz))) * Math.signum(nz);
    float wx = .4f * spread();
    float wz = .4f * spread();
    float[] p = new float[18];
    for (int i = 0; i < 6; i++) {
      float t = i / 5f;
      float stand = len * (.55f * t - .28f * t * t) * (lip ? .55f : 1);
      float fall = len * (.45f * t + .40f * t * t);
      p[3 * i] = mesh[3 * v] + ox + stand * nx + fall * (d[0] + wx * t);
      p[3 * i + 1] = mesh[3 * v + 1] + oy + stand * ny + fall * d[1];
      p[3 * i + 2] = mesh[3 * v + 2] + oz + stand * nz + fall * (d[2] + wz * t);
    }
    add(v, p, .034f, colour);
  }
}
