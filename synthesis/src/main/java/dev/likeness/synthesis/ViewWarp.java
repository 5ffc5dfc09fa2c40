package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import org.jspecify.annotations.Nullable;

/**
 * Draws triangles of pictures onto a face that {@link MeshRaster} has drawn (piecewise-affine over
 * the mesh and what is around it). Not thread-safe.
 */
final class ViewWarp {
  private final MeshAreas areas;
  private final MeshRaster raster;

  ViewWarp(MeshAreas areas, MeshRaster raster) {
    this.areas = areas;
    this.raster = raster;
  }

  /**
   * A picture to draw triangles from.
   *
   * @param places see {@link #places}
   * @param hair its map of hair, null where it has none
   */
  record Source(
      Sampler sampler, float[] places, float share, @Nullable Sampler hair, float[] hairPlaces) {}

  /** Draws what triangle t shows along row y, from pixel {@code from} in column x on. */
  void draw(
      Sampler from,
      float[] p,
      int t,
      int first,
      int x,
      int y,
      int end,
      float share,
      boolean more,
      float[][] into) {
    int o = 6 * t;
    float dx = raster.right(t, x);
    float dy = raster.down(t, y);
    from.line(
        p[o] + dx * p[o + 1] + dy * p[o + 2],
        p[o + 3] + dx * p[o + 4] + dy * p[o + 5],
        p[o + 1],
        p[o + 4],
        first,
        end,
        share,
        more,
        into);
  }

  /**
   * Likewise, from between two places of a picture.
   *
   * @param share for each pixel how far on the way from place p to place q, 0 to 1
   */
  void between(
      Sampler.Planes from,
      float[] p,
      float[] q,
      float[] share,
      int t,
      int first,
      int x,
      int y,
      int end,
      float[][] into) {
    from.between(line(p, t, x, y), line(q, t, x, y), share, first, end, into);
  }

  /** Where triangle t is looked into along row y from column x on: x and how it grows, y too. */
  private float[] line(float[] p, int t, int x, int y) {
    int o = 6 * t;
    float dx = raster.right(t, x);
    float dy = raster.down(t, y);
    return new float[] {
      p[o] + dx * p[o + 1] + dy * p[o + 2],
      p[o + 1],
      p[o + 3] + dx * p[o + 4] + dy * p[o + 5],
      p[o + 4]
    };
  }

  /**
   * A view, ready to be drawn onto a mesh.
   *
   * @param blur how much coarser than its pixels the target is
   * @param ring whether what is around the face is drawn as well
   */
  Source source(View view, float share, FaceMesh mesh, float blur, boolean ring) {
    View.Drawn d = view.drawn(mesh, blur);
    float[] points = ring ? view.points() : view.mesh().xyz();
    float[] places = places(points, 0, 0, d.scale());
    Crown.Hair h = view.hair();
    return h == null
        ? new Source(d.sampler(), places, share, null, places)
        : new Source(
            d.sampler(),
            places,
            share,
            Sampler.of(h.frame()),
            places(points, h.left(), h.top(), h.scale()));
  }

  /**
   * For each triangle that is drawn: x in the picture of its first corner, and how x grows from
   * pixel to pixel to the right and down; likewise y.
   */
  float[] places(float[] xyz, float left, float top, float scale) {
    int count =
        xyz.length > 3 * FaceMesh.WITH_IRIS
            ? areas.skirt.triangles.length
            : areas.skirt.faceTriangles;
    float[] out = new float[6 * count];
    for (int t = 0; t < count; t++) {
      int[] tri = areas.skirt.triangles[t];
      float x = xyz[3 * tri[0]];
      float y = xyz[3 * tri[0] + 1];
      float bx = (xyz[3 * tri[1]] - x) * scale;
      float by = (xyz[3 * tri[1] + 1] - y) * scale;
      float cx = (xyz[3 * tri[2]] - x) * scale;
      float cy = (xyz[3 * tri[2] + 1] - y) * scale;
      out[6 * t] = (x - left) * scale - .5f;
      out[6 * t + 1] = raster.along(t, bx, cx);
      out[6 * t + 2] = raster.across(t, bx, cx);
      out[6 * t + 3] = (y - top) * scale - .5f;
      out[6 * t + 4] = raster.along(t, by, cy);
      out[6 * t + 5] = raster.across(t, by, cy);
    }
    return out;
  }
}
