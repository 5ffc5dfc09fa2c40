package dev.likeness.provenance;

import dev.likeness.core.Box;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** The words across everything that nobody has approved; they cannot be cropped away. */
final class Stamp {
  private static final String TEXT = "DRAFT NOT APPROVED";

  private Stamp() {}

  /** Draws it across a picture of this size, in pixels. */
  static void draw(Graphics2D g, int w, int h) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    double diagonal = Math.hypot(w, h);
    double s = .86 * diagonal / Lettering.width(TEXT);
    Shape letters = Lettering.outline(TEXT, 1.1);
    for (int row = -1; row <= 1; row++) {
      AffineTransform m = AffineTransform.getTranslateInstance(w / 2.0, h / 2.0);
      m.rotate(-Math.atan2(h, w));
      m.translate(-.43 * diagonal, (row * 3.2 - .5) * Lettering.CAPITAL * s);
      m.scale(s, s);
      Shape line = m.createTransformedShape(letters);
      g.setColor(new Color(0, 0, 0, 80));
      g.setStroke(new BasicStroke((float) Math.max(1, s * .5)));
      g.draw(line);
      g.setColor(new Color(255, 255, 255, 112));
      g.fill(line);
    }
  }

  /** The same to be laid over films. */
  static Overlay overlay(int w, int h) {
    BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = image.createGraphics();
    draw(g, w, h);
    g.dispose();
    return new Overlay(w, h, new Box(0, 0, w, h), image.getRGB(0, 0, w, h, null, 0, w));
  }
}
