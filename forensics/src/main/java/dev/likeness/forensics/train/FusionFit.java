package dev.likeness.forensics.train;

import dev.likeness.forensics.BlendExpert;
import dev.likeness.forensics.EyeExpert;
import dev.likeness.forensics.Fusion;
import dev.likeness.forensics.NoiseExpert;
import dev.likeness.forensics.SpectrumExpert;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the weights of the experts from what they say of pictures that they have not learnt from.
 */
final class FusionFit {
  private static final int STEPS = 4000;
  private static final double RATE = .05;

  /** A rule of thumb counts so much. */
  private static final float EYES = .15f;

  /**
   * By how it does on the faces that it learnt from the seam network would outweigh all others; but
   * those are drawn by machines, and on photographs it was right far less often (docs/judge.md).
   */
  private static final float SEAM = .3f;

  /** Likewise, and shrunk pictures turn what it says into its opposite: told, not counted. */
  private static final float NOISE = 0;

  private FusionFit() {}

  /**
   * What the experts say of a picture.
   *
   * @param method null for an untouched one
   * @param spectrum log-odds; 0 where it could not look
   * @param seam likewise; NaN where the network has learnt from the picture, 0 where there is none
   */
  record Case(@Nullable Method method, double spectrum, double seam) {
    private boolean held() {
      return !Double.isNaN(seam);
    }
  }

  record Result(Fusion fusion, Map<String, String> notes) {}

  /** Logistic regression whose weight may not fall below 0, by projected gradient steps. */
  static Result of(List<Case> cases) {
    double[] weight = weights(cases);
    double w = .5;
    double b = 0;
    for (int step = 0; step < STEPS; step++) {
      double g = 0;
      double gb = 0;
      for (int i = 0; i < cases.size(); i++) {
        Case c = cases.get(i);
        double p = 1 / (1 + Math.exp(-(b + w * c.spectrum)));
        double d = weight[i] * ((c.method == null ? 0 : 1) - p);
        g += d * c.spectrum;
        gb += d;
      }
      w = Math.max(0, w + RATE * g);
      b += RATE * gb;
    }
    return result(cases.stream().filter(Case::held).toList(), w, b);
  }

  private static Result result(List<Case> cases, double w, double b) {
    double[] real =
        cases.stream().filter(c -> c.method == null).mapToDouble(c -> sum(w, b, c)).toArray();
    double[] fake =
        cases.stream().filter(c -> c.method != null).mapToDouble(c -> sum(w, b, c)).toArray();
    Arrays.sort(real);
    Arrays.sort(fake);
    float high = (float) Math.max(1, real[(int) (.99 * (real.length - 1))]);
    float low = (float) Math.min(0, real[real.length / 2]);
    Map<String, Float> named = new HashMap<>();
    named.put(EyeExpert.NAME, EYES);
    named.put(BlendExpert.NAME, SEAM);
    named.put(NoiseExpert.NAME, NOISE);
    named.put(SpectrumExpert.NAME, (float) w);
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put("calibrated on", "%d untouched, %d false".formatted(real.length, fake.length));
    notes.put("in-domain AUC", String.format(Locale.ROOT, "%.3f", Held.auc(real, fake)));
    notes.put(
        "in-domain ECE", String.format(Locale.ROOT, "%.3f", ece(cases, weights(cases), w, b)));
    return new Result(new Fusion(named, (float) b, high, low), notes);
  }

  private static double sum(double w, double b, Case c) {
    return b + w * c.spectrum + SEAM * c.seam;
  }

  /** False and untouched count alike, and so do the methods; 1 in all. */
  private static double[] weights(List<Case> cases) {
    Map<String, Integer> n = new HashMap<>();
    cases.forEach(c -> n.merge(String.valueOf(c.method), 1, Integer::sum));
    double methods = n.size() - 1;
    return cases.stream()
        .mapToDouble(
            c ->
                .5 / n.getOrDefault(String.valueOf(c.method), 1) / (c.method == null ? 1 : methods))
        .toArray();
  }

  /** Expected calibration error over ten bins of probability (Naeini et al. 2015). */
  private static double ece(List<Case> cases, double[] weight, double w, double b) {
    double[] p = new double[10];
    double[] y = new double[10];
    for (int i = 0; i < cases.size(); i++) {
      double q = 1 / (1 + Math.exp(-sum(w, b, cases.get(i))));
      int k = (int) Math.min(9, 10 * q);
      p[k] += weight[i] * q;
      y[k] += weight[i] * (cases.get(i).method == null ? 0 : 1);
    }
    double e = 0;
    for (int k = 0; k < 10; k++) {
      e += Math.abs(p[k] - y[k]);
    }
    return e;
  }
}
