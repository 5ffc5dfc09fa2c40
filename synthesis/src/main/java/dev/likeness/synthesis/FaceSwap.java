package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Patch;
import dev.likeness.core.Picture;
import dev.likeness.faces.FaceGeometry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The renderer's first and last step for one picture: warps a persona's view onto a mesh in the
 * target (piecewise-affine over the face mesh), gives it the target's light, and blends. The inside
 * of the mouth and lids in a blink stay the target's own pixels, so teeth, tongue and blinks are
 * true to it; the eyes look where its eyes look ({@link Eyes}). Buffers are reused. Not
 * thread-safe.
 */
final class FaceSwap {
  /** How soft the light is that is taken over at the border, in distances between the eyes. */
  private static final float NEAR = .35f;

  /** The same in the middle of the face, whose relief is the persona's. */
  private static final float WIDE = 2;

  /** From here on, by the way from the outline, a place is in the middle of the face. */
  private static final float INMOST = .2f;

  /** And up to here at the border. */
  private static final float BORDER = .05f;

  private final MeshAreas areas = new MeshAreas(FaceTopology.canonical());
  private final MeshRaster raster = new MeshRaster();
  private final Relight light = new Relight();
  private final Holes holes = new Holes(areas);
  private final Crown crown = new Crown(areas, FaceTopology.canonical());
  private final HairLight hairLight = new HairLight();
  private final Eyes eyes = new Eyes(areas, FaceTopology.canonical());
  private float[][] warped = new float[3][0];
  private float[][] before = new float[3][0];
  private float[][] moved = new float[3][0];
  private float[] alpha = new float[0];
  private float[] middle = new float[0];
  private float[] weights = new float[0];

  /** How much of each pixel is the persona's hair, then the hair's colour in the target's light. */
  private float[][] hair = new float[4][0];

  /** How much of each pixel the target's hair or something else hides. */
  private float[] hidden = new float[0];

  /** The row of the box that lies between the eyes, and the distance between these. */
  private float eyeLine;

  private float eyeWide;

  /** The rows of the box that show hair end here. */
  private int hairy;

  /**
   * What to paint.
   *
   * @param own the target's own mesh, in target pixels
   * @param mesh where the persona's face goes: the own mesh, or one of the same outline
   * @param views the persona's views to draw from and how much of each; shares add up to 1
   * @param lids how far each eyelid gives way to the target's own: right, left; 0 to 1
   * @param gap how far the target's lips are apart, 0 closed to 1: only then is anything between
   *     them
   * @param blur how much coarser than its pixels the target is, 1 where it is crisp
   * @param over what lies over the target's face and stays on top
   * @param skin the target's skin, which tells its forehead from its hair; null: no crown is drawn
   */
  record Order(
      FaceMesh own,
      FaceMesh mesh,
      View[] views,
      float[] shares,
      float[] lids,
      float gap,
      float blur,
      Occluders.@Nullable Drawn over,
      @Nullable SkinModel skin,
      SwapSettings settings) {}

  /** The difference that paints the face, or null where no pixel of it is in the picture. */
  @Nullable Patch paint(Picture target, Order order) {
    FaceMesh mesh = order.mesh();
    SkinModel skin = order.skin();
    float top = skin == null ? 0 : top(order);
    boolean reshaped = order.own() != mesh || top > 0;
    float[] points = areas.skirt.points(mesh, order.own());
    Box around = reshaped ? Skirt.bounds(points) : mesh.bounds();
    Box box = around.grow(2).intersect(new Box(0, 0, target.width(), target.height()));
    if (box.isEmpty()) {
      return null;
    }
    int n = box.width() * box.height();
    if (alpha.length < n) {
      alpha = new float[n];
      middle = new float[n];
      weights = new float[n];
      warped = new float[3][n];
      moved = new float[3][n];
      before = new float[3][n];
      hair = new float[4][n];
      hidden = new float[n];
    }
    target.crop(box, before);
    raster.draw(points, reshaped ? areas.skirt.triangles : areas.triangles, box);
    warp(order, top, box);
    uncover(order.over(), top, box);
    gatherLight(mesh, skin, box);
    if (skin != null && top > 0) {
      gatherHair(skin, (float) mesh.eyeDistance(), box);
    }
    boolean eyes = !order.settings().keepEyes() && Eyes.known(mesh, order.views(), order.shares());
    if (eyes) {
      this.eyes.draw(order, raster, box, warped);
    }
    holes.keep(order, eyes, box, alpha);
    float[] own = areas.skirt.points(order.own(), order.own());
    return difference(own, reshaped ? points : own, order.settings(), box);
  }

