package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.FaceTopology.Part;

/**
 * The persona's eyeballs, looking where the target looks: between the corners of the eye the
 * persona's picture is stretched sideways, and up or down where the lids leave room, so that its
 * iris, unstretched, comes to lie where the target's is (the warp of Kononenko and Lempitsky 2015,
 * "Learning to look up", reduced to a place that is known). What is seen depends on the order
 * alone; not thread-safe.
 */
final class Eyes {
  private static final int[][] CORNERS = MeshAreas.CORNERS;

  /** An eye narrower than this, height by width, shows too little to draw from. */
  private static final float NARROW = .12f;

  private static final int[][] LIDS = {{159, 145}, {386, 374}};

  private final MeshAreas areas;
  private final EyeLight light = new EyeLight();
  private final int[][] triangles = new int[2][];
  private final boolean[][] part;

  Eyes(MeshAreas areas, FaceTopology face) {
    this.areas = areas;
    part = new boolean[2][areas.triangles.length];
    for (int t = 0; t < areas.triangles.length; t++) {
      part[0][t] = face.part(t) == Part.RIGHT_EYE;
      part[1][t] = face.part(t) == Part.LEFT_EYE;
    }
    for (int e = 0; e < 2; e++) {
      boolean[] own = part[e];
      triangles[e] = java.util.stream.IntStream.range(0, own.length).filter(t -> own[t]).toArray();
    }
  }

  /** Whether both the target's gaze and the persona's are known, and its eyes open. */
  static boolean known(FaceMesh target, View[] views, float[] shares) {
    for (int k = 0; k < views.length; k++) {
      if (shares[k] > 0 && !(views[k].mesh().hasIris() && open(views[k].mesh()))) {
        return false;
      }
    }
    return target.hasIris();
  }

  private static boolean open(FaceMesh m) {
    for (int e = 0; e < 2; e++) {
      double wide = m.distance(CORNERS[e][0], CORNERS[e][1]);
      if (m.distance(LIDS[e][0], LIDS[e][1]) < NARROW * wide) {
        return false;
      }
    }
    return true;
  }

  /** Starts a picture, in which no eye is drawn so far. */
  void start() {
    light.start();
  }

  /** Compares what was drawn with the target's; see {@link EyeLight#solve}. */
  void solve(float[][] before, float apart) {
    light.solve(before, apart);
  }

  /** Gives what was drawn, of one row, the light of the target's eyes. */
  void light(int from, int end, float[][] planes) {
    light.light(from, end, planes);
  }

  /** Draws both eyes of the order into {@code planes}, over what is there. */
  void draw(FaceSwap.Order order, MeshRaster raster, Box box, float[][] planes) {
    for (int e = 0; e < 2; e++) {
      draw(order, raster, box, e, planes);
    }
  }

  private void draw(FaceSwap.Order order, MeshRaster raster, Box box, int eye, float[][] planes) {
    FaceMesh mesh = order.mesh();
    float[] line = Rings.outline(mesh, eye == 0 ? areas.rightEye : areas.leftEye, 0, 0);
    Box b = Rings.bounds(line, 0).intersect(box);
    Look[] looks = new Look[order.views().length];
    for (int k = 0; k < looks.length; k++) {
      if (order.shares()[k] > 0) {
        looks[k] = new Look(order.views()[k], mesh, eye, order.blur());
      }
    }
    float room = .1f * (float) mesh.distance(CORNERS[eye][0], CORNERS[eye][1]);
    for (int y = b.y(); y < b.y() + b.height(); y++) {
      for (int x = b.x(); x < b.x() + b.width(); x++) {
        int i = (y - box.y()) * box.width() + x - box.x();
        int t = raster.triangle(i);
        if (t < 0 || t >= part[eye].length || !part[eye][t]) {
          continue;
        }
        float inside = Rings.smooth(0, room, Rings.inside(line, x + .5f, y + .5f));
        boolean more = false;
        for (int k = 0; k < looks.length; k++) {
          if (looks[k] != null) {
            float[] place = looks[k].place(t, raster.second(i), raster.third(i), inside);
            looks[k]
                .drawn
                .sampler()
                .line(place[0], place[1], 0, 0, i, i + 1, order.shares()[k], more, planes);
            more = true;
          }
        }
        light.add(eye, i, inside, planes);
      }
    }
  }

