package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import org.jspecify.annotations.Nullable;

/**
 * How far a persona's lips part for a driver's: so far that the mesh network, through which the
 * driver is seen, would see them alike ({@link SeenOpening}), where the picture shows that the
 * driver's are parted at all. Immutable.
 */
final class LipParting {
  /**
   * How much further lips part than they are seen to, where nobody looked ({@link SeenOpening}).
   */
  static final float SEEN = 1.25f;

  /** No more of a gap than this is taken for what shut lips are seen apart. */
  private static final float MOST_PARTED = .05f;

  /** Less of the gap between the mesh's lines than this is no lip: then lips are shut. */
  private static final float NO_LIP = .8f;

  /** Of what is drawn so much less is seen than of a mouth that is open, by a second landmarker. */
  private static final float DRAWN_LESS = 1.2f;

  /** From here on, eye distances, mouths are seen about as they are, by whomever, and so wholly. */
  private static final float WIDE = .18f;

  private static final float SHOUT = .4f;

  /** A persona's lips open at most so many times as far, or as little, for the network's sake. */
  private static final float MOST_UNLIKE = 1.8f;

  /**
   * Lips that are parted in the middle are parted next to it, too: so much less from point to
   * point.
   */
  private static final float STEEP = .12f;

  private final float[] parted = new float[Expression.AROUND / 2];
  private final @Nullable SeenOpening opening;
  private final @Nullable SeenOpening answer;
  private final float eyes;

  /**
   * @param habits tell how far shut lips are seen apart
   * @param opening of the driver, {@code answer} of the persona; null where nobody looked
   * @param eyes the persona's distance between the eyes, canonical units
   */
  LipParting(
      DriverHabits habits,
      @Nullable SeenOpening opening,
      @Nullable SeenOpening answer,
      float eyes) {
    this.opening = opening;
    this.answer = answer;
    this.eyes = eyes;
    for (int i = 1; i < parted.length; i++) {
      int k = i;
      parted[i] = (float) Math.min(MOST_PARTED, habits.at(s -> gap(s.local(), k), .05));
    }
  }

  /** How far the lips are apart at a place between the corners, in the head's frame. */
  static float gap(float[] p, int i) {
    int low = Expression.LIPS[3][i];
    int high = Expression.LIPS[3][Expression.AROUND - i];
    return p[3 * low + 1] - p[3 * high + 1];
  }

  /** How far the driver's lips are apart, from corner to corner, canonical units. */
  float[] of(DriverMotion.Seen seen) {
    float[] out = new float[parted.length];
    float[] lines = seen.gaps();
    SeenOpening told = opening;
    float middle = (lines[4] + lines[5] + lines[6]) / 3;
    if (told == null || middle <= 0) {
      for (int i = 1; i < out.length; i++) {
        out[i] = SEEN * Math.max(0, gap(seen.local(), i) - parted[i]);
      }
      return out;
    }
    float face = (float) new FaceMesh(seen.local()).eyeDistance();
    float open = wanted(told, middle / face) * eyes / middle;
    MouthInside inside = seen.inside();
    float lip = 1 - inside.above() - inside.below();
    for (int i = 1; i < out.length; i++) {
      float left = gap(seen.local(), i) / Math.max(1e-3f, lip * lines[i]);
      float shut = Rings.smooth(0, NO_LIP, lip) * Math.max(0, Math.min(left, 1));
      out[i] = shut;
    }
    level(out);
    for (int i = 1; i < out.length; i++) {
      out[i] *= open * Math.max(0, lines[i]);
    }
    return out;
  }

  /**
   * How far the middle of the lips is to be apart: as far as the persona's have to be to be seen as
   * the driver's are, and about as far as these are.
   */
  private float wanted(SeenOpening told, float reading) {
    float apart = told.apart(reading);
    SeenOpening own = answer;
    float alike = own == null ? apart : own.drawn(own.shut() + Math.max(0, reading - told.shut()));
    alike = Math.max(apart / MOST_UNLIKE, Math.min(alike, MOST_UNLIKE * apart));
    float wide = Rings.smooth(WIDE, SHOUT, apart);
    return DRAWN_LESS * alike + wide * (apart - DRAWN_LESS * alike);
  }

  /** No share is much smaller than its neighbour's towards the middle. */
  private static void level(float[] share) {
    int middle = Expression.AROUND / 4;
    for (int d = 1; d < middle; d++) {
      share[middle - d] = Math.max(share[middle - d], share[middle - d + 1] - STEEP);
      share[middle + d] = Math.max(share[middle + d], share[middle + d - 1] - STEEP);
    }
  }

  /** Brings a face's lips so far apart at a place between the corners. */
  static void part(float[] face, float[] offset, int i, float want) {
    int low = Expression.LIPS[3][i];
    int high = Expression.LIPS[3][Expression.AROUND - i];
    float more = want - gap(face, i) - offset[3 * low + 1] + offset[3 * high + 1];
    for (int k = 0; k < Expression.LIPS.length; k++) {
      float half = Expression.FOLLOW[k] * more / 2;
      offset[3 * Expression.LIPS[k][i] + 1] += half;
      offset[3 * Expression.LIPS[k][Expression.AROUND - i] + 1] -= half;
    }
  }
}
