package dev.likeness.flow.quality;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * One result: a persona put on a clip, and what was measured of it.
 *
 * @param clip the clip's name
 * @param persona the persona's name
 * @param frames of the clip
 * @param values NaN for what this clip cannot show (no blink, a mouth that stands still)
 * @param ceiling the same measures of the clip's own re-encoding, cut out up to a pixel aside: what
 *     a perfect result could reach by this ruler
 * @param notes frames worth a look, by what for, such as {@code leak}: 0-based
 * @param seconds what making and measuring took
 * @param sheet file name of the contact sheet beside the report, empty without
 */
public record Cell(
    String clip,
    String persona,
    int frames,
    Map<Measure, Double> values,
    Map<Measure, Double> ceiling,
    Map<String, Integer> notes,
    Map<String, Double> seconds,
    String sheet) {
  public Cell {
    values = frozen(values);
    ceiling = frozen(ceiling);
    notes = Map.copyOf(notes);
    seconds = Map.copyOf(seconds);
  }

  /** The value; NaN where it was not measured. */
  public double value(Measure m) {
    return values.getOrDefault(m, Double.NaN);
  }

  /** What re-measuring the clip itself gives; NaN where that says nothing. */
  public double ceiling(Measure m) {
    return ceiling.getOrDefault(m, Double.NaN);
  }

  private static Map<Measure, Double> frozen(Map<Measure, Double> m) {
    EnumMap<Measure, Double> copy = new EnumMap<>(Measure.class);
    copy.putAll(m);
    return Collections.unmodifiableMap(copy);
  }
}