  /**
   * One eye of one view, and where it has to look. Coordinates: eye widths from its left corner.
   */
  private final class Look {
    private final View.Drawn drawn;
    private final FaceMesh from;
    private final float left;
    private final float top;
    private final float ax;
    private final float ay;
    private final float[] irisFrom;
    private final float[] irisTo;
    private final float radius;

    Look(View view, FaceMesh mesh, int eye, float blur) {
      from = view.mesh();
      drawn = view.drawn(mesh, blur);
      int a = CORNERS[eye][0];
      int b = CORNERS[eye][1];
      left = from.x(a);
      top = from.y(a);
      ax = from.x(b) - left;
      ay = from.y(b) - top;
      int iris = FaceMesh.POINTS + eye * FaceMesh.IRIS;
      irisFrom = along(from.x(iris), from.y(iris));
      float[] place = warped(mesh, eye, mesh.x(iris), mesh.y(iris));
      irisTo = along(place[0], place[1]);
      float r = 0;
      for (int p = 1; p < FaceMesh.IRIS; p++) {
        r += (float) from.distance(iris, iris + p) / (FaceMesh.IRIS - 1);
      }
      radius = r / (float) Math.hypot(ax, ay);
    }

    private float[] along(float x, float y) {
      float d = ax * ax + ay * ay;
      float px = x - left;
      float py = y - top;
      return new float[] {(px * ax + py * ay) / d, (py * ax - px * ay) / d};
    }

    /** Where the mesh's warp takes a place of the target's eye in the persona's picture. */
    private float[] warped(FaceMesh mesh, int eye, float x, float y) {
      float[] best = {from.x(CORNERS[eye][0]), from.y(CORNERS[eye][0])};
      float least = Float.MAX_VALUE;
      for (int t : triangles[eye]) {
        int[] tri = areas.triangles[t];
        float x1 = mesh.x(tri[1]) - mesh.x(tri[0]);
        float y1 = mesh.y(tri[1]) - mesh.y(tri[0]);
        float x2 = mesh.x(tri[2]) - mesh.x(tri[0]);
        float y2 = mesh.y(tri[2]) - mesh.y(tri[0]);
        float d = x1 * y2 - x2 * y1;
        if (Math.abs(d) < 1e-3f) {
          continue;
        }
        float px = x - mesh.x(tri[0]);
        float py = y - mesh.y(tri[0]);
        float b = (px * y2 - x2 * py) / d;
        float c = (x1 * py - px * y1) / d;
        float out = Math.max(0, Math.max(-b, Math.max(-c, b + c - 1)));
        if (out < least) {
          least = out;
          best = place(tri, b, c);
        }
      }
      return best;
    }

    private float[] place(int[] tri, float b, float c) {
      float a = 1 - b - c;
      return new float[] {
        a * from.x(tri[0]) + b * from.x(tri[1]) + c * from.x(tri[2]),
        a * from.y(tri[0]) + b * from.y(tri[1]) + c * from.y(tri[2])
      };
    }

    /** Where the drawn picture shows what belongs to a place of triangle t. */
    float[] place(int t, float b, float c, float inside) {
      float[] p = place(areas.triangles[t], b, c);
      float[] uv = along(p[0], p[1]);
      float du = sideways(uv[0]) - uv[0];
      float dv = inside * Math.max(-.12f, Math.min(irisFrom[1] - irisTo[1], .12f));
      p[0] = (p[0] + du * ax - dv * ay) * drawn.scale() - .5f;
      p[1] = (p[1] + du * ay + dv * ax) * drawn.scale() - .5f;
      return p;
    }

    /** Corners stay, the iris moves as a whole, the white between them stretches. */
    private float sideways(float u) {
      float low = irisTo[0] - radius;
      float high = irisTo[0] + radius;
      float shift = irisFrom[0] - irisTo[0];
      if (u >= low && u <= high) {
        return u + shift;
      }
      if (u < low) {
        return low < .02f ? u + shift : u * (low + shift) / low;
      }
      return high > .98f ? u + shift : 1 - (1 - u) * (1 - high - shift) / (1 - high);
    }
  }
}
