package dev.likeness.answers.tutor;

import java.util.Map;
import java.util.TreeMap;

/**
 * How far a learner is in a course.
 *
 * @param cards by their ids; those that were never asked are not there
 */
public record Progress(String course, String learner, Map<String, Memory> cards) {
  public Progress {
    cards = Map.copyOf(new TreeMap<>(cards));
  }

  Progress with(String card, Memory memory) {
    Map<String, Memory> all = new TreeMap<>(cards);
    all.put(card, memory);
    return new Progress(course, learner, all);
  }
}
