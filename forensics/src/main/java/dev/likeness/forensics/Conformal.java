package dev.likeness.forensics;

import dev.likeness.models.onnx.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which labels a sum allows: split conformal prediction (Vovk et al. 2005), label by label, the
 * methods of making false pictures counting alike. A label is allowed unless the sum is among the
 * most extreme that pictures with this label had, none of which the experts had learnt from. Of one
 * file there are several pictures: each file counts once (Dunn, Wasserman and Ramdas 2022), so a
 * share stated here is nominal, and twice it is guaranteed, for another file of the same kind as
 * those. Of other kinds nothing is guaranteed.
 *
 * @param real what untouched pictures reached
 * @param fake what false ones did, by method
 * @param falseAlarms the nominal share of untouched pictures whose label is not allowed
 * @param missed likewise of false pictures, the method drawn at random
 */
public record Conformal(Scores real, Map<String, Scores> fake, double falseAlarms, double missed) {
  private static final String PREFIX = "conformal.";
  private static final String REAL = PREFIX + "untouched";
  private static final String FALSE = PREFIX + "false.";
  private static final String LEVELS = PREFIX + "levels";

  public Conformal {
    fake = java.util.Collections.unmodifiableMap(new TreeMap<>(fake));
    if (!(falseAlarms > 0 && falseAlarms < 1 && missed > 0 && missed < 1) || fake.isEmpty()) {
      throw new IllegalArgumentException(
          "levels %s and %s over %d methods".formatted(falseAlarms, missed, fake.size()));
    }
  }

  /** What may be said. */
  public enum Labels {
    AUTHENTIC,
    MANIPULATED,
    BOTH,
    /** Lower than what is false reaches, and higher than what is untouched does. */
    NONE
  }

  /**
   * Sums of pictures, and how much each counts: those of one file 1 together.
   *
   * @param sums ascending
   * @param weights of each
   */
  public record Scores(float[] sums, float[] weights) {
    public Scores {
      if (sums.length != weights.length || sums.length == 0) {
        throw new IllegalArgumentException(sums.length + " sums, " + weights.length + " weights");
      }
      for (int i = 1; i < sums.length; i++) {
        if (!(sums[i] >= sums[i - 1])) {
          throw new IllegalArgumentException("the sums are not in order");
        }
      }
    }

    /** Of files with several sums each. */
    public static Scores of(List<float[]> files) {
      List<float[]> all = new ArrayList<>();
      for (float[] file : files) {
        for (float v : file) {
          all.add(new float[] {v, 1f / file.length});
        }
      }
      all.sort((a, b) -> Float.compare(a[0], b[0]));
      float[] sums = new float[all.size()];
      float[] weights = new float[all.size()];
      for (int i = 0; i < sums.length; i++) {
        sums[i] = all.get(i)[0];
        weights[i] = all.get(i)[1];
      }
      return new Scores(sums, weights);
    }

    private Scores worth(float slope, float shift) {
      float[] out = sums.clone();
      for (int i = 0; i < out.length; i++) {
        out[i] = slope * out[i] + shift;
      }
      return new Scores(out, weights);
    }

    /** How many files. */
    public double count() {
      double n = 0;
      for (float w : weights) {
        n += w;
      }
      return n;
    }

    /** The share of files, a new one among them, that lie as far up, or down, as this. */
    double p(double sum, boolean up) {
      double beyond = 1;
      for (int i = 0; i < sums.length; i++) {
        if (up ? sums[i] >= sum : sums[i] <= sum) {
          beyond += weights[i];
        }
      }
      return beyond / (count() + 1);
    }
  }

  /** How usual a sum is among untouched pictures, 0 to 1. */
  double real(double sum) {
    return real.p(sum, true);
  }

  /** How usual it is among false ones, each method counting alike. */
  double fake(double sum) {
    return fake.values().stream().mapToDouble(s -> s.p(sum, false)).average().orElse(0);
  }

  Labels of(double sum) {
    boolean authentic = real(sum) > falseAlarms;
    boolean manipulated = fake(sum) > missed;
    return authentic
        ? manipulated ? Labels.BOTH : Labels.AUTHENTIC
        : manipulated ? Labels.MANIPULATED : Labels.NONE;
  }

  /**
   * The same where every sum is another.
   *
   * @param slope above 0: their order stays
   */
  Conformal worth(float slope, float shift) {
    if (!(slope > 0)) {
      throw new IllegalArgumentException("a slope of " + slope);
    }
    Map<String, Scores> others = new TreeMap<>();
    fake.forEach((m, s) -> others.put(m, s.worth(slope, shift)));
    return new Conformal(real.worth(slope, shift), others, falseAlarms, missed);
  }

  /**
   * @param of what stands before all names, for several in one file
   */
  void save(String of, Map<String, Weights> into) {
    save(of + REAL, real, into);
    fake.forEach((m, s) -> save(of + FALSE + m, s, into));
    into.put(of + LEVELS, Weights.of(new float[] {(float) falseAlarms, (float) missed}, 2));
  }

  private static void save(String name, Scores s, Map<String, Weights> into) {
    float[] v = Arrays.copyOf(s.sums, 2 * s.sums.length);
    System.arraycopy(s.weights, 0, v, s.sums.length, s.sums.length);
    into.put(name, Weights.of(v, 2, s.sums.length));
  }

  /** What was calibrated on nothing: it excludes no label. */
  static Conformal none() {
    Scores one = new Scores(new float[] {0}, new float[] {1});
    return new Conformal(one, Map.of("nothing", one), .01, .01);
  }

  /** What stands in a judge's file; {@link #none} where it was made before this was. */
  static Conformal load(String of, Map<String, Weights> from) {
    Weights levels = from.get(of + LEVELS);
    Weights real = from.get(of + REAL);
    if (levels == null || real == null) {
      return none();
    }
    Map<String, Scores> fake = new TreeMap<>();
    from.forEach(
        (k, w) -> {
          if (k.startsWith(of + FALSE)) {
            fake.put(k.substring(of.length() + FALSE.length()), scores(w));
          }
        });
    return new Conformal(scores(real), fake, levels.values()[0], levels.values()[1]);
  }

  private static Scores scores(Weights w) {
    int n = w.values().length / 2;
    return new Scores(
        Arrays.copyOf(w.values(), n), Arrays.copyOfRange(w.values(), n, w.values().length));
  }
}
