package dev.likeness.synthesis;

/**
 * What is soft within a mouth: palate and cheeks, the dark between them, the tongue, and the wet
 * inside of the lower lip, over which skin passes into the dark. Colours are linear, against a
 * tooth in full light. Not thread-safe.
 */
final class MouthFlesh {
  private static final float[] THROAT = {.045f, .013f, .013f};
  private static final float[] CHEEK = {.11f, .034f, .034f};
  private static final float[] TONGUE = {.86f, .32f, .36f};

  /** A tongue that is raised further shows its tip between the teeth. */
  private static final float TIP = .66f;

  /** So near a corner, canonical units, cheeks lie in the dark. */
  private static final float CORNER = 1.1f;

  /** How far the lower lip's inside is seen to turn inwards, canonical units. */
  private static final float RIM = .24f;

  /** How red it is against the lip's own colour. */
  private static final float[] WET = {.8f, .52f, .54f};

  private static final float MOST_RIM = .75f;

  private final float[] lip = new float[3];

  /** Takes the lip's colour from the picture. */
  void lip(MouthLight light) {
    for (int c = 0; c < 3; c++) {
      lip[c] = Math.min(1, WET[c] * light.lip[c] / light.tooth[c]);
    }
  }

  /**
   * What is behind the teeth.
   *
   * @param u to the picture's right of where the lips meet, {@code v} below, canonical units
   */
  void behind(MouthPlace at, float u, float v, float[] rgb) {
    float deepU = u / Math.max(.8f, .75f * at.half);
    float deepV = (v - .4f - .4f * at.drop) / (.35f + .45f * at.drop);
    float near = Rings.smooth(.6f, 1.8f, (float) Math.sqrt(deepU * deepU + deepV * deepV));
    float corner = Rings.smooth(0, CORNER, at.half - Math.abs(u));
    for (int c = 0; c < 3; c++) {
      rgb[c] = THROAT[c] + near * corner * (CHEEK[c] - THROAT[c]);
    }
    tongue(at, u, v, rgb);
  }

  /** The tongue's back, which rises away from the lower teeth into the dark. */
  private static void tongue(MouthPlace at, float u, float v, float[] rgb) {
    float raised = Math.min(1, at.tongue);
    float w = u / 1.9f;
    // in a mouth that is wide open a raised one fills it
    float fills = .7f * raised * at.drop * Rings.smooth(1, 2.5f, at.drop);
    // its sides round off into the shade between it and the teeth
    float round = w * w * (.3f + .35f * w * w) * (1 + .6f * at.drop);
    float top = at.lowerEnd - .42f - .25f * raised - .34f * at.drop - fills + round;
    float depth = v - top;
    float edge = .16f + .1f * at.drop;
    float there = Rings.smooth(-edge, 1.4f * edge, depth);
    there *= 1 - Rings.smooth(.6f, 1.2f, Math.abs(w));
    if (there <= 0) {
      return;
    }
    float lit = .16f + .84f * Rings.smooth(-.1f, .5f + .5f * at.drop, depth);
    lit *= 1 - .4f * w * w;
    lit *= 1 - .05f * (float) Math.exp(-20 * (u - .04f) * (u - .04f));
    mix(rgb, TONGUE, lit, there);
  }

  /** The tongue's tip between the teeth, as in th. */
  void tip(MouthPlace at, float u, float v, float soft, float[] rgb) {
    if (at.tongue <= TIP) {
      return;
    }
    float w = u / 1.15f;
    float end = at.upperEnd + .2f - .16f * w * w;
    float there =
        (1 - Rings.smooth(end - soft - .04f, end + soft + .04f, v))
            * (1 - Rings.smooth(.85f, 1.05f, Math.abs(w)))
            * Rings.smooth(TIP, TIP + .1f, at.tongue);
    float lit = .5f + .4f * Rings.smooth(-.3f, .25f, v - at.upperEnd);
    mix(rgb, TONGUE, lit * (1 - .2f * w * w), there);
  }

  /**
   * The lower lip's inside, darker the further it turns in.
   *
   * @param from how far its edge is
   */
  void rim(MouthPlace at, float u, float from, float[] rgb) {
    float corner = Rings.smooth(.05f, CORNER, at.half - Math.abs(u));
    float there = MOST_RIM * corner * (1 - Rings.smooth(0, RIM, from));
    if (there > 0) {
      mix(rgb, lip, 1 - .6f * Rings.smooth(0, RIM, from), there);
    }
  }

  static void mix(float[] rgb, float[] to, float lit, float share) {
    for (int c = 0; c < 3; c++) {
      rgb[c] += share * (to[c] * lit - rgb[c]);
    }
  }
}
