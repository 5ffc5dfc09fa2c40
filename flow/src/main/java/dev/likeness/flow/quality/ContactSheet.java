package dev.likeness.flow.quality;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.core.Sketch;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Frames of a clip and of its result one above the other, cut out around the face, each with its
 * number and why it was picked. A decoder's pass over both.
 */
final class ContactSheet {
  private static final int TILE = 224;
  private static final int GAP = 6;
  private static final int HEAD = 34;
  private static final int FOOT = 22;
  private static final int COLUMNS = 7;
  private static final int STEADY = 5;
  private static final Color GROUND = new Color(24, 28, 32);
  private static final Color INK = new Color(232, 236, 240);
  private static final Color SOFT = new Color(150, 162, 172);

  private record Tile(int frame, String why, Frame before, Frame after) {}

  private ContactSheet() {}

  /**
   * Draws a sheet.
   *
   * @param picks why → frame, 0-based; evenly spaced frames are added
   * @param notes the readings of the clip: where the face is; null shows whole pictures
   * @param elsewhere whether the result is another picture, which is then shown whole
   */
  static Frame draw(
      String title,
      Path clip,
      Path result,
      int frames,
      Map<String, Integer> picks,
      @Nullable Path notes,
      boolean elsewhere,
      Progress progress) {
    TreeMap<Integer, String> wanted = new TreeMap<>();
    picks.forEach((why, f) -> wanted.merge(f, why, (a, b) -> a + ", " + b));
    for (int i = 0; i < STEADY; i++) {
      wanted.putIfAbsent((int) ((i + .5) * frames / STEADY), "");
    }
    return draw(title, collect(clip, result, wanted, notes, elsewhere, progress));
  }

  private static List<Tile> collect(
      Path clip,
      Path result,
      TreeMap<Integer, String> wanted,
      @Nullable Path notes,
      boolean elsewhere,
      Progress progress) {
    List<Tile> tiles = new ArrayList<>();
    NotesFile.Reader readings = notes == null ? null : new NotesFile.Reader(notes);
    try (VideoReader a = VideoReader.open(clip);
        VideoReader b = VideoReader.open(result)) {
      VideoPicture p = a.next();
      VideoPicture q = b.next();
      for (int i = 0; p != null && q != null && i <= wanted.lastKey(); i++) {
        progress.checkStop();
        Reading r = readings == null ? null : readings.next().reading();
        String why = wanted.get(i);
        if (why != null) {
          Affine2 map = view(p.picture(), r);
          tiles.add(
              new Tile(
                  i,
                  why,
                  FaceReader.square(p.picture(), map, TILE),
                  FaceReader.square(q.picture(), elsewhere ? view(q.picture(), null) : map, TILE)));
        }
        p = a.next();
        q = b.next();
      }
    } finally {
      if (readings != null) {
        readings.close();
      }
    }
    return tiles;
  }

  /** The square around the face with some surroundings, or around the whole picture. */
  private static Affine2 view(Picture p, @Nullable Reading r) {
    if (r == null) {
      int side = Math.max(p.width(), p.height());
      return Affine2.squareTo(p.width() / 2.0, p.height() / 2.0, side, 0, TILE);
    }
    Box b = r.mesh().bounds();
    double side = 1.55 * Math.max(b.width(), b.height());
    return Affine2.squareTo(b.x() + b.width() / 2.0, b.y() + b.height() * .47, side, 0, TILE);
  }

  private static Frame draw(String title, List<Tile> tiles) {
    int rows = Math.max(1, (tiles.size() + COLUMNS - 1) / COLUMNS);
    int columns = Math.max(1, (tiles.size() + rows - 1) / rows);
    int cell = 2 * TILE + 2 + FOOT + 2 * GAP;
    int head = title.isEmpty() ? GAP : HEAD;
    Frame ground = Frame.black(GAP + columns * (TILE + GAP), head + rows * cell);
    return Sketch.draw(
        ground,
        g -> {
          g.setColor(GROUND);
          g.fillRect(0, 0, ground.width(), ground.height());
          text(g, title, GAP + 2, 23, 16, Sketch.Weight.BOLD, INK);
          for (int i = 0; i < tiles.size(); i++) {
            Tile t = tiles.get(i);
            int x = GAP + i % columns * (TILE + GAP);
            int y = head + i / columns * cell;
            g.drawImage(Sketch.image(t.before()), x, y, null);
            g.drawImage(Sketch.image(t.after()), x, y + TILE + 2, null);
            String number = String.valueOf(t.frame());
            int foot = y + 2 * TILE + 2 + 15;
            text(g, number, x + 2, foot, 12, Sketch.Weight.BOLD, INK);
            double w = Sketch.width(number + "  ", 12, Sketch.Weight.BOLD);
            String why = fit(t.why(), TILE - w - 4);
            text(g, why, x + 2 + w, foot, 11, Sketch.Weight.REGULAR, SOFT);
          }
        });
  }

  private static String fit(String s, double width) {
    String t = s;
    while (!t.isEmpty() && Sketch.width(t, 11, Sketch.Weight.REGULAR) > width) {
      t = t.substring(0, t.length() - 1);
    }
    return t;
  }

  private static void text(
      Graphics2D g, String s, double x, double y, double size, Sketch.Weight weight, Color c) {
    g.setColor(c);
    g.fill(Sketch.text(s, x, y, size, weight));
  }
}
