package dev.likeness.flow;

import dev.likeness.core.Frame;
import dev.likeness.core.Sketch;
import dev.likeness.voice.speech.Speech;
import java.awt.Color;
import java.awt.geom.Rectangle2D;

/** Sound as a picture for whoever reviews it: loudness over time, row by row, words beneath. */
final class Waveform {
  private static final int WIDTH = 640;
  private static final int ROW = 90;
  private static final int MOST = 12;
  private static final double SECONDS = 8;

  private Waveform() {}

  static Frame of(Speech s) {
    double length = s.clip().seconds();
    int rows = (int) Math.max(1, Math.min(MOST, Math.ceil(length / SECONDS)));
    double each = length / rows;
    Frame paper = new Frame(WIDTH, ROW * rows, white(3 * WIDTH * ROW * rows));
    return Sketch.draw(
        paper,
        g -> {
          for (int r = 0; r < rows; r++) {
            g.setColor(new Color(40, 90, 150));
            for (int x = 0; x < WIDTH; x++) {
              double top = peak(s, r * each + each * x / WIDTH, each / WIDTH);
              double h = Math.max(1, 64 * Math.min(1, top));
              g.fill(new Rectangle2D.Double(x, r * ROW + 34 - h / 2, 1, h));
            }
            words(g, s, r, each);
          }
        });
  }

  private static void words(java.awt.Graphics2D g, Speech s, int row, double each) {
    g.setColor(Color.DARK_GRAY);
    double free = 0;
    for (Speech.Word w : s.words()) {
      double x = (w.from() - row * each) / each * WIDTH;
      if (x >= 0 && x < WIDTH - 8 && x >= free) {
        g.fill(Sketch.text(w.text(), x, row * ROW + 82, 11, Sketch.Weight.REGULAR));
        free = x + Sketch.width(w.text(), 11, Sketch.Weight.REGULAR) + 4;
      }
    }
  }

  private static double peak(Speech s, double from, double seconds) {
    float[] v = s.clip().samples();
    int a = (int) (from * s.clip().rate());
    int b = (int) Math.min(v.length, Math.ceil((from + seconds) * s.clip().rate()));
    double out = 0;
    for (int i = a; i < b; i++) {
      out = Math.max(out, Math.abs(v[i]));
    }
    return out;
  }

  private static byte[] white(int n) {
    byte[] out = new byte[n];
    java.util.Arrays.fill(out, (byte) 250);
    return out;
  }
}
