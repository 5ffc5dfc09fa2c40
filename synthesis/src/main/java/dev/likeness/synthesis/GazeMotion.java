package dev.likeness.synthesis;

import org.jspecify.annotations.Nullable;

/** Where a driver's eyes look, against where they usually do. Not thread-safe. */
final class GazeMotion {
  /** So far the eyes are turned at most, eye widths; approached softly. */
  private static final double MOST_GAZE = .32;

  /** Up and down; beyond, lids would be drawn where the eye should be. */
  private static final double MOST_RISE = .1;

  /** Irises are seen nearer to the middle of the eye than they are, sideways. */
  private static final double SEEN_GAZE = 1.8;

  /** An eye that is less open says nothing of where it usually looks. */
  private static final double OPEN = .7;

  /** Weights over time. */
  private static final double[] AROUND = {1, .5};

  private final DriverFrames driver;
  private final LidMotion lids;
  private final double amount;
  private final double[][] usual = new double[2][2];

  /**
   * @param like the moment that looks as the picture does; null: the usual gaze does
   */
  GazeMotion(
      DriverFrames driver,
      DriverHabits habits,
      LidMotion lids,
      DriverMotion.@Nullable Seen like,
      double amount) {
    this.driver = driver;
    this.lids = lids;
    this.amount = amount;
    for (int e = 0; e < 2; e++) {
      for (int c = 0; c < 2; c++) {
        int eye = e;
        int axis = c;
        usual[e][c] =
            like == null
                ? habits.middle(s -> lids.open(s) < OPEN ? Double.NaN : s.gaze(eye)[axis])
                : like.gaze(e)[c];
      }
    }
  }

  /** How far the irises are to the right of where they usually are, and down, eye widths. */
  double[] at(int frame) {
    double[] out = new double[2];
    double total = 1e-3;
    for (int d = 1 - AROUND.length; d < AROUND.length; d++) {
      DriverMotion.Seen s = driver.at(frame + d);
      // what is seen of an iris behind nearly shut lids says nothing
      double w =
          AROUND[Math.abs(d)]
              * Rings.smooth(
                  (float) lids.shut() + .05f, (float) lids.shut() + .3f, (float) lids.open(s));
      total += w;
      for (int e = 0; e < 2; e++) {
        double[] at = s.gaze(e);
        for (int c = 0; c < 2; c++) {
          out[c] += w * amount * (at[c] - usual[e][c]) / 2;
        }
      }
    }
    out[0] = HeadMotion.soft(SEEN_GAZE * out[0] / total, MOST_GAZE);
    out[1] = Math.max(-MOST_RISE, Math.min(out[1] / total, MOST_RISE));
    return out;
  }
}
