package dev.likeness.puppet;

import dev.likeness.core.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Shades what a {@link Canvas} shows. Samples of a pixel that lie on the same surface are shaded
 * once, in the middle of those that share a triangle; strands bring their colour along.
 */
final class Resolve {
  /** Samples of a surface farther apart than this (of one over distance) are shaded apart. */
  private static final float APART = 1.2e-4f;

  private final Canvas canvas;
  private final Surface[] surfaces;
  private final Lamps lamps;
  private final Backcloth cloth;
  private final Point point = new Point();
  private final float[] back = new float[3];
  private @Nullable Surface lens;
  private int @Nullable [] veiled;

  Resolve(Canvas canvas, Surface[] surfaces, Lamps lamps, Backcloth cloth) {
    this.canvas = canvas;
    this.surfaces = surfaces;
    this.lamps = lamps;
    this.cloth = cloth;
  }

  /** Lays something clear over whatever lies behind it. */
  void veil(Surface clear) {
    Canvas over = new Canvas(canvas.width / 2, canvas.height / 2);
    System.arraycopy(canvas.depth, 0, over.depth, 0, over.depth.length);
    over.draw(clear, 1);
    lens = clear;
    veiled = over.shown;
  }

  Frame frame() {
    int w = canvas.width / 2;
    int h = canvas.height / 2;
    float[] light = new float[3 * w * h];
    float[] blur = new float[w * h];
    for (int y = 0, q = 0; y < h; y++) {
      for (int x = 0; x < w; x++, q++) {
        blur[q] = pixel(x, y, light, 3 * q);
      }
    }
    return new Frame(w, h, develop(light, blur, w, h));
  }

  /**
   * Encodes linear light as a camera sees it: each pixel takes a little of its neighbours, more
   * where there are strands, which would flicker otherwise.
   */
  private static byte[] develop(float[] light, float[] blur, int w, int h) {
    byte[] rgb = new byte[light.length];
    for (int y = 0, q = 0; y < h; y++) {
      int up = y > 0 ? -3 * w : 0;
      int down = y + 1 < h ? 3 * w : 0;
      for (int x = 0; x < w; x++, q++) {
        int left = x > 0 ? -3 : 0;
        int right = x + 1 < w ? 3 : 0;
        float k = blur[q];
        float own = 1 - 4 * k - 2 * k;
        for (int c = 0, o = 3 * q; c < 3; c++, o++) {
          float side = light[o + left] + light[o + right] + light[o + up] + light[o + down];
          float far = light[o + up + left] + light[o + up + right];
          far += light[o + down + left] + light[o + down + right];
          rgb[o] = Tone.encode(own * light[o] + k * side + .5f * k * far);
        }
      }
    }
    return rgb;
  }

  /** Sets the light of a pixel; returns how much of its neighbours it should take. */
  private float pixel(int x, int y, float[] light, int q) {
    int sw = canvas.width;
    int o = 2 * y * sw + 2 * x;
    int[] shown = canvas.shown;
    int todo = 15;
    float r = 0;
    float g = 0;
    float b = 0;
    int strands = 0;
    if ((shown[o] | shown[o + 1] | shown[o + sw] | shown[o + sw + 1]) == 0) {
      cloth.at(x, y, back);
      r = back[0];
      g = back[1];
      b = back[2];
      todo = 0;
    }
    for (int i = 0; todo != 0; i++) {
      if ((todo >> i & 1) == 0) {
        continue;
      }
      int at = o + (i >> 1) * sw + (i & 1);
      int id = shown[at];
      float share = .25f;
      todo &= ~(1 << i);
      if (id < 0) {
        strands++;
        r += share * HairShader.unpack(id >> 20);
        g += share * HairShader.unpack(id >> 10);
        b += share * HairShader.unpack(id);
        continue;
      }
      if (id == 0) {
        cloth.at(x, y, back);
        r += share * back[0];
        g += share * back[1];
        b += share * back[2];
        continue;
      }
      float px = Canvas.sampleX(i & 1, i >> 1);
      float py = Canvas.sampleY(i & 1, i >> 1);
      int same = 1;
      for (int k = i + 1; k < 4; k++) {
        int other = shown[o + (k >> 1) * sw + (k & 1)];
        if ((todo >> k & 1) != 0
            && other >> Canvas.TRIANGLE_BITS == id >> Canvas.TRIANGLE_BITS
            && Math.abs(canvas.depth[o + (k >> 1) * sw + (k & 1)] - canvas.depth[at]) < APART) {
          todo &= ~(1 << k);
          share += .25f;
          if (other == id) {
            px += Canvas.sampleX(k & 1, k >> 1);
            py += Canvas.sampleY(k & 1, k >> 1);
            same++;
          }
        }
      }
      Surface s = surfaces[(id >> Canvas.TRIANGLE_BITS) - 1];
      locate(s, id & (1 << Canvas.TRIANGLE_BITS) - 1, 2 * x + px / same, 2 * y + py / same);
      s.material.shade(point, lamps);
      r += share * point.red;
      g += share * point.green;
      b += share * point.blue;
    }
    if (veiled != null && lens != null) {
      for (int i = 0; i < 4; i++) {
        int id = veiled[o + (i >> 1) * sw + (i & 1)];
        if (id > 0) {
          float px = 2 * x + Canvas.sampleX(i & 1, i >> 1);
          float py = 2 * y + Canvas.sampleY(i & 1, i >> 1);
          locate(lens, id & (1 << Canvas.TRIANGLE_BITS) - 1, px, py);
          lens.material.shade(point, lamps);
          r += .25f * (point.red - .05f * r);
          g += .25f * (point.green - .04f * g);
          b += .25f * (point.blue - .04f * b);
        }
      }
    }
    light[q] = r;
    light[q + 1] = g;
    light[q + 2] = b;
    return .03f + .015f * strands;
  }

