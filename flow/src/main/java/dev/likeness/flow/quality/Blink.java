package dev.likeness.flow.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One blink of the clip.
 *
 * @param frame where the eyes are most closed
 * @param before depth in the clip: 1 − lowest opening / usual opening, 1 for a reading of nothing
 * @param after depth in the result within {@code SLACK} frames of there, against its own usual
 *     opening
 */
record Blink(int frame, double before, double after) {
  /** What counts as a blink: the opening falls by more than this share. */
  static final double DIP = .3;

  /** From which depth a ruler can be said to see a blink. */
  static final double SEEN = .12;

  private static final int AROUND = 40;
  private static final int SLACK = 1;

  double kept() {
    return after / before;
  }

  static List<Blink> find(double[] before, double[] after) {
    List<Blink> found = new ArrayList<>();
    for (int i = 0; i < before.length; ) {
      if (!(before[i] < (1 - DIP) * usual(before, i))) {
        i++;
        continue;
      }
      int lowest = i;
      double usual = usual(before, i);
      while (i < before.length && before[i] < (1 - DIP / 2) * usual) {
        lowest = before[i] < before[lowest] ? i : lowest;
        i++;
      }
      if (!Double.isNaN(lowest(after, lowest))) {
        found.add(at(lowest, before, after));
      }
    }
    return found;
  }

  /** The blink at a frame, as deep as each series shows it there. */
  static Blink at(int frame, double[] before, double[] after) {
    return new Blink(frame, depth(before, frame), depth(after, frame));
  }

  private static double depth(double[] v, int frame) {
    return 1 - lowest(v, frame) / usual(v, frame);
  }

  /** The upper half's median around a frame: how open the eyes are when they are open. */
  private static double usual(double[] v, int i) {
    double[] near =
        Arrays.copyOfRange(v, Math.max(0, i - AROUND), Math.min(v.length, i + AROUND + 1));
    return Series.quantile(near, .7);
  }

  private static double lowest(double[] v, int i) {
    return Series.quantile(
        Arrays.copyOfRange(v, Math.max(0, i - SLACK), Math.min(v.length, i + SLACK + 1)), 0);
  }
}
