package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;

/**
 * The folds from the wings of the nose past the corners of the mouth, which deepen where cheeks and
 * upper lip are drawn up: a warped picture has its skin stretched and pushed together without them.
 * A soft shade along the mesh's own points there, with a light rim towards the cheek. Folds that
 * the picture shows deepen likewise, and a face at rest stays as it is.
 */
final class CheekFold {
  /** From the wing of the nose down, right and left. */
  private static final int[][] LINES = {{129, 203, 206, 216, 212}, {358, 423, 426, 436, 432}};

  /** The corner of the mouth and the cheek above it, which a smile brings together. */
  private static final int[][] SMILES = {{61, 50}, {291, 280}};

  /** The nose and the upper lip's outline below it. */
  private static final int NOSE = 2;

  private static final int LIP = 0;

  /** How much darker a deep fold is, red, green and blue. */
  private static final float[] SHADE = {.15f, .19f, .2f};

  /** Its half width, distances between the eyes, and how light its rim is. */
  private static final float WIDE = .024f;

  private static final float RIM = .25f;

  /** And at least so many spreads of the picture's edges. */
  private static final float SPREADS = 2.2f;

  /** Each stretch of the mesh's lines is drawn as so many. */
  private static final int FINE = 4;

  private CheekFold() {}

  /**
   * Draws them.
   *
   * @param base the mesh as the picture shows it, turned as {@code moved} is
   * @param focus how soft the picture is, pixels
   * @param planes what is drawn so far, changed in place
   */
  static void draw(FaceMesh base, FaceMesh moved, Box box, float focus, float[][] planes) {
    float wide = Math.max(WIDE * (float) moved.eyeDistance(), SPREADS * focus);
    for (int s = 0; s < 2; s++) {
      float deep = depth(base, moved, s);
      if (deep > .02f) {
        line(curve(moved, LINES[s], box), deep, s == 0 ? wide : -wide, box, planes);
      }
    }
  }

  /** How deep the fold of a side is, against how it is in the picture: 0 to 1. */
  static float depth(FaceMesh base, FaceMesh moved, int side) {
    float smile = nearer(base, moved, SMILES[side][0], SMILES[side][1]);
    float sneer = nearer(base, moved, NOSE, LIP);
    return Math.min(1, Rings.smooth(.03f, .3f, smile) + .8f * Rings.smooth(.08f, .45f, sneer));
  }

  private static float nearer(FaceMesh base, FaceMesh moved, int a, int b) {
    double then = base.distance(a, b) / base.eyeDistance();
    return (float) (1 - moved.distance(a, b) / moved.eyeDistance() / then);
  }

  /** The points' spline, x and y of each. */
  private static float[] curve(FaceMesh m, int[] line, Box box) {
    int n = (line.length - 1) * FINE + 1;
    float[] out = new float[2 * n];
    for (int i = 0; i < n; i++) {
      int k = Math.min(i / FINE, line.length - 2);
      float t = (float) (i - k * FINE) / FINE;
      int a = line[Math.max(0, k - 1)];
      int d = line[Math.min(line.length - 1, k + 2)];
      int b = line[k];
      int c = line[k + 1];
      out[2 * i] = spline(m.x(a), m.x(b), m.x(c), m.x(d), t) - box.x();
      out[2 * i + 1] = spline(m.y(a), m.y(b), m.y(c), m.y(d), t) - box.y();
    }
    return out;
  }

  /** Catmull and Rom's. */
  private static float spline(float a, float b, float c, float d, float t) {
    return b + .5f * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  }

  /**
   * @param width half of it, pixels, negative on the picture's right
   */
  private static void line(float[] p, float deep, float width, Box box, float[][] planes) {
    float wide = Math.abs(width);
    Box b = Rings.bounds(p, 3 * wide).intersect(new Box(0, 0, box.width(), box.height()));
    int last = p.length / 2 - 1;
    for (int y = b.y(); y < b.bottom(); y++) {
      for (int x = b.x(); x < b.right(); x++) {
        float best = 9 * wide * wide;
        float along = -1;
        float across = 0;
        for (int k = 0; k < last; k++) {
          float dx = p[2 * k + 2] - p[2 * k];
          float dy = p[2 * k + 3] - p[2 * k + 1];
          float px = x + .5f - p[2 * k];
          float py = y + .5f - p[2 * k + 1];
          float t = Math.max(0, Math.min((px * dx + py * dy) / (dx * dx + dy * dy + 1e-6f), 1));
          float ex = px - t * dx;
          float ey = py - t * dy;
          float d = ex * ex + ey * ey;
          if (d < best) {
            best = d;
            along = (k + t) / last;
            across = width * (px * dy - py * dx) > 0 ? 1 : -1;
          }
        }
        if (along >= 0) {
          shade(y * box.width() + x, (float) Math.sqrt(best) * across / wide, along, deep, planes);
        }
      }
    }
  }

  /**
   * @param off how far from the line, in widths, positive towards the mouth
   */
  private static void shade(int i, float off, float along, float deep, float[][] planes) {
    float ends = Rings.smooth(0, .25f, along) * (1 - Rings.smooth(.6f, 1, along));
    float dark = (float) Math.exp(-off * off * (off > 0 ? .5f : 1.4f));
    float rim = RIM * (float) Math.exp(-(off + 1.3f) * (off + 1.3f) * 1.5f);
    for (int c = 0; c < 3; c++) {
      planes[c][i] *= 1 - SHADE[c] * deep * ends * (dark - rim);
    }
  }
}