  /** Fills the point with what triangle {@code t} has at a place on the screen. */
  private void locate(Surface s, int t, float px, float py) {
    int a = s.triangles[3 * t];
    int b = s.triangles[3 * t + 1];
    int c = s.triangles[3 * t + 2];
    int a3 = 3 * a;
    int b3 = 3 * b;
    int c3 = 3 * c;
    float[] q = s.screen;
    float x0 = q[a3] - px;
    float y0 = q[a3 + 1] - py;
    float x1 = q[b3] - px;
    float y1 = q[b3 + 1] - py;
    float x2 = q[c3] - px;
    float y2 = q[c3 + 1] - py;
    float w0 = (x1 * y2 - x2 * y1) * q[a3 + 2];
    float w1 = (x2 * y0 - x0 * y2) * q[b3 + 2];
    float w2 = (x0 * y1 - x1 * y0) * q[c3 + 2];
    float k = 1 / (w0 + w1 + w2);
    w0 *= k;
    w1 *= k;
    w2 *= k;
    Point p = point;
    p.triangle = t;
    float[] n = s.normal;
    float nx = w0 * n[a3] + w1 * n[b3] + w2 * n[c3];
    float ny = w0 * n[a3 + 1] + w1 * n[b3 + 1] + w2 * n[c3 + 1];
    float nz = w0 * n[a3 + 2] + w1 * n[b3 + 2] + w2 * n[c3 + 2];
    float len = 1 / (float) Math.sqrt(nx * nx + ny * ny + nz * nz + 1e-12f);
    p.nx = nx * len;
    p.ny = ny * len;
    p.nz = nz * len;
    float[] m = s.world;
    p.x = w0 * m[a3] + w1 * m[b3] + w2 * m[c3];
    p.y = w0 * m[a3 + 1] + w1 * m[b3 + 1] + w2 * m[c3 + 1];
    p.z = w0 * m[a3 + 2] + w1 * m[b3 + 2] + w2 * m[c3 + 2];
    p.open = w0 * s.open[a] + w1 * s.open[b] + w2 * s.open[c];
    p.fold = s.fold.length == 0 ? 1 : w0 * s.fold[a] + w1 * s.fold[b] + w2 * s.fold[c];
    p.u = w0 * s.uv[2 * a] + w1 * s.uv[2 * b] + w2 * s.uv[2 * c];
    p.v = w0 * s.uv[2 * a + 1] + w1 * s.uv[2 * b + 1] + w2 * s.uv[2 * c + 1];
    float vx = -p.x;
    float vy = Camera.MIDDLE - p.y;
    float vz = Camera.DISTANCE - p.z;
    float vl = 1 / (float) Math.sqrt(vx * vx + vy * vy + vz * vz);
    p.vx = vx * vl;
    p.vy = vy * vl;
    p.vz = vz * vl;
  }
}
