package dev.likeness.flow.quality;

import java.util.Map;

/** Reads the measures off a finished walk. */
final class Values {
  private Values() {}

  /** Everything that follows from the frames and landmarks alone. */
  static void of(Pairs pairs, Map<Measure, Double> v) {
    CellMeter m = pairs.meter;
    v.put(Measure.JITTER, m.jitter.ratio());
    v.put(Measure.FLICKER, m.flicker.ratio());
    v.put(Measure.FLICKER_COLOUR, m.flicker.colourRatio());
    v.put(Measure.BORDER, m.border.ratio());
    v.put(Measure.BORDER_P95, m.border.ratioP95());
    v.put(Measure.BORDER_STRETCH, m.border.stretchP95());
    v.put(Measure.LEAK, (double) m.leak.leaking());
    v.put(Measure.LEAK_WORST, m.leak.worst());
    v.put(Measure.MOUTH, m.mouth().correlation());
    v.put(Measure.MOUTH_AMPLITUDE, m.mouth().amplitude());
    v.put(Measure.MOUTH_SECOND, m.mouth68().correlation());
    v.put(Measure.MOUTH_AMPLITUDE_SECOND, m.mouth68().amplitude());
    v.put(Measure.EYES, m.eyes().correlation());
    v.put(Measure.BLINK, m.eyes().blinkDepth());
    v.put(Measure.EYES_SECOND, m.eyes68().correlation());
    v.put(Measure.BLINK_SECOND, m.eyes68().blinkDepth(m.eyes()));
    v.put(Measure.GAZE_ERROR, m.gaze.second());
    v.put(Measure.GAZE_STEADY, m.gaze.secondSteady());
    v.put(Measure.GAZE_NETWORK, m.gaze.first());
    v.put(Measure.OUTSIDE, pairs.outside.psnr());
    v.put(Measure.LOST, (double) m.lost());
    v.put(Measure.FRAMES, (double) pairs.after() - pairs.before());
  }

  /**
   * Takes out what a clip cannot show: a correlation or an amplitude whose own re-measurement does
   * not agree with itself (under {@link #READABLE}) says nothing of a result.
   */
  static void dropUnreadable(Map<Measure, Double> v, Map<Measure, Double> ceiling) {
    drop(v, ceiling, Measure.MOUTH, Measure.MOUTH_AMPLITUDE);
    drop(v, ceiling, Measure.MOUTH_SECOND, Measure.MOUTH_AMPLITUDE_SECOND);
    drop(v, ceiling, Measure.EYES, Measure.EYES);
    drop(v, ceiling, Measure.EYES_SECOND, Measure.EYES_SECOND);
  }

  /** Likewise of a moved portrait. */
  static void dropUnreadableActs(Map<Measure, Double> v, Map<Measure, Double> ceiling) {
    dropUnreadable(v, ceiling);
    drop(v, ceiling, Measure.EYES, Measure.EYES_AMPLITUDE);
    drop(v, ceiling, Measure.GAZE_FOLLOWS, Measure.GAZE_FOLLOWS);
    drop(v, ceiling, Measure.GAZE_FOLLOWS_NETWORK, Measure.GAZE_AMPLITUDE);
  }

  static final double READABLE = .5;

  private static void drop(
      Map<Measure, Double> v, Map<Measure, Double> ceiling, Measure by, Measure also) {
    if (!(ceiling.getOrDefault(by, Double.NaN) >= READABLE)) {
      v.put(by, Double.NaN);
      v.put(also, Double.NaN);
    }
  }
}
