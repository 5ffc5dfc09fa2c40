package dev.likeness.puppet;

/**
 * The fifteen mouth shapes of speech (the Oculus/MPEG-4 set, as speech engines and HeadAudio name
 * them), each with the mouth it makes when fully pronounced.
 */
public enum Viseme {
  /** Silence. */
  SIL(Mouth.REST),
  /** p, b, m: lips closed and pressed. */
  PP(new Mouth(0, 0, .08, 0, 0, .85, 0, 0, 0)),
  /** f, v: lower lip to the upper teeth. */
  FF(new Mouth(.06, .15, 0, 0, .60, 0, -.75, 0, 0)),
  /** th: tongue between the teeth. */
  TH(new Mouth(.22, .08, 0, 0, .15, 0, .25, .95, 0)),
  /** t, d. */
  DD(new Mouth(.18, .15, 0, 0, .22, 0, .30, .60, 0)),
  /** k, g. */
  KK(new Mouth(.24, .12, 0, 0, .22, 0, .28, .10, 0)),
  /** ch, j, sh: lips pushed forward, teeth close. */
  CH(new Mouth(.12, 0, .55, .65, .45, 0, .50, .20, 0)),
  /** s, z: teeth together, lips drawn apart. */
  SS(new Mouth(.06, .45, 0, 0, .40, 0, .45, .25, 0)),
  /** n, l. */
  NN(new Mouth(.18, .12, 0, 0, .18, 0, .24, .70, 0)),
  /** r. */
  RR(new Mouth(.16, 0, .40, .35, .22, 0, .25, .40, 0)),
  /** a as in father. */
  AA(new Mouth(.82, .10, 0, 0, .30, 0, .35, 0, 0)),
  /** e as in bed. */
  E(new Mouth(.42, .48, 0, 0, .32, 0, .30, .15, 0)),
  /** i as in see. */
  I(new Mouth(.22, .72, 0, 0, .34, 0, .32, .25, 0)),
  /** o as in or. */
  O(new Mouth(.50, 0, .62, .55, .15, 0, .15, 0, 0)),
  /** u as in too. */
  U(new Mouth(.20, 0, .95, .45, .08, 0, .08, 0, 0));

  private final Mouth mouth;

  Viseme(Mouth mouth) {
    this.mouth = mouth;
  }

  public Mouth mouth() {
    return mouth;
  }
}
