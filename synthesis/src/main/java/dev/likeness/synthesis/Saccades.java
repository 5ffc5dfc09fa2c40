package dev.likeness.synthesis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where the eyes of somebody look who talks to the viewer: at the viewer's face, from point to
 * point of it; aside in most pauses between sentences, and now and then while speaking. Sizes,
 * directions and durations of the jumps, and how long a look aside lasts, after Lee, Badler and
 * Badler 2002, "Eyes Alive" (their talking mode); jumps are kept smaller than theirs, since a
 * portrait's eyes are turned by moving its irises.
 */
final class Saccades {
  /** Of a jump: it takes a while, and longer the further it goes; seconds, and a degree. */
  private static final double ONSET = .025;

  private static final double PER_DEGREE = .0024;

  /** Shares of the eight directions, from the picture's right on counter-clockwise, in percent. */
  private static final double[] DIRECTIONS = {15.54, 6.46, 17.69, 7.44, 16.80, 7.89, 20.38, 7.79};

  /** How long a look aside lasts, seconds: mean and deviation. */
  private static final double AWAY = 27.8 / 30;

  private static final double AWAY_MORE = 24.0 / 30;

  /** A look at a point of the viewer's face lasts so long at least, and on average beyond that. */
  private static final double LOOK = .4;

  private static final double LOOK_MORE = 1.1;

  /** How often an eye goes aside in a pause between sentences. */
  private static final double ASIDE = .75;

  /** Seconds between looks aside while speaking, on average. */
  private static final double SPEAKING = 9;

  /** The furthest up or down, degrees: further, lids would have to follow. */
  private static final double UPRIGHT = 7;

  private final SplittableRandom random;
  private final List<Jump> jumps = new ArrayList<>();

  /** From a moment on (seconds) the eyes look there: degrees to the picture's right and down. */
  record Jump(double at, double x, double y) {}

  private Saccades(SplittableRandom random) {
    this.random = random;
  }

  /**
   * The eyes of somebody who talks for so long.
   *
   * @param between pauses between sentences
   * @return degrees to the picture's right, and downwards, at each frame
   */
  static double[][] of(
      int frames, double fps, List<IdleMotion.Pause> between, SplittableRandom random) {
    Saccades s = new Saccades(random);
    s.plan(frames / fps, between);
    return s.sample(frames, fps);
  }

  private void plan(double length, List<IdleMotion.Pause> between) {
    List<double[]> away = new ArrayList<>();
    for (IdleMotion.Pause p : between) {
      if (random.nextDouble() < ASIDE) {
        double from = p.from() + .06;
        aside(away, from, Math.min(from + held(.4, 1.6), p.to() + .3), 5, 12);
      }
    }
    double t = 2 - SPEAKING * Math.log(1 - random.nextDouble());
    while (t < length) {
      double from = t;
      double to = t + held(.3, .6);
      if (away.stream().noneMatch(a -> from < a[1] + 1 && to > a[0] - 1)) {
        aside(away, from, to, 3, 6);
      }
      t = to + 2 - SPEAKING * Math.log(1 - random.nextDouble());
    }
    for (double at = .5 + random.nextDouble(); at < length; ) {
      double now = at;
      double size = random.nextDouble() < .35 ? 0 : size(.8, 2.4);
      double direction = direction();
      if (away.stream().noneMatch(a -> now > a[0] - .3 && now < a[1] + .3)) {
        jumps.add(new Jump(now, size * Math.cos(direction), -size * Math.sin(direction)));
      }
      at += LOOK - LOOK_MORE * Math.log(1 - random.nextDouble());
    }
    jumps.sort(Comparator.comparingDouble(Jump::at));
  }

  private double held(double least, double most) {
    return Math.max(least, Math.min(AWAY + AWAY_MORE * random.nextGaussian(), most));
  }

  private void aside(List<double[]> away, double from, double to, double least, double most) {
    double size = size(least, most);
    double direction = direction();
    double y = Math.max(-UPRIGHT, Math.min(-size * Math.sin(direction), UPRIGHT));
    jumps.add(new Jump(from, size * Math.cos(direction), y));
    jumps.add(new Jump(to, 0, 0));
    away.add(new double[] {from, to});
  }

  /** Degrees, as often as they are measured, of those within bounds. */
  private double size(double least, double most) {
    double low = Math.exp(-most / 6.9);
    double high = Math.exp(-least / 6.9);
    return -6.9 * Math.log(low + (high - low) * random.nextDouble());
  }

  private double direction() {
    double p = 100 * random.nextDouble();
    int i = 0;
    while (i < DIRECTIONS.length - 1 && p >= DIRECTIONS[i]) {
      p -= DIRECTIONS[i++];
    }
    return Math.toRadians(45 * (i + random.nextDouble() - .5));
  }

  private double[][] sample(int frames, double fps) {
    double[][] out = new double[2][frames];
    double fromX = 0;
    double fromY = 0;
    Jump to = new Jump(-1, 0, 0);
    int next = 0;
    for (int f = 0; f < frames; f++) {
      double t = f / fps;
      while (next < jumps.size() && jumps.get(next).at() <= t) {
        double s = share(to, fromX, fromY, jumps.get(next).at());
        fromX += s * (to.x() - fromX);
        fromY += s * (to.y() - fromY);
        to = jumps.get(next++);
      }
      double s = share(to, fromX, fromY, t);
      out[0][f] = fromX + s * (to.x() - fromX);
      out[1][f] = fromY + s * (to.y() - fromY);
    }
    return out;
  }

  /** How far a jump has gone. */
  private static double share(Jump to, double fromX, double fromY, double t) {
    double length = ONSET + PER_DEGREE * Math.hypot(to.x() - fromX, to.y() - fromY);
    double s = Math.max(0, Math.min((t - to.at()) / length, 1));
    return s * s * (3 - 2 * s);
  }
}
