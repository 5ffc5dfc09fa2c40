package dev.likeness.provenance.mark;

import dev.likeness.core.Picture;
import dev.likeness.core.YuvFrame;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A perceptual hash of a picture that was marked: on a grid of {@value #CELLS} cells along its
 * short side, whether it gets lighter, darker or neither to the right and downwards. It tells
 * whether a picture in which a mark is found is the one that the mark was given to, see {@link
 * Sight}.
 *
 * @param width of the picture, pixels
 * @param height likewise
 * @param scale which of {@link Tile#SCALES} the picture's mark has
 * @param right for each cell −1, 0 or 1, row by row
 * @param down likewise
 * @param ground of a film's picture, which helps to read the mark; null of others
 */
public record Imprint(
    int width, int height, double scale, byte[] right, byte[] down, @Nullable Ground ground) {
  /** Cells along the short side. */
  static final int CELLS = 24;

  /** The short side that pictures are brought to before they are looked at. */
  private static final int SIDE = 128;

  private static final int MOST = 8 * CELLS * CELLS;

  /** Steps of brightness that count as none. */
  static final float LITTLE = 3;

  /** How alike a picture and the imprint of it are at least; different pictures stay below. */
  public static final double SAME = .8;

  public Imprint {
    if (width < 1
        || height < 1
        || !(scale > .1 && scale < 10)
        || (long) columns(width, height) * columns(height, width) > MOST
        || right.length != columns(width, height) * columns(height, width)
        || down.length != right.length) {
      throw new IllegalArgumentException(
          "no imprint: %d×%d, %s, %d and %d cells"
              .formatted(width, height, scale, right.length, down.length));
    }
  }

  /** Of a picture on which a mark lies, or will lie, as it is drawn. */
  public static Imprint of(Picture picture, Medium medium) {
    int w = picture.width();
    int h = picture.height();
    if (!Tile.fits(w, h)) {
      return new Imprint(1, 1, 1, new byte[CELLS * CELLS], new byte[CELLS * CELLS], null);
    }
    int columns = columns(w, h);
    int rows = columns(h, w);
    Plane p = smoothed(small(MarkReader.luma(picture)), (double) SIDE / CELLS);
    byte[] right = new byte[columns * rows];
    byte[] down = new byte[columns * rows];
    double dx = (double) p.width() / columns;
    double dy = (double) p.height() / rows;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        float here = p.at((c + .5) * dx, (r + .5) * dy);
        right[r * columns + c] =
            c + 1 < columns ? step(p.at((c + 1.5) * dx, (r + .5) * dy) - here) : 0;
        down[r * columns + c] = r + 1 < rows ? step(p.at((c + .5) * dx, (r + 1.5) * dy) - here) : 0;
      }
    }
    double scale = medium.scale(w, h);
    Ground ground =
        medium == Medium.FILM && picture instanceof YuvFrame f
            ? Ground.of(f, scale, medium.blue(w, h))
            : null;
    return new Imprint(w, h, scale, right, down, ground);
  }

  /** As large as is needed. */
  static Plane small(Plane luma) {
    double scale = (double) SIDE / Math.min(luma.width(), luma.height());
    return luma.resized(
        (int) Math.max(1, Math.round(luma.width() * scale)),
        (int) Math.max(1, Math.round(luma.height() * scale)));
  }

  /** A picture's brightness where cells have a size in pixels: what is finer goes. */
  static Plane smoothed(Plane luma, double cell) {
    return luma.blurred((int) Math.round(cell / 3)).blurred((int) Math.round(cell / 4));
  }

  private static byte step(float d) {
    return (byte) (d > LITTLE ? 1 : d < -LITTLE ? -1 : 0);
  }

  private static int columns(int width, int height) {
    return width <= height ? CELLS : (int) Math.round((double) CELLS * width / height);
  }

  int columns() {
    return columns(width, height);
  }

  int rows() {
    return columns(height, width);
  }

  /** As text: size, scale, the steps, two cells in a byte, and the ground where there is one. */
  public String text() {
    byte[] packed = new byte[(right.length + 1) / 2];
    for (int i = 0; i < right.length; i++) {
      int cell = 3 * (right[i] + 1) + down[i] + 1;
      packed[i / 2] += (byte) (i % 2 == 0 ? 9 * cell : cell);
    }
    String steps = Base64.getEncoder().withoutPadding().encodeToString(packed);
    return "%dx%d/%s:%s".formatted(width, height, scale, steps)
        + (ground == null ? "" : ":" + ground.text());
  }

  /**
   * Reads {@link #text}.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static Imprint of(String text) {
    int cross = text.indexOf('x');
    int slash = text.indexOf('/');
    int colon = text.indexOf(':');
    if (cross < 1 || slash < cross || colon < slash) {
      throw new IllegalArgumentException("no imprint: " + text);
    }
    int w = Integer.parseInt(text.substring(0, cross));
    int h = Integer.parseInt(text.substring(cross + 1, slash));
    int second = text.indexOf(':', colon + 1);
    String steps = text.substring(colon + 1, second < 0 ? text.length() : second);
    byte[] packed = Base64.getDecoder().decode(steps);
    if (w < 1 || h < 1 || (long) columns(w, h) * columns(h, w) > MOST) {
      throw new IllegalArgumentException("no imprint: " + text);
    }
    int n = columns(w, h) * columns(h, w);
    if (packed.length != (n + 1) / 2) {
      throw new IllegalArgumentException("no imprint: " + text);
    }
    byte[] right = new byte[n];
    byte[] down = new byte[n];
    for (int i = 0; i < n; i++) {
      if (packed[i / 2] < 0 || packed[i / 2] > 80) {
        throw new IllegalArgumentException("no imprint: " + text);
      }
      int cell = i % 2 == 0 ? packed[i / 2] / 9 : packed[i / 2] % 9;
      right[i] = (byte) (cell / 3 - 1);
      down[i] = (byte) (cell % 3 - 1);
    }
    double scale = Double.parseDouble(text.substring(slash + 1, colon));
    Ground ground = second < 0 ? null : Ground.of(text.substring(second + 1));
    return new Imprint(w, h, scale, right, down, ground);
  }
}
