package dev.likeness.synthesis;

import dev.likeness.core.Box;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The persona's hair in the crown: split from the skin under it, in the colour of the target's, and
 * only where the target has hair for it to run into. A strip of hair that ends in a bare forehead
 * or on a bald head would look stuck on; there the target's own skin stays. Buffers are reused. Not
 * thread-safe.
 */
final class CrownHair {
  /** Sectors of the crown, from one temple to the other. */
  private static final int SECTORS = 13;

  /** The crown's half width, canonical units (see {@link Crown}). */
  private static final float HALF = .66f;

  /** So much darker than skin (natural logarithm) hair begins, and is surely hair. */
  private static final float DARKER = .1f;

  private static final float DARK = .35f;

  /** So much darker than skin, as a share of it, shade beside hair begins, and is painted out. */
  private static final float SHADE = .01f;

  private static final float DARK_SHADE = .08f;

  /** How much a pixel that is no darker than skin counts for the colour of hair. */
  private static final float FAINT = .02f;

  /** Shares of the hair's own darkness: what is less dark is skin in its shade, or more, hair. */
  private static final float SHADED = .6f;

  private static final float HAIR = .95f;

  private final Crown crown;
  private final HairLight light = new HairLight();

  /** For each sector how many pixels lie far out, and how much hair the target has there. */
  private final float[] edge = new float[SECTORS];

  private final float[] hairy = new float[SECTORS];

  /** Likewise how many lie near the face, and how much hair of the persona's is drawn there. */
  private final float[] inner = new float[SECTORS];

  private final float[] begun = new float[SECTORS];
  private @Nullable SkinModel model;
  private float top;

  /** So much darker than this skin is surely hair: skin in shine and shade is uneven itself. */
  private float surely = DARK;

  /** How surely the target's hair is told from its skin, 0 to 1. */
  private float told;

  /** How much darker it is than the skin, natural logarithm. */
  private float darker;

  /**
   * How much of each pixel is hair and how near it is to hair, 0 to 255; once a row is split, how
   * much of it is hair, 0 to 1, and that hair's colour in the target's light.
   */
  float[][] planes = new float[4][0];

  /** The rows of the box that show hair end here. */
  int rows;

  CrownHair(Crown crown) {
    this.crown = crown;
  }

  void start(int n) {
    if (planes[0].length < n) {
      planes = new float[4][n];
    }
    Arrays.fill(planes[0], 0, n, 0);
    Arrays.fill(planes[1], 0, n, 0);
    Arrays.fill(planes[2], 0, n, 0);
    rows = 0;
  }

  /**
   * Looks which colours the hair of both has, and where the target has any.
   *
   * @param box the pixels drawn, {@code eyes} apart in the face
   * @param before the target's, {@code warped} the persona's
   */
  void gather(
      SkinModel skin,
      MeshRaster raster,
      float eyes,
      Box box,
      float[] alpha,
      float[][] before,
      float[][] warped,
      float brightness,
      float top) {
    model = skin;
    this.top = top;
    light.start();
    Arrays.fill(edge, 0);
    Arrays.fill(hairy, 0);
    Arrays.fill(inner, 0);
    Arrays.fill(begun, 0);
    int last = -1;
    float uneven = skin.uneven();
    surely = Math.max(DARK, 4 * uneven);
    int step = Math.max(1, (int) (eyes / 14));
    for (int y = 0; y < rows; y += step) {
      for (int x = 0; x < box.width(); x += step) {
        int i = y * box.width() + x;
        int t = raster.triangle(i);
        if (t < 0 || !crown.shows(t)) {
          continue;
        }
        // at the hair's edge skin shows through, and its mean would be too light
        float sure = Rings.smooth(.7f, 1, planes[0][i] / 255);
        light.source(sure * alpha[i], warped[0][i], warped[1][i], warped[2][i]);
        float b = raster.second(t, x, y);
        float c = raster.third(t, x, y);
        float out = crown.out(t, b, c);
        float across = crown.across(t, b, c);
        float within = 1 - Rings.smooth(.65f, .8f, out);
        count(inner, begun, across, within, planes[0][i] / 255);
        float rim = Rings.smooth(.3f, .8f, out);
        if (rim > 0) {
          float r = before[0][i];
          float unlike = crown.foreign(skin, t, b, c, r, before[1][i], before[2][i]);
          float shade = crown.shade(skin, t, b, c, r, before[1][i], before[2][i]);
          float dark = Rings.smooth(Math.max(DARKER, 1.5f * uneven), surely, shade);
          unlike = Math.max(unlike, dark);
          float w = rim * crown.middle(t, b, c);
          // the shade under the hair is neither skin nor hair
          float deep = Math.clamp(shade, 0f, 1f);
          float hair = w * (.005f + Rings.smooth(.5f, 1, unlike)) * (FAINT + deep * deep);
          light.target(hair, r, before[1][i], before[2][i]);
          last = i;
          count(edge, hairy, across, Rings.smooth(.75f, .9f, out), unlike);
        }
      }
    }
    light.solve(brightness);
    settle();
    darker = last < 0 ? 0 : darker(skin, raster, last, box.width());
    // fair hair is not told from skin surely enough to be drawn over
    told = Rings.smooth(surely, 2 * surely, darker);
  }

