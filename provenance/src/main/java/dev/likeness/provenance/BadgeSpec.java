package dev.likeness.provenance;

import java.util.Locale;

/**
 * Where the badge stands, how large it is and after whose rules. There is no badge that cannot be
 * seen: the bounds below hold for every spec.
 *
 * @param height of the badge, as part of the picture's short side: {@value #SMALLEST} to {@value
 *     #LARGEST}; never drawn lower than {@value #FEWEST_PIXELS} pixels where the picture has room
 * @param opacity of the badge's ground: {@value #FAINTEST} to 1; the text is always solid
 * @param rules what it says, and whether an end card stands in its place
 */
public record BadgeSpec(Corner corner, double height, double opacity, LabelRules rules) {
  public static final double SMALLEST = .04;
  public static final double LARGEST = .25;
  public static final double FAINTEST = .5;
  public static final int FEWEST_PIXELS = 20;

  /** A corner of the picture. */
  public enum Corner {
    TOP_LEFT,
    TOP_RIGHT,
    BOTTOM_LEFT,
    BOTTOM_RIGHT
  }

  /** Sizes to choose from by name. */
  public enum Preset {
    SMALL(.04),
    STANDARD(.05),
    LARGE(.08);

    /** The letters of a badge that was there before must not be read through it. */
    private static final double DENSE = .93;

    private final double height;

    Preset(double height) {
      this.height = height;
    }

    public BadgeSpec at(Corner corner) {
      return new BadgeSpec(corner, height, DENSE);
    }
  }

  /** What is used unless something else is asked for: upper right, standard size, EU rules. */
  public static final BadgeSpec DEFAULT = Preset.STANDARD.at(Corner.TOP_RIGHT);

  /** Under the EU's rules. */
  public BadgeSpec(Corner corner, double height, double opacity) {
    this(corner, height, opacity, LabelRules.EU);
  }

  /** The same under other rules. */
  public BadgeSpec under(LabelRules other) {
    return new BadgeSpec(corner, height, opacity, other);
  }

  public BadgeSpec {
    if (!(height >= SMALLEST && height <= LARGEST)) {
      throw new IllegalArgumentException(
          "badge height " + height + " is not within " + SMALLEST + " to " + LARGEST);
    }
    if (!(opacity >= FAINTEST && opacity <= 1)) {
      throw new IllegalArgumentException(
          "badge opacity " + opacity + " is not within " + FAINTEST + " to 1");
    }
  }

  /** One line for records: everything that decides the badge's pixels. */
  public String describe() {
    return String.format(
        Locale.ROOT,
        "%s height %.4f opacity %.4f rules %s",
        corner,
        height,
        opacity,
        rules.describe());
  }
}
