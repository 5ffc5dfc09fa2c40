package dev.likeness.forensics.text;

import java.util.SplittableRandom;

/**
 * What speaks for one author of two texts. Cosines are those of the cosine Delta (Smith and
 * Aldridge 2011; Burrows 2002); {@code nearest} is the method of impostors (Koppel and Winter
 * 2014).
 *
 * @param words cosine of the usual words' rates, −1 to 1
 * @param groups cosine of the character groups' rates, −1 to 1
 * @param habits mean difference of the habits, in spreads, 0 to 6
 * @param nearest the share of 60 random halves of all rates in which the known writer is nearer to
 *     the message than everybody else
 */
public record Evidence(double words, double groups, double habits, double nearest) {
  private static final int ROUNDS = 60;

  float[] numbers() {
    return new float[] {(float) words, (float) groups, (float) habits, (float) nearest};
  }

  static final String[] NAMES = {
    "usual words", "groups of characters", "habits", "nearer than others"
  };

  /** Compares two styles. The same styles give the same evidence. */
  static Evidence of(float[] known, float[] message, Population people, Vocabulary v) {
    float[] k = people.scaled(known);
    float[] m = people.scaled(message);
    int w = v.words().size();
    int g = w + v.groups().size();
    double habits = 0;
    for (int i = g; i < k.length; i++) {
      habits += Math.abs(k[i] - m[i]) / (k.length - g);
    }
    return new Evidence(
        cosine(k, m, 0, w, null), cosine(k, m, w, g, null), habits, nearest(k, m, people, w, g));
  }

  private static double nearest(float[] k, float[] m, Population people, int words, int groups) {
    SplittableRandom r = new SplittableRandom(11);
    float[][] others = people.people().stream().map(people::scaled).toArray(float[][]::new);
    int won = 0;
    for (int round = 0; round < ROUNDS; round++) {
      boolean[] half = new boolean[groups];
      for (int i = 0; i < groups; i++) {
        half[i] = r.nextBoolean();
      }
      double own = cosine(k, m, 0, words, half) + cosine(k, m, words, groups, half);
      boolean first = true;
      for (float[] o : others) {
        first &= own > cosine(o, m, 0, words, half) + cosine(o, m, words, groups, half);
      }
      won += first ? 1 : 0;
    }
    return (double) won / ROUNDS;
  }

  private static double cosine(
      float[] a, float[] b, int from, int to, boolean @org.jspecify.annotations.Nullable [] those) {
    double ab = 0;
    double aa = 1e-9;
    double bb = 1e-9;
    for (int i = from; i < to; i++) {
      if (those == null || those[i]) {
        ab += a[i] * b[i];
        aa += a[i] * a[i];
        bb += b[i] * b[i];
      }
    }
    return ab / Math.sqrt(aa * bb);
  }
}
