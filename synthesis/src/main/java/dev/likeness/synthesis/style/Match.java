package dev.likeness.synthesis.style;

import java.util.stream.IntStream;

/**
 * Which place of a style each pixel of a picture is painted with, and the search for better ones:
 * PatchMatch (Barnes et al. 2009) with all pixels looking at once at what their neighbours had
 * before, at growing distances, so that the result does not depend on how many threads there are. A
 * place that is used often gets dearer (Kaspar et al. 2015, "Self tuning texture optimization",
 * section 4.2). Patches have 5 × 5 pixels.
 */
final class Match {
  /** Places are kept in so many parts of a pixel. */
  static final int PART = 16;

  private static final int R = Atlas.REACH;
  private static final int SIDE = 2 * R + 1;

  /** What a place costs more that is used as often again as all are on average. */
  private static final float DEARER = 500;

  /** A place gets dearer up to so many times that. */
  private static final float MOST = 10;

  /** Tone is smooth: it is compared in the middle and at the corners, each counting for five. */
  private static final float FIVE = 5;

  private final Atlas.Level style;
  private final int w;
  private final int h;
  private final int channels;
  private final Look there;
  private float[] tone = new float[0];
  private final float[] here;
  private final int row;
  private final int styleRow;
  private int[] sx;
  private int[] sy;
  private final boolean[] moved;

  /**
   * What pixels are compared by, both interleaved.
   *
   * @param paint how they are painted
   * @param tone what they stand for
   */
  record Look(float[] paint, float[] tone) {}

  /**
   * The search at one size; what is looked for is set with {@link #look}.
   *
   * @param there what the style's pixels look like
   * @param channels numbers a pixel
   */
  Match(Atlas.Level style, Look there, int channels, int w, int h) {
    this.style = style;
    this.there = there;
    this.channels = channels;
    this.w = w;
    this.h = h;
    row = (w + 2 * R) * channels;
    styleRow = style.width() * channels;
    here = new float[row * (h + 2 * R)];
    sx = new int[w * h];
    sy = new int[w * h];
    moved = new boolean[w * h];
  }

  int[] sx() {
    return sx;
  }

  int[] sy() {
    return sy;
  }

  /** Anywhere, the same for the same seed. */
  void scatter(long seed) {
    for (int i = 0; i < w * h; i++) {
      sx[i] = PART * (int) (unit(seed, i, 1) * style.width());
      sy[i] = PART * (int) (unit(seed, i, 2) * style.height());
      settle(i);
    }
  }

  /** As at half the size. */
  void from(Match coarse) {
    for (int y = 0; y < h; y++) {
      int cy = Math.min(y / 2, coarse.h - 1);
      for (int x = 0; x < w; x++) {
        int c = cy * coarse.w + Math.min(x / 2, coarse.w - 1);
        int i = y * w + x;
        sx[i] = 2 * coarse.sx[c] + PART * (x & 1);
        sy[i] = 2 * coarse.sy[c] + PART * (y & 1);
        settle(i);
      }
    }
  }

  /**
   * As an earlier picture had it: each place carried along.
   *
   * @param flow where things were then
   */
  void from(int[] thenX, int[] thenY, Flow flow) {
    for (int y = 0, i = 0; y < h; y++) {
      for (int x = 0; x < w; x++, i++) {
        float px = Math.clamp(x + flow.u()[i], 0, w - 1);
        float py = Math.clamp(y + flow.v()[i], 0, h - 1);
        int nx = Math.round(px);
        int ny = Math.round(py);
        sx[i] = thenX[ny * w + nx] + Math.round((px - nx) * PART);
        sy[i] = thenY[ny * w + nx] + Math.round((py - ny) * PART);
        settle(i);
      }
    }
  }

  /** Keeps a place inside its piece. */
  private void settle(int i) {
    int x = Math.clamp(sx[i] + PART / 2 >> 4, 0, style.width() - 1);
    sx[i] = Math.clamp(sx[i], style.lo()[x] * PART, style.hi()[x] * PART);
    sy[i] = Math.clamp(sy[i], R * PART, (style.height() - 1 - R) * PART);
  }

