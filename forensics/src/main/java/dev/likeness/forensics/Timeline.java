package dev.likeness.forensics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Brings what was found of a film's frames to one finding. */
final class Timeline {
  private Timeline() {}

  /**
   * The finding whose sum is the median over all frames with a face (over all, where none has one):
   * one frame that happens to look strange decides nothing. Where at least half of them are clear
   * enough for a verdict, over these: codecs leave some frames softer than their neighbours.
   */
  static FaceFinding middle(List<FaceFinding> all) {
    List<FaceFinding> with = all.stream().filter(FaceFinding::face).toList();
    List<FaceFinding> from = with.isEmpty() ? all : with;
    List<FaceFinding> clear = from.stream().filter(FaceFinding::clear).toList();
    List<FaceFinding> sorted = new ArrayList<>(2 * clear.size() < from.size() ? from : clear);
    sorted.sort(Comparator.comparingDouble(FaceFinding::logOdds));
    return sorted.get(sorted.size() / 2);
  }
}
