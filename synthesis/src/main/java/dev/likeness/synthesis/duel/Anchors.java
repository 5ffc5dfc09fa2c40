package dev.likeness.synthesis.duel;

import dev.likeness.core.Seed;
import dev.likeness.models.onnx.Weights;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A latent for every picture that is learnt from: what it looks like in its principal components
 * over the set, each brought to a spread of 1 (the beginning of Bojanowski et al. 2018, "Optimizing
 * the Latent Space of Generative Networks", section 3; here it stays as it is). Alike pictures get
 * alike latents, and a latent drawn at random means a picture that could have been among them.
 * Immutable by agreement.
 */
final class Anchors {
  /** Pictures are compared at this side at most. */
  private static final int SMALL = 32;

  /** So many pictures (each both ways round) say what the components are. */
  private static final int MOST = 1000;

  private static final int ROUNDS = 20;

  /** No latent lies farther out than one drawn at random. */
  private static final float FAR = 2.5f;

  private static final String MEAN = "anchors.mean";
  private static final String BASIS = "anchors.basis";

  private final float[] mean;

  /** Components, each divided by how far pictures spread along it. */
  private final float[][] basis;

  private Anchors(float[] mean, float[]... basis) {
    this.mean = mean;
    this.basis = basis;
  }

  /**
   * The components of a set.
   *
   * @param count how many are wanted; a set of few pictures has fewer
   */
  static Anchors of(PictureSet set, int count, Seed seed) {
    float[][] x = looks(set, MOST);
    float[] mean = new float[x[0].length];
    for (float[] v : x) {
      add(mean, v, 1f / x.length);
    }
    for (float[] v : x) {
      add(v, mean, -1);
    }
    int n = Math.max(1, Math.min(count, x.length / 2 - 1));
    return new Anchors(mean, components(x, n, seed.derive("anchors").random()));
  }

  /** By orthogonal iteration: multiply by the covariance, make orthogonal, again. */
  private static float[][] components(float[][] x, int n, SplittableRandom random) {
    int d = x[0].length;
    float[][] v = new float[n][d];
    for (float[] a : v) {
      for (int k = 0; k < d; k++) {
        a[k] = (float) random.nextGaussian();
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      orthogonal(v);
      float[][] next = new float[n][d];
      for (float[] picture : x) {
        for (int j = 0; j < n; j++) {
          add(next[j], picture, (float) dot(picture, v[j]));
        }
      }
      v = next;
    }
    orthogonal(v);
    for (float[] a : v) {
      double sum = 1e-6;
      for (float[] picture : x) {
        double c = dot(picture, a);
        sum += c * c;
      }
      add(a, a, (float) (Math.sqrt(x.length / sum) - 1));
    }
    return v;
  }

  private static void orthogonal(float[]... v) {
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < i; j++) {
        add(v[i], v[j], (float) -dot(v[i], v[j]));
      }
      add(v[i], v[i], (float) (1 / Math.sqrt(Math.max(1e-20, dot(v[i], v[i]))) - 1));
    }
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static void add(float[] to, float[] what, float times) {
    for (int k = 0; k < to.length; k++) {
      to[k] += times * what[k];
    }
  }

  /** Pictures, each as it is and mirrored, as small planes; at most {@code most}, evenly taken. */
  private static float[][] looks(PictureSet set, int most) {
    PictureSet small = set;
    while (small.side() > SMALL) {
      small = small.halved();
    }
    int n = Math.min(most, small.size());
    float[][] x = new float[2 * n][3 * small.side() * small.side()];
    for (int i = 0; i < x.length; i++) {
      small.put((int) ((long) (i / 2) * small.size() / n), i % 2 == 1, x[i], 0);
    }
    return x;
  }

  /** How many numbers of a latent they say. */
  int count() {
    return basis.length;
  }

  /** Whether a set's pictures can be looked at in these components. */
  boolean fits(PictureSet set) {
    int side = Math.min(SMALL, set.side());
    return mean.length == 3 * side * side;
  }

  /** The set's latents: of each picture as it is, then mirrored; each {@link #count} numbers. */
  float[][] of(PictureSet set) {
    float[][] x = looks(set, set.size());
    float[][] out = new float[x.length][basis.length];
    for (int i = 0; i < x.length; i++) {
      add(x[i], mean, -1);
      for (int j = 0; j < basis.length; j++) {
        out[i][j] = Math.max(-FAR, Math.min(FAR, (float) dot(x[i], basis[j])));
      }
    }
    return out;
  }

  void save(Map<String, Weights> into) {
    float[] all = new float[basis.length * mean.length];
    for (int j = 0; j < basis.length; j++) {
      System.arraycopy(basis[j], 0, all, j * mean.length, mean.length);
    }
    into.put(MEAN, Weights.of(mean.clone(), mean.length));
    into.put(BASIS, Weights.of(all, basis.length, mean.length));
  }

  /**
   * What {@link #save} wrote.
   *
   * @throws IllegalArgumentException where there is none
   */
  static Anchors load(Map<String, Weights> from) {
    Weights mean = from.get(MEAN);
    Weights all = from.get(BASIS);
    if (mean == null || all == null) {
      throw new IllegalArgumentException("the run has no anchors: it is of an older version");
    }
    int d = mean.values().length;
    float[][] basis = new float[all.values().length / d][];
    for (int j = 0; j < basis.length; j++) {
      basis[j] = java.util.Arrays.copyOfRange(all.values(), j * d, (j + 1) * d);
    }
    return new Anchors(mean.values(), basis);
  }
}
