package dev.likeness.synthesis.style;

import java.util.Arrays;

/**
 * How a target's colours become those of a style: brightness so that as much is dark and light as
 * there (a softened histogram match), colour as strong as there; which colour it is stays, so that
 * the nearest one of the style is found. Immutable.
 *
 * @param tone what each brightness 0 to 255 becomes
 * @param colour what Cb and Cr are multiplied with
 */
record Palette(float[] tone, float[] colour) {
  /** A brightness never gets more contrast than this. */
  private static final double STEEPEST = 2.5;

  static final int NUMBERS = 256 + 2;

  static Palette between(Planes target, Planes style) {
    return new Palette(tone(target.c()[0], style.c()[0]), colour(target, style));
  }

  private static float[] tone(float[] target, float[] style) {
    double[] from = shares(target);
    double[] to = shares(style);
    float[] match = new float[256];
    int j = 0;
    for (int i = 0; i < 256; i++) {
      double at = (i == 0 ? 0 : from[i - 1]) * .5 + from[i] * .5;
      while (j < 255 && to[j] < at) {
        j++;
      }
      match[i] = j;
    }
    float[] out = new float[256];
    float[] smooth = Planes.blurred(match, 256, 1, 6);
    out[128] = smooth[128];
    for (int i = 129; i < 256; i++) {
      out[i] = out[i - 1] + (float) Math.clamp(smooth[i] - out[i - 1], .25, STEEPEST);
    }
    for (int i = 127; i >= 0; i--) {
      out[i] = out[i + 1] - (float) Math.clamp(out[i + 1] - smooth[i], .25, STEEPEST);
    }
    return out;
  }

  /** The share of pixels up to each brightness. */
  private static double[] shares(float[] y) {
    double[] n = new double[256];
    for (float v : y) {
      n[Math.clamp(Math.round(v), 0, 255)]++;
    }
    for (int i = 1; i < 256; i++) {
      n[i] += n[i - 1];
    }
    for (int i = 0; i < 256; i++) {
      n[i] /= y.length;
    }
    return n;
  }

  /** How much stronger the style's colours are; a colour stays what it is. */
  private static float[] colour(Planes target, Planes style) {
    double[] a = spread(target);
    double[] b = spread(style);
    return new float[] {
      (float) Math.clamp(b[0] / a[0], .5, 1.5), (float) Math.clamp(b[1] / a[1], .5, 1.5)
    };
  }

  /** The root of the mean square of Cb and of Cr. */
  private static double[] spread(Planes p) {
    double[] s = new double[2];
    int n = p.c()[1].length;
    for (int i = 0; i < n; i++) {
      s[0] += p.c()[1][i] * p.c()[1][i] / n;
      s[1] += p.c()[2][i] * p.c()[2][i] / n;
    }
    return new double[] {Math.sqrt(s[0] + 1), Math.sqrt(s[1] + 1)};
  }

  /** The target in the style's colours. */
  Planes of(Planes p) {
    Planes out = new Planes(p.width(), p.height());
    for (int i = 0; i < p.c()[0].length; i++) {
      float y = Math.clamp(p.c()[0][i], 0, 255);
      int low = Math.min(254, (int) y);
      out.c()[0][i] = tone[low] + (y - low) * (tone[low + 1] - tone[low]);
      out.c()[1][i] = colour[0] * p.c()[1][i];
      out.c()[2][i] = colour[1] * p.c()[2][i];
    }
    return out;
  }

  float[] numbers() {
    float[] all = Arrays.copyOf(tone, NUMBERS);
    System.arraycopy(colour, 0, all, 256, 2);
    return all;
  }

  static Palette of(float[] numbers) {
    return new Palette(Arrays.copyOf(numbers, 256), Arrays.copyOfRange(numbers, 256, NUMBERS));
  }
}
