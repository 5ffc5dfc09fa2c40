package dev.likeness.synthesis;

import org.jspecify.annotations.Nullable;

/** Where a driver's eyes look, against where they usually do. Not thread-safe. */
final class GazeMotion {
  /** So far the eyes are turned at most, eye widths; approached softly. */
  private static final double MOST_GAZE = .32;

  /** Up and down; beyond, lids would be drawn where the eye should be. */
  private static final double MOST_RISE = .1;

  /** An eye that is less open says nothing of where it usually looks. */
  private static final double OPEN = .7;

  /** Frames before and after one that count for it; eyes rest for longer than that. */
  static final int AROUND = 8;

  /** Over so many frames their weight falls to a third. */
  private static final double FADES = 5.3;

  /** What is seen further aside than this, eye widths, is another look, and does not count. */
  private static final double SAME = .03;

  /** With its neighbours alone it is told which look a frame belongs to. */
  private static final double[] NEAR = {1, .5};

  private final DriverFrames driver;
  private final LidMotion lids;
  private final double amount;
  private final SeenGaze answer;
  private final double[][] usual = new double[2][2];

  /**
   * @param like the moment that looks as the picture does; null: the usual gaze does
   * @param answer how the persona's irises are seen to go
   */
  GazeMotion(
      DriverFrames driver,
      DriverHabits habits,
      LidMotion lids,
      DriverMotion.@Nullable Seen like,
      double amount,
      SeenGaze answer) {
    this.answer = answer;
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
    double[] near = new double[3];
    for (int d = 1 - NEAR.length; d < NEAR.length; d++) {
      add(near, seen(frame + d), NEAR[Math.abs(d)]);
    }
    double[] out = new double[3];
    for (int d = -AROUND; d <= AROUND; d++) {
      double[] s = seen(frame + d);
      double x = (s[0] - near[0] / Math.max(1e-3, near[2])) / SAME;
      double y = (s[1] - near[1] / Math.max(1e-3, near[2])) / SAME;
      add(out, s, Math.exp(-d * d / (FADES * FADES) - x * x - y * y));
    }
    // where no eye is open it looks ahead
    double share = amount / (out[2] + 1e-3);
    return new double[] {
      HeadMotion.soft(out[0] * share / answer.share(), MOST_GAZE),
      Math.max(-MOST_RISE, Math.min(out[1] * share, MOST_RISE))
    };
  }

  private static void add(double[] to, double[] seen, double weight) {
    to[0] += weight * seen[2] * seen[0];
    to[1] += weight * seen[2] * seen[1];
    to[2] += weight * seen[2];
  }

  /** Of a frame, against where the eyes usually look: right, down, and how far it counts. */
  private double[] seen(int frame) {
    DriverMotion.Seen s = driver.at(frame);
    double[] out = new double[3];
    for (int e = 0; e < 2; e++) {
      double[] at = s.gaze(e);
      for (int c = 0; c < 2; c++) {
        out[c] += (at[c] - usual[e][c]) / 2;
      }
    }
    // what is seen of an iris behind nearly shut lids says nothing
    out[2] =
        Rings.smooth((float) lids.shut() + .05f, (float) lids.shut() + .3f, (float) lids.open(s));
    return out;
  }
}
