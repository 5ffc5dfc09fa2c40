package dev.likeness.provenance.mark;

import dev.likeness.core.Picture;
import dev.likeness.core.YuvFrame;
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

  private static final MarkReader.Limits LOOK = new MarkReader.Limits(THRESHOLD, 9e-10, 0);

  /** Once a film: also what looks like the film. */
  private static final MarkReader.Limits CLOSE_LOOK = new MarkReader.Limits(THRESHOLD, 9e-10, 5e-7);

  /** After how many pictures it is worth while to look, and after the last to begin anew. */
  private static final int[] LOOKS = {1, 6, 15, 40};

  private final MarkReader reader;
  private final List<Plane> kept = new ArrayList<>();
  private @Nullable Plane sum;
  private @Nullable Plane colour;
  private int count;
  private int looked;
  private boolean closely;
  private MarkReader.@Nullable Finding found;

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
      sum = null;
      colour = null;
      count = 0;
      kept.clear();
    }
    sum = sum(sum, white);
    if (picture instanceof YuvFrame f) {
      colour = sum(colour, Whitened.colour(MarkReader.blue(f)));
    }
    count++;
    if (Arrays.binarySearch(LOOKS, count) >= 0) {
      kept.add(Imprint.small(luma));
      look(count == LOOKS[LOOKS.length - 1]);
      if (count == LOOKS[LOOKS.length - 1]) {
        sum = null;
      }
    }
    return found != null;
  }

  private static Plane sum(@Nullable Plane sum, Plane p) {
    if (sum == null) {
      return p;
    }
    float[] v = sum.v();
    for (int i = 0; i < v.length; i++) {
      v[i] += p.v()[i];
    }
    return sum;
  }

  private void look(boolean last) {
    Plane all = sum;
    if (all == null) {
      return;
    }
    boolean close = last && !closely;
    closely |= close;
    looked = count;
    MarkReader.Limits limits = close ? CLOSE_LOOK : LOOK;
    MarkReader.View view = new MarkReader.View(all, colour, List.copyOf(kept));
    found =
        reader
            .above(reader.search(view, limits), limits)
            .map(f -> MarkReader.finding(f, view))
            .orElse(null);
  }

  /** What was found; looks once more at what came since the last look. */
  public Optional<MarkReader.Finding> finding() {
    if (found == null && sum != null && (looked < count || !closely)) {
      look(true);
    }
    return Optional.ofNullable(found);
  }
}
