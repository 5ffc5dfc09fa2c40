package dev.likeness.forensics;

import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a face may be somebody else's, laid into a picture that is coarser than it, as in films:
 * where {@link InsetExpert} looks for faces that were drawn and are softer. Texture and spectrum in
 * the middle of the face are set against those of the corners around it by one regression. It
 * counts in films only, where it also keeps "no sign" from being said unless a face lies lower than
 * few that were laid in do.
 */
public final class GraftExpert implements Expert {
  public static final String NAME = "graft";

  /** How many differences there are: texture, and the spectrum without its mean. */
  static final int DIFFERENCES = Signals.TEXTURE + TraceFeatures.DIAGONALS - 1;

  private static final int BLOCK = 8;

  private static final String ANOTHERS =
      "the face's texture and detail are another's than those of what surrounds it";

  private static final String ITS_OWN =
      "the face's texture and detail go with those of what surrounds it";

  private static final String EITHER =
      "the face may be another's that was laid in, or go with what surrounds it";

  private final Learnt learnt;

  /**
   * What was learnt.
   *
   * @param differences log-odds of a face that was laid in
   * @param quiet what few faces that were laid in fall to, log-odds
   */
  public record Learnt(Linear differences, float quiet) {
    public Learnt {
      if (differences.mean().length != DIFFERENCES || Float.isNaN(quiet)) {
        throw new IllegalArgumentException(differences.mean().length + " differences");
      }
    }
  }

  public GraftExpert(Learnt learnt) {
    this.learnt = learnt;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Family family() {
    return Family.SURROUNDINGS;
  }

  @Override
  public Opinion look(Subject s, boolean draw) {
    FacePlaces places = FacePlaces.of(s);
    if (places == null) {
      return Opinion.none(this, FacePlaces.missing(s));
    }
    float[] x = differences(s.picture(), places);
    double score = learnt.differences.logOdds(x);
    String says = score > 1 ? ANOTHERS : score > learnt.quiet ? EITHER : ITS_OWN;
    Frame map = draw ? map(s.picture(), places, score) : null;
    return new Opinion(NAME, family(), true, score, 0, says, map, List.of());
  }

  /** The middle, the redder the more it looks laid in, and the corners that it is beside. */
  private static @Nullable Frame map(Frame f, FacePlaces places, double score) {
    float[] heat = places.heat();
    places.fill(heat, places.middle(), FacePlaces.shade(score));
    return Heat.over(f, places.all(), heat);
  }

  /** Whether the middle one of what it said of a film's faces leaves open that one was laid in. */
  boolean doubts(List<FaceFinding> film) {
    double[] said =
        film.stream()
            .flatMap(f -> f.opinions().stream())
            .filter(o -> o.applicable() && o.expert().equals(NAME))
            .mapToDouble(Opinion::logOdds)
            .sorted()
            .toArray();
    return said.length > 0 && said[said.length / 2] > learnt.quiet;
  }

  /** What it looks at; null where there is no face or a small one. */
  static float @Nullable [] differences(Subject s) {
    FacePlaces places = FacePlaces.of(s);
    return places == null ? null : differences(s.picture(), places);
  }

  private static float[] differences(Frame f, FacePlaces places) {
    return InsetExpert.less(
        numbers(f, places.middle()), places.corners().stream().map(b -> numbers(f, b)).toList());
  }

  private static float[] numbers(Frame f, Box b) {
    Features out = new Features();
    out.addAll(InsetExpert.texture(f, b));
    double[] detail = TraceFeatures.diagonals(Planes.of(f, onGrid(b)));
    for (int d = 1; d < detail.length; d++) {
      out.add(detail[d]);
    }
    return out.done();
  }

  /** The whole blocks in a box, counted from the picture's corner, as codecs do. */
  private static Box onGrid(Box b) {
    int x = (b.x() + BLOCK - 1) & -BLOCK;
    int y = (b.y() + BLOCK - 1) & -BLOCK;
    return new Box(x, y, (b.right() - x) & -BLOCK, (b.bottom() - y) & -BLOCK);
  }
}
