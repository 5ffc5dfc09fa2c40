package dev.likeness.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Picks a persona's views from any number of portraits, keeping only a bounded number of them: the
 * best of each turn of the head and shape of the mouth, then those that differ most.
 */
final class ViewPicker {
  static final int MOST = 12;

  private record Bin(long yaw, long pitch, long mouth) {}

  private final Map<Bin, Portrait> best = new HashMap<>();

  /** The bin of each file's last portrait. */
  private final Map<Integer, Bin> bins = new HashMap<>();

  void add(Portrait p) {
    Bin bin =
        new Bin(
            Math.round(p.pose().yaw() / 15),
            Math.round(p.pose().pitch() / 12),
            Math.round(p.apertures().mouth() / .2));
    bins.put(p.source(), bin);
    best.merge(bin, p, (a, b) -> b.worth() > a.worth() ? b : a);
  }

  /** What was preferred to a file's last portrait, of another file and as it looks. */
  Optional<Portrait> preferred(int source) {
    return Optional.ofNullable(bins.get(source)).map(best::get).filter(p -> p.source() != source);
  }

  boolean isEmpty() {
    return best.isEmpty();
  }

  /**
   * The chosen ones: first the best near to frontal, then each time the one least like the rest.
   */
  List<Portrait> pick() {
    List<Portrait> left = new ArrayList<>(best.values());
    left.sort(Comparator.comparingInt(Portrait::source).thenComparingLong(Portrait::frame));
    List<Portrait> chosen = new ArrayList<>();
    while (!left.isEmpty() && chosen.size() < MOST) {
      Portrait next = left.get(0);
      for (Portrait p : left) {
        next = gain(p, chosen) > gain(next, chosen) ? p : next;
      }
      chosen.add(next);
      left.remove(next);
    }
    return chosen;
  }

  private static double gain(Portrait p, List<Portrait> chosen) {
    if (chosen.isEmpty()) {
      return p.worth() / (1 + p.pose().offAxis() / 10);
    }
    double nearest = Double.MAX_VALUE;
    for (Portrait c : chosen) {
      nearest = Math.min(nearest, p.unlike(c));
    }
    return p.worth() * nearest;
  }
}
