package dev.likeness.synthesis.duel;

import dev.likeness.core.Seed;
import dev.likeness.models.onnx.Weights;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

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

  /** How much of the surroundings counts, and where the middle lies, in sides. */
  private static final double AROUND = .35;

  private static final double LOW = .55;
  private static final double WIDE = .2;
  private static final double HIGH = .27;

  /** No latent lies farther out than one drawn at random. */
  private static final float FAR = 2.5f;

  /** How much the forms of faces count against all pixels. */
  private static final double FORMS = .25;

  private static final String MEAN = "anchors.mean";
  private static final String BASIS = "anchors.basis";
  private static final String SAY = "anchors.say";

  private final float[] mean;

  /** Components, each divided by how far pictures spread along it. */
  private final float[][] basis;

  /** Weight of forms. */
  private final float say;

  private Anchors(float say, float[] mean, float[]... basis) {
    this.say = say;
    this.mean = mean;
    this.basis = basis;
  }

  /**
   * The components of a set.
   *
   * @param count how many are wanted; a set of few pictures has fewer
   */
  static Anchors of(PictureSet set, int count, Seed seed) {
    float say = say(set);
    float[][] x = looks(set, MOST, say);
    float[] mean = new float[x[0].length];
    for (float[] v : x) {
      add(mean, v, 1f / x.length);
    }
    for (float[] v : x) {
      add(v, mean, -1);
    }
    return new Anchors(
        say, mean, components(x, count(count, x.length / 2), seed.derive("anchors").random()));
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

  /** The forms of those pictures, each as it is and mirrored. */
  private static float[][] forms(PictureSet set, int n) {
    int[] partners = Form.partners(set.shape());
    float[][] out = new float[2 * n][];
    for (int i = 0; i < out.length; i++) {
      float[] own = set.pictures().get(chosen(i, n, set)).form();
      out[i] = i % 2 == 0 ? own : Form.mirrored(own, partners);
    }
    return out;
  }

  /** What forms are multiplied with, so that they count as much as they shall. */
  private static float say(PictureSet set) {
    if (set.shape().length == 0) {
      return 0;
    }
    double pixels = spread(looks(set, MOST, 0));
    double forms = spread(forms(set, Math.min(MOST, set.size())));
    return (float) Math.sqrt(FORMS * pixels / Math.max(1e-12, forms));
  }

  /** The variance of all numbers, summed. */
  private static double spread(float[]... x) {
    float[] mean = new float[x[0].length];
    for (float[] v : x) {
      add(mean, v, 1f / x.length);
    }
    double sum = 0;
    for (float[] v : x) {
      for (int k = 0; k < mean.length; k++) {
        sum += (v[k] - mean[k]) * (v[k] - mean[k]) / x.length;
      }
    }
    return sum;
  }

  /** What is shown lies in the middle; what is around it counts less. */
  private static void weigh(float[] planes, int side) {
    for (int i = 0; i < 3 * side * side; i++) {
      double x = (i % side + .5) / side - .5;
      double y = (i / side % side + .5) / side - LOW;
      double in = Math.exp(-x * x / (2 * WIDE * WIDE) - y * y / (2 * HIGH * HIGH));
      planes[i] *= (float) (AROUND + (1 - AROUND) * in);
    }
  }

  /** Pictures, each as it is and mirrored, as small planes; at most {@code most}, evenly taken. */
  private static float[][] looks(PictureSet set, int most, float say) {
    PictureSet small = set;
    while (small.side() > SMALL) {
      small = small.halved();
    }
    int n = Math.min(most, small.size());
    int pixels = 3 * small.side() * small.side();
    float[][] x = new float[2 * n][pixels + set.shape().length];
    float[][] forms = forms(set, n);
    for (int i = 0; i < x.length; i++) {
      small.put(chosen(i, n, small), i % 2 == 1, x[i], 0);
      weigh(x[i], small.side());
      for (int k = 0; k < set.shape().length; k++) {
        x[i][pixels + k] = say * forms[i][k];
      }
    }
    return x;
  }

  /**
   * What a generator lays under its pictures: by least squares, which for components is the mean of
   * pictures times how much of it each has.
   */
  Ground ground(PictureSet set) {
    int n = Math.min(MOST, set.size());
    float[] mean = new float[3 * set.side() * set.side()];
    float[] picture = new float[mean.length];
    float[] parts =
        with(
            set,
            mean.length,
            i -> {
              set.put(chosen(i, n, set), i % 2 == 1, picture, 0);
              add(mean, picture, .5f / n);
              return picture;
            });
    return new Ground(mean, parts);
  }

  /** How the forms of a set's faces go with their codes. */
  Form form(PictureSet set) {
    float[][] forms = forms(set, Math.min(MOST, set.size()));
    return new Form(set.shape(), with(set, set.shape().length, i -> forms[i]));
  }

  /** What goes with each code at one deviation: numbers × codes. */
  private float[] with(PictureSet set, int numbers, IntFunction<float[]> what) {
    float[][] x = looks(set, MOST, say);
    float[][] parts = new float[basis.length][numbers];
    for (int i = 0; i < x.length; i++) {
      add(x[i], mean, -1);
      float[] numbersOf = what.apply(i);
      for (int j = 0; j < basis.length; j++) {
        add(parts[j], numbersOf, (float) dot(x[i], basis[j]) / x.length);
      }
    }
    float[] turned = new float[numbers * basis.length];
    for (int j = 0; j < basis.length; j++) {
      for (int k = 0; k < numbers; k++) {
        turned[k * basis.length + j] = parts[j][k];
      }
    }
    return turned;
  }

  private static int chosen(int i, int n, PictureSet set) {
    return (int) ((long) (i / 2) * set.size() / n);
  }

  /** How many components a set of so many pictures has, of those that are wanted. */
  static int count(int wanted, int pictures) {
    return Math.max(1, Math.min(wanted, pictures - 1));
  }

  /** How many numbers of a latent they say. */
  int count() {
    return basis.length;
  }

  /** Whether a set's pictures can be looked at in these components. */
  boolean fits(PictureSet set) {
    int side = Math.min(SMALL, set.side());
    return mean.length == 3 * side * side + set.shape().length;
  }

  /** The set's latents: of each picture as it is, then mirrored; each {@link #count} numbers. */
  float[][] of(PictureSet set) {
    float[][] x = looks(set, set.size(), say);
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
    into.put(SAY, Weights.of(new float[] {say}, 1));
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
    Weights say = from.get(SAY);
    if (mean == null || all == null || say == null) {
      throw new IllegalArgumentException("the run has no anchors: it is of an older version");
    }
    int d = mean.values().length;
    float[][] basis = new float[all.values().length / d][];
    for (int j = 0; j < basis.length; j++) {
      basis[j] = java.util.Arrays.copyOfRange(all.values(), j * d, (j + 1) * d);
    }
    return new Anchors(say.values()[0], mean.values(), basis);
  }
}
