package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;

/**
 * One eyeball of a held picture behind moved lids, turned in its head, and looking elsewhere:
 * between the corners of the eye the picture is stretched sideways, so that the iris, unstretched,
 * lies where it should (as {@link Eyes} does from another picture), and up or down between its own
 * lids, so that none of their skin lies on the eyeball.
 */
final class Gazing {
  private static final int BINS = 32;

  /** Over so many pixels the eyeball comes out from behind its lids. */
  private static final float SOFT = 1.2f;

  /** Lashes and the lids' wet rims are left out, eye widths. */
  private static final float RIM = .035f;

  /** A lid that is nearer to the iris's level than this leaves nothing to see, eye widths. */
  private static final float NONE = .02f;

  private final float left;
  private final float high;
  private final float ax;
  private final float ay;
  private final float[] to = new float[6];
  private float iris = .5f;

  /** How far below the line of the corners the iris is, eye widths. */
  private float level;

  private float radius = .2f;
  private final float shift;
  private final float rise;

  /** How far above the line of the corners, and below, the picture's own lids are, eye widths. */
  private final float[] top = new float[BINS + 1];

  private final float[] bottom = new float[BINS + 1];

  /**
   * @param base as the picture shows it, {@code still} with the head turned
   * @param eye 0 right, 1 left
   * @param x how far the iris goes, eye widths, {@code y} likewise downwards
   */
  Gazing(FaceMesh base, FaceMesh still, int[] ring, int eye, float x, float y) {
    int a = MeshAreas.CORNERS[eye][0];
    int b = MeshAreas.CORNERS[eye][1];
    left = base.x(a);
    high = base.y(a);
    ax = base.x(b) - left;
    ay = base.y(b) - high;
    back(base, still, ring);
    lids(base, ring);
    int at = FaceMesh.POINTS + eye * FaceMesh.IRIS;
    boolean known = base.hasIris();
    if (known) {
      float d = ax * ax + ay * ay;
      iris = along(base, at) / d;
      level = beside(base, at) / d;
      float r = 0;
      for (int p = 1; p < FaceMesh.IRIS; p++) {
        r += (float) base.distance(at, at + p) / (FaceMesh.IRIS - 1);
      }
      radius = r / (float) Math.sqrt(d);
    }
    // a little of the white stays at either side
    float room = .6f * radius;
    float want = Math.max(room, Math.min(iris + x, 1 - room));
    shift = known ? iris - want : 0;
    rise = known ? -y : 0;
  }

  /** Where the lids are between the corners, by the eye's rim: along the lower lid and back. */
  private void lids(FaceMesh base, int[] ring) {
    int half = ring.length / 2;
    for (int k = 0; k <= BINS; k++) {
      float u = (float) k / BINS;
      bottom[k] = across(base, ring, 0, half, u) - RIM;
      top[k] = across(base, ring, half, ring.length, u) + RIM;
      float middle = (top[k] + bottom[k]) / 2;
      top[k] = Math.min(top[k], middle);
      bottom[k] = Math.max(bottom[k], middle);
    }
  }

  /** How far below the line of the corners a part of the rim is at a place along it. */
  private float across(FaceMesh base, int[] ring, int from, int to, float u) {
    float d = ax * ax + ay * ay;
    float best = Float.MAX_VALUE;
    float out = 0;
    for (int i = from; i < to; i++) {
      int a = ring[i];
      int b = ring[(i + 1) % ring.length];
      float ua = along(base, a) / d;
      float ub = along(base, b) / d;
      float t = ub == ua ? 0 : Math.max(0, Math.min((u - ua) / (ub - ua), 1));
      float off = Math.abs(ua + t * (ub - ua) - u);
      if (off < best) {
        best = off;
        float va = beside(base, a) / d;
        out = va + t * (beside(base, b) / d - va);
      }
    }
    return out;
  }

  private float along(FaceMesh m, int v) {
    return (m.x(v) - left) * ax + (m.y(v) - high) * ay;
  }

  private float beside(FaceMesh m, int v) {
    return (m.y(v) - high) * ax - (m.x(v) - left) * ay;
  }

