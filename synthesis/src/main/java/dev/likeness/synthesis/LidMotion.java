package dev.likeness.synthesis;

import org.jspecify.annotations.Nullable;

/**
 * How far a driver's lids are shut, as shares of their usual opening; a quick blink shuts wholly,
 * though narrow eyes are then seen half open. Not thread-safe.
 */
final class LidMotion {
  /** At how much of its usual opening an eye that is shut is seen. */
  private static final double SHUT = .3;

  /**
   * Lids are seen to go less far than they do: with 13 portraits whose lids were drawn shut by .2,
   * .5, .7 and 1, the opening was seen to be .94, .80, .66 and .51 of what it was.
   */
  private static final double SEEN_SHUT = .6;

  /** So much less of an opening may be chance. */
  private static final double UNREST = .06;

  /** A blink's lids are together at its middle, though narrow eyes are then seen at half. */
  private static final float BLINKED = .6f;

  private static final float HALF = .72f;

  /** A blink is over within so many frames each way, and so much deeper than what is around it. */
  static final int QUICK = 6;

  private static final double DEEP = .25;

  /**
   * Eyes that look aside are seen narrower than they are, by this times the square of how far, in
   * eye widths: in 13 portraits whose irises were moved and whose lids were not 4 % at .1 and 11 at
   * .17, in a film of a man who looks aside 7 at .17 and 9 at .22.
   */
  private static final double ASIDE = 2;

  private static final double MOST_ASIDE = .12;

  /** Behind lids that are shut so far irises are not seen. */
  private static final float UNSEEN = .5f;

  private static final float SEEN = .8f;

  private final DriverFrames driver;
  private final double amount;

  /** The usual opening of each eye, right and left, and where its iris usually is sideways. */
  private final double[] wide = new double[2];

  private final double[] ahead = new double[2];

  /** As what share of that each eye is open where the persona's picture has it. */
  private final double[] from = {1, 1};

  private final double shut;

  /**
   * @param like the moment that counts as not shut; null: the usual opening does
   */
  LidMotion(
      DriverFrames driver, DriverHabits habits, DriverMotion.@Nullable Seen like, double amount) {
    this.driver = driver;
    this.amount = amount;
    for (int e = 0; e < 2; e++) {
      int eye = e;
      wide[e] = habits.at(s -> s.lid(eye), .8);
      ahead[e] = habits.middle(s -> s.gaze(eye)[0]);
    }
    double least = habits.at(s -> (s.right() / wide[0] + s.left() / wide[1]) / 2, 0);
    shut = Math.max(.15, Math.min(least, SHUT));
    for (int e = 0; e < 2 && like != null; e++) {
      from[e] = share(like, e);
    }
  }

  /** How far an eye is open, 1 as usual, wherever it looks. */
  private double share(DriverMotion.Seen s, int eye) {
    double open = s.lid(eye) / wide[eye];
    double aside = s.gaze(eye)[0] - ahead[eye];
    double less = Math.min(ASIDE * aside * aside, MOST_ASIDE);
    return open * (1 + Rings.smooth(UNSEEN, SEEN, (float) open) * less / (1 - less));
  }

  /** How far both eyes are open, 1 as where the persona's picture has them. */
  double open(DriverMotion.Seen s) {
    return (share(s, 0) / from[0] + share(s, 1) / from[1]) / 2;
  }

  /** At how much of its usual opening an eye of this driver is shut. */
  double shut() {
    return shut;
  }

  /** How far each eye is shut, 1 wholly: right, left; both alike but for a plain wink. */
  double[] at(int frame) {
    DriverMotion.Seen s = driver.at(frame);
    double more = blink(frame, open(s));
    double r = closed(share(s, 0) / from[0]) + more;
    double l = closed(share(s, 1) / from[1]) + more;
    double both = (r + l) / 2;
    double wink = Rings.smooth(.25f, .5f, (float) Math.abs(r - l));
    return new double[] {
      lid(amount * (both + wink * (r - both))), lid(amount * (both + wink * (l - both)))
    };
  }

  /**
   * How far an eye is shut that is seen open so far; a little counts for less, since it may be the
   * network's unrest.
   */
  private double closed(double open) {
    double less = 1 - open;
    if (less <= 0) {
      return less / (1 - shut);
    }
    return Math.pow(less / (1 - shut), SEEN_SHUT) * less * (1 + UNREST) / (less + UNREST);
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
    double lacking = Math.max(0, 1 - closed(least));
    double in = Math.max(0, Math.min((around - now) / (around - least), 1));
    return lacking * in * (1 - Rings.smooth(BLINKED, HALF, (float) least));
  }

  private static double lid(double closed) {
    return Math.max(-.25, Math.min(closed, 1));
  }
}
