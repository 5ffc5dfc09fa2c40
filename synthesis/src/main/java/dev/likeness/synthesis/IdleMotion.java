package dev.likeness.synthesis;

import dev.likeness.core.MouthShape;
import dev.likeness.core.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a head does by itself while it talks: blinks, 15 to 20 a minute, rather in pauses than
 * within words and never while the lips are pressed together; a slow sway; a small nod and raised
 * brows on stressed syllables; glances ({@link Saccades}) and breath ({@link Breath}). The same
 * seed gives the same motion.
 */
public final class IdleMotion {
  /** A blink shuts within this and opens within twice as much, seconds. */
  private static final double SHUT = .09;

  /** Seconds from blink to blink, at least, and on average beyond that. */
  private static final double REST = 2;

  private static final double MORE = 1.45;

  /** Lips count as pressed together from here on, lids as down. */
  private static final float PRESSED = .5f;

  private static final float LOW = .15f;

  /** A blink that would fall on a p, b or m is moved in such steps, at most so many. */
  private static final double STEP = .04;

  private static final int AWAY = 25;

  /** Pauses of so much are between sentences. */
  private static final double BETWEEN = .3;

  /** An eyeball's radius against the width of an eye: so far an iris goes for a turn of 1. */
  private static final double EYEBALL = .4;

  /** How far an upper lid follows the eye down, a degree. */
  private static final double FOLLOWS = .02;

  private static final double[] WAVES = {.11, .17, .29};

  private final double fps;
  private final int frames;

  /** A pause in speech, seconds from the sound's beginning. */
  public record Pause(double from, double to) {
    public Pause {
      if (!(from >= 0 && to >= from)) {
        throw new IllegalArgumentException("a pause from %f to %f s".formatted(from, to));
      }
    }
  }

  private IdleMotion(double fps, int frames) {
    this.fps = fps;
    this.frames = frames;
  }

  /**
   * The motion of a head that says this.
   *
   * @param mouth one a frame
   * @param stresses when stressed vowels are said, seconds
   * @param pauses in their order
   * @param amount of head motion: 1 as usual, 0 none; glances and breath are at most as usual
   */
  public static FaceMotion of(
      List<MouthShape> mouth,
      List<Double> stresses,
      List<Pause> pauses,
      double fps,
      Seed seed,
      double amount) {
    IdleMotion m = new IdleMotion(fps, mouth.size());
    SplittableRandom random = new SplittableRandom(seed.value());
    float[] lids = m.blinks(mouth, pauses, random);
    float[] nods = m.nods(stresses, random);
    double[][] phases = new double[3][WAVES.length];
    for (double[] p : phases) {
      for (int i = 0; i < p.length; i++) {
        p[i] = 2 * Math.PI * random.nextDouble();
      }
    }
    List<Pause> between = pauses.stream().filter(p -> p.to() - p.from() >= BETWEEN).toList();
    // of its own, so that it shifts none of the other chances
    double[][] gaze = Saccades.of(mouth.size(), fps, between, random.split());
    Breath breath = new Breath(mouth, pauses, fps);
    List<FaceMotion.State> out = new ArrayList<>();
    for (int f = 0; f < mouth.size(); f++) {
      double t = f / fps;
      // it begins and ends as it is in the picture
      double fade = Math.min(1, Math.min(t, (mouth.size() - 1 - f) / fps) / .6);
      double k = amount * fade * fade * (3 - 2 * fade);
      double quiet = Math.min(1, amount) * (k == 0 ? 0 : k / amount);
      double down = quiet * gaze[1][f];
      out.add(
          new FaceMotion.State(
              amount > 0 ? breath.mouth.get(f) : mouth.get(f),
              (float) Math.max(lids[f], FOLLOWS * Math.max(0, down)),
              (float) (.5 * k * nods[f]),
              (float) (k * 2.2 * wave(t, phases[0])),
              (float)
                  (k * (1.1 * wave(t, phases[1]) + 1.6 * nods[f]) - .4 * quiet * breath.chest[f]),
              (float) (k * .9 * wave(t, phases[2])),
              (float) (EYEBALL * Math.sin(Math.toRadians(quiet * gaze[0][f]))),
              (float) (EYEBALL * Math.sin(Math.toRadians(down))),
              (float) (quiet * breath.chest[f]),
              null));
    }
    return new FaceMotion(out);
  }

  private static double wave(double t, double[] phases) {
    double sum = 0;
    for (int i = 0; i < phases.length; i++) {
      sum += Math.sin(2 * Math.PI * WAVES[i] * t + phases[i]) / (i + 1.2);
    }
    return sum / 1.5;
  }

  private float[] blinks(List<MouthShape> mouth, List<Pause> pauses, SplittableRandom random) {
    float[] out = new float[frames];
    double length = frames / fps;
    double at = .8 + random.nextDouble();
    while (at < length - 3 * SHUT) {
      double near = at;
      for (Pause p : pauses) {
        double shut = p.from() + .1;
        if (Math.abs(shut - at) < .7 && shut < length - 3 * SHUT) {
          near = shut;
        }
      }
      near = beside(mouth, near);
      blink(out, near);
      at = near + REST - MORE * Math.log(1 - random.nextDouble());
    }
    return out;
  }

  /** The nearest moment at which the lids are up while the lips are pressed together. */
  private double beside(List<MouthShape> mouth, double at) {
    for (int k = 0; k <= AWAY; k++) {
      for (int side = -1; side <= 1; side += 2) {
        double t = at + side * k * STEP;
        if (t >= 0 && t < frames / fps - 3 * SHUT && free(mouth, t)) {
          return t;
        }
      }
    }
    return at;
  }

  private boolean free(List<MouthShape> mouth, double at) {
    int from = Math.max(0, (int) ((at - SHUT) * fps));
    int to = Math.min(frames - 1, (int) Math.ceil((at + .04 + 2 * SHUT) * fps));
    for (int f = from; f <= to; f++) {
      if (mouth.get(f).press() > PRESSED && lid(f, at) > LOW) {
        return false;
      }
    }
    return true;
  }

  private void blink(float[] out, double at) {
    for (int f = 0; f < frames; f++) {
      out[f] = Math.max(out[f], lid(f, at));
    }
  }

  /** How far a lid is down at a frame that is shut from {@code at} on. */
  private float lid(int f, double at) {
    double t = f / fps - at;
    double v = t < 0 ? 1 + t / SHUT : t < .04 ? 1 : 1 - (t - .04) / (2 * SHUT);
    return v <= 0 ? 0 : (float) (v * v * (3 - 2 * v));
  }

  private float[] nods(List<Double> stresses, SplittableRandom random) {
    float[] out = new float[frames];
    double last = -1;
    for (double s : stresses) {
      // not on every one: a head that beats time looks like a toy
      double size = .35 + .65 * random.nextDouble();
      if (s - last < .45 || random.nextDouble() < .35) {
        continue;
      }
      last = s;
      for (int f = 0; f < frames; f++) {
        double t = (f / fps - s) / .16;
        out[f] += (float) (size * Math.exp(-t * t));
      }
    }
    return out;
  }
}
