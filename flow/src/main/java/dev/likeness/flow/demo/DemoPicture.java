package dev.likeness.flow.demo;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Sketch;
import dev.likeness.media.Images;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One picture that says what a swap is: the persona, then frames before and after. */
final class DemoPicture {
  private static final int TILE = 288;
  private static final int GAP = 8;
  private static final int FOOT = 30;

  /** Moments of the film, in seconds: talking, turned one way, turned the other, smiling. */
  private static final double[] MOMENTS = {1.7, 3.5, 6.6};

  private DemoPicture() {}

  static Frame draw(Path before, Path after, Path portrait, Progress progress) {
    List<Frame> top = frames(before, progress);
    List<Frame> low = frames(after, progress);
    Frame face = Images.read(portrait);
    int columns = top.size() + 1;
    Frame ground = Frame.black(GAP + columns * (TILE + GAP), 2 * (TILE + GAP) + GAP + FOOT);
    return Sketch.draw(
        ground,
        g -> {
          g.setColor(Color.WHITE);
          g.fillRect(0, 0, ground.width(), ground.height());
          put(g, scaled(face), GAP, GAP + (TILE + GAP) / 2);
          words(g, "persona", GAP, GAP + (TILE + GAP) / 2 + TILE + 22);
          for (int i = 0; i < top.size(); i++) {
            int x = GAP + (i + 1) * (TILE + GAP);
            put(g, scaled(top.get(i)), x, GAP);
            put(g, scaled(low.get(i)), x, 2 * GAP + TILE);
          }
          int x = GAP + TILE + GAP;
          words(g, "above: the film   below: what left, with its badge", x, ground.height() - 12);
        });
  }

  private static List<Frame> frames(Path video, Progress progress) {
    List<Frame> all = new ArrayList<>();
    try (VideoReader in = VideoReader.open(video)) {
      for (VideoPicture p = in.next(); p != null; p = in.next()) {
        progress.checkStop();
        if (all.size() < MOMENTS.length && p.time().seconds() >= MOMENTS[all.size()] - 1e-6) {
          all.add(p.picture().toFrame());
        }
      }
    }
    return all;
  }

  private static Frame scaled(Frame f) {
    return f.sample(Affine2.scale((double) f.width() / TILE), TILE, TILE);
  }

  private static void put(Graphics2D g, Frame f, int x, int y) {
    g.drawImage(Sketch.image(f), x, y, null);
  }

  private static void words(Graphics2D g, String s, double x, double y) {
    g.setColor(new Color(0x5d6b76));
    g.fill(Sketch.text(s, x + 2, y, 16, Sketch.Weight.REGULAR));
  }
}
