package dev.likeness.forensics.evaluate;

import dev.likeness.core.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a detector could tell real from false by without looking: how well each of it would do. A
 * set on which one of them passes {@link #BROKEN} measures the set, not the judge.
 */
public final class Shortcuts {
  /** From this AUC on (or below 1 less this) a shortcut is there. */
  public static final double BROKEN = .6;

  private Shortcuts() {}

  /**
   * Measures each shortcut.
   *
   * @return AUC by name, turned so that it is at least ½
   */
  static Map<String, Double> of(List<Measured> real, List<Measured> fake, Seed seed) {
    Map<String, Double> out = new LinkedHashMap<>();
    out.put("file_size", auc(real, fake, seed, Measured::bytes));
    out.put("resolution", auc(real, fake, seed, m -> (double) m.width() * m.height()));
    out.put("face_size", auc(real, fake, seed, Measured::eyes));
    out.put("jpeg_table", auc(real, fake, seed, Measured::quality));
    out.put(
        "bytes_per_pixel",
        auc(real, fake, seed, m -> m.bytes() / Math.max(1, (double) m.width() * m.height())));
    return out;
  }

  private static double auc(
      List<Measured> real,
      List<Measured> fake,
      Seed seed,
      java.util.function.ToDoubleFunction<Measured> by) {
    double a =
        Roc.auc(
            real.stream().mapToDouble(by).sorted().toArray(),
            fake.stream().mapToDouble(by).sorted().toArray());
    return Math.max(a, 1 - a);
  }

  /** The names of the shortcuts that there are. */
  public static List<String> found(Map<String, Double> of) {
    List<String> out = new ArrayList<>();
    of.forEach(
        (k, v) -> {
          if (v > BROKEN) {
            out.add(k);
          }
        });
    return out;
  }
}
