package dev.likeness.provenance;

import dev.likeness.core.Box;
import dev.likeness.core.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.Function;

/**
 * The visible mark for pictures of one size: a rounded dark plate with a light rim and light
 * capitals, legible on any ground. All wordings have plates of one width, so that a badge covers
 * one that was there before. Drawn once, then laid over every picture. Immutable.
 */
public final class Badge {
  private static final Color GROUND = new Color(14, 16, 20);
  private static final double WEIGHT = 1.3;

  /** Height of capitals with their strokes, as part of the plate. */
  static final double INK = .47;

  /** A little over the 5 % of GB 45438-2025, for rounding. */
  private static final double CHINA_LETTERS = .055;

  private static final int CHINA_FEWEST = 26;

  private final Overlay overlay;

  private Badge(Overlay overlay) {
    this.overlay = overlay;
  }

  /** For pictures of a size in pixels. */
  public static Badge of(Disclosure disclosure, BadgeSpec spec, int width, int height) {
    int shortSide = Math.min(width, height);
    int margin = Math.max(Math.min(4, shortSide / 8), (int) Math.round(.025 * shortSide));
    double wanted = Math.max(fewest(spec.rules()), plate(spec) * shortSide);
    Function<Disclosure, String> wording = spec.rules()::wording;
    double aspect = aspect(wording);
    double room = room(aspect, width, height, margin);
    if (room < Math.min(wanted, fewest(spec.rules()))) {
      wording = spec.rules()::shortWording;
      aspect = aspect(wording);
      room = room(aspect, width, height, margin);
    }
    String text = wording.apply(disclosure);
    int h = Math.max(1, (int) Math.min(Math.ceil(wanted), room));
    int w = Math.min(width, Math.max(1, (int) Math.ceil(h * aspect)));
    Box box = new Box(x(spec, width, w, margin), y(spec, height, h, margin), w, h);
    return new Badge(new Overlay(width, height, box, draw(text, spec.opacity(), w, h)));
  }

  /** How high a plate so wide can be. */
  private static double room(double aspect, int width, int height, int margin) {
    return Math.min(height - 2.0 * margin, (width - 2.0 * margin) / aspect);
  }

  /**
   * The plate's height as part of the short side: GB 45438-2025 counts the letters, not the plate.
   */
  private static double plate(BadgeSpec spec) {
    return switch (spec.rules()) {
      case LabelRules.China c -> Math.max(CHINA_LETTERS / INK, 2.2 * spec.height());
      case LabelRules.Eu e -> spec.height();
      case LabelRules.Film f -> spec.height();
    };
  }

  /** Chinese letters have more strokes: they need more pixels. */
  private static int fewest(LabelRules rules) {
    return rules instanceof LabelRules.China ? CHINA_FEWEST : BadgeSpec.FEWEST_PIXELS;
  }

  /** What the badge covers. */
  public Box box() {
    return overlay.box();
  }

  /** The picture with the badge; it must have this badge's size. */
  public Picture on(Picture picture) {
    return overlay.on(picture);
  }

  /** Width over height of the plate: that of the longest text. */
  private static double aspect(Function<Disclosure, String> wording) {
    double longest = 0;
    for (Disclosure d : Disclosure.values()) {
      longest = Math.max(longest, Lettering.width(wording.apply(d)));
    }
    return .95 + (longest + WEIGHT) * scale();
  }

  /** Plate heights a unit of the lettering takes: capitals are .47 of the plate. */
  private static double scale() {
    return INK / (Lettering.CAPITAL + WEIGHT);
  }

  private static int x(BadgeSpec spec, int width, int w, int margin) {
    return switch (spec.corner()) {
      case TOP_LEFT, BOTTOM_LEFT -> Math.min(even(margin), width - w);
      case TOP_RIGHT, BOTTOM_RIGHT -> Math.max(0, even(width - w - margin));
    };
  }

  private static int y(BadgeSpec spec, int height, int h, int margin) {
    return switch (spec.corner()) {
      case TOP_LEFT, TOP_RIGHT -> Math.min(even(margin), height - h);
      case BOTTOM_LEFT, BOTTOM_RIGHT -> Math.max(0, even(height - h - margin));
    };
  }

  /** Chroma is kept for pairs of pixels: the plate begins with a pair. */
  private static int even(int v) {
    return v & ~1;
  }

  private static int[] draw(String text, double opacity, int w, int h) {
    BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    double rim = Math.max(1, h * .045);
    double round = h * .56;
    Area plate = new Area(new RoundRectangle2D.Double(0, 0, w, h, round, round));
    Area inner =
        new Area(
            new RoundRectangle2D.Double(
                rim, rim, w - 2 * rim, h - 2 * rim, round - rim, round - rim));
    g.setColor(
        new Color(
            GROUND.getRed(), GROUND.getGreen(), GROUND.getBlue(), (int) Math.round(opacity * 255)));
    g.fill(plate);
    plate.subtract(inner);
    g.setColor(new Color(255, 255, 255, 150));
    g.fill(plate);
    double s = scale() * h;
    AffineTransform place =
        new AffineTransform(
            s, 0, 0, s, (w - Lettering.width(text) * s) / 2, (h - Lettering.CAPITAL * s) / 2);
    g.setColor(Color.WHITE);
    g.fill(place.createTransformedShape(Lettering.outline(text, WEIGHT)));
    g.dispose();
    return image.getRGB(0, 0, w, h, null, 0, w);
  }
}
