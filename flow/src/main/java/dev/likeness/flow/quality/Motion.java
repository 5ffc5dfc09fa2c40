package dev.likeness.flow.quality;

import java.util.List;

/**
 * One opening over time, before and after: the mouth's or the eyes'.
 *
 * @param before the opening in each frame of the clip, NaN where not measured
 * @param after the same in the result
 */
record Motion(double[] before, double[] after) {
  /**
   * Pearson's correlation over time; NaN when the clip stands still, 0 when only the result does.
   */
  double correlation() {
    return Series.correlation(before, after);
  }

  /** Deviation after over deviation before. */
  double amplitude() {
    return Series.amplitude(before, after);
  }

  /** How much the clip's opening moves at all: its deviation. */
  double movement() {
    return Series.deviation(before);
  }

  /**
   * Blinks of the clip: dips of the opening to under {@code 1 − DIP} of what is usual around
   * (median of three seconds or so, 81 frames), the lowest frame of each.
   */
  List<Blink> blinks() {
    return Blink.find(before, after);
  }

  /**
   * How much of the blinks' depth the result keeps: the median over the blinks of depth after over
   * depth before, where a depth is 1 − (lowest opening / usual opening). NaN without a blink.
   */
  double blinkDepth() {
    return blinkDepth(this);
  }

  /**
   * The same at the moments at which another ruler saw the clip blink; blinks that this ruler does
   * not see in the clip either (a depth under {@code Blink.SEEN}) are left out.
   */
  double blinkDepth(Motion seenBy) {
    return Series.median(
        seenBy.blinks().stream()
            .map(b -> Blink.at(b.frame(), before, after))
            .filter(b -> b.before() >= Blink.SEEN)
            .mapToDouble(Blink::kept)
            .toArray());
  }
}
