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
 * <p>False findings: the signs of the pattern are chosen by the key and independent of any picture
 * that the key was not used on, so of an unmarked picture every {@linkplain Finding#score score} is
 * a sum of independent signs, whose chance {@link Chance} bounds. There are 2⁶⁴ ids and at most
 * {@value #READINGS} readings of a picture: above {@value #THRESHOLD} the chance is below 1.9 ·
 * 10⁻⁷ a picture. Of n ids that are known to have been given out there are {@value #DRAWN} readings
 * more, and the limit depends on n so that it is below 1.8 · 10⁻⁷. Of m known ids whose imprint
 * shows what the picture shows, each is read once more where it was drawn, of films after what the
 * record says of the unmarked picture was taken away, which depends on no sign either; the limit
 * depends on m so that the chance is below 5 · 10⁻⁷. Together that is less than 9 · 10⁻⁷.
 */
public final class MarkReader {
  /** The least score of a finding in a picture, where nothing is known of the id. */
  public static final double THRESHOLD = 11;

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
   * What counts as a finding.
   *
   * @param any the least score of an id of which nothing is known
   * @param known with what probability chance alone may give a known id
   * @param alike likewise an id that was given to what looks like the picture; 0 not to look for it
   */
  record Limits(double any, double known, double alike) {
    static final Limits NONE = new Limits(Double.POSITIVE_INFINITY, 0, 1);
  }

  private static final Limits PICTURE = new Limits(THRESHOLD, 1.8e-7, 5e-7);

  private final Tile tile;
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
  public MarkReader(MarkKey key, Collection<Given> known) {
    this.tile = new Tile(key);
    this.decoder = new Decoder(tile);
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

  /**
   * What a search came to, whether or not it is enough for a finding: the best of each kind.
   *
   * @param suspects how many ids were read because what they were given to looks like the picture
   */
  record Search(@Nullable Found any, @Nullable Found known, @Nullable Found alike, int suspects) {
    static final Search NONE = new Search(null, null, null, 0);

    Search or(Search o) {
      return new Search(
          better(any, o.any),
          better(known, o.known),
          better(alike, o.alike),
          Math.max(suspects, o.suspects));
    }

    private static @Nullable Found better(@Nullable Found a, @Nullable Found b) {
      return a == null || b != null && b.score > a.score ? b : a;
    }
  }

  /** The finding among what a search came to. */
  Optional<Found> above(Search s, Limits limits) {
    if (s.any != null && s.any.score >= limits.any) {
      return Optional.of(s.any);
    }
    if (s.known != null && s.known.score >= knownFrom(limits.known)) {
      return Optional.of(s.known);
    }
    return Optional.ofNullable(s.alike)
        .filter(f -> f.score >= Chance.least(limits.alike, s.suspects));
  }

  private double knownFrom(double chance) {
    return chance == 0
        ? Double.POSITIVE_INFINITY
        : Chance.least(chance, (double) known.count() * (READINGS + DRAWN));
  }

  /** The least score of a finding in a picture, where the id is known to have been given out. */
  public double knownFrom() {
    return knownFrom(PICTURE.known);
  }

  /** Likewise where the picture also looks like what the id was given to. */
  public static double alikeFrom() {
    return Chance.least(PICTURE.alike, 1);
  }

  /**
   * A mark that was found.
   *
   * @param score from {@link #THRESHOLD} on, or less for a known id
   * @param sights of the pictures it was found in
   */
  public record Finding(MarkId id, double score, List<Sight> sights) {
    public Finding {
      sights = List.copyOf(sights);
    }
  }

  /**
   * A picture, or the sum of many, as it is looked at.
   *
   * @param white brightness, whitened
   * @param colour blue difference, whitened; null where colour bears no mark
   * @param pictures brightness of it, or of some of them, {@linkplain Imprint#small small}
   */
  record View(Plane white, @Nullable Plane colour, List<Plane> pictures) {}

  /** Looks for a mark in a picture of any size. */
  public Optional<Finding> read(Picture picture) {
    if (!Tile.fits(picture.width(), picture.height())) {
      return Optional.empty();
    }
    View view = view(picture);
    return above(search(view, PICTURE), PICTURE).map(f -> finding(f, view));
  }

  private static View view(Picture picture) {
    Plane luma = luma(picture);
    Plane colour = picture instanceof YuvFrame f ? Whitened.colour(blue(f)) : null;
    return new View(Whitened.of(luma), colour, List.of(Imprint.small(luma)));
  }

  static Finding finding(Found f, View view) {
    return new Finding(
        f.id,
        f.score,
        view.pictures.stream().map(p -> new Sight(p, view.white, f.place, f.fit)).toList());
  }

  /**
   * The highest scores in a picture, whatever it is; 0 where nothing could be read. For statistics.
   *
   * @param any of an id of which nothing is known
   * @param known of a known one
   * @param alike of a known one that was given to what looks like the picture
   */
  public record Scores(double any, double known, double alike) {}

  /** As if nothing were enough for a finding, so that all readings are made. */
  public Scores scores(Picture picture) {
    if (!Tile.fits(picture.width(), picture.height())) {
      return new Scores(0, 0, 0);
    }
    Search s = search(view(picture), Limits.NONE);
    return new Scores(score(s.any), score(s.known), score(s.alike));
  }

  private static double score(@Nullable Found f) {
    return f == null ? 0 : f.score;
  }

  static Plane luma(Picture picture) {
    byte[] y =
        switch (picture) {
          case YuvFrame f -> f.y();
          case Frame f -> MarkWriter.luma(f);
        };
    return plane(picture.width(), picture.height(), y);
  }

  static Plane blue(YuvFrame f) {
    return plane((f.width() + 1) / 2, (f.height() + 1) / 2, f.cb());
  }

  private static Plane plane(int width, int height, byte[] bytes) {
    float[] v = new float[bytes.length];
    for (int i = 0; i < v.length; i++) {
      v[i] = bytes[i] & 255;
    }
    return new Plane(width, height, v);
  }

  private record Candidate(Place place, Decoder.Fit fit) {}

  /** First as it was drawn, then wherever the lattice shows, then wherever the pilot does. */
  Search search(View view, Limits limits) {
    Plane white = view.white;
    Candidate drawn = candidate(white, Place.of(1, 1, 0));
    for (double scale : Tile.SCALES) {
      Candidate c = candidate(white, Place.of(scale, scale, 0));
      drawn = c.fit.score() > drawn.fit.score() ? c : drawn;
    }
    Search found = read(white, List.of(drawn), limits);
    if (above(found, limits).isPresent()) {
      return found;
    }
    found = found.or(drawn(view, limits.alike > 0));
    if (above(found, limits).isPresent()) {
      return found;
    }
    found = found.or(read(white, onLattice(white), limits));
    if (above(found, limits).isPresent()) {
      return found;
    }
    List<Candidate> pilots =
        PilotSearch.guesses(white, decoder, PILOTS).stream()
            .map(g -> candidate(white, g.place(), 0))
            .toList();
    return found.or(read(white, pilots, limits));
  }

  /** Known ids where each was drawn; and of those given to what looks like the picture, which. */
  private Search drawn(View view, boolean alike) {
    if (known.isEmpty()) {
      return Search.NONE;
    }
    Search best = Search.NONE;
    int suspects = 0;
    for (boolean mirrored : new boolean[] {false, true}) {
      List<KnownMarks.Suspect> looking = alike ? known.looking(view.pictures, mirrored) : List.of();
      for (double scale : Tile.SCALES) {
        // large films bear the mark in brightness alone
        Plane colour = scale > 1 ? view.colour : null;
        Laid laid = new Laid(tile, view.white, colour, scale, mirrored);
        Found f = found(known.best(laid), scale, laid);
        best = best.or(new Search(null, f, null, 0));
        for (KnownMarks.Suspect s : looking) {
          if (s.scale() == scale) {
            suspects++;
            Decoder.Read r = new Decoder.Read(s.id(), laid.without(s.grounds()).score(s.id()));
            best = best.or(new Search(null, null, found(Optional.of(r), scale, laid), suspects));
          }
        }
      }
    }
    return best;
  }

  private static @Nullable Found found(Optional<Decoder.Read> read, double scale, Laid laid) {
    return read.map(r -> new Found(r.id(), r.score(), Place.of(scale, scale, 0), laid.fit(r.id())))
        .orElse(null);
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
      best = best.or(new Search(found(Decoder.read(r), peak), found(known.best(r), peak), null, 0));
      if (above(best, limits).isPresent()) {
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
