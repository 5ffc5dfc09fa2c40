package dev.likeness.provenance.mark;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import java.util.Random;

/** Pictures with soft ground, edges and fine grain, no two alike, and what is done to pictures. */
public final class MarkScenes {
  private MarkScenes() {}

  public static Frame picture(int width, int height, long seed) {
    Random random = new Random(seed);
    byte[] rgb = new byte[3 * width * height];
    double[][] discs = new double[24][];
    for (int i = 0; i < discs.length; i++) {
      discs[i] =
          new double[] {
            random.nextDouble() * width,
            random.nextDouble() * height,
            (.03 + .12 * random.nextDouble()) * width,
            30 + 190 * random.nextDouble(),
            8 * random.nextDouble()
          };
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double v = 90 + 60.0 * x / width + 30 * Math.sin(5.0 * y / height);
        double grain = 1.5;
        for (double[] d : discs) {
          if (Math.hypot(x - d[0], y - d[1]) < d[2]) {
            v = d[3] + 12 * Math.sin((x + 2 * y) / 9.0);
            grain = d[4];
          }
        }
        for (int c = 0; c < 3; c++) {
          double p = v + 8 * c + grain * random.nextGaussian();
          rgb[3 * (y * width + x) + c] = (byte) Math.max(0, Math.min(255, Math.round(p)));
        }
      }
    }
    return new Frame(width, height, rgb);
  }

  static Frame resized(Frame f, int w, int h) {
    double sx = (double) f.width() / w;
    double sy = (double) f.height() / h;
    return f.sample(new Affine2(sx, 0, 0, 0, sy, 0), w, h, (int) Math.ceil(Math.max(sx, sy)));
  }

  static Frame mirrored(Frame f) {
    return f.sample(new Affine2(-1, 0, f.width(), 0, 1, 0), f.width(), f.height());
  }

  static Frame turned(Frame f, double degrees) {
    double c = Math.cos(Math.toRadians(degrees));
    double s = Math.sin(Math.toRadians(degrees));
    double x = f.width() / 2.0;
    double y = f.height() / 2.0;
    return f.sample(
        new Affine2(c, -s, x - c * x + s * y, s, c, y - s * x - c * y), f.width(), f.height());
  }

  static double decibels(Frame a, Frame b) {
    double sum = 0;
    for (int i = 0; i < a.rgb().length; i++) {
      double d = (a.rgb()[i] & 255) - (b.rgb()[i] & 255);
      sum += d * d;
    }
    return 10 * Math.log10(255 * 255 / (sum / a.rgb().length));
  }
}
