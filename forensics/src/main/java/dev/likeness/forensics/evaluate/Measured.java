package dev.likeness.forensics.evaluate;

import dev.likeness.forensics.Examination;
import dev.likeness.forensics.FaceFinding;
import dev.likeness.forensics.Opinion;
import dev.likeness.forensics.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One labelled file as the judge saw it, without its pixels.
 *
 * @param name the file's
 * @param bytes its size
 * @param width pixels
 * @param height likewise
 * @param eyes pixels between the eyes of the face that decided, 0 without one
 * @param quality of a JPEG as libjpeg counts, 101 for what is none
 * @param examined whether anything could be looked at
 * @param logOdds the judge's sum, also where no verdict was given
 * @param verdict the judge's
 * @param experts what each expert (and each detector beside the judge) said, by name; who could not
 *     look is left out
 */
public record Measured(
    String name,
    long bytes,
    int width,
    int height,
    double eyes,
    double quality,
    boolean examined,
    double logOdds,
    Verdict verdict,
    Map<String, Double> experts) {
  public Measured {
    experts = java.util.Collections.unmodifiableMap(experts);
  }

  static Measured of(
      String name, long bytes, int quality, Examination e, Map<String, Double> beside) {
    Map<String, Double> experts = new LinkedHashMap<>(beside);
    double eyes = 0;
    if (e.examined()) {
      FaceFinding f = e.faces().getFirst();
      eyes = f.eyes();
      for (Opinion o : f.opinions()) {
        if (o.applicable()) {
          experts.put(o.expert(), o.logOdds());
        }
      }
    }
    return new Measured(
        name,
        bytes,
        e.width(),
        e.height(),
        eyes,
        quality,
        e.examined(),
        e.logOdds(),
        e.verdict(),
        experts);
  }
}
