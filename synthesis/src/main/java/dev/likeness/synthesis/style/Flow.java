package dev.likeness.synthesis.style;

/**
 * Where each pixel of a picture was in another one: dense movement by TV-L1 (Zach, Pock and Bischof
 * 2007, "A duality based approach for realtime TV-L1 optical flow"; the scheme of Sánchez,
 * Meinhardt-Llopis and Facciolo, IPOL 2013), from coarse to fine.
 *
 * @param u pixels to the right
 * @param v pixels down
 */
public record Flow(int width, int height, float[] u, float[] v) {
  private static final int SMALLEST = 16;
  private static final int WARPS = 3;
  private static final int STEPS = 12;
  private static final float LAMBDA = .06f;
  private static final float THETA = .3f;
  private static final float TAU = .25f;

  Flow(int width, int height) {
    this(width, height, new float[width * height], new float[width * height]);
  }

  /**
   * The movement from {@code now} to {@code then}: what is at (x, y) now was at (x + u, y + v)
   * then.
   *
   * @param now brightness, 0 to 255, width × height
   */
  public static Flow between(float[] now, float[] then, int width, int height) {
    float[] a = Planes.blurred(now, width, height, .8);
    float[] b = Planes.blurred(then, width, height, .8);
    return coarseToFine(a, b, width, height);
  }

  private static Flow coarseToFine(float[] now, float[] then, int w, int h) {
    Flow f;
    if (Math.min(w, h) / 2 < SMALLEST) {
      f = new Flow(w, h);
    } else {
      int hw = w / 2;
      int hh = h / 2;
      f =
          coarseToFine(Planes.halved(now, w, hw, hh), Planes.halved(then, w, hw, hh), hw, hh)
              .enlarged(w, h);
    }
    Step step = new Step(now, then, f);
    for (int i = 0; i < WARPS; i++) {
      step.warp();
    }
    return f;
  }

  /** For a picture of another size. */
  Flow enlarged(int w, int h) {
    Flow out = new Flow(w, h);
    float sx = 1f * width / w;
    float sy = 1f * height / h;
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        float px = (x + .5f) * sx - .5f;
        float py = (y + .5f) * sy - .5f;
        out.u[y * w + x] = at(u, width, height, px, py) / sx;
        out.v[y * w + x] = at(v, width, height, px, py) / sy;
      }
    }
    return out;
  }

  /** Between the pixels of a plane; outside, the border counts. */
  static float at(float[] p, int w, int h, float x, float y) {
    float cx = x < 0 ? 0 : x > w - 1 ? w - 1 : x;
    float cy = y < 0 ? 0 : y > h - 1 ? h - 1 : y;
    int ix = Math.min((int) cx, Math.max(0, w - 2));
    int iy = Math.min((int) cy, Math.max(0, h - 2));
    float fx = cx - ix;
    float fy = cy - iy;
    int i = iy * w + ix;
    int r = w > 1 ? i + 1 : i;
    int d = h > 1 ? w : 0;
    float top = p[i] + fx * (p[r] - p[i]);
    float low = p[i + d] + fx * (p[r + d] - p[i + d]);
    return top + fy * (low - top);
  }

  /** A plane of then as it stands now. */
  public float[] carried(float[] then) {
    float[] out = new float[then.length];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        out[i] = at(then, width, height, x + u[i], y + v[i]);
      }
    }
    return out;
  }

  /** The iterations at one size; improves the flow that it was given. */
  private static final class Step {
    private final float[] now;
    private final float[] then;
    private final Flow f;
    private final int w;
    private final int h;
    private final float[] p11;
    private final float[] p12;
    private final float[] p21;
    private final float[] p22;
    private final float[] gx;
    private final float[] gy;

    Step(float[] now, float[] then, Flow f) {
      this.now = now;
      this.then = then;
      this.f = f;
      w = f.width;
      h = f.height;
      int n = w * h;
      p11 = new float[n];
      p12 = new float[n];
      p21 = new float[n];
      p22 = new float[n];
      gx = new float[n];
      gy = new float[n];
      for (int y = 0, i = 0; y < h; y++) {
        for (int x = 0; x < w; x++, i++) {
          gx[i] = .5f * (then[x + 1 < w ? i + 1 : i] - then[x > 0 ? i - 1 : i]);
          gy[i] = .5f * (then[y + 1 < h ? i + w : i] - then[y > 0 ? i - w : i]);
        }
      }
    }

    void warp() {
      float[] wx = f.carried(gx);
      float[] wy = f.carried(gy);
      float[] rest = f.carried(then);
      float[] norm = new float[rest.length];
      for (int i = 0; i < rest.length; i++) {
        rest[i] -= now[i] + wx[i] * f.u[i] + wy[i] * f.v[i];
        norm[i] = wx[i] * wx[i] + wy[i] * wy[i];
      }
      for (int k = 0; k < STEPS; k++) {
        threshold(wx, wy, rest, norm);
        smooth(f.u, p11, p12);
        smooth(f.v, p21, p22);
      }
    }

    /** Towards equal brightness, without noise counting too much (equation 14 there). */
    private void threshold(float[] wx, float[] wy, float[] rest, float[] norm) {
      float lt = LAMBDA * THETA;
      for (int i = 0; i < rest.length; i++) {
        float rho = rest[i] + wx[i] * f.u[i] + wy[i] * f.v[i];
        float limit = lt * norm[i];
        float by = rho < -limit ? lt : rho > limit ? -lt : norm[i] < 1e-3f ? 0 : -rho / norm[i];
        f.u[i] += by * wx[i];
        f.v[i] += by * wy[i];
      }
    }

    /** Towards even movement, with edges: adds the dual's divergence, then moves the dual. */
    private void smooth(float[] q, float[] px, float[] py) {
      for (int y = 0, i = 0; y < h; y++) {
        for (int x = 0; x < w; x++, i++) {
          float div = px[i] - (x > 0 ? px[i - 1] : 0) + py[i] - (y > 0 ? py[i - w] : 0);
          q[i] += THETA * div;
        }
      }
      for (int y = 0, i = 0; y < h; y++) {
        for (int x = 0; x < w; x++, i++) {
          float dx = x + 1 < w ? q[i + 1] - q[i] : 0;
          float dy = y + 1 < h ? q[i + w] - q[i] : 0;
          float over = 1 / (1 + TAU / THETA * (float) Math.sqrt(dx * dx + dy * dy));
          px[i] = (px[i] + TAU / THETA * dx) * over;
          py[i] = (py[i] + TAU / THETA * dy) * over;
        }
      }
    }
  }
}
