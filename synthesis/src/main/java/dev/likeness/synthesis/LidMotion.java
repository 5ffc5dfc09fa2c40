package dev.likeness.synthesis;

import org.jspecify.annotations.Nullable;

/**
 * How far a driver's lids are shut, as shares of their usual opening; a quick blink shuts wholly,
 * though narrow eyes are then seen half open. Not thread-safe.
 */
final class LidMotion {
  /** At how much of its usual opening an eye that is shut is seen. */
  private static final double SHUT = .3;

  /** A blink's lids are together at its middle, though narrow eyes are then seen at half. */
  private static final float BLINKED = .6f;

  private static final float HALF = .72f;

  /** A blink is over within so many frames each way, and so much deeper than what is around it. */
  static final int QUICK = 6;

  private static final double DEEP = .25;

  private final DriverFrames driver;
  private final double amount;
  private final double right;
  private final double left;
  private final double shut;

  /**
   * @param like the moment that counts as not shut; null: the usual opening does
   */
  LidMotion(
      DriverFrames driver, DriverHabits habits, DriverMotion.@Nullable Seen like, double amount) {
    this.driver = driver;
    this.amount = amount;
    double wideRight = habits.at(DriverMotion.Seen::right, .8);
    double wideLeft = habits.at(DriverMotion.Seen::left, .8);
    double least = habits.at(s -> (s.right() / wideRight + s.left() / wideLeft) / 2, 0);
    shut = Math.max(.15, Math.min(least, SHUT));
    right = like == null ? wideRight : like.right();
    left = like == null ? wideLeft : like.left();
  }

  /** How far both eyes are open, 1 as usual. */
  double open(DriverMotion.Seen s) {
    return (s.right() / right + s.left() / left) / 2;
  }

  /** At how much of its usual opening an eye of this driver is shut. */
  double shut() {
    return shut;
  }

  /** How far each eye is shut, 1 wholly: right, left; both alike but for a plain wink. */
  double[] at(int frame) {
    DriverMotion.Seen s = driver.at(frame);
    double more = blink(frame, open(s));
    double r = (1 - s.right() / right) / (1 - shut) + more;
    double l = (1 - s.left() / left) / (1 - shut) + more;
    double both = (r + l) / 2;
    double wink = Rings.smooth(.25f, .5f, (float) Math.abs(r - l));
    return new double[] {
      lid(amount * (both + wink * (r - both))), lid(amount * (both + wink * (l - both)))
    };
  }

  /** How much further a blink shuts the lids than they are seen to. */
  private double blink(int frame, double now) {
    int middle = frame;
    double least = now;
    for (int d = -QUICK; d <= QUICK; d++) {
      double o = open(driver.at(frame + d));
      if (o < least) {
        least = o;
        middle = frame + d;
      }
    }
    if (least >= HALF) {
      return 0;
    }
    double before = 0;
    double after = 0;
    for (int d = 1; d <= QUICK; d++) {
      before = Math.max(before, open(driver.at(middle - d)));
      after = Math.max(after, open(driver.at(middle + d)));
    }
    double around = Math.min(before, after);
    if (around < least + DEEP) {
      return 0;
    }
    double lacking = Math.max(0, 1 - (1 - least) / (1 - shut));
    double in = Math.max(0, Math.min((around - now) / (around - least), 1));
    return lacking * in * (1 - Rings.smooth(BLINKED, HALF, (float) least));
  }

  private static double lid(double closed) {
    return Math.max(-.25, Math.min(closed, 1));
  }
}
