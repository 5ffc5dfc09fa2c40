package dev.likeness.puppet;

/**
 * How the mouth is held; every value 0 to 1 unless said, all 0 is a relaxed closed mouth.
 *
 * @param jaw how far the jaw hangs; 1 is a yawn
 * @param wide corners drawn apart
 * @param pucker corners drawn together, lips rounded
 * @param funnel lips pushed forward and curled out
 * @param upper upper lip raised, upper teeth shown
 * @param press lips rolled in and pressed together
 * @param lower lower lip lowered, lower teeth shown; negative (to −1) tucks it under the upper
 *     teeth, as in f
 * @param tongue tongue tip raised to the upper teeth
 * @param smile corners up and back; negative (to −1) turns them down
 */
public record Mouth(
    double jaw,
    double wide,
    double pucker,
    double funnel,
    double upper,
    double press,
    double lower,
    double tongue,
    double smile) {
  public static final Mouth REST = new Mouth(0, 0, 0, 0, 0, 0, 0, 0, 0);

  public Mouth {
    Check.unit("jaw", jaw);
    Check.unit("wide", wide);
    Check.unit("pucker", pucker);
    Check.unit("funnel", funnel);
    Check.unit("upper", upper);
    Check.unit("press", press);
    Check.range("lower", lower, -1, 1);
    Check.unit("tongue", tongue);
    Check.range("smile", smile, -1, 1);
  }

  /** The mouth of a viseme said with {@code strength} 0 to 1. */
  public static Mouth of(Viseme viseme, double strength) {
    return REST.towards(viseme.mouth(), strength);
  }

  /** The way from this mouth to another: 0 this, 1 the other. */
  public Mouth towards(Mouth o, double t) {
    Check.unit("t", t);
    return new Mouth(
        mix(jaw, o.jaw, t),
        mix(wide, o.wide, t),
        mix(pucker, o.pucker, t),
        mix(funnel, o.funnel, t),
        mix(upper, o.upper, t),
        mix(press, o.press, t),
        mix(lower, o.lower, t),
        mix(tongue, o.tongue, t),
        mix(smile, o.smile, t));
  }

  public Mouth withJaw(double v) {
    return new Mouth(v, wide, pucker, funnel, upper, press, lower, tongue, smile);
  }

  public Mouth withSmile(double v) {
    return new Mouth(jaw, wide, pucker, funnel, upper, press, lower, tongue, v);
  }

  private static double mix(double a, double b, double t) {
    return a + t * (b - a);
  }
}
