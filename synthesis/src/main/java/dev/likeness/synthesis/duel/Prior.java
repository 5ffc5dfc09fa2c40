package dev.likeness.synthesis.duel;

import dev.likeness.models.onnx.Weights;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Where the codes of new pictures come from: mixtures of those that a few learnt pictures have
 * ({@link Anchors}). Codes of real pictures are no normal distribution: numbers that go with each
 * other one by one, drawn at random, do not go together. So the density is found after training,
 * from what was encoded (Ghosh et al. 2020, "From Variational to Deterministic Autoencoders",
 * section 4), here without a parameter that is learnt. A mixture spreads as widely as what it is
 * mixed of.
 *
 * @param codes pictures × codes, each picture as it is and mirrored
 * @param labels of pictures, as many; 0 where there are no classes
 */
public record Prior(Weights codes, float[] labels) {
  /**
   * So many pictures are mixed: fewer are nearer to real ones and are refused as copies more often.
   */
  static final int MIXED = 3;

  /** How far a form may be from its own mirror image, in sides: about thirty degrees. */
  private static final double TURNED = .05;

  /** The mean square of codes, 1 over all pictures, from which on one is unlike all others. */
  private static final double ODD = 1.6;

  public Prior {
    if (codes.shape().length != 2 || codes.shape()[0] != labels.length || labels.length == 0) {
      throw new IllegalArgumentException(
          "codes of %s pictures and %d labels".formatted(codes.shape()[0], labels.length));
    }
  }

  /**
   * What a set's pictures, as they were learnt from, give; of a class (or of all, where there are
   * none) of which none can be mixed, all.
   */
  static Prior of(Anchors anchors, PictureSet set) {
    float[][] codes = anchors.of(set);
    int[] partners = set.shape().length == 0 ? new int[0] : Form.partners(set.shape());
    boolean[] mixable = new boolean[codes.length];
    Set<Integer> mixed = new HashSet<>();
    for (int i = 0; i < codes.length; i++) {
      PictureSet.Item item = set.pictures().get(i / 2);
      mixable[i] = !turned(item.form(), partners) && !odd(codes[i]);
      if (mixable[i]) {
        mixed.add(item.label());
      }
    }
    int[] rows =
        IntStream.range(0, codes.length)
            .filter(i -> mixable[i] || !mixed.contains(set.pictures().get(i / 2).label()))
            .toArray();
    int n = anchors.count();
    float[] values = new float[rows.length * n];
    float[] labels = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(codes[rows[i]], 0, values, i * n, n);
      labels[i] = set.pictures().get(rows[i] / 2).label();
    }
    return new Prior(Weights.of(values, rows.length, n), labels);
  }

  /** A picture unlike all others: its edges (a scarf's, a hat's) tear whatever it is mixed with. */
  private static boolean odd(float... codes) {
    double squares = 0;
    for (float c : codes) {
      squares += c * c;
    }
    return squares > ODD * codes.length;
  }

  /** A head that is turned far: brought to the common shape, half of its face is torn. */
  private static boolean turned(float[] form, int... partners) {
    float[] mirrored = form.length == 0 ? form : Form.mirrored(form, partners);
    double squares = 0;
    for (int k = 0; k < form.length; k++) {
      squares += (form[k] - mirrored[k]) * (form[k] - mirrored[k]);
    }
    return squares > TURNED * TURNED * form.length;
  }

  /** Whether any learnt picture is of a class; one whose only pictures were held out has none. */
  boolean knows(int label) {
    return IntStream.range(0, labels.length).anyMatch(i -> labels[i] == label);
  }

  /**
   * Writes the codes of a new picture.
   *
   * @param label of the class whose pictures are mixed
   * @param latent its first numbers become the codes
   * @throws IllegalArgumentException where no picture has the label
   */
  void draw(int label, SplittableRandom random, float[] latent) {
    int[] own = IntStream.range(0, labels.length).filter(i -> labels[i] == label).toArray();
    if (own.length == 0) {
      throw new IllegalArgumentException("no learnt picture is of class " + label);
    }
    int n = (int) codes.shape()[1];
    double[] share = new double[MIXED];
    double squares = 0;
    for (int i = 0; i < MIXED; i++) {
      share[i] = .5 + random.nextDouble();
      squares += share[i] * share[i];
    }
    // Around the mean: shares whose squares add up to 1 keep the spread, but not a mean.
    float[] mean = mean(own, n);
    System.arraycopy(mean, 0, latent, 0, n);
    for (double s : share) {
      int from = own[random.nextInt(own.length)] * n;
      for (int k = 0; k < n; k++) {
        latent[k] += (float) (s / Math.sqrt(squares) * (codes.values()[from + k] - mean[k]));
      }
    }
  }

  private float[] mean(int[] rows, int n) {
    float[] mean = new float[n];
    for (int row : rows) {
      for (int k = 0; k < n; k++) {
        mean[k] += codes.values()[row * n + k] / rows.length;
      }
    }
    return mean;
  }
}