  /** The affine map from the turned eye to the picture's, least squares over the rim. */
  private void back(FaceMesh base, FaceMesh still, int[] ring) {
    double mx = 0;
    double my = 0;
    double bx = 0;
    double by = 0;
    for (int v : ring) {
      mx += still.x(v) / ring.length;
      my += still.y(v) / ring.length;
      bx += base.x(v) / ring.length;
      by += base.y(v) / ring.length;
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double[] u = new double[4];
    for (int v : ring) {
      double x = still.x(v) - mx;
      double y = still.y(v) - my;
      xx += x * x;
      xy += x * y;
      yy += y * y;
      u[0] += x * (base.x(v) - bx);
      u[1] += y * (base.x(v) - bx);
      u[2] += x * (base.y(v) - by);
      u[3] += y * (base.y(v) - by);
    }
    double det = xx * yy - xy * xy;
    double a = det < 1e-6 ? 1 : (u[0] * yy - u[1] * xy) / det;
    double b = det < 1e-6 ? 0 : (u[1] * xx - u[0] * xy) / det;
    double d = det < 1e-6 ? 0 : (u[2] * yy - u[3] * xy) / det;
    double e = det < 1e-6 ? 1 : (u[3] * xx - u[2] * xy) / det;
    to[0] = (float) a;
    to[1] = (float) b;
    to[2] = (float) (bx - a * mx - b * my);
    to[3] = (float) d;
    to[4] = (float) e;
    to[5] = (float) (by - d * mx - e * my);
  }

  /**
   * Draws pixels i to end, which lie in a row from x on, over the lids' rims that are there.
   *
   * @param box whose planes are written; {@code picture} has its own origin at {@code from}
   * @param lids the outline that the eye has there, pixels of the box
   */
  void draw(
      Sampler picture,
      Box from,
      Box box,
      float[] lids,
      int x,
      int y,
      int i,
      int end,
      float[][] planes) {
    float[] p = new float[2];
    float[] rim = new float[3];
    for (int k = i; k < end; k++) {
      float px = x + k - i + .5f;
      float much = Rings.smooth(0, SOFT, Rings.inside(lids, px, y + .5f));
      for (int c = 0; c < 3; c++) {
        rim[c] = planes[c][k];
      }
      place(box.x() + px, box.y() + y + .5f, p);
      picture.line(p[0] - from.x() - .5f, p[1] - from.y() - .5f, 0, 0, k, k + 1, 1, false, planes);
      for (int c = 0; c < 3; c++) {
        planes[c][k] = rim[c] + much * (planes[c][k] - rim[c]);
      }
    }
  }

  /** Where the picture shows what belongs to a place of the turned eye. */
  private void place(float x, float y, float[] out) {
    float px = to[0] * x + to[1] * y + to[2] - left;
    float py = to[3] * x + to[4] * y + to[5] - high;
    float d = ax * ax + ay * ay;
    float u = (px * ax + py * ay) / d;
    float v = (py * ax - px * ay) / d;
    float from = sideways(u);
    v = within(u, from, v);
    u = from;
    if (rise != 0 && u > 0 && u < 1) {
      v = between(u, v, rise * Rings.smooth(0, .15f, Math.min(u, 1 - u)));
    }
    out[0] = left + u * ax - v * ay;
    out[1] = high + u * ay + v * ax;
  }

  /**
   * What is seen of a place between the lids that shows what was beside it, where the lids are
   * nearer to each other: drawn from as near to the iris's level as that they stay outside.
   *
   * @param u along the corners, {@code from} where it is taken from, {@code v} below their line
   */
  private float within(float u, float from, float v) {
    if (shift == 0 || !(u > 0 && u < 1 && from > 0 && from < 1)) {
      return v;
    }
    float[] lid = v < level ? top : bottom;
    float side = v < level ? -1 : 1;
    float here = side * (lid(lid, u) - level);
    float there = side * (lid(lid, from) - level);
    if (here < NONE) {
      return v;
    }
    float near = Rings.smooth(0, .15f, Math.min(u, 1 - u));
    float share = 1 + near * (Math.min(1, Math.max(NONE, there) / here) - 1);
    return level + share * (v - level);
  }

  private static float lid(float[] lids, float u) {
    float at = u * BINS;
    int k = Math.min((int) at, BINS - 1);
    return lids[k] + (at - k) * (lids[k + 1] - lids[k]);
  }

  /** Moved by so much, ever less towards the lid beyond which there is no eyeball. */
  private float between(float u, float v, float by) {
    float lid = lid(by < 0 ? top : bottom, u);
    float room = by < 0 ? v - lid : lid - v;
    if (room <= 0) {
      return lid;
    }
    float far = Math.abs(by);
    float rest = room * room / (room + far);
    return by < 0 ? lid + rest : lid - rest;
  }

  /** Corners stay, the iris moves as a whole, the white between them stretches. */
  private float sideways(float u) {
    float low = iris - shift - radius;
    float high = iris - shift + radius;
    if (u >= low && u <= high) {
      return u + shift;
    }
    if (u < low) {
      return low < .02f ? u + shift : u < 0 ? u : u * (low + shift) / low;
    }
    return high > .98f ? u + shift : u > 1 ? u : 1 - (1 - u) * (1 - high - shift) / (1 - high);
  }
}
