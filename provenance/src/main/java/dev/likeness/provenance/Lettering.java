package dev.likeness.provenance;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.Map;
import java.util.Scanner;

/**
 * Capital letters, and the three Chinese ones that GB 45438-2025 asks for, drawn as strokes with
 * round ends. No font is asked for: badges look the same on every machine, and are there on
 * machines that have no fonts.
 */
final class Lettering {
  /** Height of a capital between the middles of its strokes, in the units of the outlines. */
  static final double CAPITAL = 7;

  private static final double GAP = 2.35;
  private static final double SPACE = 2.9;

  /** Of the strokes of Chinese letters, which have more of them. */
  private static final double LIGHT = .74;

  private record Glyph(double width, String path, double weight) {
    Glyph(double width, String path) {
      this(width, path, 1);
    }
  }

  /** Outlines as in SVG paths: M, L, C absolute, Z; y downwards, 0 at the top of a capital. */
  private static final Map<Character, Glyph> GLYPHS =
      Map.ofEntries(
          Map.entry('A', new Glyph(5.4, "M 0 7 L 2.7 0 L 5.4 7 M .95 4.7 L 4.45 4.7")),
          Map.entry('D', new Glyph(5, "M 0 0 L 0 7 L 2 7 C 4 7 5 5.6 5 3.5 C 5 1.4 4 0 2 0 Z")),
          Map.entry('E', new Glyph(4, "M 4 0 L 0 0 L 0 7 L 4 7 M 0 3.4 L 3.5 3.4")),
          Map.entry('F', new Glyph(3.9, "M 3.9 0 L 0 0 L 0 7 M 0 3.5 L 3.4 3.5")),
          Map.entry(
              'G',
              new Glyph(
                  5.2,
                  "M 5 1.4 C 4.4 .5 3.6 0 2.8 0 C 1.1 0 0 1.5 0 3.5 C 0 5.5 1.1 7 2.8 7 C 4.2 7 5.2"
                      + " 6.1 5.2 4.6 L 5.2 3.8 L 3.1 3.8")),
          Map.entry('I', new Glyph(0, "M 0 0 L 0 7")),
          Map.entry('M', new Glyph(5.8, "M 0 7 L 0 0 L 2.9 4.6 L 5.8 0 L 5.8 7")),
          Map.entry('N', new Glyph(5, "M 0 7 L 0 0 L 5 7 L 5 0")),
          Map.entry(
              'O',
              new Glyph(
                  5.6,
                  "M 2.8 0 C 4.5 0 5.6 1.5 5.6 3.5 C 5.6 5.5 4.5 7 2.8 7 C 1.1 7 0 5.5 0 3.5 C 0"
                      + " 1.5 1.1 0 2.8 0 Z")),
          Map.entry('P', new Glyph(4.4, "M 0 7 L 0 0 L 2.5 0 C 5 0 5 3.9 2.5 3.9 L 0 3.9")),
          Map.entry(
              'R',
              new Glyph(4.6, "M 0 7 L 0 0 L 2.5 0 C 5 0 5 3.9 2.5 3.9 L 0 3.9 M 2.6 3.9 L 4.6 7")),
          Map.entry('T', new Glyph(4.8, "M 0 0 L 4.8 0 M 2.4 0 L 2.4 7")),
          Map.entry('V', new Glyph(5.2, "M 0 0 L 2.6 7 L 5.2 0")),
          Map.entry(
              '生',
              new Glyph(
                  7,
                  "M 1.8 .2 C 1.5 1.6 1 2.6 .2 3.4 M 1.3 1.8 L 6.4 1.8 M 1 4.3 L 6.1 4.3"
                      + " M 0 7 L 7 7 M 3.7 0 L 3.7 7",
                  LIGHT)),
          Map.entry(
              '成',
              new Glyph(
                  7.2,
                  "M 1.1 1.5 L 7 1.5 M 1.1 1.5 L 1.1 3.8 C 1.1 5.3 .8 6.2 0 7.1"
                      + " M 1.1 3.6 L 3.3 3.6 C 3.3 4.7 3.2 5.4 2.9 6 L 2 5.8"
                      + " M 4.4 0 C 4.5 3.2 5.1 5.8 6.8 7 L 7.2 5.6"
                      + " M 6.6 3 C 6 4.6 5 5.9 3.6 7 M 5.7 0 L 6.5 .7",
                  LIGHT)),
          Map.entry(
              '合',
              new Glyph(
                  7.4,
                  "M 3.7 0 C 2.9 1.4 1.6 2.5 0 3.2 M 3.7 0 C 4.5 1.4 5.8 2.5 7.4 3.2"
                      + " M 2.2 3.3 L 5.2 3.3 M 1.4 4.8 L 6 4.8 L 6 7 L 1.4 7 Z",
                  LIGHT)));

  private Lettering() {}

  /** The width of a line of text, in units, between the middles of the outer strokes. */
  static double width(String text) {
    double x = 0;
    for (char c : text.toCharArray()) {
      x += c == ' ' ? SPACE : glyph(c).width + GAP;
    }
    return x - GAP;
  }

  /**
   * The outline of a line of text: the first letter's left stroke runs along x = 0.
   *
   * @param weight of the strokes, in units
   */
  static Shape outline(String text, double weight) {
    Path2D all = new Path2D.Double(Path2D.WIND_NON_ZERO);
    double x = 0;
    for (char c : text.toCharArray()) {
      if (c == ' ') {
        x += SPACE;
        continue;
      }
      Glyph g = glyph(c);
      Shape strokes =
          new BasicStroke(
                  (float) (weight * g.weight), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
              .createStrokedShape(path(g));
      all.append(AffineTransform.getTranslateInstance(x, 0).createTransformedShape(strokes), false);
      x += g.width + GAP;
    }
    return all;
  }

  private static Glyph glyph(char c) {
    Glyph g = GLYPHS.get(c);
    if (g == null) {
      throw new IllegalArgumentException("no letter '" + c + "' is drawn here");
    }
    return g;
  }

  private static Path2D path(Glyph g) {
    Path2D p = new Path2D.Double();
    try (Scanner s = new Scanner(g.path)) {
      while (s.hasNext()) {
        switch (s.next()) {
          case "M" -> p.moveTo(next(s), next(s));
          case "L" -> p.lineTo(next(s), next(s));
          case "C" -> p.curveTo(next(s), next(s), next(s), next(s), next(s), next(s));
          default -> p.closePath();
        }
      }
    }
    return p;
  }

  private static double next(Scanner s) {
    return Double.parseDouble(s.next());
  }
}
