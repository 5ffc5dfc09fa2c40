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
 * @param high from this sum on a picture may be called manipulated: one in a hundred genuine
 *     pictures that it was calibrated on lay above
 * @param low up to this sum it may be called authentic
 */
public record Fusion(Map<String, Float> weights, float bias, float high, float low) {
  private static final String[] ORDER = {
    SpectrumExpert.NAME, NoiseExpert.NAME, BlendExpert.NAME, EyeExpert.NAME
  };

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
    return List.of(ORDER);
  }

  /** Whether an expert's word counts. */
  boolean counts(String expert) {
    return weights.containsKey(expert);
  }

  double contribution(Opinion o) {
    return o.applicable() ? weights.getOrDefault(o.expert(), 0f) * o.logOdds() : 0;
  }

  double sum(List<Opinion> opinions) {
    return bias + opinions.stream().mapToDouble(this::contribution).sum();
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

  void save(Map<String, Weights> into) {
    float[] v = new float[ORDER.length + 3];
    for (int i = 0; i < ORDER.length; i++) {
      v[i] = weights.getOrDefault(ORDER[i], 0f);
    }
    v[ORDER.length] = bias;
    v[ORDER.length + 1] = high;
    v[ORDER.length + 2] = low;
    into.put("fusion", Weights.of(v, v.length));
  }

  static Fusion load(Map<String, Weights> from) {
    Weights w = from.get("fusion");
    if (w == null || w.values().length != ORDER.length + 3) {
      throw new IllegalArgumentException("the model lacks its fusion");
    }
    Map<String, Float> weights = new TreeMap<>();
    for (int i = 0; i < ORDER.length; i++) {
      weights.put(ORDER[i], w.values()[i]);
    }
    float[] v = w.values();
    return new Fusion(weights, v[ORDER.length], v[ORDER.length + 1], v[ORDER.length + 2]);
  }
}