  /** How much of the persona's {@link Crown} is drawn, 0 to 1. */
  private static float top(Order order) {
    if (order.settings().mask() == SwapSettings.Area.INNER) {
      return 0;
    }
    float shown = 0;
    for (int k = 0; k < order.views().length; k++) {
      View v = order.views()[k];
      if (order.shares()[k] > 0 && v.hair() != null) {
        shown += order.shares()[k] * Crown.share(FaceGeometry.pose(v.mesh()).yaw());
      }
    }
    return shown * Crown.share(FaceGeometry.pose(order.own()).yaw());
  }

  /** Draws the views, and says how much of each pixel is theirs: triangle by triangle, by rows. */
  private void warp(Order order, float top, Box box) {
    List<Source> sources = new ArrayList<>();
    for (int k = 0; k < order.views().length; k++) {
      if (order.shares()[k] > 0) {
        sources.add(
            source(order.views()[k], order.shares()[k], order.mesh(), order.blur(), top > 0));
      }
    }
    Cover cover = new Cover(order, top);
    int w = box.width();
    java.util.Arrays.fill(alpha, 0, w * box.height(), 0);
    for (float[] plane : warped) {
      java.util.Arrays.fill(plane, 0, w * box.height(), 0);
    }
    java.util.Arrays.fill(hair[0], 0, w * box.height(), 0);
    hairy = 0;
    for (int y = 0; y < box.height(); y++) {
      warpRow(sources, cover, y * w, y);
    }
  }

  // What is done for a row is a method of its own: the compiler is through with it in the first
  // frames, and need not go over the whole again.

  private void warpRow(List<Source> sources, Cover cover, int row, int y) {
    int right = row + raster.right(y);
    for (int i = row + raster.left(y), end; i < right; i = end) {
      end = raster.spanEnd(i, right);
      int t = raster.triangle(i);
      boolean above = cover.top > 0 && t >= 0 && crown.shows(t);
      if (!onFace(t) && !above) {
        continue;
      }
      for (int k = 0; k < sources.size(); k++) {
        Source s = sources.get(k);
        draw(s.sampler, s.places, t, i, i - row, y, end, s.share, k > 0, warped);
        if (above && s.hair != null) {
          draw(s.hair, s.hairPlaces, t, i, i - row, y, end, s.share, k > 0, hair);
          hairy = y + 1;
        }
      }
      if (onFace(t)) {
        cover.span(t, i, i - row, y, end);
      } else {
        cover.above(t, i, i - row, y, end);
      }
    }
  }

  private boolean onFace(int t) {
    return t >= 0 && t < areas.skirt.faceTriangles;
  }

  /**
   * A picture to draw triangles from.
   *
   * @param places see {@link #places}
   * @param hair its map of hair, null where it has none
   */
  private record Source(
      Sampler sampler, float[] places, float share, @Nullable Sampler hair, float[] hairPlaces) {}

