package dev.likeness.faces;

import dev.likeness.core.FaceTopology;
import dev.likeness.core.FaceTopology.Ring;
import dev.likeness.core.Frame;
import dev.likeness.core.Sketch;
import dev.likeness.core.Sketch.Weight;
import dev.likeness.faces.Coverage.Group;
import dev.likeness.faces.Coverage.Trait;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Draws {@link Coverage} as one picture. */
final class CoverageChart {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 920;
  private static final int MARGIN = 40;
  private static final int CELL = Coverage.THUMB;
  private static final int GAP = 10;
  private static final Color PAPER = new Color(0xf8fafc);
  private static final Color CARD = Color.WHITE;
  private static final Color LINE = new Color(0xe2e8f0);
  private static final Color INK = new Color(0x0f172a);
  private static final Color SOFT = new Color(0x64748b);
  private static final Color FAINT = new Color(0xcbd5e1);
  private static final Color TEAL = new Color(0x0d9488);
  private static final Color PALE = new Color(0xccfbf1);
  private static final Color MISSING = new Color(0xb45309);
  private static final Color MISSING_PALE = new Color(0xfef3c7);

  private final Graphics2D g;
  private final Coverage c;

  private CoverageChart(Graphics2D g, Coverage c) {
    this.g = g;
    this.c = c;
  }

  static Frame draw(Coverage c) {
    return Sketch.draw(Frame.black(WIDTH, HEIGHT), g -> new CoverageChart(g, c).all());
  }

  private void all() {
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.setColor(PAPER);
    g.fill(new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    text("What these pictures show", MARGIN, 64, 28, Weight.BOLD, INK);
    String n = "%d picture%s of one face".formatted(c.count(), c.count() == 1 ? "" : "s");
    text(n, MARGIN, 92, 16, Weight.REGULAR, SOFT);
    heads(MARGIN, 122);
    double x = MARGIN + 5 * CELL + 4 * GAP + 30;
    double y = 122;
    for (Group group : Group.values()) {
      y = group(group, x, y, WIDTH - MARGIN - x);
    }
    missing(MARGIN, 122 + 48 + 3 * (CELL + GAP) + 44, 5 * CELL + 4 * GAP);
  }

  private void heads(double x, double y) {
    text("Head", x, y + 16, 16, Weight.BOLD, INK);
    String[] columns = {"beyond 28° left", "left", "ahead", "right", "beyond 28° right"};
    for (int col = 0; col < 5; col++) {
      centred(columns[col], x + col * (CELL + GAP) + CELL / 2.0, y + 40, 12.5, SOFT);
    }
    for (int row = 0; row < 3; row++) {
      for (int col = 0; col < 5; col++) {
        cell(row, col, x + col * (CELL + GAP), y + 48 + row * (CELL + GAP));
      }
    }
    String how =
        "Left and right as seen in the picture; rows: up (beyond 10°), level, down (beyond 16°).";
    text(how, x, y + 48 + 3 * (CELL + GAP) + 10, 12.5, Weight.REGULAR, SOFT);
  }

  private void cell(int row, int col, double x, double y) {
    Shape box = new RoundRectangle2D.Double(x, y, CELL, CELL, 18, 18);
    Frame thumb = c.thumb(row, col);
    if (thumb == null) {
      g.setColor(CARD);
      g.fill(box);
      sketch(row, col, x, y);
      g.setColor(FAINT);
      float[] dash = {5, 5};
      g.setStroke(new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, dash, 0));
      g.draw(box);
      return;
    }
    Shape before = g.getClip();
    g.clip(box);
    g.drawImage(Sketch.image(thumb), (int) x, (int) y, null);
    g.setClip(before);
    g.setColor(LINE);
    g.setStroke(new BasicStroke(1));
    g.draw(box);
    String n = Long.toString(c.heads(row, col));
    double w = Sketch.width(n, 14, Weight.BOLD) + 16;
    g.setColor(TEAL);
    g.fill(new RoundRectangle2D.Double(x + 8, y + CELL - 31, w, 23, 23, 23));
    text(n, x + 16, y + CELL - 14.5, 14, Weight.BOLD, Color.WHITE);
  }

