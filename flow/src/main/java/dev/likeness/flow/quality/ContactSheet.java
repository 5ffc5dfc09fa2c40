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
 * Frames of a clip and of its results one above the other, cut out around the face, each with its
 * number and why it was picked. A decoder's pass over all of them.
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

  /**
   * @param rows the clip's frame, and below it what the results have there
   */
  private record Tile(int frame, String why, List<Frame> rows) {}

  private ContactSheet() {}

  /**
   * Draws a sheet.
   *
   * @param picks why → frame, 0-based; evenly spaced frames are added
   * @param results at least one
   * @param notes the readings of the clip: where the face is; null shows whole pictures
   * @param elsewhere whether the result is another picture, which is then shown whole
   */
  static Frame draw(
      String title,
      Path clip,
      List<Path> results,
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
    return draw(title, collect(clip, results, wanted, notes, elsewhere, progress));
  }

  private static List<Tile> collect(
      Path clip,
      List<Path> results,
      TreeMap<Integer, String> wanted,
      @Nullable Path notes,
      boolean elsewhere,
      Progress progress) {
    List<Tile> tiles = new ArrayList<>();
    NotesFile.Reader readings = notes == null ? null : new NotesFile.Reader(notes);
    List<VideoReader> made = new ArrayList<>();
    try (VideoReader in = VideoReader.open(clip)) {
      results.forEach(r -> made.add(VideoReader.open(r)));
      VideoPicture p = in.next();
      List<VideoPicture> after = next(made);
      for (int i = 0; p != null && after.size() == made.size() && i <= wanted.lastKey(); i++) {
        progress.checkStop();
        Reading r = readings == null ? null : readings.next().reading();
        String why = wanted.get(i);
        if (why != null) {
          Affine2 map = view(p.picture(), r);
          List<Frame> rows = new ArrayList<>();
          rows.add(FaceReader.square(p.picture(), map, TILE));
          for (VideoPicture q : after) {
            Affine2 there = elsewhere ? view(q.picture(), null) : map;
            rows.add(FaceReader.square(q.picture(), there, TILE));
          }
          tiles.add(new Tile(i, why, rows));
        }
        p = in.next();
        after = next(made);
      }
    } finally {
      made.forEach(VideoReader::close);
      if (readings != null) {
        readings.close();
      }
    }
    return tiles;
  }

  /** The next pictures of all that have one. */
  private static List<VideoPicture> next(List<VideoReader> from) {
    List<VideoPicture> all = new ArrayList<>();
    for (VideoReader r : from) {
      VideoPicture p = r.next();
      if (p != null) {
        all.add(p);
      }
    }
    return all;
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
    int high = tiles.isEmpty() ? 1 : tiles.getFirst().rows().size();
    int cell = high * (TILE + 2) + FOOT + 2 * GAP;
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
            for (int k = 0; k < t.rows().size(); k++) {
              g.drawImage(Sketch.image(t.rows().get(k)), x, y + k * (TILE + 2), null);
            }
            String number = String.valueOf(t.frame());
            int foot = y + high * (TILE + 2) + 15;
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
