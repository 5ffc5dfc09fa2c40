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
 * Finds what the texture of films is worth beside grafts and insets, from what they say of films of
 * faces that they have not learnt from. Grafts and insets compare within one picture and count as
 * they are; texture is another from source to source, and counts half of what it is worth on the
 * one that it learnt from. Spectrum, seams and eyes spoke on untouched frames as on false ones.
 */
final class FilmSum {
  /** So many false films, the methods counting alike, may have no "manipulated" among labels. */
  private static final double MISSED = .25;

  /** By choose (docs/judge.md), as before: drawn wholes, which have none, would teach 0. */
  private static final float GRAFT = 1;

  private static final float INSET = 1;

  /** Untouched clips lie as far apart as untouched and false ones of one clip. */
  private static final double SOURCES = .5;

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
    double[][] x = cases.stream().map(c -> new double[] {c.texture}).toArray(double[][]::new);
    double[] rest = cases.stream().mapToDouble(FilmSum::beside).toArray();
    boolean[] fake = new boolean[x.length];
    for (int i = 0; i < fake.length; i++) {
      fake[i] = cases.get(i).method != null;
    }
    double[] weight = weights(cases);
    double texture = SOURCES * NonNegative.fit(x, rest, fake, weight)[0];
    for (int i = 0; i < rest.length; i++) {
      rest[i] += texture * cases.get(i).texture;
    }
    double bias = NonNegative.fit(new double[rest.length][0], rest, fake, weight)[0];
    List<FusionFit.Scored> sums = cases.stream().map(c -> sum(c, texture, bias)).toList();
    Map<String, String> notes = new LinkedHashMap<>();
    double[] real =
        sums.stream().filter(s -> s.method() == null).mapToDouble(FusionFit.Scored::sum).toArray();
    double[] drawn =
        sums.stream().filter(s -> s.method() != null).mapToDouble(FusionFit.Scored::sum).toArray();
    notes.put("calibrated on", "%d untouched, %d false".formatted(real.length, drawn.length));
    notes.put("in-domain AUC", String.format(Locale.ROOT, "%.3f", Held.auc(real, drawn)));
    notes.put("in-domain ECE", String.format(Locale.ROOT, "%.3f", FusionFit.ece(sums, weight)));
    Conformal conformal =
        FusionFit.conformal(all.stream().map(c -> deciding(c, texture, bias)).toList(), MISSED);
    notes.put("verdicts calibrated on files", FusionFit.files(conformal));
    Map<String, Float> named = new TreeMap<>();
    for (String none :
        List.of(EyeExpert.NAME, BlendExpert.NAME, NoiseExpert.NAME, SpectrumExpert.NAME)) {
      named.put(none, 0f);
    }
    named.put(TextureExpert.NAME, (float) texture);
    named.put(GraftExpert.NAME, GRAFT);
    named.put(InsetExpert.NAME, INSET);
    return new FusionFit.Result(new Fusion(named, (float) bias, conformal), notes);
  }

  private static double beside(Case c) {
    return GRAFT * c.graft + INSET * c.inset;
  }

  private static FusionFit.Scored sum(Case c, double texture, double bias) {
    return new FusionFit.Scored(c.source, c.method, bias + texture * c.texture + beside(c));
  }

  /** As verdicts are decided: without what speaks for a film because nothing seems set in. */
  private static FusionFit.Scored deciding(Case c, double texture, double bias) {
    double found = Math.max(0, GRAFT * c.graft) + Math.max(0, INSET * c.inset);
    return new FusionFit.Scored(c.source, c.method, bias + texture * c.texture + found);
  }

  /** False and untouched count alike, and so do the ways of making; 1 in all. */
  private static double[] weights(List<Case> cases) {
    Map<String, Integer> n = new HashMap<>();
    cases.forEach(c -> n.merge(way(c.method), 1, Integer::sum));
    double ways = Math.max(1, n.size() - 1);
    return cases.stream()
        .mapToDouble(c -> .5 / n.getOrDefault(way(c.method), 1) / (c.method == null ? 1 : ways))
        .toArray();
  }

  /** What networks and filters draw anew is one way, however they make large. */
  private static String way(@Nullable Method m) {
    if (m == null) {
      return "untouched";
    }
    return switch (m) {
      case NEAREST, BILINEAR, SHUFFLE, TRANSPOSED, PHASES -> "drawn anew";
      case BLEND, SPLICE, GRAFT, GIVEN, REDRAWN -> m.name();
    };
  }
}