  /** How much darker the target's hair is than its skin above the forehead. */
  private float darker(SkinModel skin, MeshRaster raster, int i, int width) {
    int t = raster.triangle(i);
    float b = raster.second(t, i % width, i / width);
    float c = raster.third(t, i % width, i / width);
    return crown.shade(skin, t, b, c, light.colour(0), light.colour(1), light.colour(2));
  }

  private static void count(float[] all, float[] sum, float across, float w, float value) {
    float at = place(across);
    int k = Math.min((int) at, SECTORS - 2);
    float right = at - k;
    all[k] += w * (1 - right);
    all[k + 1] += w * right;
    sum[k] += w * (1 - right) * value;
    sum[k + 1] += w * right * value;
  }

  private static float place(float across) {
    float at = (across + HALF) / (2 * HALF) * (SECTORS - 1);
    return Math.max(0, Math.min(at, SECTORS - 1));
  }

  /**
   * Turns the sums into shares of hair drawn: by the whole front first, and a little by where along
   * it, as fair or shiny strands are not told from skin everywhere. Where the persona's hair begins
   * only as far out as what is drawn ends, a thin arc of it would be all.
   */
  private void settle() {
    float all = 1e-3f;
    float whole = 0;
    for (int k = 2; k < SECTORS - 2; k++) {
      all += edge[k];
      whole += hairy[k];
    }
    whole /= all;
    for (int k = 0; k < SECTORS; k++) {
      float here = Math.min(hairy[k] / (edge[k] + 1e-3f), whole + .2f); // sides show background
      hairy[k] = Rings.smooth(.15f, .3f, .3f * here + .7f * whole);
      hairy[k] *= Rings.smooth(.02f, .08f, begun[k] / (inner[k] + 1e-3f));
    }
  }

  /** How much hair is drawn at a place of triangle t. */
  private float backed(int t, float b, float c) {
    float at = place(crown.across(t, b, c));
    int k = Math.min((int) at, SECTORS - 2);
    return hairy[k] + (at - k) * (hairy[k + 1] - hairy[k]);
  }

  /** How far hair is drawn over the target's bare skin, so that it reaches the target's hair. */
  private float bridge(int t, float b, float c, float red, float green, float blue) {
    float out = crown.out(t, b, c);
    float most = crown.front(t, b, c) * (1 - Rings.smooth(.96f, 1, out));
    if (model == null || out < .3f || most == 0) {
      return 0;
    }
    float shade = crown.shade(model, t, b, c, red, green, blue);
    return most * told * (1 - Rings.smooth(SHADED * darker, HAIR * darker, shade));
  }

  /**
   * Splits a row into hair, in the target's colours, and the skin that is under it (cf. Porter and
   * Duff 1984: what is seen is so much of one over so much of the other); from {@code alpha} is
   * taken what has no hair to run into.
   *
   * @param left the first pixel, in column x of row y; {@code right} is behind the last
   */
  void aside(
      Relight skin,
      MeshRaster raster,
      int left,
      int right,
      int x,
      int y,
      FaceAlpha cover,
      float[][] before,
      float[][] warped) {
    float[] alpha = cover.alpha;
    float[] red = skin.skin(0);
    float[] green = skin.skin(1);
    float[] blue = skin.skin(2);
    float[] hair = planes[0];
    for (int i = left; i < right; i++) {
      float h = hair[i] * (1f / 255);
      float near = planes[1][i] * (1f / 255);
      float far = planes[2][i] * (1f / 255);
      hair[i] = 0;
      if (far > 0) {
        int at = i - left;
        int t = raster.triangle(i);
        float b = raster.second(t, x + at, y);
        float c = raster.third(t, x + at, y);
        float has =
            top
                * Rings.smooth(.5f, 1, crown.front(t, b, c))
                * backed(t, b, c)
                * cover.clear(t, b, c);
        if (h > .02f && has * told > alpha[i]) {
          float more = has * bridge(t, b, c, before[0][i], before[1][i], before[2][i]);
          alpha[i] += h * Math.max(0, more - alpha[i]);
        }
        alpha[i] *= 1 - near * crown.lends(t, b, c) * (1 - has);
        float under = .3f * red[at] + .59f * green[at] + .11f * blue[at];
        float inner = Rings.smooth(.85f, 1, h); // there what is bright is a strand in the light
        h *= Math.max(inner, light.share(under, warped[0][i], warped[1][i], warped[2][i]));
        hair[i] = h;
        // the shade of hair that is not drawn would be a line on the forehead
        float is = .3f * warped[0][i] + .59f * warped[1][i] + .11f * warped[2][i];
        float dark = Rings.smooth(SHADE, DARK_SHADE, 1 - is / Math.max(under, 1));
        float gone =
            Math.max(h, far * crown.lends(t, b, c) * crown.spared(t, b, c) * (1 - has) * dark);
        float strand = light.strand(warped[0][i], warped[1][i], warped[2][i]);
        for (int k = 0; k < 3; k++) {
          float v = warped[k][i];
          planes[1 + k][i] = light.lit(k, strand, skin.light(k)[at]);
          warped[k][i] = v + gone * (skin.skin(k)[at] - v);
        }
      }
    }
  }

  /** Lays the hair back over a row of lit skin. */
  void over(int left, int right, float[][] warped) {
    for (int c = 0; c < 3; c++) {
      float[] colour = planes[1 + c];
      for (int i = left; i < right; i++) {
        warped[c][i] += planes[0][i] * (colour[i] - warped[c][i]);
      }
    }
  }
}
