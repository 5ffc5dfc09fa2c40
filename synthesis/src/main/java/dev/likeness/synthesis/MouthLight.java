package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import java.util.Arrays;

/**
 * The light that teeth would stand in, from the whites of the eyes and the skin around the mouth:
 * skin of all tones has teeth of much the same colour, so skin alone says too little, and the
 * whites are small and shaded by lids, so they say too little, too. Fitted to the 43 pictures in
 * shared/ media (people who do not exist, and the London set) that show teeth: off by 11 % in the
 * middle, where skin alone is off by 14 and the whites alone by 14.
 */
final class MouthLight {
  private static final double SCALE = 1.19;
  private static final double OF_WHITES = .266;
  private static final double OF_SKIN = .482;

  /** Where no white of an eye is to be seen. */
  private static final double SKIN_SCALE = 1.11;

  private static final double SKIN_ALONE = .716;

  /**
   * Red and blue of teeth against green, by how much those of the whites and of the skin count:
   * fitted to 48 of these pictures, off by 4 % in the median. What is white has a light's colour,
   * skin has more of the red that lips and cheeks throw.
   */
  private static final double[] PALE = {.983, 1, .93};

  private static final double[] AS_WHITES = {.05, 0, .68};
  private static final double[] AS_SKIN = {.27, 0, .13};

  /** Red times blue against green squared is 1 in the median, and hardly less: none is greenish. */
  private static final double LEAST_PINK = .98;

  /** Red and blue against green where no whites are to be seen. */
  private static final double[] USUAL = {1.15, 1, .86};

  private static final int[] SKIN = {50, 280, 205, 425, 4, 199};

  /** Inner and outer edge of the lower lip around its middle. */
  private static final int[][] LIP = {{87, 84}, {14, 17}, {317, 314}};

  /** Which of the whites' pixels count, from dark to bright: the rest is lids, lashes, glints. */
  private static final float FROM = .75f;

  private static final float TO = .95f;
  private static final int ENOUGH = 10;

  /** What is so bright and no redder, against what is expected, is a tooth and not a lip. */
  private static final double LEAST = .3;

  private static final double REDDEST = 1.7;

  /**
   * Red times blue against green squared: 1.63 at most of the teeth that 30 portraits show, 1.76 at
   * least of seven light lower lips in dark faces, into which the mesh's line had slipped.
   */
  private static final double PINKEST = 1.7;

  private static final float[] LINEAR = new float[256];

  static {
    for (int i = 0; i < 256; i++) {
      double v = i / 255.0;
      LINEAR[i] = (float) (v <= .04045 ? v / 12.92 : Math.pow((v + .055) / 1.055, 2.4));
    }
  }

  /** Red, green and blue, linear, of a tooth that faces viewer and light. */
  final float[] tooth = new float[3];

  /** The same of the lower lip. */
  final float[] lip = new float[3];

  /** Whether the picture shows teeth between the lips; then {@link #tooth} is their colour. */
  final boolean teeth;

  /** How much brighter the picture's left cheek is than its right: −1 to 1. */
  final float fromLeft;

  /**
   * @param before the picture's pixels in the box, sRGB
   */
  MouthLight(FaceMesh m, MeshAreas areas, Box box, float[][] before) {
    Sum skin = new Sum();
    double[] cheeks = new double[2];
    Sum lower = new Sum();
    for (int[] v : LIP) {
      lower.add(around((m.x(v[0]) + m.x(v[1])) / 2, (m.y(v[0]) + m.y(v[1])) / 2, box, before));
    }
    for (int c = 0; c < 3; c++) {
      lip[c] = (float) (lower.rgb[c] / Math.max(1, lower.n));
    }
    for (int v : SKIN) {
      Sum here = around(m.x(v), m.y(v), box, before);
      skin.add(here);
      cheeks[0] += v == 50 || v == 205 ? here.bright() : 0;
      cheeks[1] += v == 280 || v == 425 ? here.bright() : 0;
    }
    fromLeft = (float) ((cheeks[0] - cheeks[1]) / (cheeks[0] + cheeks[1] + .01));
    Sum whites = new Sum();
    whites.add(white(m, areas.rightEye, 0, box, before));
    whites.add(white(m, areas.leftEye, 1, box, before));
    double k = Math.max(.01, skin.n == 0 ? .3 : skin.bright());
    double s = whites.bright();
    boolean seen = whites.n > 0 && s > .01;
    double bright =
        seen
            ? SCALE * Math.pow(s, OF_WHITES) * Math.pow(k, OF_SKIN)
            : SKIN_SCALE * Math.pow(k, SKIN_ALONE);
    bright = Math.min(bright, .85);
    double[] rgb = USUAL.clone();
    for (int c = 0; c < 3 && seen; c++) {
      rgb[c] =
          PALE[c]
              * Math.pow(whites.against(c), AS_WHITES[c])
              * Math.pow(skin.against(c), AS_SKIN[c]);
    }
    double green = Math.max(1, Math.sqrt(LEAST_PINK / (rgb[0] * rgb[2])));
    rgb[0] *= green;
    rgb[2] *= green;
    double sum = .2126 * rgb[0] + .7152 * rgb[1] + .0722 * rgb[2];
    for (int c = 0; c < 3; c++) {
      tooth[c] = (float) Math.min(.95, bright * rgb[c] / sum);
    }
    Sum own =
        bright(Rings.outline(m, areas.mouth, box.x(), box.y()), 0, 0, 0, margin(m), box, before);
    double red = own.rgb[0] / (own.rgb[1] + 1e-6);
    boolean pink = own.rgb[0] * own.rgb[2] > PINKEST * own.rgb[1] * own.rgb[1];
    teeth = !pink && own.bright() > LEAST * bright && red < REDDEST * tooth[0] / tooth[1];
    for (int c = 0; c < 3 && teeth; c++) {
      tooth[c] = (float) (own.rgb[c] / own.n);
    }
  }

