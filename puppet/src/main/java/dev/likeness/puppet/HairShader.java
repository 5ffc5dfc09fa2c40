package dev.likeness.puppet;

/**
 * Lights strands point by point: the cylinder model of Kajiya and Kay (1989) with the two shifted
 * highlights of Marschner et al. (2003), the outer white and the inner in the hair's own colour,
 * and draws them.
 */
final class HairShader {
  private final Lamps lamps;
  private final Camera camera;
  private final Canvas canvas;
  private final float perCentimetre;

  HairShader(Lamps lamps, Camera camera, Canvas canvas) {
    this.lamps = lamps;
    this.camera = camera;
    this.canvas = canvas;
    this.perCentimetre = 2 * camera.scale(2);
  }

  /**
   * @param w world points
   * @param heart roughly the middle of the volume, world: hair away from a lamp is darker
   */
  void draw(Strands s, float[] w, float[] heart) {
    int n = s.points;
    float[] colour = new float[3 * n];
    float[] screen = new float[3 * n];
    boolean[] seen = new boolean[n];
    int flags = Canvas.STRAND | (s.covers ? Canvas.COVERS : 0);
    for (int i = 0; i < s.count; i++) {
      for (int k = 0; k < n; k++) {
        camera.project(w, 3 * (i * n + k), screen, 3 * k);
      }
      boolean any = false;
      for (int k = 0; k < n; k++) {
        seen[k] = seen(screen, 3 * k);
        any |= seen[k];
      }
      if (!any) {
        continue;
      }
      shade(s, w, i, heart, colour);
      for (int k = 0; k + 1 < n; k++) {
        if (!seen[k] && !seen[k + 1]) {
          continue;
        }
        float taper = 1 - .55f * (k + .5f) / n;
        float wide = Math.max(.7f, s.width[i] * taper * perCentimetre);
        canvas.strand(
            screen[3 * k],
            screen[3 * k + 1],
            screen[3 * k + 2],
            screen[3 * k + 3],
            screen[3 * k + 4],
            screen[3 * k + 5],
            wide,
            colour,
            3 * k,
            3 * k + 3,
            flags);
      }
    }
  }

  /** Whether a point is on the screen and in front of what has been drawn. */
  private boolean seen(float[] screen, int o) {
    int x = (int) screen[o];
    int y = (int) screen[o + 1];
    return x >= 0
        && y >= 0
        && x < canvas.width
        && y < canvas.height
        && screen[o + 2] > canvas.depth[y * canvas.width + x];
  }

  private void shade(Strands s, float[] w, int strand, float[] heart, float[] out) {
    int n = s.points;
    int stride = n > 8 ? 2 : 1;
    for (int k = 0; k < n; k = k + stride < n || k == n - 1 ? k + stride : n - 1) {
      int i = 3 * (strand * n + k);
      int a = k == 0 ? i : i - 3;
      int b = k == n - 1 ? i : i + 3;
      float tx = w[b] - w[a];
      float ty = w[b + 1] - w[a + 1];
      float tz = w[b + 2] - w[a + 2];
      float tl = 1 / (float) Math.sqrt(tx * tx + ty * ty + tz * tz + 1e-12f);
      tx *= tl;
      ty *= tl;
      tz *= tl;
      float x = w[i];
      float y = w[i + 1];
      float z = w[i + 2];
      float ox = x - heart[0];
      float oy = y - heart[1];
      float oz = z - heart[2];
      float ol = 1 / (float) Math.sqrt(ox * ox + oy * oy + oz * oz + 1e-6f);
      ox *= ol;
      oy *= ol;
      oz *= ol;
      float open = s.open[strand * n + k];
      float t = (float) k / (n - 1);
      float cr = s.colour[6 * strand] + t * (s.colour[6 * strand + 3] - s.colour[6 * strand]);
      float cg =
          s.colour[6 * strand + 1] + t * (s.colour[6 * strand + 4] - s.colour[6 * strand + 1]);
      float cb =
          s.colour[6 * strand + 2] + t * (s.colour[6 * strand + 5] - s.colour[6 * strand + 2]);
      float up = .5f + .5f * oy;
      float dr = open * (lamps.ground[0] + up * (lamps.sky[0] - lamps.ground[0]));
      float dg = open * (lamps.ground[1] + up * (lamps.sky[1] - lamps.ground[1]));
      float db = open * (lamps.ground[2] + up * (lamps.sky[2] - lamps.ground[2]));
      float sr = 0;
      float sg = 0;
      float sb = 0;
      float vx = -x;
      float vy = Camera.MIDDLE - y;
      float vz = Camera.DISTANCE - z;
      float vl = 1 / (float) Math.sqrt(vx * vx + vy * vy + vz * vz);
      vx *= vl;
      vy *= vl;
      vz *= vl;
      for (int m = 0; m < lamps.towards.length; m++) {
        float[] d = lamps.towards[m];
        float[] c = lamps.colour[m];
        float along = tx * d[0] + ty * d[1] + tz * d[2];
        float across = (float) Math.sqrt(Math.max(0, 1 - along * along));
        float face = ox * d[0] + oy * d[1] + oz * d[2];
        float lit = Math.max(0, .30f + .70f * face);
        lit *= m == 0 ? lamps.keyThrough(x, y, z) : .25f + .75f * open;
        if (lit <= .004f) {
          continue;
        }
        float diffuse = .78f * across * lit;
        dr += diffuse * c[0];
        dg += diffuse * c[1];
        db += diffuse * c[2];
        float hx = d[0] + vx;
        float hy = d[1] + vy;
        float hz = d[2] + vz;
        float hl = 1 / (float) Math.sqrt(hx * hx + hy * hy + hz * hz + 1e-6f);
        float th = (tx * hx + ty * hy + tz * hz) * hl;
        float white = lobe(th - .09f, 5) * s.gloss * .085f * lit;
        float own = lobe(th + .12f, 3) * s.gloss * .62f * lit;
        sr += c[0] * (white + own * cr);
        sg += c[1] * (white + own * cg);
        sb += c[2] * (white + own * cb);
      }
      out[3 * k] = pack(cr * dr + sr);
      out[3 * k + 1] = pack(cg * dg + sg);
      out[3 * k + 2] = pack(cb * db + sb);
      if (stride == 2 && k > 1) {
        int from = (k & 1) == 0 ? k - 2 : k - 1;
        for (int c = 0; c < 3 && k - from == 2; c++) {
          out[3 * k - 3 + c] = .5f * (out[3 * from + c] + out[3 * k + c]);
        }
      }
    }
  }

  /** (1 − th²) to the power of 2^doublings. */
  private static float lobe(float th, int doublings) {
    float v = Math.max(0, 1 - th * th);
    for (int i = 0; i < doublings; i++) {
      v *= v;
    }
    return v;
  }

  /** As {@link Canvas} keeps strands' colours: square root, 1023 is light 4. */
  private static float pack(float v) {
    return Math.min(1023, 511.5f * (float) Math.sqrt(v));
  }

  static float unpack(int bits) {
    float v = (bits & 1023) * (1 / 511.5f);
    return v * v;
  }
}
