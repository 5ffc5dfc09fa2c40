package dev.likeness.provenance.mark;

import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.YuvFrame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds marks of one key in pictures that may have been turned a little or by quarters, mirrored,
 * scaled, stretched or cut. Without the key it finds nothing. Thread-safe.
 *
 * <p>False findings: the payload's signs are chosen by the key and independent of any picture that
 * the key was not used on, so of an unmarked picture every codeword's {@linkplain Finding#score
 * score} is a sum of independent signs with weights of square sum 1. It exceeds t with a
 * probability below 3.18 Q(t), Q being the normal tail (Bentkus and Dzindzalieta 2015). There are
 * 2⁶⁴ codewords and at most {@value #READINGS} readings of a picture: above {@value #THRESHOLD} the
 * chance is below 5.5 · 10⁻⁷ a picture. Of ids that are known to have been given out there are at
 * most 4096, and {@value #DRAWN} readings more: above {@value #KNOWN} it is below 1.8 · 10⁻⁷.
 */
public final class MarkReader {
  /** The least score of a finding in a picture, where nothing is known of the id. */
  public static final double THRESHOLD = 10.9;

  /** The least score of an id that is known to have been given out. */
  public static final double KNOWN = 7.1;

  private static final int READINGS = 16;
  private static final int DRAWN = 6;

  /**
   * Places of the lattice that are looked at in each band; and closely those where the pilot fits
   * best, where the lattice shows best, and which the pilot alone gives.
   */
  private static final int GUESSES = 16;

  private static final int CLOSELY = 4;
  private static final int CLEAREST = 3;
  private static final int PILOTS = 8;

  /**
   * The least scores that count.
   *
   * @param any of an id of which nothing is known
   * @param known of one that was given out
   */
  record Limits(double any, double known) {}

  private static final Limits PICTURE = new Limits(THRESHOLD, KNOWN);

  private final Decoder decoder;
  private final KnownMarks known;

  /** Reads any mark of the key. */
  public MarkReader(MarkKey key) {
    this(key, List.of());
  }

  /**
   * Reads any mark of the key, and of those known to have been given out also such as have faded.
   *
   * @param known the likeliest first; 4096 count
   */
  public MarkReader(MarkKey key, Collection<MarkId> known) {
    this.decoder = new Decoder(new Tile(key));
    this.known = new KnownMarks(known);
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
  record Search(@Nullable Found any, @Nullable Found known) {
    static final Search NONE = new Search(null, null);

    Optional<Found> above(Limits limits) {
      if (any != null && any.score >= limits.any) {
        return Optional.of(any);
      }
      return Optional.ofNullable(known).filter(f -> f.score >= limits.known);
    }

    Search or(Search o) {
      return new Search(better(any, o.any), better(known, o.known));
    }

    private static @Nullable Found better(@Nullable Found a, @Nullable Found b) {
      return a == null || b != null && b.score > a.score ? b : a;
    }
  }

  /**
   * A mark that was found.
   *
   * @param score from {@link #THRESHOLD} on, or {@link #KNOWN} for a known id
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
    return search(Whitened.of(luma), PICTURE)
        .above(PICTURE)
        .map(f -> new Finding(f.id, f.score, List.of(Imprint.of(luma, f.place, f.fit))));
  }

  /**
   * The highest scores in a picture, whatever it is; 0 where nothing could be read. For statistics.
   *
   * @param any of an id of which nothing is known
   * @param known of a known one
   */
  public record Scores(double any, double known) {}

  /** As if nothing were enough for a finding, so that all readings are made. */
  public Scores scores(Picture picture) {
    if (!Tile.fits(picture.width(), picture.height())) {
      return new Scores(0, 0);
    }
    double all = Double.POSITIVE_INFINITY;
    Search s = search(Whitened.of(luma(picture)), new Limits(all, all));
    return new Scores(s.any == null ? 0 : s.any.score, s.known == null ? 0 : s.known.score);
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

  /** First as it was drawn, then wherever the lattice shows, then wherever the pilot does. */
  Search search(Plane white, Limits limits) {
    Candidate drawn = candidate(white, Place.of(1, 1, 0));
    for (double scale : Tile.SCALES) {
      Candidate c = candidate(white, Place.of(scale, scale, 0));
      drawn = c.fit.score() > drawn.fit.score() ? c : drawn;
    }
    Search found = read(white, List.of(drawn), limits);
    if (found.above(limits).isPresent()) {
      return found;
    }
    found = found.or(drawn(white));
    if (found.above(limits).isPresent()) {
      return found;
    }
    found = found.or(read(white, onLattice(white), limits));
    if (found.above(limits).isPresent()) {
      return found;
    }
    List<Candidate> pilots =
        PilotSearch.guesses(white, decoder, PILOTS).stream()
            .map(g -> candidate(white, g.place(), 0))
            .toList();
    return found.or(read(white, pilots, limits));
  }

  /** Known ids where each was drawn. */
  private Search drawn(Plane white) {
    Search best = Search.NONE;
    if (known.isEmpty()) {
      return best;
    }
    for (double scale : Tile.SCALES) {
      Place place = Place.of(scale, scale, 0);
      Fold.Spectrum y = Fold.of(white, place);
      double x = white.width() / 2.0 / scale / Tile.PERIOD;
      double v = white.height() / 2.0 / scale / Tile.PERIOD;
      for (boolean mirrored : new boolean[] {false, true}) {
        Found f =
            known
                .drawn(decoder, y, x, v, mirrored)
                .map(d -> new Found(d.read().id(), d.read().score(), place, d.fit()))
                .orElse(null);
        best = best.or(new Search(null, f));
      }
    }
    return best;
  }

  private List<Candidate> onLattice(Plane white) {
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
    return chosen;
  }

  private Candidate candidate(Plane white, Place place) {
    return new Candidate(place, decoder.fit(Fold.of(white, place)));
  }

  private Candidate candidate(Plane white, Place place, int turn) {
    return new Candidate(place, decoder.fit(Fold.of(white, place), turn));
  }

  private Search read(Plane white, List<Candidate> candidates, Limits limits) {
    Search best = Search.NONE;
    for (Candidate c : candidates) {
      Candidate peak = climbed(white, c);
      Decoder.Received r = decoder.received(Fold.of(white, peak.place), peak.fit);
      best = best.or(new Search(found(Decoder.read(r), peak), found(known.best(r), peak)));
      if (best.above(limits).isPresent()) {
        break;
      }
    }
    return best;
  }

  private static @Nullable Found found(Optional<Decoder.Read> read, Candidate at) {
    return read.map(r -> new Found(r.id(), r.score(), at.place, at.fit)).orElse(null);
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
