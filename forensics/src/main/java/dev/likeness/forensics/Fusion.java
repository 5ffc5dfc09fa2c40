package dev.likeness.forensics;

import dev.likeness.models.onnx.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds up what the experts say: log-odds times weights of 0 or more, and a bias. More suspicion of
 * any expert never lowers the sum, and the contributions are the sum. Immutable.
 *
 * @param weights by expert; who is not named does not count
 * @param bias what is added before anybody has spoken
 * @param conformal which labels a sum allows
 */
public record Fusion(Map<String, Float> weights, float bias, Conformal conformal) {
  private static final String[] ORDER = {
    SpectrumExpert.NAME, NoiseExpert.NAME, BlendExpert.NAME, EyeExpert.NAME, TextureExpert.NAME
  };

  /** Set faces against what surrounds them; they stand by themselves in files. */
  private static final List<String> LATER = List.of(InsetExpert.NAME, GraftExpert.NAME);

  /** What was there after files were, by itself in them. */
  private static final List<String> ALONE =
      List.of(InsetExpert.NAME, GraftExpert.NAME, Softness.NAME);

  private static final String PREFIX = "fusion.";

  /** Pixels of blur from where on what is said of pictures fades, and to where it does. */
  private static final double FADES = .95;

  private static final double FADED = 1.1;

  /** How much of it is left there (docs/judge.md): such pictures get no verdict. */
  private static final double LEFT = .1;

  public Fusion {
    weights = java.util.Collections.unmodifiableMap(new TreeMap<>(weights));
    weights.forEach(
        (n, w) -> {
          if (!(w >= 0)) {
            throw new IllegalArgumentException("the weight of " + n + " is " + w);
          }
        });
  }

  /** The experts whose word counts, in the order of the file. */
  public static List<String> names() {
    List<String> all = new ArrayList<>(List.of(ORDER));
    all.addAll(LATER);
    return all;
  }

  /** Whether an expert's word counts. */
  boolean counts(String expert) {
    return weights.getOrDefault(expert, 0f) > 0;
  }

  double contribution(Opinion o) {
    return o.applicable() ? weights.getOrDefault(o.expert(), 0f) * o.logOdds() : 0;
  }

  /**
   * What a picture's blur changes of the sum: soft pictures look drawn, whether they are or not, so
   * each pixel takes something; and where the traces are gone, what was said counts little. More
   * suspicion still never lowers the sum.
   *
   * @param said the sum before
   * @param softness pixels, see {@link Softness}
   */
  private double softened(double said, double softness) {
    Float soft = weights.get(Softness.NAME);
    if (soft == null) {
      return 0;
    }
    double gone = Math.clamp((softness - FADES) / (FADED - FADES), 0, 1);
    return (1 - gone * (1 - LEFT)) * (said - soft * softness) - said;
  }

  /** Likewise, of what the experts say. */
  double softened(List<Opinion> opinions, double softness) {
    return softened(said(opinions), softness);
  }

  /**
   * The log-odds.
   *
   * @param softness of the picture
   */
  double sum(List<Opinion> opinions, double softness) {
    double said = said(opinions);
    return said + softened(said, softness);
  }

  /** What the experts and the bias add up to. */
  private double said(List<Opinion> opinions) {
    return bias + opinions.stream().mapToDouble(this::contribution).sum();
  }

  /**
   * The sum that a verdict is decided by: without what speaks for a picture because nothing seems
   * set into its face, since the pictures that verdicts are calibrated on have no faces to compare,
   * and with it more false ones would be let through; and without what its blur changes, since
   * blurred pictures get no verdict.
   */
  double deciding(List<Opinion> opinions) {
    double quiet =
        opinions.stream()
            .filter(o -> LATER.contains(o.expert()))
            .mapToDouble(o -> Math.min(0, contribution(o)))
            .sum();
    return said(opinions) - quiet;
  }

  /**
   * The families whose contributions speak clearly in one direction; an expert that counts little,
   * because it was seen to err, is no witness of its own.
   */
  List<Family> families(List<Opinion> opinions, boolean against) {
    List<Family> out = new ArrayList<>();
    for (Opinion o : opinions) {
      double c = contribution(o) * (against ? 1 : -1);
      boolean witness = weights.getOrDefault(o.expert(), 0f) >= WITNESS;
      if (witness && c > CLEAR && !out.contains(o.family())) {
        out.add(o.family());
      }
    }
    return out;
  }

  /** A contribution above this is a word of its own. */
  static final double CLEAR = .3;

  private static final float WITNESS = .5f;

  /**
   * @param of what stands before all names, for several in one file
   */
  void save(String of, Map<String, Weights> into) {
    float[] v = new float[ORDER.length + 1];
    for (int i = 0; i < ORDER.length; i++) {
      v[i] = weights.getOrDefault(ORDER[i], 0f);
    }
    v[ORDER.length] = bias;
    into.put(of + "fusion", Weights.of(v, v.length));
    for (String later : ALONE) {
      if (counts(later) || later.equals(Softness.NAME) && weights.containsKey(later)) {
        into.put(of + PREFIX + later, Weights.of(new float[] {weights.getOrDefault(later, 0f)}, 1));
      }
    }
    conformal.save(of, into);
  }

  static Fusion load(String of, Map<String, Weights> from) {
    Weights w = from.get(of + "fusion");
    // Files of before have no texture, and two limits behind the bias.
    int before = ORDER.length - 1;
    if (w == null || (w.values().length != ORDER.length + 1 && w.values().length != before + 3)) {
      throw new IllegalArgumentException("the model lacks its fusion");
    }
    int n = w.values().length == before + 3 ? before : ORDER.length;
    Map<String, Float> weights = new TreeMap<>();
    for (int i = 0; i < n; i++) {
      weights.put(ORDER[i], w.values()[i]);
    }
    for (String later : ALONE) {
      Weights alone = from.get(of + PREFIX + later);
      if (alone != null) {
        weights.put(later, alone.values()[0]);
      }
    }
    return new Fusion(weights, w.values()[n], Conformal.load(of, from));
  }

  /**
   * The same, worth what it was seen to be worth: verdicts stay what they were.
   *
   * @param slope what each unit of the sum is
   * @param shift what is added
   * @param soft what each pixel of blur takes
   */
  public Fusion worth(float slope, float shift, float soft) {
    Map<String, Float> all = new TreeMap<>();
    weights.forEach((n, w) -> all.put(n, slope * w));
    all.put(Softness.NAME, soft);
    return new Fusion(all, slope * bias + shift, conformal.worth(slope, shift));
  }

  /** The same, whose sum no blur changes. */
  public Fusion plain() {
    Map<String, Float> all = new TreeMap<>(weights);
    all.remove(Softness.NAME);
    return new Fusion(all, bias, conformal);
  }

  /** The same with another expert beside. */
  Fusion and(String expert, float weight) {
    Map<String, Float> all = new TreeMap<>(weights);
    all.put(expert, weight);
    return new Fusion(all, bias, conformal);
  }
}
