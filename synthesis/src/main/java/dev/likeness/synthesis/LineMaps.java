package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;

/**
 * Where thin lines run in {@link LensPlane}, as rims would: around each eye, for each ray and each
 * distance on it, how clearly a line crosses the ray; and for the bridge and the temples, for each
 * column and row, how clearly one runs along. A line is darker than both its sides, or brighter, or
 * greyer, each a map of its own. Immutable.
 *
 * @param maps [dark, bright, grey][{@link #SIZE}], each 0 to 1
 */
record LineMaps(float[][] maps) {
  static final int DARK = 0;
  static final int BRIGHT = 1;
  static final int GREY = 2;
  static final int KINDS = 3;

  /** Rays around an eye; the first points to the temple, a quarter on is down, for both eyes. */
  static final int RAYS = 48;

  /** Places on a ray. */
  static final int PLACES = 24;

  /** Centimetres from the lens' middle to the first place, and from place to place. */
  static final float FIRST = 1.3f;

  static final float STEP = .125f;

  /** The lenses' middles lie so much lower than the eyes'. */
  static final float LOWER = .25f;

  static final int EYE = RAYS * PLACES;

  /**
   * A strip in which a line runs from left to right.
   *
   * @param from where its numbers begin in a map
   * @param left x of the first column, centimetres; {@code wide} from column to column
   * @param top y of the first row; {@link #STEP} from row to row
   */
  record Strip(int from, int columns, int rows, float left, float wide, float top) {
    int size() {
      return columns * rows;
    }
  }

  static final Strip BRIDGE = new Strip(2 * EYE, 13, 20, -6 * STEP, STEP, -1.6f);

  /** The pieces between a lens and the border of the face: right, left. */
  static final Strip RIGHT = new Strip(2 * EYE + 260, 8, 20, -7.4f, .25f, -1.9f);

  static final Strip LEFT = new Strip(2 * EYE + 420, 8, 20, 5.65f, .25f, -1.9f);
  static final int SIZE = 2 * EYE + 580;

  /** Size of the picture of the plane, its pixels a centimetre, and its left and upper edge. */
  static final int WIDTH = 128;

  static final int HEIGHT = 72;
  private static final float PIXELS = 8;
  private static final float X = -8;
  private static final float Y = -4;

  /** Differences (of logarithms; of the share of red) that make a line as clear as can be. */
  private static final float CLEAR = .25f;

  private static final float GREYER = .12f;

  /** How far from a line's middle its sides are looked at, centimetres. */
  private static final float[] SIDES = {.25f, .45f};

  static LineMaps of(Picture picture, FaceMesh mesh, LensPlane plane) {
    Affine2 patch = plane.toPicture(mesh).after(new Affine2(1 / PIXELS, 0, X, 0, 1 / PIXELS, Y));
    return of(picture.sample(patch, WIDTH, HEIGHT), plane.apart);
  }

  /**
   * Of a picture of the plane.
   *
   * @param apart half the distance between the eyes' middles, centimetres
   */
  static LineMaps of(Frame f, float apart) {
    Patch p = new Patch(f);
    float[][] out = new float[KINDS][SIZE];
    for (int e = 0; e < 2; e++) {
      int side = e == 0 ? -1 : 1;
      for (int a = 0; a < RAYS; a++) {
        float dx = (float) Math.cos(2 * Math.PI * a / RAYS) * side;
        float dy = (float) Math.sin(2 * Math.PI * a / RAYS);
        for (int r = 0; r < PLACES; r++) {
          float at = FIRST + r * STEP;
          p.line(side * apart + at * dx, LOWER + at * dy, dx, dy, out, (e * RAYS + a) * PLACES + r);
        }
      }
    }
    for (Strip s : new Strip[] {BRIDGE, RIGHT, LEFT}) {
      for (int c = 0; c < s.columns(); c++) {
        for (int r = 0; r < s.rows(); r++) {
          p.line(
              s.left() + c * s.wide(), s.top() + r * STEP, 0, 1, out, s.from() + c * s.rows() + r);
        }
      }
    }
    return new LineMaps(out);
  }

  /** All three kinds in one map. */
  float[] any() {
    float[] out = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      float l = .7f * Math.max(maps[DARK][i], maps[BRIGHT][i]) + .7f * maps[GREY][i];
      out[i] = Math.min(1, l);
    }
    return out;
  }

  /** Brightness and redness of the plane's picture. */
  private static final class Patch {
    private final float[] bright = new float[WIDTH * HEIGHT];
    private final float[] red = new float[WIDTH * HEIGHT];

    Patch(Frame f) {
      byte[] rgb = f.rgb();
      for (int i = 0; i < bright.length; i++) {
        float r = rgb[3 * i] & 255;
        float g = rgb[3 * i + 1] & 255;
        float b = rgb[3 * i + 2] & 255;
        bright[i] = SkinModel.bright(.3f * r + .6f * g + .1f * b);
        // skin's own lines are shadows: as red as skin, or redder
        red[i] = 2 * (r - g) / (r + g + 6);
      }
    }

    /** How clearly a line runs through (x, y), square to (dx, dy), into number i of each kind. */
    void line(float x, float y, float dx, float dy, float[][] out, int i) {
      float l = at(bright, x, y);
      float g = at(red, x, y);
      float dark = 0;
      float light = 0;
      float grey = 0;
      for (float d : SIDES) {
        float ax = x + d * dx;
        float ay = y + d * dy;
        float bx = x - d * dx;
        float by = y - d * dy;
        float a = at(bright, ax, ay);
        float b = at(bright, bx, by);
        dark = Math.max(dark, Math.min(a, b) - l);
        light = Math.max(light, l - Math.max(a, b));
        grey = Math.max(grey, Math.min(at(red, ax, ay), at(red, bx, by)) - g);
      }
      out[DARK][i] = Math.min(1, dark / CLEAR);
      out[BRIGHT][i] = Math.min(1, light / CLEAR);
      out[GREY][i] = Math.min(1, grey / GREYER);
    }

    private static float at(float[] map, float x, float y) {
      float px = (x - X) * PIXELS - .5f;
      float py = (y - Y) * PIXELS - .5f;
      px = px < 0 ? 0 : px > WIDTH - 1.01f ? WIDTH - 1.01f : px;
      py = py < 0 ? 0 : py > HEIGHT - 1.01f ? HEIGHT - 1.01f : py;
      int i = (int) py * WIDTH + (int) px;
      float fx = px - (int) px;
      float fy = py - (int) py;
      float top = map[i] + fx * (map[i + 1] - map[i]);
      float low = map[i + WIDTH] + fx * (map[i + WIDTH + 1] - map[i + WIDTH]);
      return top + fy * (low - top);
    }
  }
}
