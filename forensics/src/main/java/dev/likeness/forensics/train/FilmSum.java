package dev.likeness.forensics.train;

import dev.likeness.forensics.BlendExpert;
import dev.likeness.forensics.Conformal;
import dev.likeness.forensics.EyeExpert;
import dev.likeness.forensics.Fusion;
import dev.likeness.forensics.GraftExpert;
import dev.likeness.forensics.InsetExpert;
import dev.likeness.forensics.NoiseExpert;
import dev.likeness.forensics.SpectrumExpert;
import dev.likeness.forensics.TextureExpert;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds what texture and grafts of films are worth beside each other, from what they say of films
 * of faces that they have not learnt from. Insets, whose log-odds are of files that they had not
 * seen, count as they are; spectrum, seams and eyes spoke on untouched frames as on false ones.
 */
final class FilmSum {
  /** So many false films, the methods counting alike, may have no "manipulated" among labels. */
  private static final double MISSED = .25;

  private static final float INSET = 1;

  private FilmSum() {}

  /**
   * What the experts say of a film: of each the middle one of its frames' log-odds.
   *
   * @param source the file that it is from
   * @param method null for an untouched one
   * @param inset 0 where it could not look
   * @param graft likewise
   * @param face whether it shows one: from others nothing is learnt, but untouched ones may lie so
   *     high
   */
  record Case(
      String source,
      @Nullable Method method,
      double texture,
      double inset,
      double graft,
      boolean face) {}

  static FusionFit.Result of(List<Case> all) {
    List<Case> cases = all.stream().filter(Case::face).toList();
    double[][] x =
        cases.stream().map(c -> new double[] {c.texture, c.graft}).toArray(double[][]::new);
    double[] rest = cases.stream().mapToDouble(c -> INSET * c.inset).toArray();
    boolean[] fake = new boolean[x.length];
    for (int i = 0; i < fake.length; i++) {
      fake[i] = cases.get(i).method != null;
    }
    double[] weight = weights(cases);
    double[] w = NonNegative.fit(x, rest, fake, weight);
    List<FusionFit.Scored> sums = cases.stream().map(c -> sum(c, w)).toList();
    Map<String, String> notes = new LinkedHashMap<>();
    double[] real =
        sums.stream().filter(s -> s.method() == null).mapToDouble(FusionFit.Scored::sum).toArray();
    double[] drawn =
        sums.stream().filter(s -> s.method() != null).mapToDouble(FusionFit.Scored::sum).toArray();
    notes.put("calibrated on", "%d untouched, %d false".formatted(real.length, drawn.length));
    notes.put("in-domain AUC", String.format(Locale.ROOT, "%.3f", Held.auc(real, drawn)));
    notes.put("in-domain ECE", String.format(Locale.ROOT, "%.3f", FusionFit.ece(sums, weight)));
    Conformal conformal =
        FusionFit.conformal(all.stream().map(c -> deciding(c, w)).toList(), MISSED);
    notes.put("verdicts calibrated on files", FusionFit.files(conformal));
    Map<String, Float> named = new TreeMap<>();
    for (String none :
        List.of(EyeExpert.NAME, BlendExpert.NAME, NoiseExpert.NAME, SpectrumExpert.NAME)) {
      named.put(none, 0f);
    }
    named.put(TextureExpert.NAME, (float) w[0]);
    named.put(GraftExpert.NAME, (float) w[1]);
    named.put(InsetExpert.NAME, INSET);
    return new FusionFit.Result(new Fusion(named, (float) w[2], conformal), notes);
  }

  private static FusionFit.Scored sum(Case c, double[] w) {
    double sum = w[2] + w[0] * c.texture + w[1] * c.graft + INSET * c.inset;
    return new FusionFit.Scored(c.source, c.method, sum);
  }

  /** As verdicts are decided: without what speaks for a film because nothing seems set in. */
  private static FusionFit.Scored deciding(Case c, double[] w) {
    double sum =
        w[2] + w[0] * c.texture + Math.max(0, w[1] * c.graft) + Math.max(0, INSET * c.inset);
    return new FusionFit.Scored(c.source, c.method, sum);
  }

  /** False and untouched count alike, and so do the methods; 1 in all. */
  private static double[] weights(List<Case> cases) {
    Map<String, Integer> n = new HashMap<>();
    cases.forEach(c -> n.merge(String.valueOf(c.method), 1, Integer::sum));
    double methods = Math.max(1, n.size() - 1);
    return cases.stream()
        .mapToDouble(
            c ->
                .5
                    / n.getOrDefault(String.valueOf(c.method), 1)
                    / (c.method == null ? 1 : methods))
        .toArray();
  }
}
