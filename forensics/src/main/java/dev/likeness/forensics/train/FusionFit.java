package dev.likeness.forensics.train;

import dev.likeness.forensics.BlendExpert;
import dev.likeness.forensics.Conformal;
import dev.likeness.forensics.EyeExpert;
import dev.likeness.forensics.Fusion;
import dev.likeness.forensics.NoiseExpert;
import dev.likeness.forensics.SpectrumExpert;
import dev.likeness.forensics.TextureExpert;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the weights of the experts from what they say of pictures that they have not learnt from.
 */
final class FusionFit {
  /** A rule of thumb counts so much. */
  private static final float EYES = .15f;

  /**
   * By how it does on the faces that it learnt from the seam network would outweigh all others; but
   * those are drawn by machines, and on photographs it was right far less often (docs/judge.md).
   */
  private static final float SEAM = .15f;

  /** Likewise, and shrunk pictures turn what it says into its opposite: told, not counted. */
  private static final float NOISE = 0;

  /**
   * So many untouched files may have no "authentic" among their labels, by conformal prediction.
   */
  private static final double FALSE_ALARMS = .03;

  /**
   * Likewise false files, the methods counting alike, without "manipulated" among theirs. Many of
   * those that it is calibrated on are hardly changed: at .1 next to no real face had a verdict.
   */
  private static final double MISSED = .2;

  /** Methods with fewer files say too little. */
  private static final int LEAST = 10;

  private FusionFit() {}

  /**
   * What the experts say of a picture.
   *
   * @param source the file that it is from
   * @param method null for an untouched one
   * @param drawn the log-odds of spectrum and texture together, of films of texture alone; 0 where
   *     they could not look
   * @param eyes likewise
   * @param seam likewise; NaN where the network has learnt from the picture, 0 where there is none
   * @param puppet whether it is of a face that was drawn here: these say what the sum is worth, as
   *     much as all others, and nothing of how far untouched pictures go
   */
  record Case(
      String source,
      @Nullable Method method,
      double drawn,
      double seam,
      double eyes,
      boolean puppet) {
    private boolean held() {
      return !Double.isNaN(seam);
    }
  }

  record Result(Fusion fusion, Map<String, String> notes) {}

  /**
   * Finds them for pictures; of films see {@link FilmSum}.
   *
   * @param spectrum how much of the texture's weight the spectrum has, as it is in {@code drawn}
   */
  static Result of(List<Case> cases, double spectrum) {
    double[][] drawn = cases.stream().map(c -> new double[] {c.drawn}).toArray(double[][]::new);
    boolean[] fake = new boolean[drawn.length];
    for (int i = 0; i < fake.length; i++) {
      fake[i] = cases.get(i).method != null;
    }
    double[] fit = NonNegative.fit(drawn, new double[fake.length], fake, weights(cases));
    double w = fit[0];
    double b = fit[1];
    return result(cases.stream().filter(Case::held).toList(), spectrum, w, b);
  }

  private static Result result(List<Case> cases, double spectrum, double w, double b) {
    double[] real =
        cases.stream().filter(c -> c.method == null).mapToDouble(c -> sum(w, b, c)).toArray();
    double[] fake =
        cases.stream().filter(c -> c.method != null).mapToDouble(c -> sum(w, b, c)).toArray();
    Arrays.sort(real);
    Arrays.sort(fake);
    Map<String, Float> named = new HashMap<>();
    named.put(EyeExpert.NAME, EYES);
    named.put(BlendExpert.NAME, SEAM);
    named.put(NoiseExpert.NAME, NOISE);
    named.put(SpectrumExpert.NAME, (float) (spectrum * w));
    named.put(TextureExpert.NAME, (float) w);
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put("calibrated on", "%d untouched, %d false".formatted(real.length, fake.length));
    notes.put("in-domain AUC", String.format(Locale.ROOT, "%.3f", Held.auc(real, fake)));
    notes.put(
        "in-domain ECE",
        String.format(Locale.ROOT, "%.3f", ece(scored(cases, w, b), weights(cases))));
    List<Scored> others = scored(cases.stream().filter(c -> !c.puppet).toList(), w, b);
    Conformal conformal = conformal(others, MISSED);
    notes.put("verdicts calibrated on files", files(conformal));
    return new Result(new Fusion(named, (float) b, conformal), notes);
  }

  /** What a picture or film of a kind was given. */
  record Scored(String source, @Nullable Method method, double sum) {}

  private static List<Scored> scored(List<Case> cases, double w, double b) {
    return cases.stream().map(c -> new Scored(c.source, c.method, sum(w, b, c))).toList();
  }

  /**
   * What files of each kind reach, none of which the experts had learnt from.
   *
   * @param missed how many false ones may be
   */
  static Conformal conformal(List<Scored> all, double missed) {
    Map<String, Map<String, List<Float>>> kinds = new TreeMap<>();
    for (Scored c : all) {
      String kind = c.method == null ? "" : c.method.name().toLowerCase(Locale.ROOT);
      kinds
          .computeIfAbsent(kind, k -> new TreeMap<>())
          .computeIfAbsent(c.source, k -> new ArrayList<>())
          .add((float) c.sum);
    }
    Map<String, Conformal.Scores> fake = new TreeMap<>();
    kinds.forEach(
        (kind, files) -> {
          if (!kind.isEmpty() && files.size() >= LEAST) {
            fake.put(kind, scores(files));
          }
        });
    Map<String, List<Float>> real = kinds.getOrDefault("", Map.of());
    return new Conformal(scores(real), fake, FALSE_ALARMS, missed);
  }

  /** How many files of each kind it is calibrated on, and how strictly. */
  static String files(Conformal c) {
    StringBuilder s = new StringBuilder();
    s.append(String.format(Locale.ROOT, "untouched %.0f", c.real().count()));
    c.fake().forEach((k, v) -> s.append(String.format(Locale.ROOT, ", %s %.0f", k, v.count())));
    s.append(String.format(Locale.ROOT, "; levels %.2f, %.2f", c.falseAlarms(), c.missed()));
    return s.toString();
  }

  private static Conformal.Scores scores(Map<String, List<Float>> files) {
    List<float[]> all = new ArrayList<>();
    for (List<Float> file : files.values()) {
      float[] v = new float[file.size()];
      for (int i = 0; i < v.length; i++) {
        v[i] = file.get(i);
      }
      all.add(v);
    }
    return Conformal.Scores.of(all);
  }

  private static double sum(double w, double b, Case c) {
    return b + w * c.drawn + SEAM * c.seam + EYES * c.eyes;
  }

  /** False and untouched count alike, so do the methods, and puppets and others; 1 in all. */
  private static double[] weights(List<Case> cases) {
    Map<String, Map<Boolean, Integer>> n = new HashMap<>();
    for (Case c : cases) {
      n.computeIfAbsent(String.valueOf(c.method), k -> new HashMap<>())
          .merge(c.puppet, 1, Integer::sum);
    }
    double methods = n.size() - 1;
    return cases.stream()
        .mapToDouble(
            c -> {
              Map<Boolean, Integer> kinds = n.getOrDefault(String.valueOf(c.method), Map.of());
              double alike = kinds.getOrDefault(c.puppet, 1) * kinds.size();
              return .5 / alike / (c.method == null ? 1 : methods);
            })
        .toArray();
  }

  /** Expected calibration error over ten bins of probability (Naeini et al. 2015). */
  static double ece(List<Scored> cases, double[] weight) {
    double[] p = new double[10];
    double[] y = new double[10];
    for (int i = 0; i < cases.size(); i++) {
      double q = 1 / (1 + Math.exp(-cases.get(i).sum));
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
