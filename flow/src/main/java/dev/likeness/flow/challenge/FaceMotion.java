package dev.likeness.flow.challenge;

import java.util.Arrays;
import java.util.List;

/**
 * Whether the face moves within itself, as a photo held before the camera does not: how much the
 * openings of eyes and mouth change that a movement of the whole picture leaves as they are. A weak
 * sign, since landmarks tremble when a photo is moved; {@link MouthSync} is the strong one. It
 * cannot tell a person from a screen that plays a person, or from a photo that was made to move.
 *
 * @param blinks how often both eyes shut
 * @param eyes range of the eyes' opening (5th to 95th percentile) over its median
 * @param mouth range of the mouth's opening, in distances between the eyes
 */
public record FaceMotion(int blinks, double eyes, double mouth) {
  private static final double SHUT = .6;

  public static FaceMotion of(Take take) {
    List<Take.Look> looks =
        take.moments().stream().map(Take.Moment::face).filter(java.util.Objects::nonNull).toList();
    if (looks.isEmpty()) {
      return new FaceMotion(0, 0, 0);
    }
    double[] eyes = looks.stream().mapToDouble(l -> l.apertures().eyes()).toArray();
    double[] mouth = looks.stream().mapToDouble(l -> l.apertures().mouth()).toArray();
    double usual = quantile(eyes, .5);
    int blinks = 0;
    boolean shut = false;
    for (double e : eyes) {
      boolean now = e < SHUT * usual;
      blinks += now && !shut ? 1 : 0;
      shut = now;
    }
    double range = (quantile(eyes, .95) - quantile(eyes, .05)) / Math.max(usual, 1e-6);
    return new FaceMotion(blinks, range, quantile(mouth, .95) - quantile(mouth, .05));
  }

  static double quantile(double[] v, double q) {
    double[] s = v.clone();
    Arrays.sort(s);
    return s[(int) Math.round(q * (s.length - 1))];
  }
}
