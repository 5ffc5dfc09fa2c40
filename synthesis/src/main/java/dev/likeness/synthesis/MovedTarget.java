package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceTopology;
import org.jspecify.annotations.Nullable;

/**
 * The target's own pixels where its face gets another shape: what shows through the persona's moves
 * with the features under it, at the face's border with the outline ({@link Carried}), and around
 * the face with the ring of {@link Skirt}. Buffers are reused. Not thread-safe.
 */
final class MovedTarget {
  /** A vertex that moves by less stays, pixels. */
  private static final double STILL = .05;

  private final MeshAreas areas;
  private final MeshRaster raster;
  private final ViewWarp warp;
  private final FaceAlpha cover;
  private final Carried along = new Carried(FaceTopology.canonical());
  private float[][] moved = new float[3][0];
  private float[][] before = new float[3][0];
  private boolean[] still = new boolean[0];

  /** Looks into what was given; until then into nothing. */
  private Sampler.Planes around = Sampler.of(new float[3][4], 2, 2);

  private float[] places = new float[0];
  private float[] rim = places;

  MovedTarget(MeshAreas areas, MeshRaster raster, ViewWarp warp, FaceAlpha cover) {
    this.areas = areas;
    this.raster = raster;
    this.warp = warp;
    this.cover = cover;
  }

  /**
   * Begins with a box that the raster holds.
   *
   * @param own x, y and z of the face's points and what is around it, in the picture
   * @param points where they are drawn; the same array where nothing moves
   * @param before the box's red, green and blue, row by row
   * @param hangs see {@link CoverMap#hangs}; null where nothing does
   */
  void start(float[] own, float[] points, float[][] before, Box box, float @Nullable [] hangs) {
    int n = box.width() * box.height();
    if (moved[0].length < n) {
      moved = new float[3][n];
    }
    this.before = before;
    still = still(own, points);
    around = Sampler.of(before, box.width(), box.height());
    // where nothing moves, only the face's own triangles are drawn
    boolean moves = own != points;
    places = moves ? warp.places(along.still(own, points), box.x(), box.y(), 1) : new float[0];
    rim = moves ? warp.places(along.from(own, points, hangs), box.x(), box.y(), 1) : places;
  }

  /** The triangles that do not move. */
  private boolean[] still(float[] own, float[] points) {
    boolean[] vertex = new boolean[own.length / 3];
    for (int v = 0; v < vertex.length; v++) {
      double by = Math.hypot(points[3 * v] - own[3 * v], points[3 * v + 1] - own[3 * v + 1]);
      vertex[v] = by < STILL;
    }
    boolean[] out = new boolean[areas.skirt.triangles.length];
    for (int t = 0; t < out.length; t++) {
      int[] tri = areas.skirt.triangles[t];
      out[t] = vertex[tri[0]] && vertex[tri[1]] && vertex[tri[2]];
    }
    return out;
  }

  /** Whether pixel i stays as it is. */
  boolean still(int i) {
    return raster.triangle(i) < 0 || still[raster.triangle(i)];
  }

  /**
   * The planes that hold pixels {@code left} to {@code right} of a row that begins at pixel {@code
   * row}: what was given, where none of them moves.
   */
  float[][] row(int row, int y, int left, int right) {
    boolean moves = false;
    for (int i = left, end; i < right; i = end) {
      end = raster.spanEnd(i, right);
      int t = raster.triangle(i);
      if (t >= 0 && !still[t] && lets(i, end)) {
        if (!moves) {
          moves = true;
          for (int c = 0; c < 3; c++) {
            System.arraycopy(before[c], left, moved[c], left, right - left);
          }
        }
        span(t, i, i - row, y, end);
      }
    }
    return moves ? moved : before;
  }

  private void span(int t, int from, int x, int y, int end) {
    boolean face = t < areas.skirt.faceTriangles;
    float most = 0;
    float least = 1;
    for (int i = from; i < end; i++) {
      most = Math.max(most, cover.middle[i]);
      least = Math.min(least, cover.middle[i]);
    }
    if (face && least == 1) {
      warp.draw(around, places, t, from, x, y, end, 1, false, moved);
    } else if (!face || most == 0) {
      warp.draw(around, rim, t, from, x, y, end, 1, false, moved);
    } else {
      warp.between(around, rim, places, cover.middle, t, from, x, y, end, moved);
    }
    stay(from, end);
  }

  /**
   * What lies over the face has a shape of its own: spectacles and hands do not follow the
   * persona's features.
   */
  private void stay(int from, int end) {
    for (int i = from; i < end; i++) {
      float over = cover.still(i);
      for (int c = 0; c < 3 && over > 0; c++) {
        moved[c][i] += over * (before[c][i] - moved[c][i]);
      }
    }
  }

  /** Whether the target shows through anywhere between two pixels. */
  private boolean lets(int from, int end) {
    for (int i = from; i < end; i++) {
      if (cover.alpha[i] < 1) {
        return true;
      }
    }
    return false;
  }
}
