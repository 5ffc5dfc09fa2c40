package dev.likeness.provenance.mark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The ids that were given out. To tell which of a few thousand a picture bears, much less of the
 * mark has to be left than to read any of 2⁶⁴: each is laid upon the picture, and the one that
 * agrees best is told. Immutable.
 */
final class KnownMarks {
  /** How many are looked for, which {@link MarkReader}'s rate of false findings rests on. */
  static final int MOST = 4096;

  private final List<MarkId> ids;
  private final List<int[]> coded = new ArrayList<>();

  /**
   * @param ids of which the first {@value #MOST} count
   */
  KnownMarks(Collection<MarkId> ids) {
    this.ids = ids.stream().distinct().limit(MOST).toList();
    for (MarkId id : this.ids) {
      coded.add(MarkCode.encode(id));
    }
  }

  boolean isEmpty() {
    return ids.isEmpty();
  }

  /** What of them agrees best with what was received at one place. */
  Optional<Decoder.Read> best(Decoder.Received received) {
    Decoder.Read best = null;
    for (int i = 0; i < ids.size(); i++) {
      double score = received.score(coded.get(i));
      if (best == null || score > best.score()) {
        best = new Decoder.Read(ids.get(i), score);
      }
    }
    return Optional.ofNullable(best);
  }

  /** One of them where it was drawn. */
  record Drawn(Decoder.Read read, Decoder.Fit fit) {}

  /**
   * What of them agrees best where it was drawn, which each id moves elsewhere.
   *
   * @param y the picture, folded by tiles of a scale
   * @param tilesX half of the picture's width in tiles
   * @param tilesY likewise
   */
  Optional<Drawn> drawn(
      Decoder decoder, Fold.Spectrum y, double tilesX, double tilesY, boolean mirrored) {
    Drawn best = null;
    for (int i = 0; i < ids.size(); i++) {
      Decoder.Fit fit = Decoder.Fit.drawn(ids.get(i), tilesX, tilesY, mirrored);
      double score = decoder.received(y, fit).score(coded.get(i));
      if (best == null || score > best.read.score()) {
        best = new Drawn(new Decoder.Read(ids.get(i), score), fit);
      }
    }
    return Optional.ofNullable(best);
  }
}
