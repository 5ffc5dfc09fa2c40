package dev.likeness.forensics;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import java.util.SplittableRandom;

/** What happens to pictures on their way: the same to real and to false ones. */
public final class Edits {
  private Edits() {}

  /** A picture of another size; where it shrinks, several samples are taken for each pixel. */
  public static Frame resize(Frame f, int width, int height) {
    double sx = (double) f.width() / width;
    double sy = (double) f.height() / height;
    int n = Math.max(1, Math.min(6, (int) Math.ceil(Math.max(sx, sy))));
    return f.sample(new Affine2(sx, 0, 0, 0, sy, 0), width, height, n);
  }

  /** Likewise by a factor. */
  public static Frame scale(Frame f, double by) {
    return resize(
        f,
        Math.max(1, (int) Math.round(f.width() * by)),
        Math.max(1, (int) Math.round(f.height() * by)));
  }

  /** Blurred by a Gaussian; borders are continued. */
  public static Frame blur(Frame f, double sigma) {
    float[] planes = new float[f.rgb().length];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = f.rgb()[i] & 255;
    }
    smooth(planes, f.width(), f.height(), 3, sigma);
    return frame(planes, f.width(), f.height());
  }

  /** Blurs interleaved values in place. */
  public static void smooth(float[] v, int w, int h, int channels, double sigma) {
    int r = Math.max(1, (int) Math.ceil(2.5 * sigma));
    float[] k = new float[2 * r + 1];
    float sum = 0;
    for (int i = -r; i <= r; i++) {
      k[i + r] = (float) Math.exp(-i * i / (2 * sigma * sigma));
      sum += k[i + r];
    }
    for (int i = 0; i < k.length; i++) {
      k[i] /= sum;
    }
    float[] line = new float[Math.max(w, h)];
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < h; y++) {
        convolve(v, (y * w) * channels + c, channels, w, k, r, line);
      }
      for (int x = 0; x < w; x++) {
        convolve(v, x * channels + c, w * channels, h, k, r, line);
      }
    }
  }

  private static void convolve(float[] v, int at, int step, int n, float[] k, int r, float[] line) {
    for (int i = 0; i < n; i++) {
      line[i] = v[at + i * step];
    }
    for (int i = 0; i < n; i++) {
      float s = 0;
      for (int j = -r; j <= r; j++) {
        s += k[j + r] * line[Math.max(0, Math.min(n - 1, i + j))];
      }
      v[at + i * step] = s;
    }
  }

  /** With its detail made stronger: {@code amount} times what a blur takes away. */
  public static Frame sharpen(Frame f, double sigma, double amount) {
    Frame soft = blur(f, sigma);
    float[] v = new float[f.rgb().length];
    for (int i = 0; i < v.length; i++) {
      int a = f.rgb()[i] & 255;
      v[i] = (float) (a + amount * (a - (soft.rgb()[i] & 255)));
    }
    return frame(v, f.width(), f.height());
  }

  /** With noise as sensors have it, stronger where it is bright, a little of it coloured. */
  public static Frame noise(Frame f, double strength, SplittableRandom r) {
    float[] v = new float[f.rgb().length];
    for (int i = 0; i < v.length; i += 3) {
      double common = r.nextGaussian();
      for (int c = 0; c < 3; c++) {
        int a = f.rgb()[i + c] & 255;
        double s = strength * Math.sqrt(.4 + a / 160.0);
        v[i + c] = (float) (a + s * (.8 * common + .6 * r.nextGaussian()));
      }
    }
    return frame(v, f.width(), f.height());
  }

  /** Values, cut off at 0 and 255 and rounded. */
  public static Frame frame(float[] v, int width, int height) {
    byte[] rgb = new byte[v.length];
    for (int i = 0; i < v.length; i++) {
      rgb[i] = (byte) Math.round(Math.max(0, Math.min(255, v[i])));
    }
    return new Frame(width, height, rgb);
  }
}
