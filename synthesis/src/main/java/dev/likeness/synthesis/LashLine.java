package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;

/**
 * The dark line of lashes where lids are shut. A picture with open eyes shows it along the upper
 * lid, in a strip so thin that little of it is left when the lid is drawn down. Its colour is the
 * picture's own.
 */
final class LashLine {
  /** Shut so far it begins to be drawn, and so far it is drawn wholly. */
  private static final float FROM = .6f;

  private static final float TO = .95f;

  private static final float MOST = .8f;

  /** Half its thickness, eye distances. */
  private static final float THICK = .02f;

  /** An eye narrower than this, height by width, shows no open lid to take the colour from. */
  private static final float NARROW = .1f;

  /** How far around the lid's rim its darkest place is looked for, openings of the eye. */
  private static final float AROUND = .3f;

  private LashLine() {}

  /**
   * Draws it for one eye.
   *
   * @param base as {@code before} shows it, {@code moved} as {@code drawn} does; planes of the box,
   *     0 to 255
   * @param ring the eye's rim: from a corner along the lower lid and back along the upper one
   */
  static void draw(
      FaceMesh base, FaceMesh moved, int[] ring, Box box, float[][] before, float[][] drawn) {
    float open = opening(base, ring);
    int half = ring.length / 2;
    if (open < NARROW * base.distance(ring[0], ring[half])) {
      return;
    }
    float much = MOST * Rings.smooth(FROM, TO, 1 - opening(moved, ring) / open);
    if (much == 0) {
      return;
    }
    float[] colour = colour(base, ring, open, box, before);
    float[] line = new float[2 * half + 2];
    for (int i = 0; i <= half; i++) {
      line[2 * i] = moved.x(ring[i]) - box.x();
      line[2 * i + 1] = moved.y(ring[i]) - box.y();
    }
    float thick = THICK * (float) moved.eyeDistance();
    Box b = Rings.bounds(line, 3 * thick).intersect(new Box(0, 0, box.width(), box.height()));
    for (int y = b.y(); y < b.y() + b.height(); y++) {
      for (int x = b.x(); x < b.x() + b.width(); x++) {
        float d = across(line, x + .5f, y + .5f) / thick;
        float a = much * (float) Math.exp(-d * d);
        int i = y * box.width() + x;
        for (int c = 0; c < 3; c++) {
          drawn[c][i] += a * Math.min(0, colour[c] - drawn[c][i]);
        }
      }
    }
  }

  /** The mean distance of the lids. */
  private static float opening(FaceMesh m, int[] ring) {
    float sum = 0;
    for (int i = 1; i < ring.length / 2; i++) {
      sum += (float) m.distance(ring[i], ring[ring.length - i]);
    }
    return sum / (ring.length / 2 - 1);
  }

  /** The mean of the darkest places across the upper lid's rim. */
  private static float[] colour(FaceMesh m, int[] ring, float open, Box box, float[][] planes) {
    float[] out = new float[3];
    int n = ring.length;
    int columns = 0;
    for (int i = 2; i < n / 2 - 1; i++) {
      int high = ring[n - i];
      float dx = (m.x(ring[i]) - m.x(high)) / open;
      float dy = (m.y(ring[i]) - m.y(high)) / open;
      float least = Float.MAX_VALUE;
      int darkest = 0;
      for (float t = -AROUND * open; t <= AROUND * open; t += .5f) {
        int x = Math.clamp((int) (m.x(high) + t * dx) - box.x(), 0, box.width() - 1);
        int y = Math.clamp((int) (m.y(high) + t * dy) - box.y(), 0, box.height() - 1);
        int at = y * box.width() + x;
        float light = planes[0][at] + planes[1][at] + planes[2][at];
        if (light < least) {
          least = light;
          darkest = at;
        }
      }
      for (int c = 0; c < 3; c++) {
        out[c] += planes[c][darkest];
      }
      columns++;
    }
    for (int c = 0; c < 3; c++) {
      out[c] /= columns;
    }
    return out;
  }

  /** The distance of a place from the line, further at its ends, where lashes thin out. */
  private static float across(float[] line, float x, float y) {
    float best = Float.MAX_VALUE;
    int last = line.length / 2 - 1;
    for (int i = 0; i < last; i++) {
      float dx = line[2 * i + 2] - line[2 * i];
      float dy = line[2 * i + 3] - line[2 * i + 1];
      float length = dx * dx + dy * dy;
      float t = length == 0 ? 0 : ((x - line[2 * i]) * dx + (y - line[2 * i + 1]) * dy) / length;
      t = Math.clamp(t, 0, 1);
      float ex = line[2 * i] + t * dx - x;
      float ey = line[2 * i + 1] + t * dy - y;
      float along = (i + t) / last;
      float thin = .5f + .5f * Rings.smooth(0, .3f, Math.min(along, 1 - along));
      best = Math.min(best, (float) Math.sqrt(ex * ex + ey * ey) / thin);
    }
    return best;
  }
}
