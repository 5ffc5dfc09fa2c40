package dev.likeness.synthesis.duel;

import dev.likeness.models.onnx.Weights;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Starts a duel from another's weights, also where its pictures are larger: the levels that the
 * other did not have begin without a say, so that the first pictures are the other's, enlarged.
 */
final class Growth {
  private Growth() {}

  /**
   * Takes over what fits.
   *
   * @param from what {@link Duel#save} wrote
   * @throws IllegalArgumentException where nothing fits, because the networks have other sizes
   */
  static void start(Duel duel, Map<String, Weights> from) {
    Map<String, Weights> all = new LinkedHashMap<>();
    duel.save(all);
    int fits = 0;
    for (Map.Entry<String, Weights> e : all.entrySet()) {
      Weights w = from.get(e.getKey());
      boolean moment = e.getKey().contains(".adam.");
      if (!moment && w != null && java.util.Arrays.equals(w.shape(), e.getValue().shape())) {
        e.setValue(w);
        fits++;
      } else if (e.getKey().contains(".ground.")) {
        continue; // is laid anew
      } else if (!moment && silent(e.getKey())) {
        e.setValue(Weights.of(new float[e.getValue().values().length], e.getValue().shape()));
      } else if (!moment && w != null) {
        throw new IllegalArgumentException(
            e.getKey() + " has another size there: take the same latent and width");
      }
    }
    if (fits == 0) {
      throw new IllegalArgumentException("no weights of this kind of network");
    }
    duel.load(all);
  }

  /** What a new level speaks through. */
  private static boolean silent(String name) {
    return name.contains(".colour.") || name.endsWith(".join");
  }
}
