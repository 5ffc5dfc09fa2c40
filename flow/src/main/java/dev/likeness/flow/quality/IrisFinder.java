package dev.likeness.flow.quality;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;

/**
 * Finds the middle of an iris by its edge alone: the place that the grey gradients point away from
 * (Timm and Barth 2011, "Accurate eye centre localisation by means of gradients", eq. 3 with the
 * darkness weight of section 2.2). It shares nothing with the iris network, so it can judge a gaze
 * that a renderer made with that network.
 */
final class IrisFinder {
  private static final int W = 48;
  private static final int H = 24;

  private IrisFinder() {}

  /**
   * The iris of one eye by its 68-scheme points.
   *
   * @param first 36 (the person's right eye) or 42
   * @return offset from the middle between the corners, in eye widths, along the line of the
   *     corners and across it (downwards positive); null when the eye is shut (aspect under {@code
   *     shut}) or nothing round is there
   */
  static double @org.jspecify.annotations.Nullable [] find(
      Frame f, Reading r, int first, double shut) {
    if (r.eye68(first) < shut) {
      return null;
    }
    double cx = (r.x68(first) + r.x68(first + 3)) / 2;
    double cy = (r.y68(first) + r.y68(first + 3)) / 2;
    double dx = r.x68(first + 3) - r.x68(first);
    double dy = r.y68(first + 3) - r.y68(first);
    // The patch is one eye width wide and half of it high, upright along the line of the corners.
    double ux = dx / W;
    double uy = dy / W;
    Affine2 toFrame =
        new Affine2(ux, -uy, cx - ux * W / 2 + uy * H / 2, uy, ux, cy - uy * W / 2 - ux * H / 2);
    double[] best = centre(f.sample(toFrame, W, H));
    return best == null ? null : new double[] {best[0] / W - .5, (best[1] - H / 2.0) / W};
  }

  /** The middle of the darkest round thing in an eye patch, in its pixels; null when it is flat. */
  private static double @org.jspecify.annotations.Nullable [] centre(Frame patch) {
    double[] grey = smooth(patch);
    double[][] edges = edges(grey);
    if (edges.length == 0) {
      return null;
    }
    double[] score = new double[W * H];
    double top = 0;
    for (int y = 2; y < H - 2; y++) {
      for (int x = W / 8; x < W - W / 8; x++) {
        double s = 0;
        for (double[] e : edges) {
          double vx = e[0] - x;
          double vy = e[1] - y;
          double d2 = vx * vx + vy * vy;
          double dot = vx * e[2] + vy * e[3];
          if (dot > 0 && d2 > 4 && d2 < 200) {
            s += dot * dot / d2;
          }
        }
        score[y * W + x] = s * (255 - grey[y * W + x]);
        top = Math.max(top, score[y * W + x]);
      }
    }
    return peak(score, top);
  }

  /** The centroid of what comes within a tenth of the best: finer than a pixel. */
  private static double @org.jspecify.annotations.Nullable [] peak(double[] score, double top) {
    double sum = 0;
    double sx = 0;
    double sy = 0;
    for (int i = 0; i < score.length && top > 0; i++) {
      double w = score[i] - .9 * top;
      if (w > 0) {
        sum += w;
        sx += w * (i % W + .5);
        sy += w * (i / W + .5);
      }
    }
    return sum == 0 ? null : new double[] {sx / sum, sy / sum};
  }

  /** Places and unit directions of the strong gradients: x, y, gx, gy (dark to light). */
  private static double[][] edges(double[] grey) {
    double[] gx = new double[W * H];
    double[] gy = new double[W * H];
    double[] size = new double[W * H];
    for (int y = 1; y < H - 1; y++) {
      for (int x = 1; x < W - 1; x++) {
        int i = y * W + x;
        gx[i] = grey[i + 1] - grey[i - 1];
        gy[i] = grey[i + W] - grey[i - W];
        size[i] = Math.hypot(gx[i], gy[i]);
      }
    }
    double floor = Math.max(2, Series.mean(size) + .5 * Series.deviation(size));
    return java.util.stream.IntStream.range(0, W * H)
        .filter(i -> size[i] > floor)
        .mapToObj(i -> new double[] {i % W, i / W, gx[i] / size[i], gy[i] / size[i]})
        .toArray(double[][]::new);
  }

  /**
   * Grey, blurred by a 5×5 binomial kernel; bright reflections are pulled down to the 90th
   * percentile.
   */
  private static double[] smooth(Frame f) {
    double[] grey = new double[W * H];
    for (int i = 0; i < grey.length; i++) {
      int x = i % W;
      int y = i / W;
      grey[i] = .299 * f.at(x, y, 0) + .587 * f.at(x, y, 1) + .114 * f.at(x, y, 2);
    }
    double cap = Series.quantile(grey, .9);
    double[] k = {1, 4, 6, 4, 1};
    double[] row = new double[grey.length];
    double[] out = new double[grey.length];
    for (int pass = 0; pass < 2; pass++) {
      double[] from = pass == 0 ? grey : row;
      double[] to = pass == 0 ? row : out;
      for (int i = 0; i < grey.length; i++) {
        double s = 0;
        for (int j = -2; j <= 2; j++) {
          int x = pass == 0 ? Math.clamp(i % W + j, 0, W - 1) : i % W;
          int y = pass == 0 ? i / W : Math.clamp(i / W + j, 0, H - 1);
          s += k[j + 2] * Math.min(cap, from[y * W + x]);
        }
        to[i] = s / 16;
      }
    }
    return out;
  }
}
