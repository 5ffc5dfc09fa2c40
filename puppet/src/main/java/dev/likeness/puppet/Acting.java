package dev.likeness.puppet;

import dev.likeness.core.Seed;

/** Ready-made motion as functions of time, from smooth value noise and a rhythm of events. */
final class Acting {
  private static final Viseme[] VOWELS = {Viseme.AA, Viseme.E, Viseme.I, Viseme.O, Viseme.U};
  private static final Viseme[] CONSONANTS = {
    Viseme.PP, Viseme.FF, Viseme.TH, Viseme.DD, Viseme.KK, Viseme.CH, Viseme.SS, Viseme.NN,
    Viseme.RR
  };

  /** Seconds from one syllable to the next. */
  private static final double SYLLABLE = .21;

  private final long seed;

  Acting(Seed seed) {
    this.seed = seed.value();
  }

  Pose idle(double t) {
    Pose p =
        Pose.NEUTRAL.turned(5 * drift(t, .23, 1), 3 * drift(t, .19, 2), 2.5 * drift(t, .16, 3));
    double breath = Math.sin(2 * Math.PI * t / 4.1);
    p = p.placed(.006 * drift(t, .2, 4), .003 * breath + .004 * drift(t, .13, 5), 1);
    double[] g = glance(t, 7, 4.5);
    double b = blink(t, 3.4, 11);
    double brow = Math.max(0, drift(t, .3, 6) - .3);
    return p.looking(g[0], g[1]).blinking(b, b).with(new Pose.Brow(.5 * brow, 0, 0));
  }

  Pose talk(double t) {
    Pose p = idle(t);
    double phrase = phrase(t);
    double stress = drift(t, 1.7, 21) * phrase;
    Pose.Head h = p.head();
    p =
        p.turned(
            h.yaw() + 4 * drift(t, .6, 22) * phrase,
            h.pitch() + 4 * stress,
            h.roll() + 3 * drift(t, .5, 23) * phrase);
    double up = Math.max(0, stress) * .7;
    return p.with(new Pose.Brow(clamp01(p.brow().up() + up), 0, 0)).with(speech(t, phrase));
  }

  Pose lookAround(double t) {
    double[] eye = fixation(t, 1.6, 28, 14, .07);
    double[] head = fixation(t - .12, 1.6, 28, 14, .38);
    double b = Math.max(blink(t, 4.2, 31), shiftBlink(t, 1.6));
    Pose p = Pose.NEUTRAL.turned(1.1 * head[0], .9 * head[1], .12 * head[0]);
    return p.looking(
            clamp(1.5 * eye[0] - 1.1 * head[0], 32), clamp(1.3 * eye[1] - .9 * head[1], 24))
        .blinking(b, b);
  }

  Pose blinking(double t) {
    Pose p = Pose.NEUTRAL.turned(2 * drift(t, .2, 41), 1.5 * drift(t, .2, 42), drift(t, .2, 43));
    int slot = (int) Math.floor(t / 1.3);
    double u = t - slot * 1.3;
    double b = lidPulse(u - .35, .1, .06 + .25 * unit(slot, 44), .14);
    double kind = unit(slot, 45);
    return p.blinking(kind < .12 ? 0 : b, kind > .88 ? 0 : b);
  }

  static Pose turning(double t) {
    double a = 2 * Math.PI * t / 8;
    double yaw = 40 * Math.sin(a);
    double gaze = clamp(-.45 * yaw, 20);
    double blink = lidPulse((t + 1.2) % 4 - 2, .09, .05, .14);
    return Pose.NEUTRAL
        .turned(yaw, 10 * Math.sin(2 * a + .6), 6 * Math.sin(a + 1))
        .looking(gaze, 0)
        .blinking(blink, blink);
  }

  Pose fast(double t) {
    double shake = Math.sin(2 * Math.PI * 1.6 * t) * (.5 + .5 * Math.sin(.9 * t));
    double nod = Math.sin(2 * Math.PI * 1.9 * t + 1) * (.5 - .5 * Math.sin(.9 * t));
    double b = blink(t, 1.7, 51);
    return Pose.NEUTRAL
        .turned(26 * shake, 14 * nod, 9 * drift(t, 1.6, 52))
        .placed(.12 * drift(t, .9, 53), .05 * drift(t, 1.1, 54), 1 + .12 * drift(t, .7, 55))
        .looking(clamp(-14 * shake, 30), clamp(-8 * nod, 20))
        .blinking(b, b)
        .with(speech(t, .5 + .5 * phrase(t)));
  }

  Pose laughing(double t) {
    double u = t % 6;
    double smile = rise(u, .4, 1.1) * (1 - rise(u, 4.6, 5.6));
    double laugh = rise(u, 1.4, 1.9) * (1 - rise(u, 3.4, 4.2));
    double ha = .5 + .5 * Math.sin(2 * Math.PI * 4.6 * t);
    Pose i = idle(t);
    Pose p = i.smiling(.15 + .85 * smile);
    Mouth m = p.mouth();
    double jaw = clamp01(m.jaw() + laugh * (.28 + .22 * ha));
    Pose.Head h = i.head();
    return p.with(m.withJaw(jaw))
        .turned(h.yaw(), h.pitch() + laugh * (6 + 3 * ha), h.roll() + 4 * laugh)
        .with(
            new Pose.Look(
                i.look().gazeX(),
                i.look().gazeY(),
                Math.max(i.look().blinkLeft(), .35 * laugh),
                Math.max(i.look().blinkRight(), .35 * laugh),
                clamp01(.6 * smile + .3 * laugh)));
  }

