package dev.likeness.forensics;

import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one face, or of the middle of a picture without one.
 *
 * @param region what was looked at, in pixels of the picture
 * @param face whether there is a face in it
 * @param eyes pixels between the eyes; 0 without a face
 * @param softness how much it is blurred, pixels
 * @param seconds when in the film; 0 in a picture
 * @param clear whether a verdict could be given: large, sharp, rich and known enough
 * @param opinions what each expert says
 * @param logOdds their sum
 * @param verdict for this face alone
 * @param why what decided about the verdict, in sentences
 * @param shown the region itself; null where no evidence was wanted
 */
public record FaceFinding(
    Box region,
    boolean face,
    double eyes,
    double softness,
    double seconds,
    boolean clear,
    List<Opinion> opinions,
    double logOdds,
    Verdict verdict,
    List<String> why,
    @Nullable Frame shown) {
  public FaceFinding {
    opinions = List.copyOf(opinions);
    why = List.copyOf(why);
  }

  FaceFinding showing(Frame frame) {
    return new FaceFinding(
        region, face, eyes, softness, seconds, clear, opinions, logOdds, verdict, why, frame);
  }

  FaceFinding and(List<Opinion> more) {
    List<Opinion> all = new java.util.ArrayList<>(opinions);
    all.addAll(more);
    return new FaceFinding(
        region, face, eyes, softness, seconds, clear, all, logOdds, verdict, why, shown);
  }

  /** The same without a word in favour, since the film's face may have been laid in. */
  FaceFinding doubted() {
    if (verdict != Verdict.AUTHENTIC) {
      return this;
    }
    List<String> reasons =
        List.of(
            "its traces are those of untouched films, but the face differs from what surrounds it"
                + " as another's may that was laid in");
    return new FaceFinding(
        region,
        face,
        eyes,
        softness,
        seconds,
        clear,
        opinions,
        logOdds,
        Verdict.INCONCLUSIVE,
        reasons,
        shown);
  }

  /** Of even odds before. */
  public double probability() {
    return 1 / (1 + Math.exp(-logOdds));
  }
}
