package dev.likeness.synthesis;

import dev.likeness.core.MouthShape;
import dev.likeness.core.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a head does by itself while it talks: blinks, 15 to 20 a minute, rather in pauses than
 * within words and never while the lips are pressed together; a slow sway; a small nod and raised
 * brows on stressed syllables. The same seed gives the same motion.
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

  private static final double[] WAVES = {.11, .17, .29};

  private final double fps;
  private final int frames;

  private IdleMotion(double fps, int frames) {
    this.fps = fps;
    this.frames = frames;
  }

  /**
   * @param mouth one a frame
   * @param stresses when stressed vowels are said, seconds
   * @param pauses beginnings of pauses, seconds
   * @param amount of head motion: 1 as usual, 0 none
   */
  public static FaceMotion of(
      List<MouthShape> mouth,
      List<Double> stresses,
      List<Double> pauses,
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
    List<FaceMotion.State> out = new ArrayList<>();
    for (int f = 0; f < mouth.size(); f++) {
      double t = f / fps;
      // it begins and ends as it is in the picture
      double fade = Math.min(1, Math.min(t, (mouth.size() - 1 - f) / fps) / .6);
      double k = amount * fade * fade * (3 - 2 * fade);
      out.add(
          new FaceMotion.State(
              mouth.get(f),
              lids[f],
              (float) (.5 * k * nods[f]),
              (float) (k * 2.2 * wave(t, phases[0])),
              (float) (k * (1.1 * wave(t, phases[1]) + 1.6 * nods[f])),
              (float) (k * .9 * wave(t, phases[2]))));
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

  private float[] blinks(List<MouthShape> mouth, List<Double> pauses, SplittableRandom random) {
    float[] out = new float[frames];
    double length = frames / fps;
    double at = .8 + random.nextDouble();
    while (at < length - 3 * SHUT) {
      double near = at;
      for (double p : pauses) {
        if (Math.abs(p + .1 - at) < .7 && p + .1 < length - 3 * SHUT) {
          near = p + .1;
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
