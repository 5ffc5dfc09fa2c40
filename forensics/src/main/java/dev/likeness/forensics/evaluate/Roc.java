package dev.likeness.forensics.evaluate;

import dev.likeness.core.Seed;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How well a score tells false from real, whatever threshold is taken.
 *
 * @param auc the share of pairs of a false and a real one in which the false one has the higher
 *     score, ties halved
 * @param low of its interval: 95 % of 400 bootstrap samples lie between
 * @param high likewise
 * @param eer the rate at which as many real ones are called false as false ones real
 * @param tprAtFpr1 the share of false ones found while 1 % of the real ones are called false
 */
public record Roc(double auc, double low, double high, double eer, double tprAtFpr1) {
  private static final int SAMPLES = 400;

  /**
   * Measures.
   *
   * @throws IllegalArgumentException where one of the two is empty
   */
  public static Roc of(double[] real, double[] fake, Seed seed) {
    if (real.length == 0 || fake.length == 0) {
      throw new IllegalArgumentException(real.length + " real and " + fake.length + " false ones");
    }
    double[] r = real.clone();
    double[] f = fake.clone();
    Arrays.sort(r);
    Arrays.sort(f);
    double[] sampled = new double[SAMPLES];
    SplittableRandom chance = seed.derive("bootstrap").random();
    for (int i = 0; i < SAMPLES; i++) {
      sampled[i] = auc(drawn(r, chance), drawn(f, chance));
    }
    Arrays.sort(sampled);
    return new Roc(
        auc(r, f),
        sampled[(int) (.025 * SAMPLES)],
        sampled[(int) (.975 * SAMPLES) - 1],
        eer(r, f),
        1 - below(f, r[Math.max(0, (int) Math.ceil(.99 * r.length) - 1)], true));
  }

  private static double[] drawn(double[] v, SplittableRandom chance) {
    double[] out = new double[v.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = v[chance.nextInt(v.length)];
    }
    Arrays.sort(out);
    return out;
  }

  /** Both sorted. */
  static double auc(double[] real, double[] fake) {
    double won = 0;
    int under = 0;
    int upTo = 0;
    for (double f : fake) {
      while (under < real.length && real[under] < f) {
        under++;
      }
      upTo = Math.max(upTo, under);
      while (upTo < real.length && real[upTo] <= f) {
        upTo++;
      }
      won += under + (upTo - under) / 2.0;
    }
    return won / real.length / fake.length;
  }

  private static double below(double[] sorted, double cut, boolean orAt) {
    int n = 0;
    for (double v : sorted) {
      n += v < cut || (orAt && v == cut) ? 1 : 0;
    }
    return (double) n / sorted.length;
  }

  private static double eer(double[] real, double[] fake) {
    double best = 1;
    double rate = .5;
    for (double[] all : new double[][] {real, fake}) {
      for (double cut : all) {
        double missed = below(fake, cut, false);
        double wrong = 1 - below(real, cut, false);
        if (Math.abs(missed - wrong) < best) {
          best = Math.abs(missed - wrong);
          rate = (missed + wrong) / 2;
        }
      }
    }
    return rate;
  }
}
