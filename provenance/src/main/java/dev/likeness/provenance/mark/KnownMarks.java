package dev.likeness.provenance.mark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  /**
   * A known id that was given to what pictures look like.
   *
   * @param scale of {@link Tile#SCALES}, that of its mark
   * @param grounds of the pictures they look like, where known
   */
  record Suspect(MarkId id, double scale, List<Ground> grounds) {
    Suspect {
      grounds = List.copyOf(grounds);
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
  List<Suspect> looking(List<Plane> pictures, boolean mirrored) {
    Map<Long, List<Relief>> reliefs = new HashMap<>();
    List<Suspect> out = new ArrayList<>();
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
      Set<Imprint> alike = new LinkedHashSet<>();
      if (seen.size() == pictures.size() && seen.stream().allMatch(r -> like(r, g, alike))) {
        out.add(new Suspect(g.id(), first.scale(), grounds(alike)));
      }
    }
    return out;
  }

  private static boolean shaped(Plane p, Imprint i) {
    double stretch = (double) p.width() * i.height() / p.height() / i.width();
    return stretch > 1 / SHAPE && stretch < SHAPE;
  }

  /** Whether some imprint shows what is seen; adds those that do. */
  private static boolean like(Relief seen, Given g, Set<Imprint> alike) {
    boolean any = false;
    for (Imprint i : g.looks()) {
      if (i.columns() == seen.columns()
          && i.rows() == seen.rows()
          && seen.likeness(i) >= Imprint.SAME) {
        alike.add(i);
        any = true;
      }
    }
    return any;
  }

  private static List<Ground> grounds(Set<Imprint> alike) {
    List<Ground> all = new ArrayList<>();
    for (Imprint i : alike) {
      if (i.ground() != null) {
        all.add(i.ground());
      }
    }
    return all;
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
