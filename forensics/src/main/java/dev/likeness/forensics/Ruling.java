package dev.likeness.forensics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From opinions to a verdict: who may decide, and when nobody does. */
final class Ruling {
  /** Below so many pixels between the eyes accuracy was not there. */
  static final double EYES = 24;

  /** Regions without a face must be so large. */
  static final int SIDE = 96;

  /**
   * Blurred more than this (see {@link Softness}) the fine traces are gone, and what is left looks
   * like a network's: without this limit nearly half of the real faces that were blurred by 1.5
   * pixels were called manipulated.
   */
  static final double SOFT = .8;

  /**
   * Likewise of frames of films, whose texture was learnt on soft ones too: up to here it did about
   * as well on them as on sharp ones (docs/judge.md).
   */
  static final double SOFT_FILM = 1;

  /** Below this spread of brightness (of 255) nothing is shown. */
  static final double EVEN = 3;

  /** From this strangeness on nothing that was learnt applies. */
  static final double STRANGE = 1.5;

  /** What goes with every favourable verdict of the model that ships: docs/judge.md, 31 of 111. */
  private static final String MISSED =
      "that is weak: of the false pictures that this was measured on, up to 28 of 100 showed no"
          + " sign either, frames of swapped films and portraits by diffusion models above all";

  /** Likewise of films: docs/judge.md, "Films". */
  private static final String MISSED_FILM =
      "that is weak: only 40 false films were measured, all made by one program; 1 of them showed"
          + " no sign either, and by their sums they are hardly told from untouched ones";

  private Ruling() {}

  static FaceFinding rule(
      Subject s,
      double softness,
      double contrast,
      double seconds,
      List<Opinion> opinions,
      Fusion fusion,
      boolean film) {
    double sum = fusion.sum(opinions, softness);
    List<String> why = obstacles(s, softness, contrast, film);
    double eyes = s.mesh() == null ? 0 : s.mesh().eyeDistance();
    if (opinions.stream().mapToDouble(Opinion::strangeness).max().orElse(0) > STRANGE) {
      why.add("the picture is unlike anything that the judge knows");
    }
    boolean clear = why.isEmpty();
    Verdict verdict =
        clear
            ? decide(fusion.deciding(opinions), opinions, fusion, film, why)
            : Verdict.INCONCLUSIVE;
    return new FaceFinding(
        s.region(),
        s.mesh() != null,
        eyes,
        softness,
        seconds,
        clear,
        opinions,
        sum,
        verdict,
        why,
        null);
  }

  /** Why no verdict can be given, whatever the experts say; empty where one can. */
  static List<String> obstacles(Subject s, double softness, double contrast, boolean film) {
    List<String> why = new ArrayList<>();
    double eyes = s.mesh() == null ? 0 : s.mesh().eyeDistance();
    if (s.mesh() != null && eyes < EYES) {
      why.add("the eyes are %.0f pixels apart; a verdict needs %.0f".formatted(eyes, EYES));
    }
    if (s.mesh() == null && Math.min(s.region().width(), s.region().height()) < SIDE) {
      why.add("no face was found, and the picture is too small for a verdict without one");
    }
    if (softness > (film ? SOFT_FILM : SOFT)) {
      why.add(
          String.format(
              Locale.ROOT,
              "as soft as after a blur of %.1f pixels: the traces that would decide are gone",
              softness));
    }
    if (contrast < EVEN) {
      why.add("the picture is all of one colour: there is nothing to look at");
    }
    return why;
  }

  private static Verdict decide(
      double sum, List<Opinion> opinions, Fusion fusion, boolean film, List<String> why) {
    Conformal c = fusion.conformal();
    String known =
        String.format(
            Locale.ROOT,
            "among untouched %s that it was calibrated on, %s of files reach this sum; among"
                + " false ones, each kind of making counting alike, %s fall to it",
            film ? "films" : "pictures",
            share(c.real(sum)),
            share(c.fake(sum)));
    Verdict v =
        switch (c.of(sum)) {
          case AUTHENTIC -> {
            why.add("few false ones that it was calibrated on fall so low");
            why.add(film ? MISSED_FILM : MISSED);
            yield Verdict.AUTHENTIC;
          }
          case MANIPULATED -> against(opinions, fusion, why);
          case BOTH -> {
            why.add("untouched ones and false ones both look like this");
            yield Verdict.INCONCLUSIVE;
          }
          case NONE -> {
            why.add("neither untouched ones nor false ones of the known kinds look like this");
            yield Verdict.INCONCLUSIVE;
          }
        };
    why.add(known);
    return v;
  }

  /** Few untouched pictures reach the sum; that is enough for a verdict only with two witnesses. */
  private static Verdict against(List<Opinion> opinions, Fusion fusion, List<String> why) {
    List<Family> against = fusion.families(opinions, true);
    if (against.size() < 2) {
      why.add("only one kind of trace speaks against the picture; two are needed");
      return Verdict.INCONCLUSIVE;
    }
    why.add("%d independent kinds of traces speak against the picture".formatted(against.size()));
    if (!fusion.families(opinions, false).isEmpty()) {
      why.add("others speak for it: there is conflict");
    }
    return Verdict.MANIPULATED;
  }

  private static String share(double p) {
    return p < .01 ? "under 1 %" : String.format(Locale.ROOT, "%.0f %%", 100 * p);
  }
}
