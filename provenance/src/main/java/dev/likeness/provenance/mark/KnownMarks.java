package dev.likeness.provenance.mark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ids that were given out. To tell which of a few thousand a picture bears, much less of the
 * mark has to be left than to read any of 2⁶⁴: each is laid upon the picture, and the one that
 * agrees best is told. Immutable.
 */
final class KnownMarks {
  /** How many are looked for. */
  static final int MOST = 4096;

  /** How much a whole picture may be stretched and still be compared with what was marked. */
  private static final double SHAPE = 1.04;

  private final List<Given> given;
  private final List<int[]> coded = new ArrayList<>();

  /**
   * @param given of which the first {@value #MOST} ids count
   */
  KnownMarks(Collection<Given> given) {
    Map<MarkId, Given> distinct = new LinkedHashMap<>();
    for (Given g : given) {
      if (distinct.size() < MOST) {
        distinct.putIfAbsent(g.id(), g);
      }
    }
    this.given = List.copyOf(distinct.values());
    for (Given g : this.given) {
      coded.add(MarkCode.encode(g.id()));
    }
  }

  boolean isEmpty() {
    return given.isEmpty();
  }

  int count() {
    return given.size();
  }

  /**
   * Those given to what all of some pictures look like, as they are or mirrored.
   *
   * @param pictures brightness, {@linkplain Imprint#small small}
   */
  List<Given> looking(List<Plane> pictures, boolean mirrored) {
    Map<Long, List<Relief>> reliefs = new HashMap<>();
    List<Given> out = new ArrayList<>();
    for (Given g : given) {
      if (g.looks().isEmpty()) {
        continue;
      }
      Imprint first = g.looks().get(0);
      int columns = first.columns();
      int rows = first.rows();
      List<Relief> seen =
          reliefs.computeIfAbsent(
              (long) columns << 32 | rows,
              k ->
                  pictures.stream()
                      .filter(p -> shaped(p, first))
                      .map(p -> Relief.whole(p, columns, rows, mirrored))
                      .toList());
      if (seen.size() == pictures.size() && seen.stream().allMatch(r -> like(r, g.looks()))) {
        out.add(g);
      }
    }
    return out;
  }

  private static boolean shaped(Plane p, Imprint i) {
    double stretch = (double) p.width() * i.height() / p.height() / i.width();
    return stretch > 1 / SHAPE && stretch < SHAPE;
  }

  private static boolean like(Relief seen, List<Imprint> looks) {
    for (Imprint i : looks) {
      if (i.columns() == seen.columns()
          && i.rows() == seen.rows()
          && seen.likeness(i) >= Imprint.SAME) {
        return true;
      }
    }
    return false;
  }

  /** What of them agrees best with what was received at one place. */
  Optional<Decoder.Read> best(Decoder.Received received) {
    Decoder.Read best = null;
    for (int i = 0; i < given.size(); i++) {
      double score = received.score(coded.get(i));
      if (best == null || score > best.score()) {
        best = new Decoder.Read(given.get(i).id(), score);
      }
    }
    return Optional.ofNullable(best);
  }

  /** What of them agrees best where it was drawn. */
  Optional<Decoder.Read> best(Laid laid) {
    Decoder.Read best = null;
    for (Given g : given) {
      double score = laid.score(g.id());
      if (best == null || score > best.score()) {
        best = new Decoder.Read(g.id(), score);
      }
    }
    return Optional.ofNullable(best);
  }
}
