package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How much of each pixel is the persona's: soft at the border, nothing that either side cannot see,
 * nothing where something lies over the target's face. Buffers are reused. Not thread-safe.
 */
final class FaceAlpha {
  /** So far around, in distances between the eyes, the edge of what lies over is looked for. */
  private static final float EDGE = .05f;

  /** From here on, by the way from the outline, a place is in the middle of the face. */
  private static final float INMOST = .2f;

  /** And up to here at the border. */
  private static final float BORDER = .05f;

  /** So many vertices away from hair that hangs into the face none is drawn above it either. */
  private static final int FRINGE = 2;

  /** What hides the face by one in so many, and is firm, does not move with it at all. */
  private static final float FIRM = 4;

  private final MeshAreas areas;
  private final MeshRaster raster;
  private final Crown crown;

  /** How much of each pixel of the box is the persona's. */
  float[] alpha = new float[0];

  /** How much each pixel belongs to the middle of the face. */
  float[] middle = new float[0];

  /** How much of each pixel the target's hair or something else hides. */
  float[] hidden = new float[0];

  private float[] firm = new float[0];
  private float[] rims = new float[0];

  /** A row of what lies over the face. */
  private float[] line = new float[0];

  private final GuidedEdge edge = new GuidedEdge();
  private final RimMatte matte = new RimMatte();

  private float[] seen = new float[0];

  /** For each vertex of the face how bare of hair the persona's views show it, and the target. */
  private final float[] bare = new float[FaceMesh.POINTS];

  /** Likewise, and how far its neighbours are. */
  private final float[] clear = new float[FaceMesh.POINTS];

  private final float[] was = new float[FaceMesh.POINTS];

  private float feather;

  /** For each vertex how much of it is replaced; null for all of every one. */
  private float @Nullable [] part;

  private float top;

  FaceAlpha(MeshAreas areas, MeshRaster raster, Crown crown) {
    this.areas = areas;
    this.raster = raster;
    this.crown = crown;
  }

  /**
   * Starts a box of n pixels.
   *
   * @param top how much of the crown is drawn, 0 to 1
   */
  void start(FaceSwap.Order order, float top, int n) {
    if (alpha.length < n) {
      alpha = new float[n];
      middle = new float[n];
      hidden = new float[n];
      firm = new float[n];
      rims = new float[n];
    }
    Arrays.fill(alpha, 0, n, 0);
    this.top = top;
    seen = Visibility.of(areas, order);
    Arrays.fill(bare, 0);
    for (int k = 0; k < order.views().length; k++) {
      for (int v = 0; v < bare.length && order.shares()[k] > 0; v++) {
        bare[v] += order.shares()[k] * order.views()[k].bare()[v];
      }
    }
    CoverMap over = order.over();
    for (int v = 0; over != null && v < bare.length; v++) {
      bare[v] *= 1 - over.fringe()[v];
    }
    System.arraycopy(bare, 0, clear, 0, bare.length);
    for (int times = 0; times < FRINGE; times++) {
      erode();
    }
    feather = (float) order.settings().feather();
    part =
        switch (order.settings().mask()) {
          case FACE -> null;
          case INNER -> areas.inner;
          case LOWER -> areas.lower;
        };
  }

  /** Takes what is next to hair that hangs into the face for covered, too. */
  private void erode() {
    System.arraycopy(clear, 0, was, 0, clear.length);
    for (int[] tri : areas.triangles) {
      float least = Math.min(was[tri[0]], Math.min(was[tri[1]], was[tri[2]]));
      for (int v : tri) {
        clear[v] = Math.min(clear[v], least);
      }
    }
  }

  /** Pixels of triangle t of the face along row y, from pixel {@code from} in column x on. */
  void span(int t, int from, int x, int y, int end) {
    int[] tri = areas.triangles[t];
    float[] ways = areas.rim;
    int v0 = tri[0];
    int v1 = tri[1];
    int v2 = tri[2];
    float[] shown = part;
    boolean whole = shown == null && seen[v0] + seen[v1] + seen[v2] == 3;
    if (whole
        && Math.min(ways[v0], Math.min(ways[v1], ways[v2])) >= Math.max(INMOST, .01f + feather)) {
      for (int i = from; i < end; i++) {
        alpha[i] = 1;
        middle[i] = 1;
      }
      return;
    }
    float b = raster.second(t, x, y);
    float c = raster.third(t, x, y);
    float db = raster.secondStep(t);
    float dc = raster.thirdStep(t);
    for (int i = from; i < end; i++, b += db, c += dc) {
      float a = 1 - b - c;
      float rim = a * ways[v0] + b * ways[v1] + c * ways[v2];
      middle[i] = Rings.smooth(BORDER, INMOST, rim);
      float m = Rings.smooth(.01f, .01f + feather, rim);
      if (top > 0 && m < 1 && crown.shows(t)) {
        m += top * open(t, b, c) * crown.front(t, b, c) * (1 - m);
      }
      if (!whole) {
        m *= a * seen[v0] + b * seen[v1] + c * seen[v2];
      }
      if (shown != null) {
        m *= a * shown[v0] + b * shown[v1] + c * shown[v2];
      }
      alpha[i] = m;
    }
  }