  Pose showreel(double t) {
    double u = t % 20;
    double talk = rise(u, 3, 3.6) * (1 - rise(u, 9, 9.6));
    double smile = rise(u, 9.6, 10.4) * (1 - rise(u, 12.4, 13.4));
    double turn = rise(u, 13.4, 13.8) * (1 - rise(u, 19.4, 20));
    Pose i = idle(t);
    Pose s = talk(t);
    Pose.Head h = talk > 0 ? s.head() : i.head();
    double swing = 36 * Math.sin(2 * Math.PI * (u - 13.4) / 6.6) * turn;
    Mouth m = s.mouth().towards(Mouth.REST, 1 - talk);
    m = m.towards(i.smiling(1).mouth(), .85 * smile);
    Pose.Look l = i.look();
    return i.with(m)
        .turned(h.yaw() * (1 - turn) + swing, h.pitch(), h.roll())
        .with(
            new Pose.Look(
                clamp(l.gazeX() - .4 * swing, 30),
                l.gazeY(),
                l.blinkLeft(),
                l.blinkRight(),
                .5 * smile))
        .with(talk > 0 ? s.brow() : i.brow());
  }

  /** 1 inside a phrase, 0 in the pause after it; phrases last 1.5 to 3.5 of every 4 seconds. */
  private double phrase(double t) {
    int slot = (int) Math.floor(t / 4);
    double u = t - slot * 4;
    double end = 1.6 + 1.9 * unit(slot, 61);
    return rise(u, .1, .3) * (1 - rise(u, end, end + .25));
  }

  /** Consonant, vowel, consonant …, each melting into the next. */
  private Mouth speech(double t, double loud) {
    double u = t / SYLLABLE;
    int i = (int) Math.floor(u);
    double f = u - i;
    Mouth a = sound(i);
    Mouth b = sound(i + 1);
    return Mouth.REST.towards(a.towards(b, rise(f, .35, 1)), clamp01(loud));
  }

  private Mouth sound(int i) {
    double r = unit(i, 62);
    boolean vowel = Math.floorMod(i, 2) == 0;
    Viseme v =
        vowel
            ? VOWELS[(int) (r * VOWELS.length) % VOWELS.length]
            : CONSONANTS[(int) (r * CONSONANTS.length) % CONSONANTS.length];
    return Mouth.of(v, .65 + .35 * unit(i, 63));
  }

  /** Blinks on average every {@code period} seconds, .3 s long, closing faster than opening. */
  private double blink(double t, double period, int salt) {
    int slot = (int) Math.floor(t / period);
    double start = slot * period + (.15 + .6 * unit(slot, salt)) * period;
    return lidPulse(t - start, .09, .05, .16);
  }

  /** 0 → 1 in {@code close} seconds, stays, → 0 in {@code open} seconds. */
  private static double lidPulse(double u, double close, double stay, double open) {
    return rise(u, 0, close) * (1 - rise(u, close + stay, close + stay + open));
  }

  /** A small look aside now and then. */
  private double[] glance(double t, int salt, double period) {
    int slot = (int) Math.floor(t / period);
    double u = t - slot * period;
    double on =
        rise(u, .6, .66) * (1 - rise(u, .9 + 1.4 * unit(slot, salt), 1.0 + 1.4 * unit(slot, salt)));
    double x = 24 * (unit(slot, salt + 1) - .5);
    double y = 12 * (unit(slot, salt + 2) - .6);
    return new double[] {x * on + .4 * drift(t, 3, salt), y * on + .3 * drift(t, 3, salt + 3)};
  }

  /** A new target every {@code period} seconds, reached in {@code travel} seconds. */
  private double[] fixation(double t, double period, double ax, double ay, double travel) {
    int slot = (int) Math.floor(t / period);
    double u = rise(t - slot * period, 0, travel);
    double x = ax * mix(2 * unit(slot - 1, 71) - 1, 2 * unit(slot, 71) - 1, u);
    double y = ay * mix(2 * unit(slot - 1, 72) - 1, 2 * unit(slot, 72) - 1, u);
    return new double[] {x, y};
  }

  /** People blink when the eyes jump far. */
  private double shiftBlink(double t, double period) {
    int slot = (int) Math.floor(t / period);
    boolean far = Math.abs(unit(slot, 71) - unit(slot - 1, 71)) > .5;
    return far ? lidPulse(t - slot * period, .08, .03, .14) : 0;
  }

  /** Smooth noise in −1 to 1 that changes about {@code hertz} times a second. */
  private double drift(double t, double hertz, int salt) {
    double u = t * hertz;
    int i = (int) Math.floor(u);
    double f = u - i;
    f = f * f * f * (f * (6 * f - 15) + 10);
    return 2 * mix(unit(i, salt), unit(i + 1, salt), f) - 1;
  }

  private double unit(int i, int salt) {
    return Noise.unit(seed, i, salt);
  }

  private static double rise(double t, double from, double to) {
    double u = clamp01((t - from) / (to - from));
    return u * u * (3 - 2 * u);
  }

  private static double mix(double a, double b, double t) {
    return a + t * (b - a);
  }

  private static double clamp(double v, double limit) {
    return Math.max(-limit, Math.min(limit, v));
  }

  private static double clamp01(double v) {
    return Math.max(0, Math.min(1, v));
  }
}
