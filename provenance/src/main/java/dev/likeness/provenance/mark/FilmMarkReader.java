package dev.likeness.provenance.mark;

import dev.likeness.core.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds a mark in a film, whose pictures all bear it at the same place: they are added up, so that
 * what they do not share goes under. Memory does not grow with the film. Not thread-safe.
 */
public final class FilmMarkReader {
  /** The least score: higher than a picture's, since a long film is looked at many times. */
  public static final double THRESHOLD = 11.5;

  /** Likewise of an id that is known to have been given out. */
  public static final double KNOWN = 7.8;

  private static final MarkReader.Limits LIMITS = new MarkReader.Limits(THRESHOLD, KNOWN);

  /** After how many pictures it is worth while to look, and after the last to begin anew. */
  private static final int[] LOOKS = {1, 6, 15, 40};

  private final MarkReader reader;
  private final List<Plane> kept = new ArrayList<>();
  private @Nullable Plane sum;
  private int count;
  private MarkReader.@Nullable Found found;

  public FilmMarkReader(MarkReader reader) {
    this.reader = reader;
  }

  /**
   * Takes a picture; all of the same size. A few a second are enough.
   *
   * @return whether a mark has been found, so that no more are needed
   */
  public boolean add(Picture picture) {
    if (found != null || !Tile.fits(picture.width(), picture.height())) {
      return found != null;
    }
    Plane luma = MarkReader.luma(picture);
    Plane white = Whitened.of(luma);
    if (sum == null || sum.width() != white.width() || sum.height() != white.height()) {
      sum = new Plane(white.width(), white.height(), new float[white.v().length]);
      count = 0;
      kept.clear();
    }
    float[] all = sum.v();
    for (int i = 0; i < all.length; i++) {
      all[i] += white.v()[i];
    }
    count++;
    if (Arrays.binarySearch(LOOKS, count) >= 0) {
      kept.add(luma);
      look();
    }
    return found != null;
  }

  private void look() {
    Plane all = sum;
    if (all == null) {
      return;
    }
    found = reader.search(all, LIMITS).above(LIMITS).orElse(null);
    if (found == null && count == LOOKS[LOOKS.length - 1]) {
      sum = null;
    }
  }

  /** What was found; looks once more at what came since the last look. */
  public Optional<MarkReader.Finding> finding() {
    if (found == null && count > 0 && sum != null && Arrays.binarySearch(LOOKS, count) < 0) {
      look();
    }
    MarkReader.Found f = found;
    if (f == null) {
      return Optional.empty();
    }
    List<Imprint> imprints = new ArrayList<>();
    for (Plane luma : kept) {
      imprints.add(Imprint.of(luma, f.place(), f.fit()));
    }
    return Optional.of(new MarkReader.Finding(f.id(), f.score(), imprints));
  }
}
