package dev.likeness.provenance.mark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where a pattern may lie that was turned a little, cut or stretched, found by its pilot at each of
 * many places: slower than the {@link Lattice} and only for the commonest changes, but it needs no
 * peaks of the autocorrelation, which fine grain hides. Stateless.
 */
final class PilotSearch {
  private static final double MOST_ANGLE = Math.toRadians(3.3);
  private static final double ANGLE_STEP = Math.toRadians(.3);

  /** What turning leaves of a picture once its corners are cut. */
  private static final double MOST_TURNED = 1.13;

  /** Cut to about 60 % of its short side. */
  private static final double MOST_CUT = 1.65;

  /** One side to about three quarters. */
  private static final double MOST_STRETCHED = 1.34;

  private static final double STEP = 1.006;
  private static final double NEAR = 1.2;

  private PilotSearch() {}

  /** A place on the whitened picture and how well the pilot fits there. */
  record Guess(Place place, double score) {}

  /** The best places. */
  static List<Guess> guesses(Plane white, Decoder decoder, int most) {
    Plane half = white.resized(Math.max(1, white.width() / 2), Math.max(1, white.height() / 2));
    double sx = (double) half.width() / white.width();
    double sy = (double) half.height() / white.height();
    List<Guess> all = new ArrayList<>();
    for (Place p : places()) {
      Place small = new Place(p.a() * sx, p.b() * sx, p.c() * sy, p.d() * sy);
      all.add(new Guess(p, decoder.fit(Fold.of(half, small), 0).score()));
    }
    all.sort(Comparator.comparingDouble(Guess::score).reversed());
    List<Guess> best = new ArrayList<>();
    for (Guess g : all) {
      if (best.size() < most
          && best.stream().noneMatch(b -> Lattice.near(b.place(), g.place(), NEAR))) {
        best.add(g);
      }
    }
    return best;
  }

  private static List<Place> places() {
    List<Place> places = new ArrayList<>();
    for (double s = 1; s <= MOST_CUT; s *= STEP) {
      places.add(Place.of(s, s, 0));
      if (s > 1 && s <= MOST_STRETCHED) {
        places.add(Place.of(s, 1, 0));
        places.add(Place.of(1, s, 0));
      }
      if (s <= MOST_TURNED) {
        for (double angle = ANGLE_STEP; angle <= MOST_ANGLE; angle += ANGLE_STEP) {
          places.add(Place.of(s, s, angle));
          places.add(Place.of(s, s, -angle));
        }
      }
    }
    return places;
  }
}