  /** What the picture's pixels look like now. */
  void look(Look now) {
    tone = now.tone;
    for (int y = -R; y < h + R; y++) {
      int from = Math.clamp(y, 0, h - 1) * w;
      int to = (y + R) * row;
      System.arraycopy(now.paint, from * channels, here, to + R * channels, w * channels);
      for (int x = 0; x < R; x++) {
        System.arraycopy(now.paint, from * channels, here, to + x * channels, channels);
        int last = to + (w + R + x) * channels;
        System.arraycopy(now.paint, (from + w - 1) * channels, here, last, channels);
      }
    }
  }

  /** The distance of two patches; as soon as it is above {@code most}, anything above. */
  private float distance(int x, int y, int px, int py, float most) {
    int u = px + PART / 2 >> 4;
    int v = py + PART / 2 >> 4;
    float sum = FIVE * tones(x, y, u, v);
    int a = y * row + x * channels;
    int b = (v - R) * styleRow + (u - R) * channels;
    int n = SIDE * channels;
    for (int k = 0; k < SIDE && sum < most; k++) {
      sum += line(here, a, there.paint, b, n);
      a += row;
      b += styleRow;
    }
    return sum;
  }

  private float tones(int x, int y, int u, int v) {
    int l = Math.max(x - R, 0);
    int r = Math.min(x + R, w - 1);
    int t = Math.max(y - R, 0) * w;
    int d = Math.min(y + R, h - 1) * w;
    int st = (v - R) * style.width() + u;
    int sd = (v + R) * style.width() + u;
    return line(
            tone, (y * w + x) * channels, there.tone, (v * style.width() + u) * channels, channels)
        + line(tone, (t + l) * channels, there.tone, (st - R) * channels, channels)
        + line(tone, (t + r) * channels, there.tone, (st + R) * channels, channels)
        + line(tone, (d + l) * channels, there.tone, (sd - R) * channels, channels)
        + line(tone, (d + r) * channels, there.tone, (sd + R) * channels, channels);
  }

  private static float line(float[] p, int a, float[] q, int b, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    int i = 0;
    for (; i + 2 < n; i += 3) {
      float d0 = p[a + i] - q[b + i];
      float d1 = p[a + i + 1] - q[b + i + 1];
      float d2 = p[a + i + 2] - q[b + i + 2];
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
    }
    for (; i < n; i++) {
      float d = p[a + i] - q[b + i];
      s0 += d * d;
    }
    return s0 + s1 + s2;
  }

  /**
   * Looks for better places.
   *
   * @param rounds how often
   * @param better what a place must cost at most to take the place of one that was there before the
   *     search, as a share of what that costs
   */
  void search(int rounds, long seed, float better) {
    java.util.Arrays.fill(moved, false);
    for (int k = 0; k < rounds; k++) {
      Round round =
          new Round(used(), k % 3 == 0 ? 7 : k % 3 == 1 ? 3 : 2, seed + 7919L * k, better);
      IntStream.range(0, h).parallel().forEach(round::row);
      sx = round.nx;
      sy = round.ny;
    }
  }

  /** All pixels look once. */
  private final class Round {
    private final float[] used;
    private final int jump;
    private final long seed;
    private final float better;
    private final int[] nx = new int[w * h];
    private final int[] ny = new int[w * h];

    Round(float[] used, int jump, long seed, float better) {
      this.used = used;
      this.jump = jump;
      this.seed = seed;
      this.better = better;
    }

    void row(int y) {
      for (int x = 0; x < w; x++) {
        pixel(x, y);
      }
    }

