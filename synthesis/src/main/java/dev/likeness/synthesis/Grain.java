package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Patch;
import dev.likeness.core.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The unrest that film and codec lay over skin, measured on the skin of the upper face, which stays
 * as it was filmed, and given to the lower face, which is drawn from few frames and would be calmer
 * than what is around it. Of lightness only, at three sizes: single pixels, small squares and
 * squares of .15 eye distances, each as strong as it changes there from frame to frame. The same
 * frame has the same grain.
 */
final class Grain {
  /** The large squares' side, distances between the eyes; the small ones' is a third. */
  private static final float SIDE = .15f;

  private static final int PARTS = 3;

  /** Values of one square: its nine parts, and a single pixel. */
  private static final int VALUES = PARTS * PARTS + 1;

  /** Forehead, cheeks and nose: skin that is neither drawn nor moved by speech. */
  private static final int[] PLACES = {
    9, 151, 108, 337, 107, 336, 69, 299, 6, 197, 195, 5, 118, 347, 101, 330, 50, 280, 117, 346, 36,
    266
  };

  /** What interpolation between independent values leaves of their spread in a square's mean. */
  private static final float SPREAD = .56f;

  /** So much of it is still missing: the drawn face follows the frame's light, noise and all. */
  private static final float MISSING = .9f;

  /** No skin is more restless than this, 8-bit steps: what is more has moved. */
  private static final float MOST = 4;

  private final MeshAreas areas;
  private final MeshRaster raster = new MeshRaster();

  Grain(MeshAreas areas) {
    this.areas = areas;
  }

  /** How bright the upper face is at its places, for the notes of a frame. */
  static float[] seen(Picture picture, FaceMesh mesh) {
    float side = SIDE * (float) mesh.eyeDistance();
    Box all =
        mesh.bounds()
            .grow((int) side + 2)
            .intersect(new Box(0, 0, picture.width(), picture.height()));
    float[] out = new float[VALUES * PLACES.length];
    Arrays.fill(out, Float.NaN);
    if (all.isEmpty() || side < PARTS) {
      return out;
    }
    float[][] rgb = new float[3][all.width() * all.height()];
    picture.crop(all, rgb);
    for (int k = 0; k < PLACES.length; k++) {
      float x = mesh.x(PLACES[k]) - all.x() - side / 2;
      float y = mesh.y(PLACES[k]) - all.y() - side / 2;
      if (x < 0 || y < 0 || x + side + 1 >= all.width() || y + side + 1 >= all.height()) {
        continue;
      }
      for (int p = 0; p < PARTS * PARTS; p++) {
        float px = x + p % PARTS * side / PARTS;
        float py = y + (p - p % PARTS) * side / (PARTS * PARTS);
        out[VALUES * k + p] = mean(rgb, all.width(), px, py, side / PARTS);
      }
      int column = (int) (x + side / 2);
      int row = (int) (y + side / 2);
      out[VALUES * k + VALUES - 1] = luma(rgb, row * all.width() + column);
    }
    return out;
  }

  /** The mean over a square that ends between pixels. */
  private static float mean(float[][] rgb, int width, float x, float y, float side) {
    float sum = 0;
    float weight = 0;
    for (int j = (int) y; j < y + side; j++) {
      float wy = Math.min(j + 1, y + side) - Math.max(j, y);
      for (int i = (int) x; i < x + side; i++) {
        float w = wy * (Math.min(i + 1, x + side) - Math.max(i, x));
        sum += w * luma(rgb, j * width + i);
        weight += w;
      }
    }
    return sum / weight;
  }

  private static float luma(float[][] rgb, int i) {
    return .299f * rgb[0][i] + .587f * rgb[1][i] + .114f * rgb[2][i];
  }

  /**
   * How much each size changes by itself: standard deviations of large squares, of small ones
   * within them, and of pixels within these, 8-bit steps.
   *
   * @param notes of consecutive frames, as {@link #seen} has them
   */
  static float[] strength(List<float[]> notes) {
    List<List<Float>> found = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    double[][] squares = new double[3][PLACES.length];
    int steps = 0;
    for (int f = 1; f < notes.size(); f++) {
      double[][] d = changes(notes.get(f - 1), notes.get(f));
      if (d.length == 0) {
        continue;
      }
      steps++;
      for (int s = 0; s < 3; s++) {
        for (int k = 0; k < PLACES.length; k++) {
          squares[s][k] += d[s][k];
        }
      }
    }
    float[] out = new float[3];
    for (int s = 0; s < 3 && steps > 1; s++) {
      for (int k = 0; k < PLACES.length; k++) {
        // a change is the difference of two such values
        float v = (float) Math.sqrt(squares[s][k] / steps / 2);
        if (!Float.isNaN(v)) {
          found.get(s).add(v);
        }
      }
      List<Float> sorted = found.get(s).stream().sorted().toList();
      out[s] = sorted.isEmpty() ? 0 : Math.min(MOST, sorted.get(sorted.size() / 2));
    }
    return out;
  }

