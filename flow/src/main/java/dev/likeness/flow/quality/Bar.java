package dev.likeness.flow.quality;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a table of cells is held to.
 *
 * @param measure of which
 * @param over how the cells are summed up
 * @param low the least that passes, −∞ for none
 * @param high the most that passes, ∞ for none
 */
public record Bar(Measure measure, Over over, double low, double high) {
  /** How many cells become one number. */
  public enum Over {
    MEAN,
    MEDIAN,
    /** The cell furthest on the bad side. */
    WORST
  }

  private static final double NONE = Double.POSITIVE_INFINITY;

  /**
   * The bars of the project. Where no way of summing up is agreed, the mean is held to it and the
   * worst cell as well, so that nothing hides in an average.
   */
  public static final List<Bar> ALL =
      List.of(
          new Bar(Measure.IDENTITY, Over.MEAN, .76, NONE),
          new Bar(Measure.IDENTITY, Over.WORST, .66, NONE),
          new Bar(Measure.OLD_FACE, Over.MEAN, -NONE, .25),
          new Bar(Measure.GAZE, Over.MEAN, -NONE, 1.3),
          new Bar(Measure.GAZE, Over.WORST, -NONE, 1.3),
          new Bar(Measure.JITTER, Over.MEDIAN, -NONE, .85),
          new Bar(Measure.JITTER, Over.WORST, -NONE, 1.1),
          new Bar(Measure.FLICKER, Over.MEAN, .9, 1.08),
          new Bar(Measure.FLICKER, Over.WORST, .9, 1.08),
          new Bar(Measure.BORDER, Over.MEAN, -NONE, 1.05),
          new Bar(Measure.BORDER_P95, Over.MEAN, -NONE, 1.3),
          new Bar(Measure.BORDER_P95, Over.WORST, -NONE, 1.3),
          new Bar(Measure.LEAK, Over.WORST, -NONE, 0),
          new Bar(Measure.MOUTH, Over.MEAN, .96, NONE),
          new Bar(Measure.MOUTH, Over.WORST, .96, NONE),
          new Bar(Measure.MOUTH_AMPLITUDE, Over.MEAN, .85, 1.15),
          new Bar(Measure.MOUTH_AMPLITUDE, Over.WORST, .85, 1.15),
          new Bar(Measure.EYES, Over.MEAN, .88, NONE),
          new Bar(Measure.EYES, Over.WORST, .88, NONE),
          new Bar(Measure.BLINK, Over.MEAN, .8, 1.2),
          new Bar(Measure.BLINK, Over.WORST, .8, 1.2),
          new Bar(Measure.OUTSIDE, Over.WORST, 40, NONE),
          new Bar(Measure.FRAMES, Over.WORST, 0, 0),
          new Bar(Measure.SOUND, Over.WORST, 0, 0));

  /** What moving portraits are held to; the first two where clip and picture show one person. */
  public static final List<Bar> ACTS =
      List.of(
          new Bar(Measure.FACE_PSNR, Over.MEAN, 27, NONE),
          new Bar(Measure.MESH_ERROR, Over.MEAN, -NONE, 1.5),
          new Bar(Measure.MOUTH, Over.MEAN, .97, NONE),
          new Bar(Measure.EYES, Over.MEAN, .9, NONE),
          new Bar(Measure.GAZE_FOLLOWS, Over.MEAN, .8, NONE),
          new Bar(Measure.IDENTITY, Over.MEAN, .9, NONE),
          new Bar(Measure.JITTER, Over.MEDIAN, -NONE, .85),
          new Bar(Measure.MILLISECONDS, Over.MEAN, -NONE, 40));

  /** The networks of the identity bars, by measure. */
  private static final Map<Measure, String> NETWORKS =
      Map.of(
          Measure.IDENTITY, "MobileFaceNet",
          Measure.OLD_FACE, "MobileFaceNet",
          Measure.IDENTITY_FOURTH, "MobileFace",
          Measure.OLD_FACE_FOURTH, "MobileFace");

  /**
   * The bars for these cells: {@link #ALL}, but where MobileFaceNet was missing the identity bars
   * are held to MobileFace, see {@link #anotherScale}.
   */
  public static List<Bar> of(List<Cell> cells) {
    return of(ALL, cells);
  }

  /** Likewise for other bars. */
  static List<Bar> of(List<Bar> bars, List<Cell> cells) {
    return bars.stream()
        .map(b -> new Bar(heldTo(b.measure, cells), b.over, b.low, b.high))
        .toList();
  }

  /** The measure that is held to another's bars when none of the cells has that other. */
  public static Measure heldTo(Measure m, List<Cell> cells) {
    Measure other =
        switch (m) {
          case IDENTITY -> Measure.IDENTITY_FOURTH;
          case OLD_FACE -> Measure.OLD_FACE_FOURTH;
          default -> m;
        };
    boolean has = cells.stream().anyMatch(c -> c.values().containsKey(m));
    return !has && cells.stream().anyMatch(c -> c.values().containsKey(other)) ? other : m;
  }

  /** Whether the limits were set on the scale of another network than the measure's. */
  public boolean anotherScale() {
    return measure == Measure.IDENTITY_FOURTH || measure == Measure.OLD_FACE_FOURTH;
  }

  /** The network that tells who is who; empty where that is not what is measured. */
  public String network() {
    return NETWORKS.getOrDefault(measure, "");
  }

  /** The measure's heading, with the network where one tells who is who. */
  public String title() {
    String by = network().isEmpty() ? "" : " by " + network();
    return measure.title() + by + (anotherScale() ? ", another scale" : "");
  }

  /**
   * A bar held against cells.
   *
   * @param value the cells summed up, NaN when none could be measured
   * @param within how many cells are within the limits, of those measured
   * @param measured how many cells could be measured
   * @param worst name of the worst cell, clip × persona, empty when none was measured
   */
  public record Verdict(Bar bar, double value, int within, int measured, String worst) {
    /** Nothing measured is not passed. */
    public boolean passed() {
      return bar.admits(value);
    }
  }

  /** Is a value within the limits? NaN is not. */
  public boolean admits(double v) {
    return v >= low && v <= high;
  }

  public Verdict judge(List<Cell> cells) {
    List<Cell> measured = cells.stream().filter(c -> !Double.isNaN(c.value(measure))).toList();
    double[] values = measured.stream().mapToDouble(c -> c.value(measure)).toArray();
    String worst = "";
    double badness = Double.NEGATIVE_INFINITY;
    double worstValue = Double.NaN;
    for (Cell c : measured) {
      double b = measure.badness(c.value(measure));
      if (b > badness || worst.isEmpty()) {
        badness = b;
        worst = c.clip() + " × " + c.persona();
        worstValue = c.value(measure);
      }
    }
    double value =
        switch (over) {
          case MEAN -> Series.mean(values);
          case MEDIAN -> Series.median(values);
          case WORST -> worstValue;
        };
    int within = (int) Arrays.stream(values).filter(this::admits).count();
    return new Verdict(this, value, within, values.length, worst);
  }

  /** The limits in words, such as {@code ≥ .76} or {@code .9–1.08}. */
  public String limits() {
    if (low == high) {
      return "= " + number(low);
    }
    return low == -NONE
        ? "≤ " + number(high)
        : high == NONE ? "≥ " + number(low) : number(low) + "–" + number(high);
  }

  private static String number(double v) {
    String s = String.format(Locale.ROOT, "%.2f", v).replaceAll("\\.?0+$", "");
    return s.isEmpty() ? "0" : s.startsWith("0.") ? s.substring(1) : s;
  }
}