  /** Draws what triangle t shows along row y, from pixel {@code from} in column x on. */
  private void draw(
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

  private Source source(View view, float share, FaceMesh mesh, float blur, boolean above) {
    View.Drawn d = view.drawn(mesh, blur);
    float[] points = above ? view.points() : view.mesh().xyz();
    float[] places = places(points, 0, 0, d.scale());
    Crown.Hair h = view.hair();
    return h == null || !above
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
  private float[] places(float[] xyz, float left, float top, float scale) {
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

  /** The triangles that move by less than a twentieth of a pixel. */
  private boolean[] still(float[] own, float[] points) {
    boolean[] vertex = new boolean[own.length / 3];
    for (int v = 0; v < vertex.length; v++) {
      vertex[v] = Math.hypot(points[3 * v] - own[3 * v], points[3 * v + 1] - own[3 * v + 1]) < .05;
    }
    boolean[] out = new boolean[areas.skirt.triangles.length];
    for (int t = 0; t < out.length; t++) {
      int[] tri = areas.skirt.triangles[t];
      out[t] = vertex[tri[0]] && vertex[tri[1]] && vertex[tri[2]];
    }
    return out;
  }

  /** How much of each pixel is the persona's: soft border, what both sides can see. */
  private final class Cover {
    private final float[] seen;
    private final float feather;
    private final boolean inner;
    private final float top;

    Cover(Order order, float top) {
      this.top = top;
      seen = Visibility.of(areas, order);
      feather = (float) order.settings().feather();
      inner = order.settings().mask() == SwapSettings.Area.INNER;
    }

    /** Pixels of triangle t along row y, from pixel {@code from} in column x on. */
    void span(int t, int from, int x, int y, int end) {
      int[] tri = areas.triangles[t];
      float[] rims = areas.rim;
      int v0 = tri[0];
      int v1 = tri[1];
      int v2 = tri[2];
      boolean whole = !inner && seen[v0] + seen[v1] + seen[v2] == 3;
      if (whole
          && Math.min(rims[v0], Math.min(rims[v1], rims[v2])) >= Math.max(INMOST, .01f + feather)) {
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
        float rim = a * rims[v0] + b * rims[v1] + c * rims[v2];
        middle[i] = Rings.smooth(BORDER, INMOST, rim);
        float m = Rings.smooth(.01f, .01f + feather, rim);
        if (top > 0 && m < 1 && crown.shows(t)) {
          m += top * crown.front(t, b, c) * (1 - m);
        }
        if (!whole) {
          m *= a * seen[v0] + b * seen[v1] + c * seen[v2];
        }
        if (inner) {
          m *= a * areas.inner[v0] + b * areas.inner[v1] + c * areas.inner[v2];
        }
        alpha[i] = m;
      }
    }

    /** Likewise of a triangle of the ring above the face. */
    void above(int t, int from, int x, int y, int end) {
      float b = raster.second(t, x, y);
      float c = raster.third(t, x, y);
      float db = raster.secondStep(t);
      float dc = raster.thirdStep(t);
      for (int i = from; i < end; i++, b += db, c += dc) {
        alpha[i] = top * Crown.cover(crown.front(t, b, c), crown.out(t, b, c));
        middle[i] = 0;
      }
    }
  }

  /**
   * What lies over the target's face stays on top, but in the crown, where hair is the persona's.
   */
  private void uncover(Occluders.@Nullable Drawn over, float top, Box box) {
    java.util.Arrays.fill(hidden, 0, box.width() * box.height(), 0);
    if (over == null) {
      return;
    }
    boolean[] rows = over.rows();
    for (int y = 0; y < box.height(); y++) {
      if (!over.reaches(rows, box.y() + y)) {
        continue;
      }
      int row = y * box.width();
      for (int x = raster.left(y); x < raster.right(y); x++) {
        if (alpha[row + x] > 0) {
          float f = over.at(box.x() + x, box.y() + y);
          int t = raster.triangle(row + x);
          hidden[row + x] = f;
          if (f > 0 && top > 0 && crown.shows(t)) {
            float firm = over.firm(box.x() + x, box.y() + y);
            float front = crown.front(t, raster.second(t, x, y), raster.third(t, x, y));
            f = Math.max(firm, f * (1 - top * front));
          }
          alpha[row + x] *= 1 - f;
        }
      }
    }
  }

  /** How much of a pixel above the face is skin in the target. */
  private float bare(@Nullable SkinModel skin, int t, float b, float c, int i) {
    return skin == null
        ? 0
        : 1 - crown.foreign(skin, t, b, c, before[0][i], before[1][i], before[2][i]);
  }

  private static float mixed(float[] perVertex, int[] tri, float b, float c) {
    return (1 - b - c) * perVertex[tri[0]] + b * perVertex[tri[1]] + c * perVertex[tri[2]];
  }

  private void gatherLight(FaceMesh mesh, @Nullable SkinModel skin, Box box) {
    float eyes = (float) mesh.eyeDistance();
    eyeLine = mesh.y(168) - box.y();
    eyeWide = eyes;
    light.start(box.width(), box.height(), Math.max(2, eyes / 6));
    int step = Math.max(1, (int) (eyes / 24));
    for (int y = 0; y < box.height(); y += step) {
      gatherRow(skin, y, box.width(), step);
    }
    light.solve(NEAR * eyes, WIDE * eyes);
    for (int y = 0; y < box.height(); y += step) {
      light.row(y, box.width());
      checkRow(y, box.width(), step);
    }
    light.settle(NEAR * eyes);
  }

  private void gatherRow(@Nullable SkinModel model, int y, int width, int step) {
    for (int x = 0; x < width; x += step) {
      int i = y * width + x;
      int t = raster.triangle(i);
      weights[i] = 0;
      if (t < 0 || alpha[i] < .05f || (onFace(t) && areas.hole[t])) {
        continue;
      }
      float b = raster.second(t, x, y);
      float c = raster.third(t, x, y);
      float skin =
          onFace(t) ? mixed(areas.skin, areas.triangles[t], b, c) : bare(model, t, b, c, i);
      skin *= (1 - hair[0][i] / 255) * (1 - hidden[i]);
      weights[i] = skin > .1f ? skin : 0;
      if (skin > .1f) {
        light.add(
            x,
            y,
            skin,
            middle[i],
            before[0][i],
            before[1][i],
            before[2][i],
            warped[0][i],
            warped[1][i],
            warped[2][i]);
      }
    }
  }

  private void checkRow(int y, int width, int step) {
    for (int x = 0; x < width; x += step) {
      int i = y * width + x;
      if (weights[i] > 0) {
        light.check(x, y, weights[i], warped[0][i], warped[1][i], warped[2][i]);
        light.border(x, weights[i], middle[i], luma(before, i), luma(warped, i));
      }
    }
  }

  private static float luma(float[][] planes, int i) {
    return .3f * planes[0][i] + .59f * planes[1][i] + .11f * planes[2][i];
  }

  /** Looks which colours the hair of both has. */
  private void gatherHair(SkinModel skin, float eyes, Box box) {
    hairLight.start();
    int step = Math.max(1, (int) (eyes / 24));
    for (int y = 0; y < hairy; y += step) {
      for (int x = 0; x < box.width(); x += step) {
        int i = y * box.width() + x;
        int t = raster.triangle(i);
        if (t < 0 || !crown.shows(t)) {
          continue;
        }
        hairLight.source(hair[0][i] * alpha[i], warped[0][i], warped[1][i], warped[2][i]);
        float b = raster.second(t, x, y);
        float c = raster.third(t, x, y);
        float edge = Rings.smooth(.3f, .8f, crown.out(t, b, c)) * crown.middle(t, b, c);
        if (edge > 0) {
          float[] r = before[0];
          float unlike = crown.foreign(skin, t, b, c, r[i], before[1][i], before[2][i]);
          hairLight.target(edge * (.03f + unlike), r[i], before[1][i], before[2][i]);
        }
      }
    }
    hairLight.solve(light.skin());
  }

  /** The persona in the target's light, and the target's own pixels where they are moved. */
  private Patch difference(float[] own, float[] points, SwapSettings settings, Box box) {
    int w = box.width();
    boolean[] still = still(own, points);
    Sampler around = Sampler.of(before, w, box.height());
    // where nothing moves, only the face's own triangles are drawn
    float[] places = own == points ? new float[0] : places(own, box.x(), box.y(), 1);
    float tone = 1 - (float) settings.colour();
    int n = w * box.height();
    float[][] d = new float[3][n];
    for (int y = 0; y < box.height(); y++) {
      differenceRow(y * w, y, still, around, places, tone, d);
    }
    return new Patch(box, d[0], d[1], d[2]);
  }

  private void differenceRow(
      int row, int y, boolean[] still, Sampler around, float[] places, float tone, float[][] d) {
    int left = row + raster.left(y);
    int right = row + raster.right(y);
    while (left < right && alpha[left] == 0 && still(left, still)) {
      left++;
    }
    while (left < right && alpha[right - 1] == 0 && still(right - 1, still)) {
      right--;
    }
    if (left >= right) {
      return;
    }
    relight(row, y, left, right, tone);
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
        draw(around, places, t, i, i - row, y, end, 1, false, moved);
      }
    }
    for (int c = 0; c < 3; c++) {
      mix(alpha, warped[c], moves ? moved[c] : before[c], before[c], left, right, d[c]);
    }
  }

  /** 0 in the forehead's rows, 1 from the eyes down. */
  private float below(int y) {
    return Rings.smooth(eyeLine - .6f * eyeWide, eyeLine, y);
  }

  /** Gives the persona's part of a row of pixels the target's light. */
  private void relight(int row, int y, int from, int end, float tone) {
    int left = first(alpha, from, end);
    int right = last(alpha, left, end);
    if (left < right) {
      light.row(y, left - row, right - row);
      boolean hairs = y < hairy;
      if (hairs) {
        layHairAside(left, right);
      }
      light.apply(left, right - left, warped, middle, tone, below(y));
      for (int c = 0; c < 3 && hairs; c++) {
        for (int i = left; i < right; i++) {
          warped[c][i] += hair[0][i] * (hair[1 + c][i] - warped[c][i]);
        }
      }
    }
  }

  /**
   * Splits a row into hair, in the target's colours, and the skin that is under it (cf. Porter and
   * Duff 1984: what is seen is so much of one over so much of the other).
   */
  private void layHairAside(int left, int right) {
    float[] red = light.skin(0);
    float[] green = light.skin(1);
    float[] blue = light.skin(2);
    for (int i = left; i < right; i++) {
      float h = hair[0][i] * (1f / 255);
      hair[0][i] = 0;
      if (h > 0) {
        int at = i - left;
        float skin = .3f * red[at] + .59f * green[at] + .11f * blue[at];
        h *= hairLight.share(skin, warped[0][i], warped[1][i], warped[2][i]);
        hair[0][i] = h;
        for (int c = 0; c < 3; c++) {
          float v = warped[c][i];
          hair[1 + c][i] = hairLight.lit(c, v, light.light(c)[at]);
          warped[c][i] = v + h * (light.skin(c)[at] - v);
        }
      }
    }
  }

  /** The first place that is not 0, or the end. */
  private static int first(float[] v, int from, int end) {
    int i = from;
    while (i < end && v[i] == 0) {
      i++;
    }
    return i;
  }

  /** The place behind the last that is not 0, or the beginning. */
  private static int last(float[] v, int from, int end) {
    int i = end;
    while (i > from && v[i - 1] == 0) {
      i--;
    }
    return i;
  }

  /** What lies over and under as a difference to what was; plain, so that it runs on vectors. */
  private static void mix(
      float[] alpha, float[] over, float[] under, float[] was, int from, int end, float[] out) {
    for (int i = from; i < end; i++) {
      out[i] = under[i] + alpha[i] * (over[i] - under[i]) - was[i];
    }
  }

  private boolean still(int i, boolean[] still) {
    return raster.triangle(i) < 0 || still[raster.triangle(i)];
  }

  /** Whether the target shows through anywhere between two pixels. */
  private boolean lets(int from, int end) {
    for (int i = from; i < end; i++) {
      if (alpha[i] < 1) {
        return true;
      }
    }
    return false;
  }
}