  /** Squared changes from one frame to the next, without what is common to all places. */
  private static double[][] changes(float[] a, float[] b) {
    if (a.length != b.length || a.length != VALUES * PLACES.length) {
      return new double[0][];
    }
    int n = PLACES.length;
    double[] large = new double[n];
    double[][] out = new double[3][n];
    for (int k = 0; k < n; k++) {
      double[] parts = new double[VALUES];
      for (int p = 0; p < VALUES; p++) {
        parts[p] = b[VALUES * k + p] - a[VALUES * k + p];
        large[k] += p < VALUES - 1 ? parts[p] / (VALUES - 1) : 0;
      }
      for (int p = 0; p < VALUES - 1; p++) {
        out[1][k] += Math.pow(parts[p] - large[k], 2) / (VALUES - 2);
      }
      out[2][k] = Math.pow(parts[VALUES - 1] - parts[(VALUES - 1) / 2], 2);
    }
    double[] known = Arrays.stream(large).filter(v -> !Double.isNaN(v)).sorted().toArray();
    double common = known.length == 0 ? 0 : known[known.length / 2];
    for (int k = 0; k < n; k++) {
      out[0][k] = Math.pow(large[k] - common, 2);
    }
    return out;
  }

  /**
   * Lays grain over the lower face.
   *
   * @param drawn the difference that draws it, changed in place
   * @param mesh as it is drawn
   * @param frame its number, which is the grain's seed
   */
  void lay(Patch drawn, FaceMesh mesh, float[] strength, long frame) {
    Box box = drawn.box();
    float side = SIDE * (float) mesh.eyeDistance();
    if (side < PARTS || strength[0] + strength[1] + strength[2] == 0) {
      return;
    }
    // the finer grain's mean over a square is part of what the square does
    float part = side / PARTS;
    float coarse = without(strength[0], strength[1] / PARTS);
    float middle = without(strength[1], strength[2] / part);
    Lattice large = new Lattice(box, side, frame, 1);
    Lattice small = new Lattice(box, part, frame, 2);
    raster.draw(mesh, areas.triangles, box);
    for (int y = 0; y < box.height(); y++) {
      int row = y * box.width();
      int right = row + raster.right(y);
      for (int i = row + raster.left(y); i < right; i++) {
        int t = raster.triangle(i);
        float share = t < 0 ? 0 : share(areas.triangles[t], raster.second(i), raster.third(i));
        if (share > 0) {
          float v = coarse * large.at(i - row, y) + middle * small.at(i - row, y);
          v += strength[2] * bell(hash(frame, box.x() + i - row, box.y() + y, 3));
          v *= MISSING * share;
          drawn.red()[i] += v;
          drawn.green()[i] += v;
          drawn.blue()[i] += v;
        }
      }
    }
  }

  private static float without(float all, float part) {
    return (float) Math.sqrt(Math.max(0, all * all - part * part));
  }

  /** How far a place is drawn, and inside the outline. */
  private float share(int[] tri, float b, float c) {
    float a = 1 - b - c;
    float lower = a * areas.lower[tri[0]] + b * areas.lower[tri[1]] + c * areas.lower[tri[2]];
    float rim = a * areas.rim[tri[0]] + b * areas.rim[tri[1]] + c * areas.rim[tri[2]];
    return lower * Rings.smooth(0, .06f, rim);
  }

  /** Independent values at a distance from each other, and smooth between. */
  private static final class Lattice {
    private final float[] values;
    private final int columns;
    private final int left;
    private final int top;
    private final Box box;
    private final float side;

    Lattice(Box box, float side, long frame, int kind) {
      this.box = box;
      this.side = side;
      left = (int) Math.floor(box.x() / side);
      top = (int) Math.floor(box.y() / side);
      columns = (int) (box.width() / side) + 3;
      values = new float[columns * ((int) (box.height() / side) + 3)];
      for (int i = 0; i < values.length; i++) {
        values[i] = bell(hash(frame, left + i % columns, top + i / columns, kind)) / SPREAD;
      }
    }

    float at(int x, int y) {
      float u = (box.x() + x + .5f) / side - left;
      float v = (box.y() + y + .5f) / side - top;
      int i = (int) u;
      int j = (int) v;
      float a = u - i;
      float b = v - j;
      int o = j * columns + i;
      float upper = values[o] + a * (values[o + 1] - values[o]);
      float under = values[o + columns] + a * (values[o + columns + 1] - values[o + columns]);
      return upper + b * (under - upper);
    }
  }

  /** Mixes a seed with a place (Steele, Lea and Flood 2014, the finalizer of SplittableRandom). */
  private static long hash(long frame, int x, int y, int kind) {
    long z = frame * 0x9E3779B97F4A7C15L + x * 0xD1B54A32D192ED03L + y * 0xABC98388FB8FAC03L + kind;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Nearly normal, of mean 0 and deviation 1: a sum of four even ones. */
  private static float bell(long bits) {
    float sum =
        (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48 & 0xFFFF);
    return (sum / 65536 - 2) * 1.7320508f;
  }
}
