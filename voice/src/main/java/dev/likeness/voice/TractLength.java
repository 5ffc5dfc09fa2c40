package dev.likeness.voice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long a speaker's vocal tract is against another's, whatever either says: the factor on the
 * frequency axis under which the spectra of the one are most like some of the other's (vocal tract
 * length normalization as in Lee and Rose 1998, with the nearest of a few typical spectra in the
 * place of a likelihood). Looked for both ways, so that neither squeezing nor stretching pays.
 */
final class TractLength {
  private static final double SHORTEST = .78;
  private static final double LONGEST = 1.28;
  private static final double STEP = .01;

  /** Up to here formants are looked at, Hz. */
  private static final double TOP = 5000;

  private static final int POINTS = 64;
  private static final int FIRST = 1;
  private static final int COEFFICIENTS = 14;
  private static final int TYPES = 48;
  private static final int MOMENTS = 500;

  private TractLength() {}

  /**
   * How much higher the formants of a voice lie than another's.
   *
   * @param voice envelopes of voiced moments, see {@link SpectralEnvelope}
   * @param other likewise
   * @param top up to how many Hz both can be compared
   * @return .78 to 1.28; above 1 where the voice has the shorter tract
   */
  static double of(List<double[]> voice, List<double[]> other, double top) {
    List<double[]> a = some(voice);
    List<double[]> b = some(other);
    double highest = Math.min(top, TOP) / LONGEST;
    double[][] typesOfA = types(shapes(a, 1, highest));
    double[][] typesOfB = types(shapes(b, 1, highest));
    double best = 1;
    double least = Double.POSITIVE_INFINITY;
    for (double f = SHORTEST; f <= LONGEST + 1e-9; f += STEP) {
      double d =
          distance(shapes(a, f, highest), typesOfB) + distance(shapes(b, 1 / f, highest), typesOfA);
      if (d < least) {
        least = d;
        best = f;
      }
    }
    return best;
  }

  private static List<double[]> some(List<double[]> all) {
    int every = Math.max(1, all.size() / MOMENTS);
    List<double[]> out = new ArrayList<>();
    for (int i = 0; i < all.size(); i += every) {
      out.add(all.get(i));
    }
    return out;
  }

  /**
   * The shapes of spectra whose frequencies were divided by a factor: cepstra over a mel-like axis,
   * less their mean and by their spread, so that microphones and the tilt of voices do not count.
   */
  private static double[][] shapes(List<double[]> envelopes, double factor, double highest) {
    double[][] out = new double[envelopes.size()][];
    double[] axis = new double[POINTS];
    double top = Math.log(1 + highest / 700);
    double low = Math.log(1 + 150 / 700.0);
    for (int i = 0; i < POINTS; i++) {
      axis[i] = 700 * (Math.exp(low + (top - low) * i / (POINTS - 1)) - 1) * factor;
    }
    for (int m = 0; m < out.length; m++) {
      double[] v = new double[POINTS];
      for (int i = 0; i < POINTS; i++) {
        v[i] = SpectralEnvelope.at(envelopes.get(m), axis[i]);
      }
      out[m] = cepstrum(v);
    }
    return standard(out);
  }

  private static double[] cepstrum(double[] v) {
    double[] out = new double[COEFFICIENTS];
    for (int c = 0; c < COEFFICIENTS; c++) {
      for (int i = 0; i < POINTS; i++) {
        out[c] += v[i] * Math.cos(Math.PI * (c + FIRST) * (i + .5) / POINTS) / POINTS;
      }
    }
    return out;
  }

  private static double[][] standard(double[][] all) {
    for (int c = 0; c < COEFFICIENTS; c++) {
      double mean = 0;
      double square = 0;
      for (double[] v : all) {
        mean += v[c] / all.length;
        square += v[c] * v[c] / all.length;
      }
      double spread = Math.sqrt(Math.max(square - mean * mean, 1e-9));
      for (double[] v : all) {
        v[c] = (v[c] - mean) / spread;
      }
    }
    return all;
  }

  /** A few that stand for all (k-means, from evenly spread ones). */
  private static double[][] types(double[][] all) {
    int n = Math.min(TYPES, all.length);
    double[][] out = new double[n][];
    for (int t = 0; t < n; t++) {
      out[t] = all[t * all.length / n].clone();
    }
    for (int round = 0; round < 12; round++) {
      double[][] sum = new double[n][COEFFICIENTS];
      int[] count = new int[n];
      for (double[] v : all) {
        int t = nearest(v, out);
        count[t]++;
        for (int c = 0; c < COEFFICIENTS; c++) {
          sum[t][c] += v[c];
        }
      }
      for (int t = 0; t < n; t++) {
        for (int c = 0; count[t] > 0 && c < COEFFICIENTS; c++) {
          out[t][c] = sum[t][c] / count[t];
        }
      }
    }
    return out;
  }

  private static int nearest(double[] v, double[][] types) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int t = 0; t < types.length; t++) {
      double d = square(v, types[t]);
      if (d < least) {
        least = d;
        best = t;
      }
    }
    return best;
  }

  private static double distance(double[][] all, double[][] types) {
    return Arrays.stream(all).mapToDouble(v -> square(v, types[nearest(v, types)])).sum()
        / all.length;
  }

  private static double square(double[] a, double[] b) {
    double sum = 0;
    for (int c = 0; c < COEFFICIENTS; c++) {
      sum += (a[c] - b[c]) * (a[c] - b[c]);
    }
    return sum;
  }
}
