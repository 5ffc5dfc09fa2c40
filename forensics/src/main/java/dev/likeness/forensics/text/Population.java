package dev.likeness.forensics.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Other people's writing, against which two texts are alike or not: of each rate the mean and the
 * spread, and the style of each of those people.
 *
 * @param mean of each rate, over pieces of about 500 words
 * @param spread likewise, above 0
 * @param people one style each
 */
public record Population(float[] mean, float[] spread, List<float[]> people) {
  /** Fewer people tell nothing of how people differ. */
  public static final int FEWEST = 5;

  /** Of each at least so many words. */
  public static final int WORDS = 400;

  /** Words of a piece. */
  static final int PIECE = 500;

  public Population {
    people = List.copyOf(people);
  }

  /** Styles of one person's pieces, and of all of them together. */
  public record Person(List<float[]> pieces, float[] whole) {
    public Person {
      pieces = List.copyOf(pieces);
    }

    /** From a person's whole writing. */
    public static Person of(String text, Vocabulary v) {
      List<float[]> pieces = new ArrayList<>();
      for (String p : Pieces.of(text, PIECE)) {
        pieces.add(Style.of(p, v));
      }
      return new Person(pieces, Style.of(text, v));
    }
  }

  /** Each person counts alike, however much they wrote. */
  public static Population of(List<Person> all) {
    int d = all.getFirst().whole().length;
    double[] sum = new double[d];
    double[] square = new double[d];
    double n = 0;
    for (Person p : all) {
      double w = 1.0 / p.pieces().size();
      for (float[] x : p.pieces()) {
        n += w;
        for (int i = 0; i < d; i++) {
          sum[i] += w * x[i];
          square[i] += w * x[i] * x[i];
        }
      }
    }
    float[] mean = new float[d];
    float[] spread = new float[d];
    for (int i = 0; i < d; i++) {
      double m = sum[i] / n;
      mean[i] = (float) m;
      spread[i] = (float) Math.sqrt(Math.max(0, square[i] / n - m * m) + 1e-7);
    }
    return new Population(mean, spread, all.stream().map(Person::whole).toList());
  }

  /** A style in spreads beside the mean, cut off where one rate alone could decide. */
  float[] scaled(float[] style) {
    float[] out = new float[style.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.max(-3, Math.min(3, (style[i] - mean[i]) / spread[i]));
    }
    return out;
  }
}
