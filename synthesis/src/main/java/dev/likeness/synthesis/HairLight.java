package dev.likeness.synthesis;

/**
 * Gives one head's hair the colour of another's: mean for mean and channel by channel, its strands
 * put back on top, stronger or weaker as the hair is lighter or darker, within limits. Not
 * thread-safe.
 */
final class HairLight {
  /** The farthest that a strand is below and above the mean, 8-bit units. */
  private static final float DARK = 24;

  private static final float BRIGHT = 20;

  private final double[] target = new double[4];
  private final double[] source = new double[4];
  private final float[] to = new float[3];
  private final float[] from = new float[3];
  private float gain;

  /** Whether the persona's hair is darker than its skin. */
  private boolean dark;

  void start() {
    java.util.Arrays.fill(target, 0);
    java.util.Arrays.fill(source, 0);
  }

  /** Counts a pixel of the target's hair. */
  void target(float w, float r, float g, float b) {
    count(target, w, r, g, b);
  }

  /** Counts a pixel of the persona's hair. */
  void source(float w, float r, float g, float b) {
    count(source, w, r, g, b);
  }

  private static void count(double[] sums, float w, float r, float g, float b) {
    sums[0] += w * r;
    sums[1] += w * g;
    sums[2] += w * b;
    sums[3] += w;
  }

  /**
   * Makes ready for {@link #lit}; what was seen of no target stays as it is.
   *
   * @param skin how bright the persona's skin is
   */
  void solve(float skin) {
    boolean known = target[3] > 0 && source[3] > 0;
    for (int c = 0; c < 3; c++) {
      from[c] = source[3] > 0 ? (float) (source[c] / source[3]) : 0;
      to[c] = known ? (float) (target[c] / target[3]) : from[c];
    }
    float g = (luma(to) + 8) / (luma(from) + 8);
    dark = luma(from) < skin;
    gain = Math.max(.5f, Math.min(g, 1.5f));
  }

  /** The target's hair's colour, once {@link #solve} has run. */
  float colour(int channel) {
    return to[channel];
  }

  private static float luma(float[] v) {
    return .3f * v[0] + .59f * v[1] + .11f * v[2];
  }

  /**
   * A channel of the target's hair's colour.
   *
   * @param strand see {@link #strand}
   * @param skin the target's skin at that place, than which hair is no lighter: a bald head's shine
   */
  float lit(int channel, float strand, float skin) {
    float t = to[channel];
    return (dark && t > skin ? skin : t) * strand;
  }

  /**
   * How bright a strand is against the hair's mean, by its brightness alone: the colours of hair in
   * the sun, put on top of other hair's, would look burnt.
   */
  float strand(float r, float g, float b) {
    float d = gain * (.3f * r + .59f * g + .11f * b - luma(from));
    d = d > BRIGHT ? BRIGHT : d < -DARK ? -DARK : d;
    float is = luma(to) + 8;
    return Math.max(.4f, (is + d) / is);
  }

  /**
   * How much of a pixel is hair, by its brightness between that of the persona's skin and hair
   * (both alike: all of it).
   */
  float share(float skin, float r, float g, float b) {
    float across = skin - luma(from);
    if (across < 12) {
      return 1;
    }
    float s = (skin - (.3f * r + .59f * g + .11f * b)) / across;
    return s < 0 ? 0 : s > 1 ? 1 : s;
  }
}
