package dev.likeness.synthesis;

import java.util.Arrays;

/**
 * What of a skin's light is shine: thrown back as it came, white, where the skin under it gives
 * light its own colour (dichromatic reflection: Shafer 1985). A skin's colour is taken to be that
 * of its more coloured parts; what is paler is parted into that colour and white. Dark skin seen
 * without its shine looks grey, and so does its mean with it. Not thread-safe.
 */
final class Shine {
  /** So much of the skin is paler than what counts as its own colour. */
  private static final float PALER = .85f;

  /** A skin of less colour, red above blue against its brightness, cannot be told from shine. */
  private static final float GREY = .1f;

  /** From here on it surely can. */
  private static final float COLOURED = .3f;

  /** Steps of colour, and how much of it the last one stands for. */
  private static final int STEPS = 64;

  private static final float MOST = 2;

  private final float[] counts = new float[STEPS];

  /**
   * Parts sums of colours.
   *
   * @param colour sums of red, green and blue in 8-bit units, {@code n} each; shine is taken off
   * @param weight what they are sums of
   * @param middle how much of each weight lies where shine is taken
   * @param most how much of it is taken there, 0 to 1
   * @param out how much of each sum was shine
   */
  void part(float[][] colour, float[] weight, float[] middle, float most, int n, float[] out) {
    float own = own(colour, weight, n);
    float sure = most * Rings.smooth(GREY, COLOURED, own);
    for (int i = 0; i < n; i++) {
      out[i] = 0;
      if (weight[i] > 0) {
        float white = bright(colour, i) - (colour[0][i] - colour[2][i]) / own;
        out[i] = Math.max(0, white) * sure * Math.min(1, middle[i] / weight[i]);
        for (int c = 0; c < 3; c++) {
          colour[c][i] -= out[i];
        }
      }
    }
  }

  private float own(float[][] colour, float[] weight, int n) {
    Arrays.fill(counts, 0);
    float total = 0;
    for (int i = 0; i < n; i++) {
      if (weight[i] > 0) {
        float c = (colour[0][i] - colour[2][i]) / (bright(colour, i) + weight[i]);
        float at = Math.max(0, Math.min(c * STEPS / MOST, STEPS - 1.01f));
        counts[(int) at] += weight[i] * (1 - at + (int) at);
        counts[(int) at + 1] += weight[i] * (at - (int) at);
        total += weight[i];
      }
    }
    float sum = 0;
    int k = 0;
    while (k < STEPS - 1 && sum + counts[k] < PALER * total) {
      sum += counts[k++];
    }
    float within = counts[k] > 0 ? (PALER * total - sum) / counts[k] : 0;
    return Math.max(GREY, (k - .5f + within) * MOST / STEPS);
  }

  private static float bright(float[][] colour, int i) {
    return .3f * colour[0][i] + .59f * colour[1][i] + .11f * colour[2][i];
  }
}
