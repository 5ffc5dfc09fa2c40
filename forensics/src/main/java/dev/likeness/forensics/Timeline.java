package dev.likeness.forensics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Brings what was found of a film's frames to one finding. */
final class Timeline {
  private Timeline() {}

  /**
   * The finding whose sum is the median over all frames with a face (over all, where none has one):
   * one frame that happens to look strange decides nothing.
   */
  static FaceFinding middle(List<FaceFinding> all) {
    List<FaceFinding> with = all.stream().filter(FaceFinding::face).toList();
    List<FaceFinding> from = with.isEmpty() ? all : with;
    List<FaceFinding> sorted = new ArrayList<>(from);
    sorted.sort(Comparator.comparingDouble(FaceFinding::logOdds));
    return sorted.get(sorted.size() / 2);
  }
}
