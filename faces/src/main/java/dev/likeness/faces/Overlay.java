package dev.likeness.faces;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.FaceTopology.Ring;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Sketch;
import dev.likeness.core.Sketch.Weight;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Draws what was found onto a frame, for people to check: mesh, irises, gaze, pose, numbers. */
public final class Overlay {
  private static final Color[] TRACKS = {
    new Color(0x18b8a6),
    new Color(0xf59e0b),
    new Color(0x8b5cf6),
    new Color(0xef4444),
    new Color(0x3b82f6),
    new Color(0xec4899),
    new Color(0x84cc16),
    new Color(0x64748b)
  };

  private final int[][] edges;
  private final FaceTopology face = FaceTopology.canonical();

  public Overlay() {
    record Edge(int a, int b) {}
    Set<Edge> seen = new HashSet<>();
    for (FaceTopology.Part part : new FaceTopology.Part[] {FaceTopology.Part.SKIN}) {
      for (int[] t : face.triangles(part)) {
        for (int i = 0; i < 3; i++) {
          int a = t[i];
          int b = t[(i + 1) % 3];
          seen.add(new Edge(Math.min(a, b), Math.max(a, b)));
        }
      }
    }
    edges = seen.stream().map(e -> new int[] {e.a, e.b}).toArray(int[][]::new);
  }

  /** The colour a track is drawn in. */
  public static Color colour(int track) {
    return TRACKS[Math.floorMod(track - 1, TRACKS.length)];
  }

  /** A copy of the picture with the faces drawn on it. */
  public Frame draw(Picture picture, List<FaceObservation> faces) {
    return Sketch.draw(
        picture.toFrame(),
        g -> {
          for (FaceObservation f : faces) {
            face(g, f);
          }
        });
  }

  private void face(Graphics2D g, FaceObservation f) {
    FaceMesh m = f.mesh();
    Color c = colour(f.track());
    float line = (float) Math.max(.8, f.quality().size() / 70);
    wire(g, m, c, line);
    g.setColor(c);
    g.setStroke(new BasicStroke(line * 1.1f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    ring(g, m, Ring.FACE_OVAL);
    g.setColor(Color.WHITE);
    g.setStroke(new BasicStroke(line, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    ring(g, m, Ring.RIGHT_EYE);
    ring(g, m, Ring.LEFT_EYE);
    g.setColor(new Color(0xffd6d6));
    ring(g, m, Ring.LIPS_INNER);
    ring(g, m, Ring.LIPS_OUTER);
    if (m.hasIris()) {
      iris(g, m, FaceMesh.POINTS, line);
      iris(g, m, FaceMesh.POINTS + FaceMesh.IRIS, line);
    }
    axes(g, f.pose(), m, line);
    label(g, f, c);
  }

  private void wire(Graphics2D g, FaceMesh m, Color c, float line) {
    g.setColor(new Color(c.getRed(), c.getGreen(), c.getBlue(), 90));
    g.setStroke(new BasicStroke(line * .45f));
    Path2D p = new Path2D.Float();
    for (int[] e : edges) {
      p.moveTo(m.x(e[0]), m.y(e[0]));
      p.lineTo(m.x(e[1]), m.y(e[1]));
    }
    g.draw(p);
  }

  private void ring(Graphics2D g, FaceMesh m, Ring ring) {
    Path2D p = new Path2D.Float();
    for (int v : face.ring(ring)) {
      if (p.getCurrentPoint() == null) {
        p.moveTo(m.x(v), m.y(v));
      } else {
        p.lineTo(m.x(v), m.y(v));
      }
    }
    p.closePath();
    g.draw(p);
  }

  private static void iris(Graphics2D g, FaceMesh m, int at, float line) {
    double rx = m.distance(at + 1, at + 3) / 2;
    double ry = m.distance(at + 2, at + 4) / 2;
    double r = (rx + ry) / 2;
    g.setColor(new Color(0x7dd3fc));
    g.setStroke(new BasicStroke(line * .8f));
    g.draw(new Ellipse2D.Double(m.x(at) - r, m.y(at) - r, 2 * r, 2 * r));
    g.fill(new Ellipse2D.Double(m.x(at) - line, m.y(at) - line, 2 * line, 2 * line));
  }

  /** The head's own axes from the tip of the nose: red to its left, green down, blue forwards. */
  private static void axes(Graphics2D g, Pose pose, FaceMesh m, float line) {
    double[] r = pose.rotation();
    double length = 4 * pose.scale();
    Color[] colours = {new Color(0xf87171), new Color(0x4ade80), new Color(0x60a5fa)};
    g.setStroke(new BasicStroke(line * 1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    for (int axis = 0; axis < 3; axis++) {
      double sign = axis == 2 ? -1.5 : 1;
      g.setColor(colours[axis]);
      double x = m.x(1) + sign * length * r[axis];
      double y = m.y(1) + sign * length * r[3 + axis];
      g.draw(new Line2D.Double(m.x(1), m.y(1), x, y));
    }
  }

  private static void label(Graphics2D g, FaceObservation f, Color c) {
    Pose p = f.pose();
    Apertures a = f.apertures();
    Gaze z = f.gaze();
    String turn =
        String.format(
            Locale.ROOT, "yaw %+.0f° pitch %+.0f° roll %+.0f°", p.yaw(), p.pitch(), p.roll());
    String rest =
        String.format(
            Locale.ROOT,
            "eyes %.2f %.2f  mouth %.2f  gaze %+.2f %+.2f",
            a.rightEye(),
            a.leftEye(),
            a.mouth(),
            z.x(),
            z.y());
    Box b = f.box();
    int width = g.getDeviceConfiguration().getBounds().width;
    double size = Math.max(8, Math.min(Math.min(22, width / 34.0), f.quality().size() / 8));
    double w =
        Math.max(
            Sketch.width(turn, size, Weight.REGULAR), Sketch.width(rest, size, Weight.REGULAR));
    String name = Integer.toString(f.track());
    double n = Sketch.width(name, size * 1.6, Weight.BOLD) + size * 1.2;
    double all = n + w + size;
    double x = Math.max(2, Math.min(b.x() + b.width() / 2.0 - all / 2, width - all - 2));
    double y = b.y() - 3.6 * size < 2 ? b.bottom() + size : b.y() - 3.6 * size;
    g.setColor(new Color(20, 24, 32, 190));
    g.fill(new RoundRectangle2D.Double(x, y, all, size * 2.9, size, size));
    g.setColor(c);
    g.fill(new RoundRectangle2D.Double(x, y, n, size * 2.9, size, size));
    g.setColor(Color.WHITE);
    g.fill(Sketch.text(name, x + size * .6, y + size * 2.05, size * 1.6, Weight.BOLD));
    g.fill(Sketch.text(turn, x + n + size * .5, y + size * 1.2, size, Weight.REGULAR));
    g.fill(Sketch.text(rest, x + n + size * .5, y + size * 2.4, size, Weight.REGULAR));
  }
}
