package dev.likeness.provenance.mark;

import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.YuvFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds marks of one key in pictures that may have been turned a little or by quarters, mirrored,
 * scaled, stretched or cut. Without the key it finds nothing. Thread-safe.
 *
 * <p>False findings: the payload's signs are chosen by the key and independent of any picture that
 * the key was not used on, so of an unmarked picture every codeword's {@linkplain Finding#score
 * score} is a sum of independent signs with weights of square sum 1. It exceeds t with a
 * probability below 3.18 Q(t), Q being the normal tail (Bentkus and Dzindzalieta 2015). There are
 * 2⁶⁴ codewords and at most 8 readings of a picture: above {@value #THRESHOLD} the chance is below
 * 3 · 10⁻⁷ a picture.
 */
public final class MarkReader {
  /** The least score of a finding in a picture. */
  public static final double THRESHOLD = 10.9;

  /**
   * Places of the lattice that are looked at in each band; and closely those where the pilot fits
   * best, and where the lattice shows best.
   */
  private static final int GUESSES = 16;

  private static final int CLOSELY = 4;
  private static final int CLEAREST = 3;

  private final Decoder decoder;

  public MarkReader(MarkKey key) {
    decoder = new Decoder(new Tile(key));
  }

  /**
   * A mark that was found.
   *
   * @param score how well all that was read agrees with what this id looks like: the weighted sum
   *     of keyed signs, in standard deviations of chance
   * @param place where it lies
   * @param fit likewise
   */
  record Found(MarkId id, double score, Place place, Decoder.Fit fit) {}

  /** What a search came to, whether or not it is enough for a finding. */
  record Search(Optional<Found> best) {
    Optional<Found> above(double threshold) {
      return best.filter(f -> f.score >= threshold);
    }
  }

  /**
   * A mark that was found.
   *
   * @param score from {@link #THRESHOLD} on
   * @param imprints of the pictures it was found in
   */
  public record Finding(MarkId id, double score, List<Imprint> imprints) {
    public Finding {
      imprints = List.copyOf(imprints);
    }
  }

  /** Looks for a mark in a picture of any size. */
  public Optional<Finding> read(Picture picture) {
    if (!Tile.fits(picture.width(), picture.height())) {
      return Optional.empty();
    }
    Plane luma = luma(picture);
    return search(Whitened.of(luma))
        .above(THRESHOLD)
        .map(f -> new Finding(f.id, f.score, List.of(Imprint.of(luma, f.place, f.fit))));
  }

  /**
   * The score of the best reading of a picture, whatever it is; 0 where nothing could be read. For
   * statistics.
   */
  public double score(Picture picture) {
    if (!Tile.fits(picture.width(), picture.height())) {
      return 0;
    }
    return search(Whitened.of(luma(picture))).best.map(Found::score).orElse(0.0);
  }

  static Plane luma(Picture picture) {
    byte[] y =
        switch (picture) {
          case YuvFrame f -> f.y();
          case Frame f -> MarkWriter.luma(f);
        };
    float[] v = new float[y.length];
    for (int i = 0; i < v.length; i++) {
      v[i] = y[i] & 255;
    }
    return new Plane(picture.width(), picture.height(), v);
  }

  private record Candidate(Place place, Decoder.Fit fit) {}

  /** First as it was drawn, then wherever the lattice shows. */
  Search search(Plane white) {
    Candidate drawn = candidate(white, Place.of(1, 1, 0));
    for (double scale : Tile.SCALES) {
      Candidate c = candidate(white, Place.of(scale, scale, 0));
      drawn = c.fit.score() > drawn.fit.score() ? c : drawn;
    }
    Search as = read(white, List.of(drawn));
    if (as.above(THRESHOLD).isPresent()) {
      return as;
    }
    List<Lattice.Guess> guesses = Lattice.guesses(white, GUESSES);
    guesses.sort(Comparator.comparingDouble(Lattice.Guess::score).reversed());
    List<Candidate> all = new ArrayList<>();
    for (Lattice.Guess g : guesses) {
      all.add(candidate(white, g.place()));
    }
    List<Candidate> best = new ArrayList<>(all);
    best.sort(Comparator.comparingDouble((Candidate c) -> c.fit.score()).reversed());
    List<Candidate> chosen = new ArrayList<>(best.subList(0, Math.min(CLOSELY, best.size())));
    for (Candidate c : all.subList(0, Math.min(CLEAREST, all.size()))) {
      if (!chosen.contains(c)) {
        chosen.add(c);
      }
    }
    Search moved = read(white, chosen);
    return moved.best.isPresent() && as.best.map(Found::score).orElse(0.0) <= moved.best.get().score
        ? moved
        : as;
  }

  private Candidate candidate(Plane white, Place place) {
    return new Candidate(place, decoder.fit(Fold.of(white, place)));
  }

  private Search read(Plane white, List<Candidate> candidates) {
    Found best = null;
    for (Candidate c : candidates) {
      Candidate peak = climbed(white, c);
      Optional<Decoder.Read> read = decoder.read(Fold.of(white, peak.place), peak.fit);
      if (read.isPresent() && (best == null || read.get().score() > best.score)) {
        best = new Found(read.get().id(), read.get().score(), peak.place, peak.fit);
        if (best.score >= THRESHOLD) {
          break;
        }
      }
    }
    return new Search(Optional.ofNullable(best));
  }

  /** To the place where the pilot fits best. */
  private Candidate climbed(Plane white, Candidate start) {
    Candidate best = start;
    for (double step = .5; step > .1; step /= 2) {
      boolean better = true;
      for (int rounds = 0; better && rounds < 4; rounds++) {
        better = false;
        for (int i = 0; i < 8; i++) {
          Place p = best.place.moved(i / 2, i % 2 == 0 ? step : -step);
          Decoder.Fit f = decoder.fit(Fold.of(white, p), best.fit.turn());
          if (f.score() > best.fit.score()) {
            best = new Candidate(p, f);
            better = true;
          }
        }
      }
    }
    return best;
  }
}
