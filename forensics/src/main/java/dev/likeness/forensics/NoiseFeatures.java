package dev.likeness.forensics;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.FaceTopology.Ring;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/**
 * Noise and colour inside a face and in the ring around it: how often small residuals stand beside
 * each other (the spatial rich model of Fridrich and Kodovský 2012, three of its filters), how
 * strong detail is by scale, and the colours; each inside, and inside against the ring.
 */
final class NoiseFeatures {
  /** Fewer pixels in face or ring say too little. */
  static final int LEAST = 1200;

  private static final int T = 2;
  private static final int SYMBOLS = 2 * T + 1;

  private NoiseFeatures() {}

  /**
   * @param inside for each pixel of the region: 1 in the face, 2 in the ring, 0 neither
   */
  static float[] of(Planes p, byte[] inside) {
    Features f = new Features();
    float[][] face = new float[3][];
    float[][] ring = new float[3][];
    for (int k = 0; k < 3; k++) {
      float[] r = residual(p, k);
      face[k] = pairs(r, p, inside, 1);
      ring[k] = pairs(r, p, inside, 2);
    }
    for (int k = 0; k < 3; k++) {
      f.addAll(face[k]);
    }
    for (int k = 0; k < 3; k++) {
      for (int i = 0; i < face[k].length; i++) {
        f.add(face[k][i] - ring[k][i]);
      }
    }
    detail(f, p, inside);
    colour(f, p, inside);
    return f.done();
  }

  /** How many pixels are in face (1) or ring (2). */
  static int count(byte[] inside, int which) {
    int n = 0;
    for (byte b : inside) {
      n += b == which ? 1 : 0;
    }
    return n;
  }

  /** The face's outline drawn in a little, and the ring outside it. */
  static byte[] split(FaceMesh mesh, Box region) {
    BufferedImage image =
        new BufferedImage(region.width(), region.height(), BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D g = image.createGraphics();
    double[] scales = {1.4, 1.06, .92};
    int[] marks = {2, 0, 1};
    for (int i = 0; i < scales.length; i++) {
      g.setColor(new Color(marks[i], marks[i], marks[i]));
      g.fill(outline(mesh, region, scales[i]));
    }
    g.dispose();
    byte[] out = new byte[region.width() * region.height()];
    image.getRaster().getDataElements(0, 0, region.width(), region.height(), out);
    return out;
  }

  private static Path2D outline(FaceMesh m, Box region, double scale) {
    return Outline.of(
        FaceTopology.canonical().ring(Ring.FACE_OVAL),
        m::x,
        m::y,
        (i, x, y, dx, dy) ->
            new double[] {x + scale * dx - region.x(), y + scale * dy - region.y()});
  }

  private static float[] residual(Planes p, int kind) {
    int w = p.width();
    float[] v = p.y();
    float[] out = new float[v.length];
    for (int r = 2; r < p.height() - 2; r++) {
      for (int c = 2; c < w - 2; c++) {
        int i = r * w + c;
        out[i] =
            switch (kind) {
              case 0 -> v[i + 1] - v[i];
              case 1 -> (v[i - 1] - 2 * v[i] + v[i + 1]) / 2;
              default ->
                  v[i]
                      - (v[i - 1] + v[i + 1] + v[i - w] + v[i + w]) / 2
                      + (v[i - w - 1] + v[i - w + 1] + v[i + w - 1] + v[i + w + 1]) / 4;
            };
      }
    }
    return out;
  }

  /** Shares of neighbouring pairs, sign and order taken together, as square roots. */
  private static float[] pairs(float[] r, Planes p, byte[] inside, int which) {
    double[] n = new double[SYMBOLS * SYMBOLS];
    double all = 1e-9;
    int w = p.width();
    for (int y = 2; y < p.height() - 3; y++) {
      for (int x = 2; x < w - 3; x++) {
        int i = y * w + x;
        if (inside[i] == which && inside[i + 1] == which && inside[i + w] == which) {
          int a = symbol(r[i]);
          n[a * SYMBOLS + symbol(r[i + 1])]++;
          n[a * SYMBOLS + symbol(r[i + w])]++;
          all += 2;
        }
      }
    }
    Features f = new Features();
    for (int a = 0; a < SYMBOLS; a++) {
      for (int b = a; b < SYMBOLS; b++) {
        int c = (SYMBOLS - 1 - b) * SYMBOLS + SYMBOLS - 1 - a;
        int d = a * SYMBOLS + b;
        if (d <= c) {
          double s = n[d] + n[b * SYMBOLS + a] + n[c] + n[(c % SYMBOLS) * SYMBOLS + c / SYMBOLS];
          f.add(Math.sqrt(s / all));
        }
      }
    }
    return f.done();
  }

  private static int symbol(float r) {
    return Math.max(-T, Math.min(T, Math.round(r))) + T;
  }

  /** How strong detail is at three scales, face against ring. */
  private static void detail(Features f, Planes p, byte[] inside) {
    for (int step = 1; step <= 4; step *= 2) {
      double[] y = new double[3];
      double[] c = new double[3];
      int[] n = new int[3];
      int w = p.width();
      for (int r = step; r < p.height() - step; r++) {
        for (int x = step; x < w - step; x++) {
          int i = r * w + x;
          int k = inside[i];
          if (k != 0 && inside[i - step] == k && inside[i + step] == k) {
            y[k] += Math.log(.5 + cross(p.y(), i, step, w));
            c[k] += Math.log(.25 + cross(p.cb(), i, step, w) + cross(p.cr(), i, step, w));
            n[k]++;
          }
        }
      }
      f.add(y[1] / Math.max(1, n[1]) - y[2] / Math.max(1, n[2]));
      f.add(c[1] / Math.max(1, n[1]) - c[2] / Math.max(1, n[2]));
      f.add(y[1] / Math.max(1, n[1]));
    }
  }

  private static float cross(float[] v, int i, int step, int w) {
    return Math.abs(v[i] - (v[i - step] + v[i + step] + v[i - step * w] + v[i + step * w]) / 4);
  }

  /** Mean and spread of the colours, face against ring. */
  private static void colour(Features f, Planes p, byte[] inside) {
    for (float[] v : new float[][] {p.cb(), p.cr()}) {
      double[] sum = new double[3];
      double[] square = new double[3];
      int[] n = new int[3];
      for (int i = 0; i < v.length; i++) {
        sum[inside[i]] += v[i];
        square[inside[i]] += v[i] * v[i];
        n[inside[i]]++;
      }
      double face = sum[1] / Math.max(1, n[1]);
      double ring = sum[2] / Math.max(1, n[2]);
      double inner = Math.sqrt(Math.max(0, square[1] / Math.max(1, n[1]) - face * face));
      double outer = Math.sqrt(Math.max(0, square[2] / Math.max(1, n[2]) - ring * ring));
      f.add(Math.abs(face - ring));
      f.add(inner - outer);
      f.add(inner);
    }
  }
}
