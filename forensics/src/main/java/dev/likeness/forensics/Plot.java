package dev.likeness.forensics;

import dev.likeness.core.Frame;
import dev.likeness.core.Sketch;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.List;

/** Draws what changes over a film's time. */
final class Plot {
  private Plot() {}

  /** Curves over time, each from its lowest to its highest value. */
  static Frame of(List<List<Double>> curves, List<Double> times) {
    int w = 320;
    int h = 90;
    byte[] white = new byte[w * h * 3];
    Arrays.fill(white, (byte) 255);
    Color[] colours = {new Color(20, 90, 160), new Color(200, 90, 20)};
    return Sketch.draw(
        new Frame(w, h, white),
        g -> {
          g.setStroke(new BasicStroke(1.5f));
          for (int k = 0; k < curves.size(); k++) {
            g.setColor(colours[k]);
            curve(g, curves.get(k), times, w, h);
          }
        });
  }

  private static void curve(Graphics2D g, List<Double> v, List<Double> times, int w, int h) {
    double low = v.stream().mapToDouble(x -> x).min().orElse(0);
    double high = v.stream().mapToDouble(x -> x).max().orElse(1);
    Path2D line = new Path2D.Double();
    for (int i = 0; i < v.size(); i++) {
      double x =
          4
              + (w - 8)
                  * (times.get(i) - times.getFirst())
                  / Math.max(.1, times.getLast() - times.getFirst());
      double y = h - 5 - (h - 10) * (v.get(i) - low) / Math.max(1e-9, high - low);
      if (i == 0) {
        line.moveTo(x, y);
      } else {
        line.lineTo(x, y);
      }
    }
    g.draw(line);
  }
}