  /** The outline of a head turned this way, in the middle of its cell. */
  private void sketch(int row, int col, double x, double y) {
    double[] yaw = {-34, -18, 0, 18, 34};
    double[] pitch = {18, -2, -24};
    Pose p = new Pose(yaw[col], pitch[row], 0, CELL / 24.0, 0, 0);
    Path2D oval = outline(Ring.FACE_OVAL, p);
    Rectangle2D b = oval.getBounds2D();
    java.awt.geom.AffineTransform before = g.getTransform();
    g.translate(x + CELL / 2.0 - b.getCenterX(), y + CELL / 2.0 - b.getCenterY());
    g.setColor(FAINT);
    g.setStroke(new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(oval);
    g.draw(outline(Ring.NOSE_BRIDGE, p));
    Shape clip = g.getClip();
    g.clip(oval);
    Ring[] inside = {
      Ring.RIGHT_EYE,
      Ring.LEFT_EYE,
      Ring.RIGHT_BROW,
      Ring.LEFT_BROW,
      Ring.LIPS_OUTER,
      Ring.LIPS_INNER
    };
    for (Ring ring : inside) {
      g.draw(outline(ring, p));
    }
    g.setClip(clip);
    g.setTransform(before);
  }

  private static Path2D outline(Ring ring, Pose p) {
    FaceTopology face = FaceTopology.canonical();
    double[] r = p.rotation();
    Path2D path = new Path2D.Double();
    for (int v : face.ring(ring)) {
      double px = p.scale() * (r[0] * face.x(v) + r[1] * face.y(v) + r[2] * face.z(v));
      double py = p.scale() * (r[3] * face.x(v) + r[4] * face.y(v) + r[5] * face.z(v));
      if (path.getCurrentPoint() == null) {
        path.moveTo(px, py);
      } else {
        path.lineTo(px, py);
      }
    }
    if (ring != Ring.NOSE_BRIDGE) {
      path.closePath();
    }
    return path;
  }

  private double group(Group group, double x, double y, double width) {
    text(group.title(), x, y + 16, 16, Weight.BOLD, INK);
    double row = y + 28;
    for (Trait t : Trait.values()) {
      if (t.group() == group) {
        bar(t, x, row, width);
        row += 24;
      }
    }
    return row + 16;
  }

  private void bar(Trait t, double x, double y, double width) {
    long n = c.count(t);
    double label = 205;
    double full = width - label - 46;
    text(title(t), x, y + 14, 13, Weight.REGULAR, n == 0 ? MISSING : INK);
    g.setColor(n == 0 ? MISSING_PALE : PALE);
    g.fill(new RoundRectangle2D.Double(x + label, y + 4, full, 11, 11, 11));
    if (n > 0) {
      double w = Math.max(11, full * Math.sqrt((double) n / Math.max(1, c.count())));
      g.setColor(TEAL);
      g.fill(new RoundRectangle2D.Double(x + label, y + 4, Math.min(full, w), 11, 11, 11));
    }
    String number = n == 0 ? "none" : Long.toString(n);
    double w = Sketch.width(number, 13, Weight.BOLD);
    text(number, x + width - w, y + 14, 13, Weight.BOLD, n == 0 ? MISSING : INK);
  }

  private static String title(Trait t) {
    return t.title().substring(0, 1).toUpperCase(java.util.Locale.ROOT) + t.title().substring(1);
  }

  private void missing(double x, double y, double width) {
    List<String> sentences = c.missing();
    text(
        sentences.isEmpty() ? "Nothing is missing" : "What is missing",
        x,
        y + 16,
        16,
        Weight.BOLD,
        INK);
    double row = y + 40;
    for (int i = 0; i < sentences.size(); i++) {
      List<String> lines = wrap(sentences.get(i), 13, width - 18);
      boolean last = row + 20 * lines.size() > HEIGHT - 48 && i + 1 < sentences.size();
      if (last) {
        String more = "… and %d more.".formatted(sentences.size() - i);
        text(more, x + 18, row, 13, Weight.REGULAR, SOFT);
        return;
      }
      g.setColor(MISSING);
      g.fill(new RoundRectangle2D.Double(x + 2, row - 8, 7, 7, 7, 7));
      for (String line : lines) {
        text(line, x + 18, row, 13, Weight.REGULAR, INK);
        row += 20;
      }
    }
  }

  private static List<String> wrap(String text, double size, double width) {
    List<String> out = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && Sketch.width(line + " " + word, size, Weight.REGULAR) > width) {
        out.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    out.add(line.toString());
    return out;
  }

  private void centred(String s, double x, double y, double size, Color colour) {
    text(s, x - Sketch.width(s, size, Weight.REGULAR) / 2, y, size, Weight.REGULAR, colour);
  }

  private void text(String s, double x, double y, double size, Weight weight, Color colour) {
    g.setColor(colour);
    g.fill(Sketch.text(s, x, y, size, weight));
  }
}