    private void pixel(int x, int y) {
      int i = y * w + x;
      int bx = sx[i];
      int by = sy[i];
      float least = distance(x, y, bx, by, Float.MAX_VALUE) + used[place(bx, by)];
      least *= moved[i] ? 1 : better;
      boolean found = false;
      for (int k = 0; k < 8; k++) {
        int d = (k < 4 ? 1 : jump) * ((k & 2) == 0 ? 1 : -1);
        int dx = (k & 1) == 0 ? d : 0;
        int dy = d - dx;
        int u = x + dx;
        int v = y + dy;
        if (u < 0 || v < 0 || u >= w || v >= h) {
          continue;
        }
        int j = v * w + u;
        int cx = sx[j] - PART * dx;
        int cy = sy[j] - PART * dy;
        if (cx == bx && cy == by || !inside(sx[j], cx, cy)) {
          continue;
        }
        float c = cost(x, y, cx, cy, least);
        if (c < least) {
          least = c;
          bx = cx;
          by = cy;
          found = true;
        }
      }
      int n = 0;
      for (int r = Math.max(style.width(), style.height()) / 2; r >= 1; r /= 4, n++) {
        int cx = (bx >> 4) + (int) ((2 * unit(seed, i, 2 * n) - 1) * r);
        int cy = (by >> 4) + (int) ((2 * unit(seed, i, 2 * n + 1) - 1) * r);
        cx = Math.clamp(cx, 0, style.width() - 1);
        cx = PART * Math.clamp(cx, style.lo()[cx], style.hi()[cx]);
        cy = PART * Math.clamp(cy, R, style.height() - 1 - R);
        float c = cost(x, y, cx, cy, least);
        if (c < least) {
          least = c;
          bx = cx;
          by = cy;
          found = true;
        }
      }
      nx[i] = bx;
      ny[i] = by;
      moved[i] |= found;
    }

    private float cost(int x, int y, int px, int py, float most) {
      float extra = used[place(px, py)];
      return extra >= most ? extra : distance(x, y, px, py, most - extra) + extra;
    }
  }

  /** Whether a place lies in the same piece as another one. */
  private boolean inside(int piece, int px, int py) {
    int at = Math.clamp(piece + PART / 2 >> 4, 0, style.width() - 1);
    return px >= style.lo()[at] * PART
        && px <= style.hi()[at] * PART
        && py >= R * PART
        && py <= (style.height() - 1 - R) * PART;
  }

  private int place(int px, int py) {
    return (py + PART / 2 >> 4) * style.width() + (px + PART / 2 >> 4);
  }

  /** What each place costs more because it is in use. */
  private float[] used() {
    int sw = style.width();
    int sh = style.height();
    float[] n = new float[sw * sh];
    for (int i = 0; i < sx.length; i++) {
      n[place(sx[i], sy[i])]++;
    }
    float[] mean = Planes.blurred(n, sw, sh, 2.5);
    float usual = 1f * w * h / (sw * sh);
    for (int i = 0; i < mean.length; i++) {
      float over = mean[i] / Math.max(usual, .25f) - 1;
      mean[i] = DEARER * channels * Math.clamp(over, 0, MOST);
    }
    return mean;
  }

  /** Evenly from 0 to 1, for a pixel and a purpose. */
  private static float unit(long seed, int pixel, int what) {
    long z = seed + pixel * 0x9E3779B97F4A7C15L + what * 0xD1B54A32D192ED03L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return ((z ^ z >>> 31) >>> 40) * 0x1p-24f;
  }

  /**
   * The picture that the places make: each pixel the mean of what the patches that cover it say,
   * near ones counting more.
   *
   * @param broad how far around a pixel patches count, as a Gaussian's deviation in pixels
   */
  Planes painted(Planes paint, double broad) {
    Planes out = new Planes(w, h);
    float[] weight = new float[SIDE];
    for (int k = -R; k <= R; k++) {
      weight[k + R] = (float) Math.exp(-k * k / (2 * broad * broad));
    }
    IntStream.range(0, h).parallel().forEach(y -> paint(y, paint, weight, out));
    return out;
  }

  private void paint(int y, Planes paint, float[] weight, Planes out) {
    for (int x = 0; x < w; x++) {
      float total = 0;
      float a = 0;
      float b = 0;
      float c = 0;
      for (int dy = -R; dy <= R; dy++) {
        int v = y + dy;
        if (v < 0 || v >= h || weight[dy + R] < 1e-3f) {
          continue;
        }
        for (int dx = -R; dx <= R; dx++) {
          int u = x + dx;
          if (u < 0 || u >= w) {
            continue;
          }
          int j = v * w + u;
          int p = ((sy[j] + PART / 2 >> 4) - dy) * style.width() + (sx[j] + PART / 2 >> 4) - dx;
          float k = weight[dx + R] * weight[dy + R];
          total += k;
          a += k * paint.c()[0][p];
          b += k * paint.c()[1][p];
          c += k * paint.c()[2][p];
        }
      }
      int i = y * w + x;
      out.c()[0][i] = a / total;
      out.c()[1][i] = b / total;
      out.c()[2][i] = c / total;
    }
  }
}
