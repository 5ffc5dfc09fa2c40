package dev.likeness.forensics.train;

import dev.likeness.core.Frame;
import dev.likeness.forensics.Edits;

/**
 * What a frame of a film has lost: colours at half size, blocks of 4 or 8 pixels whose coefficients
 * are all rounded to one step (as H.264 does, where JPEG's steps grow with fineness), and blocks'
 * borders smoothed where they differ little. No codec: what is alike in them.
 */
final class FilmLoss {
  private FilmLoss() {}

  /**
   * @param step of the rounding, in 0–255: 4 is good, 24 bad
   * @param side of the blocks, 4 or 8
   */
  static Frame through(Frame f, double step, int side) {
    int w = f.width();
    int h = f.height();
    float[][] planes = new float[3][w * h];
    for (int i = 0; i < w * h; i++) {
      float r = f.rgb()[3 * i] & 255;
      float g = f.rgb()[3 * i + 1] & 255;
      float b = f.rgb()[3 * i + 2] & 255;
      float y = .299f * r + .587f * g + .114f * b;
      planes[0][i] = y;
      planes[1][i] = (b - y) * .564f;
      planes[2][i] = (r - y) * .713f;
    }
    float[] luma = lossy(planes[0], w, h, step, side);
    float[][] colour = new float[2][];
    int cw = (w + 1) / 2;
    int ch = (h + 1) / 2;
    for (int c = 0; c < 2; c++) {
      float[] small = new float[cw * ch];
      for (int y = 0; y < ch; y++) {
        for (int x = 0; x < cw; x++) {
          int x1 = Math.min(w - 1, 2 * x + 1);
          int y1 = Math.min(h - 1, 2 * y + 1);
          float[] p = planes[c + 1];
          small[y * cw + x] =
              (p[2 * y * w + 2 * x] + p[2 * y * w + x1] + p[y1 * w + 2 * x] + p[y1 * w + x1]) / 4;
        }
      }
      colour[c] = lossy(small, cw, ch, step, side);
    }
    float[] out = new float[3 * w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int i = y * w + x;
        float cb = large(colour[0], cw, ch, x, y) / .564f;
        float cr = large(colour[1], cw, ch, x, y) / .713f;
        float l = luma[i];
        out[3 * i] = l + cr;
        out[3 * i + 2] = l + cb;
        out[3 * i + 1] = (l - .299f * (l + cr) - .114f * (l + cb)) / .587f;
      }
    }
    return Edits.frame(out, w, h);
  }

  /** Bilinear between the samples of a plane of half the size. */
  private static float large(float[] p, int w, int h, int x, int y) {
    double u = Math.max(0, Math.min(w - 1.001, (x - .5) / 2));
    double v = Math.max(0, Math.min(h - 1.001, (y - .5) / 2));
    int i = (int) u;
    int j = (int) v;
    int i1 = Math.min(w - 1, i + 1);
    int j1 = Math.min(h - 1, j + 1);
    double fx = u - i;
    double fy = v - j;
    return (float)
        ((1 - fy) * ((1 - fx) * p[j * w + i] + fx * p[j * w + i1])
            + fy * ((1 - fx) * p[j1 * w + i] + fx * p[j1 * w + i1]));
  }

  private static float[] lossy(float[] p, int w, int h, double step, int side) {
    double[][] basis = new double[side][side];
    for (int k = 0; k < side; k++) {
      for (int i = 0; i < side; i++) {
        double a = k == 0 ? Math.sqrt(1.0 / side) : Math.sqrt(2.0 / side);
        basis[k][i] = a * Math.cos(Math.PI * (2 * i + 1) * k / (2 * side));
      }
    }
    float[] out = new float[w * h];
    double[] block = new double[side * side];
    double[] half = new double[side * side];
    for (int by = 0; by < h; by += side) {
      for (int bx = 0; bx < w; bx += side) {
        for (int y = 0; y < side; y++) {
          for (int x = 0; x < side; x++) {
            block[y * side + x] = p[Math.min(h - 1, by + y) * w + Math.min(w - 1, bx + x)];
          }
        }
        turn(block, half, basis, side, true);
        for (int i = 0; i < block.length; i++) {
          // A wider zero, as encoders have it.
          double q = Math.floor(Math.abs(block[i]) / step + (i == 0 ? .5 : .33));
          block[i] = Math.signum(block[i]) * q * step;
        }
        turn(block, half, basis, side, false);
        for (int y = 0; y < side && by + y < h; y++) {
          for (int x = 0; x < side && bx + x < w; x++) {
            out[(by + y) * w + bx + x] = (float) block[y * side + x];
          }
        }
      }
    }
    borders(out, w, h, step, side);
    return out;
  }

  /** The cosine transform of a block, or back, in place. */
  private static void turn(
      double[] block, double[] half, double[][] basis, int side, boolean there) {
    for (int r = 0; r < side; r++) {
      for (int k = 0; k < side; k++) {
        double s = 0;
        for (int i = 0; i < side; i++) {
          s += (there ? basis[k][i] : basis[i][k]) * block[r * side + i];
        }
        half[r * side + k] = s;
      }
    }
    for (int c = 0; c < side; c++) {
      for (int k = 0; k < side; k++) {
        double s = 0;
        for (int i = 0; i < side; i++) {
          s += (there ? basis[k][i] : basis[i][k]) * half[i * side + c];
        }
        block[k * side + c] = s;
      }
    }
  }

  private static void borders(float[] p, int w, int h, double step, int side) {
    float most = (float) (1.2 * step);
    for (int y = 0; y < h; y++) {
      for (int x = side; x + 1 < w; x += side) {
        smooth(p, y * w + x, 1, most);
      }
    }
    for (int y = side; y + 1 < h; y += side) {
      for (int x = 0; x < w; x++) {
        smooth(p, y * w + x, w, most);
      }
    }
  }

  private static void smooth(float[] p, int i, int by, float most) {
    float d = p[i] - p[i - by];
    if (Math.abs(d) < most) {
      p[i - 2 * by] += d / 8;
      p[i - by] += d / 3;
      p[i] -= d / 3;
      p[i + by] -= d / 8;
    }
  }
}
