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

  private final MeshAreas areas = new MeshAreas(FaceTopology.canonical());
  private final MeshRaster raster = new MeshRaster();
  private final Relight light = new Relight();
  private final Holes holes = new Holes(areas);
  private final Crown crown = new Crown(areas, FaceTopology.canonical());
  private final FaceAlpha cover = new FaceAlpha(areas, raster, crown);
  private final ViewWarp warp = new ViewWarp(areas, raster);
  private final MovedTarget moving = new MovedTarget(areas, raster, warp, cover);
  private final CrownHair hair = new CrownHair(crown);
  private final Eyes eyes = new Eyes(areas, FaceTopology.canonical());
  private final @Nullable Refiner refiner;
  private final @Nullable LearnedSwap learned;
  private float[][] warped = new float[3][0];
  private float[][] before = new float[3][0];
  private float[] weights = new float[0];

  /** The row of the box that lies between the eyes, and the distance between these. */
  private float eyeLine;

  private float eyeWide;

  /**
   * What to paint.
   *
   * @param own the target's own mesh, in target pixels
   * @param mesh where the persona's face goes: the own mesh, or one of the same outline
   * @param views the persona's views to draw from and how much of each; shares add up to 1
   * @param lids how far each eyelid gives way to the target's own: right, left; 0 to 1
   * @param balls likewise each eyeball
   * @param gap how far the target's lips are apart, 0 closed to 1: only then is anything between
   *     them
   * @param blur how much coarser than its pixels the target is, 1 where it is crisp
   * @param over what lies over the target's face and stays on top
   * @param bare how much of the crown is left out, 0 to 1
   * @param skin the target's skin, which tells its forehead from its hair; null: no crown is drawn
   */
  record Order(
      FaceMesh own,
      FaceMesh mesh,
      View[] views,
      float[] shares,
      float[] lids,
      float[] balls,
      float gap,
      float blur,
      @Nullable CoverMap over,
      float bare,
      @Nullable SkinModel skin,
      SwapSettings settings) {}

  FaceSwap() {
    this(null, null);
  }

  /**
   * @param refiner corrects the persona's face before it gets the target's light; null for none
   * @param learned likewise with an eye to the target's, for one person only; null for none
   */
  FaceSwap(@Nullable Refiner refiner, @Nullable LearnedSwap learned) {
    this.refiner = refiner;
    this.learned = learned;
  }

  /** The difference that paints the face, or null where no pixel of it is in the picture. */
  @Nullable Patch paint(Picture target, Order order) {
    return paint(target, order, 0);
  }

  /**
   * Likewise.
   *
   * @param known how sure it is that the target is whom the learned swap was learnt with, 0 to 1
   */
  @Nullable Patch paint(Picture target, Order order, float known) {
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
    if (weights.length < n) {
      weights = new float[n];
      warped = new float[3][n];
      before = new float[3][n];
    }
    target.crop(box, before);
    raster.draw(points, reshaped ? areas.skirt.triangles : areas.triangles, box);
    warp(order, top, reshaped, box);
    if (refiner != null) {
      refiner.refine(mesh, order.views(), order.shares(), box, warped);
    }
    if (learned != null && known > 0) {
      learned.paint(order.own(), mesh, box, before, warped, known);
    }
    cover.uncover(order.over(), box, before, (float) mesh.eyeDistance());
    gatherLight(mesh, skin, box);
    if (skin != null) {
      float wide = (float) mesh.eyeDistance();
      hair.gather(skin, raster, wide, box, cover.alpha, before, warped, light.skin(), top);
    }
    boolean look = !order.settings().keepEyes() && Eyes.known(mesh, order.views(), order.shares());
    eyes.start();
    if (look) {
      eyes.draw(order, raster, box, warped);
      eyes.solve(before, light.apart());
    }
    holes.keep(order, look, box, cover.alpha);
    float[] own = areas.skirt.points(order.own(), order.own());
    return difference(own, reshaped ? points : own, order, box);
  }

  /** How much of the persona's {@link Crown} is drawn, 0 to 1. */
  static float top(Order order) {
    if (order.settings().mask() != SwapSettings.Area.FACE) {
      return 0;
    }
    float shown = 0;
    for (int k = 0; k < order.views().length; k++) {
      View v = order.views()[k];
      if (order.shares()[k] > 0 && v.hair() != null) {
        // what a fringe hides is not known, and a fringe alone would hang in a bare forehead
        float known = 1 - v.fringe();
        shown += order.shares()[k] * known * Crown.share(FaceGeometry.pose(v.mesh()).yaw());
      }
    }
    return (1 - order.bare()) * shown * Crown.share(FaceGeometry.pose(order.own()).yaw());
  }

  /** Draws the views, and says how much of each pixel is theirs: triangle by triangle, by rows. */
  private void warp(Order order, float top, boolean ring, Box box) {
    List<ViewWarp.Source> sources = new ArrayList<>();
    for (int k = 0; k < order.views().length; k++) {
      if (order.shares()[k] > 0) {
        sources.add(
            warp.source(order.views()[k], order.shares()[k], order.mesh(), order.blur(), ring));
      }
    }
    int w = box.width();
    cover.start(order, top, w * box.height());
    hair.start(w * box.height());
    for (float[] plane : warped) {
      java.util.Arrays.fill(plane, 0, w * box.height(), 0);
    }
    for (int y = 0; y < box.height(); y++) {
      warpRow(sources, top, y * w, y);
    }
  }

  // What is done for a row is a method of its own: the compiler is through with it in the first
  // frames, and need not go over the whole again.

  private void warpRow(List<ViewWarp.Source> sources, float top, int row, int y) {
    int right = row + raster.right(y);
    for (int i = row + raster.left(y), end; i < right; i = end) {
      end = raster.spanEnd(i, right);
      int t = raster.triangle(i);
      boolean above = top > 0 && t >= 0 && crown.shows(t);
      if (!onFace(t) && !above) {
        continue;
      }
      for (int k = 0; k < sources.size(); k++) {
        ViewWarp.Source s = sources.get(k);
        warp.draw(s.sampler(), s.places(), t, i, i - row, y, end, s.share(), k > 0, warped);
        if (s.hair() != null && crown.maps(t)) {
          warp.draw(s.hair(), s.hairPlaces(), t, i, i - row, y, end, s.share(), k > 0, hair.planes);
          hair.rows = y + 1;
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
    float[] alpha = cover.alpha;
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
      skin *= (1 - hair.planes[0][i] / 255) * (1 - cover.hidden[i]);
      weights[i] = skin > .1f ? skin : 0;
      if (skin > .1f) {
        light.add(
            x,
            y,
            skin,
            cover.middle[i],
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
        light.border(x, weights[i], cover.middle[i], luma(before, i), luma(warped, i));
      }
    }
  }

  private static float luma(float[][] planes, int i) {
    return .3f * planes[0][i] + .59f * planes[1][i] + .11f * planes[2][i];
  }

  /** The persona in the target's light, and the target's own pixels where they are moved. */
  private Patch difference(float[] own, float[] points, Order order, Box box) {
    int w = box.width();
    CoverMap over = order.over();
    moving.start(own, points, before, box, over == null ? null : over.hangs());
    float tone = 1 - (float) order.settings().colour();
    int n = w * box.height();
    float[][] d = new float[3][n];
    for (int y = 0; y < box.height(); y++) {
      differenceRow(y * w, y, tone, d);
    }
    return new Patch(box, d[0], d[1], d[2]);
  }

  private void differenceRow(int row, int y, float tone, float[][] d) {
    float[] alpha = cover.alpha;
    int left = row + raster.left(y);
    int right = row + raster.right(y);
    boolean hairs = y < hair.rows;
    while (left < right && plain(left, hairs) && moving.still(left)) {
      left++;
    }
    while (left < right && plain(right - 1, hairs) && moving.still(right - 1)) {
      right--;
    }
    if (left >= right) {
      return;
    }
    relight(row, y, left, right, tone);
    cover.layRims(left, right, warped);
    float[][] under = moving.row(row, y, left, right);
    for (int c = 0; c < 3; c++) {
      mix(alpha, warped[c], under[c], before[c], left, right, d[c]);
    }
  }

  /** 0 in the forehead's rows, 1 from the eyes down. */
  private float below(int y) {
    return Rings.smooth(eyeLine - .6f * eyeWide, eyeLine, y);
  }

  /** Gives the persona's part of a row of pixels the target's light. */
  private void relight(int row, int y, int from, int end, float tone) {
    boolean hairs = y < hair.rows;
    int left = from;
    while (left < end && plain(left, hairs)) {
      left++;
    }
    int right = end;
    while (right > left && plain(right - 1, hairs)) {
      right--;
    }
    if (left < right) {
      light.row(y, left - row, right - row);
      if (hairs) {
        hair.aside(light, raster, left, right, left - row, y, cover, before, warped);
      }
      light.apply(left, right - left, warped, cover.middle, tone, below(y));
      eyes.light(left, right, warped);
      if (hairs) {
        hair.over(left, right, warped);
      }
    }
  }

  /** Whether nothing of the persona's is at a pixel, nor any hair of it that may be drawn there. */
  private boolean plain(int i, boolean hairs) {
    return cover.alpha[i] == 0 && !(hairs && hair.planes[1][i] > 0);
  }

  /** What lies over and under as a difference to what was; plain, so that it runs on vectors. */
  private static void mix(
      float[] alpha, float[] over, float[] under, float[] was, int from, int end, float[] out) {
    for (int i = from; i < end; i++) {
      out[i] = under[i] + alpha[i] * (over[i] - under[i]) - was[i];
    }
  }
}
