package dev.likeness.synthesis;

/**
 * What {@link Relight} does with the detail of a row of pixels: colours in 8-bit units, one value a
 * pixel. The loops are plain, and their arrays begin at 0, so that they run on vectors; Math.min
 * and max would keep them from it.
 */
final class Detail {
  /** How much of its colour shine takes from the target's light, where skins differ. */
  private static final float SHINE = .8f;

  /** How much of that dark detail takes: a black beard's grey looks blue on reddish skin. */
  private static final float STAIN = .6f;

  /** From here on detail near the border is a spot, 8-bit units. */
  private static final float SPOT = 16;

  /** How far from the target's tone the middle of the face may be, 8-bit units. */
  private static final float TONE = 22;

  /** See {@link #warm}: red, green, blue. */
  static final float[] WARMTH = {.25f, -.06f, -.28f};

  private Detail() {}

  /** What a row is beyond the line of its light. */
  static void less(float[] from, float[] line, int n) {
    for (int x = 0; x < n; x++) {
      from[x] -= line[x];
    }
  }

  /** Takes detail at the border to so much of it as the target has there. */
  static void damp(float[] luma, float[][] detail, float[] share, float edge, int n) {
    float[] r = detail[0];
    float[] g = detail[1];
    float[] b = detail[2];
    for (int x = 0; x < n; x++) {
      float m = 3 * share[x];
      float k = edge + (1 - edge) * .5f * (m + 1 - Math.abs(m - 1)); // m, at most 1
      luma[x] *= k;
      r[x] *= k;
      g[x] *= k;
      b[x] *= k;
    }
  }

  /**
   * Lowers what shines near the border where skins differ, by {@code most} at the most: a white
   * spot there belongs neither to the face nor to what is around it.
   */
  static void soften(
      float[] luma, float[][] detail, float[] share, float[] dye, float most, int n) {
    float[] r = detail[0];
    float[] g = detail[1];
    float[] b = detail[2];
    for (int x = 0; x < n; x++) {
      float over = luma[x] - SPOT * (1 + 4 * share[x]);
      over = .5f * (over + Math.abs(over));
      float k = 1 - most * dye[x] * over / (Math.abs(luma[x]) + 1);
      luma[x] *= k;
      r[x] *= k;
      g[x] *= k;
      b[x] *= k;
    }
  }

  /** Brightness, and {@code floor} more. */
  static void luma(float[] r, float[] g, float[] b, float floor, float[] out, int n) {
    for (int x = 0; x < n; x++) {
      out[x] = .3f * r[x] + .59f * g[x] + .11f * b[x] + floor;
    }
  }

  /** From 0 where both skins have one colour to {@link #SHINE} where they differ plainly. */
  static void unlike(float[][] lines, float[] out, int n) {
    float[] sr = lines[0];
    float[] sb = lines[2];
    float[] tr = lines[3];
    float[] tb = lines[5];
    for (int x = 0; x < n; x++) {
      float apart = Math.abs(tr[x] - sr[x]) + Math.abs(tb[x] - sb[x]);
      apart = 8 * apart / (tr[x] + sr[x] + tb[x] + sb[x] + 1);
      out[x] = .5f * SHINE * (apart + 1 - Math.abs(apart - 1));
    }
  }

  /**
   * Takes details to their gain, and the target's brightness to what the detail is against it. On
   * much lighter or other skin, dark detail has that skin's tint: its own would look dyed there. So
   * has shine on any other skin.
   *
   * @param tint the target's brightness, replaced by the detail against it
   * @param dye how much of the target's tint shine takes, replaced by how much this detail does
   */
  static void gains(
      float[] detail, float[] tint, float[] dark, float[] bright, float[] dye, int n) {
    for (int x = 0; x < n; x++) {
      tint[x] = detail[x] / tint[x];
    }
    for (int x = 0; x < n; x++) {
      float positive = .5f + .5f * detail[x] / (Math.abs(detail[x]) + 1e-6f);
      detail[x] = dark[x] + positive * (bright[x] - dark[x]);
      float lighter = (dark[x] - 1) * 3;
      float paler = .5f * (Math.abs(lighter) - Math.abs(lighter - .8f) + .8f); // from 0 to .8
      float stain = STAIN * dye[x];
      paler = .5f * (paler + stain + Math.abs(paler - stain)); // the larger
      dye[x] = paler + positive * (dye[x] - paler);
    }
  }

  /**
   * Puts details on the target's light.
   *
   * @param dye how much of the target's tint each takes
   * @param tint each detail against the target's brightness
   */
  static void light(float[] plane, float[] target, float[] gain, float[] dye, float[] tint, int n) {
    for (int x = 0; x < n; x++) {
      float v = plane[x];
      plane[x] = target[x] + gain[x] * (v + dye[x] * (tint[x] * target[x] - v));
    }
  }

  /**
   * Makes what is darker than the target's light redder, as skin in shade is, for light that comes
   * through it is red (Jimenez et al. 2010, "A Practical Appearance Model for Dynamic Facial
   * Color"): a dark face's shade is grey on pale skin otherwise. What is much darker is hair.
   *
   * @param warmth by what power of the darkening this channel follows it less
   */
  static void warm(float[] plane, float[] target, float warmth, int n) {
    for (int x = 0; x < n; x++) {
      float q = plane[x] / (target[x] + 1);
      float under = 1 - q;
      under = .5f * (under + Math.abs(under));
      float skin = 4 * q - 1;
      skin = .5f * (Math.abs(skin) - Math.abs(skin - 1) + 1); // from 0 at a quarter to 1 at a half
      plane[x] *= 1 + 2 * warmth * skin * under / (1 + Math.abs(q)); // q to the power −warmth
    }
  }

  /** Gives {@code tone} of the middle's own tone back, within {@value #TONE} of the target's. */
  static void keepTone(
      float[] plane, float[] source, float[] target, float[] share, float tone, int n) {
    for (int x = 0; x < n; x++) {
      float t = tone * share[x] * (source[x] - target[x]);
      plane[x] += .5f * (Math.abs(t + TONE) - Math.abs(t - TONE)); // from −TONE to TONE
    }
  }
}