  /**
   * Likewise of a triangle of the ring above the face. Where hair that hangs into the face was
   * taken away, the hair above it would end in an edge.
   */
  void above(int t, int from, int x, int y, int end) {
    float b = raster.second(t, x, y);
    float c = raster.third(t, x, y);
    float db = raster.secondStep(t);
    float dc = raster.thirdStep(t);
    for (int i = from; i < end; i++, b += db, c += dc) {
      alpha[i] = top * open(t, b, c) * Crown.cover(crown.front(t, b, c), crown.out(t, b, c));
      middle[i] = 0;
    }
  }

  /** How bare of hair the face is at or below a place, 0 to 1. */
  private float open(int t, float b, float c) {
    return at(bare, t, b, c);
  }

  /** Likewise, and for some way around: only there the persona's hair is drawn. */
  float clear(int t, float b, float c) {
    return at(clear, t, b, c);
  }

  private float at(float[] v, int t, float b, float c) {
    int[] tri = areas.skirt.triangles[t];
    return (1 - b - c) * v[areas.skirt.inner(tri[0])]
        + b * v[areas.skirt.inner(tri[1])]
        + c * v[areas.skirt.inner(tri[2])];
  }

  /**
   * What lies over the target's face stays on top, but in the crown, where hair is the persona's.
   *
   * @param before the target's red, green and blue in the box
   * @param eyes pixels between the eyes
   */
  void uncover(@Nullable CoverMap over, Box box, float[][] before, float eyes) {
    int n = box.width() * box.height();
    Arrays.fill(hidden, 0, n, 0);
    Arrays.fill(firm, 0, n, 0);
    Arrays.fill(rims, 0, n, 0);
    if (over != null) {
      boolean[] rows = over.rows();
      boolean rimmed = over.rimmed();
      line = line.length < over.width() ? new float[over.width()] : line;
      for (int y = 0; y < box.height(); y++) {
        if (over.reaches(rows, box.y() + y)) {
          look(over, rimmed, box, y);
        }
      }
      edge.lay(hidden, before, box.width(), box.height(), Math.round(EDGE * eyes));
      for (int y = 0; y < box.height(); y++) {
        uncoverRow(box.width(), y);
      }
    }
    matte.find(rims, before, box.width(), box.height(), eyes);
    matte.uncover(alpha, hidden);
  }

  private void look(CoverMap over, boolean rimmed, Box box, int y) {
    int row = y * box.width();
    int first = row + raster.left(y);
    int n = raster.right(y) - raster.left(y);
    if (n <= 0) {
      return;
    }
    int x = box.x() + raster.left(y);
    over.along(over.map(), x, box.y() + y, n, line, hidden, first);
    over.along(over.hard(), x, box.y() + y, n, line, firm, first);
    if (rimmed) {
      over.along(over.rims(), x, box.y() + y, n, line, rims, first);
    }
    for (int i = first; i < first + n; i++) {
      if (raster.triangle(i) < 0) {
        hidden[i] = 0;
        rims[i] = 0;
      }
      firm[i] = hidden[i] == 0 ? 0 : firm[i] / hidden[i];
    }
  }

  private void uncoverRow(int width, int y) {
    int row = y * width;
    for (int x = raster.left(y); x < raster.right(y); x++) {
      int t = raster.triangle(row + x);
      float f = hidden[row + x];
      if (t >= 0 && f > 0) {
        firm[row + x] *= f;
        if (top > 0 && crown.shows(t)) {
          float front = crown.front(t, raster.second(t, x, y), raster.third(t, x, y));
          f = Math.max(firm[row + x], f * (1 - top * front));
        }
        alpha[row + x] *= 1 - f;
      }
    }
  }

  /**
   * How far pixel i shows the target's own pixel unmoved, as far as the target shows there. Hair
   * beside the face goes along with its outline.
   */
  float still(int i) {
    return Math.max(Math.min(1, FIRM * firm[i]), matte.near(i));
  }

  /** Lays faint rims on pixels of the persona's, of one row. */
  void layRims(int from, int end, float[][] persona) {
    matte.lay(from, end, persona);
  }
}