  /** Five by five pixels. */
  private static Sum around(float cx, float cy, Box box, float[][] before) {
    Sum here = new Sum();
    for (int d = 0; d < 25; d++) {
      int x = Math.round(cx) - box.x() + d % 5 - 2;
      int y = Math.round(cy) - box.y() + d / 5 - 2;
      if (x >= 0 && y >= 0 && x < box.width() && y < box.height()) {
        here.add(before, y * box.width() + x);
      }
    }
    return here;
  }

  private static float margin(FaceMesh m) {
    return .5f + .003f * (float) m.distance(33, 263);
  }

  /** Means of linear colour. */
  private static final class Sum {
    final double[] rgb = new double[3];
    int n;

    void add(float[][] planes, int i) {
      for (int c = 0; c < 3; c++) {
        rgb[c] += linear(planes[c][i]);
      }
      n++;
    }

    void add(Sum other) {
      for (int c = 0; c < 3; c++) {
        rgb[c] += other.rgb[c];
      }
      n += other.n;
    }

    /** A colour against green. */
    double against(int c) {
      double least = .005 * Math.max(1, n);
      return (rgb[c] + least) / (rgb[1] + least);
    }

    double bright() {
      return n == 0 ? 0 : (.2126 * rgb[0] + .7152 * rgb[1] + .0722 * rgb[2]) / n;
    }
  }

  private static Sum white(FaceMesh m, int[] ring, int eye, Box box, float[][] before) {
    float[] line = Rings.outline(m, ring, box.x(), box.y());
    float ix = 0;
    float iy = 0;
    float iris = 0;
    if (m.hasIris()) {
      int at = FaceMesh.POINTS + eye * FaceMesh.IRIS;
      ix = m.x(at) - box.x();
      iy = m.y(at) - box.y();
      for (int p = 1; p < FaceMesh.IRIS; p++) {
        iris += 1.1f * (float) m.distance(at, at + p) / (FaceMesh.IRIS - 1);
      }
    }
    return bright(line, ix, iy, iris, margin(m), box, before);
  }

  /** The mean of the brighter pixels inside an outline and outside a circle; none where few. */
  private static Sum bright(
      float[] line, float ix, float iy, float iris, float margin, Box box, float[][] before) {
    Box b = Rings.bounds(line, 0).intersect(new Box(0, 0, box.width(), box.height()));
    long[] found = new long[Math.max(0, b.width() * b.height())];
    int n = 0;
    for (int y = b.y(); y < b.bottom(); y++) {
      for (int x = b.x(); x < b.right(); x++) {
        int i = y * box.width() + x;
        if (Math.hypot(x + .5f - ix, y + .5f - iy) >= iris
            && Rings.inside(line, x + .5f, y + .5f) >= margin) {
          float lum =
              .2126f * linear(before[0][i])
                  + .7152f * linear(before[1][i])
                  + .0722f * linear(before[2][i]);
          found[n++] = ((long) (lum * 1e6f) << 32) | i;
        }
      }
    }
    Arrays.sort(found, 0, n);
    Sum sum = new Sum();
    for (int i = (int) (FROM * n); n >= ENOUGH && i < (int) (TO * n); i++) {
      sum.add(before, (int) found[i]);
    }
    return sum;
  }

  static float linear(float srgb) {
    float v = srgb < 0 ? 0 : srgb > 255 ? 255 : srgb;
    int i = (int) v;
    return i == 255 ? LINEAR[255] : LINEAR[i] + (v - i) * (LINEAR[i + 1] - LINEAR[i]);
  }
}
