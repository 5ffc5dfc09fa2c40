package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import dev.likeness.core.Patch;
import dev.likeness.core.Picture;

/**
 * The renderer's first and last step for one picture: warps a persona's view onto a mesh in the
 * target (piecewise-affine over the face mesh), gives it the target's light, and blends. The inside
 * of the mouth and lids in a blink stay the target's own pixels, so teeth, tongue and blinks are
 * true to it; the eyes look where its eyes look ({@link Eyes}). Buffers are reused. Not
 * thread-safe.
 */
final class FaceSwap {
  /** How soft the light is that is taken over, in distances between the eyes. */
  private static final float SOFT = .8f;

  private final MeshAreas areas = new MeshAreas(FaceTopology.canonical());
  private final Occluders occluders = new Occluders(areas);
  private final MeshRaster raster = new MeshRaster();
  private final Relight light = new Relight();
  private final Eyes eyes = new Eyes(areas, FaceTopology.canonical());
  private float[][] warped = new float[3][0];
  private float[][] moved = new float[3][0];
  private float[] alpha = new float[0];
  private float[] middle = new float[0];
  private float[] weights = new float[0];
  private boolean[] carried = new boolean[0];

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
   * @param skin the target's skin, for finding what lies over it
   */
  record Order(
      FaceMesh own,
      FaceMesh mesh,
      View[] views,
      float[] shares,
      float[] lids,
      float gap,
      float blur,
      SkinModel skin,
      SwapSettings settings) {}

  /** The difference that paints the face, or null where no pixel of it is in the picture. */
  @org.jspecify.annotations.Nullable
  Patch paint(Picture target, Order order) {
    FaceMesh mesh = order.mesh();
    boolean reshaped = order.own() != mesh;
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
      carried = new boolean[n];
      warped = new float[3][n];
      moved = new float[3][n];
    }
    Frame before = target.crop(box);
    raster.draw(points, reshaped ? areas.skirt.triangles : areas.triangles, box);
    warp(order, box);
    cover(order, box);
    uncover(target, order, box);
    gatherLight(before, mesh, order.settings(), box);
    boolean eyes = !order.settings().keepEyes() && Eyes.known(mesh, order.views(), order.shares());
    if (eyes) {
      this.eyes.draw(order, raster, box, warped);
    }
    keepHoles(order, eyes, box);
    if (reshaped) {
      moveOwn(before, areas.skirt.points(order.own(), order.own()), points, box);
    }
    return difference(before, reshaped, (float) order.settings().colour(), box);
  }

  private boolean onFace(int i) {
    int t = raster.triangle(i);
    return t >= 0 && t < areas.skirt.faceTriangles;
  }

  private void warp(Order order, Box box) {
    int n = box.width() * box.height();
    for (float[] plane : warped) {
      java.util.Arrays.fill(plane, 0, n, 0);
    }
    for (int k = 0; k < order.views().length; k++) {
      if (order.shares()[k] > 0) {
        sample(order.views()[k], order.shares()[k], order.mesh(), order.blur(), n);
      }
    }
  }

  private void sample(View view, float share, FaceMesh mesh, float blur, int n) {
    Texture texture = view.texture();
    int step = texture.step(blur * view.mesh().eyeDistance() / mesh.eyeDistance());
    Frame f = texture.frame(step);
    float[] at = places(view.mesh().xyz(), 0, 0, (float) (1 / texture.reduction(step)));
    for (int i = 0; i < n; i++) {
      int t = raster.triangle(i);
      if (t >= 0 && t < areas.skirt.faceTriangles) {
        addSample(i, f, at, 6 * t, share, warped);
      }
    }
  }

  /**
   * For each triangle where its points lie in a picture: x and y of the first corner, then what the
   * second and third corner's weights add to both.
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
      out[6 * t] = (x - left) * scale - .5f;
      out[6 * t + 1] = (y - top) * scale - .5f;
      out[6 * t + 2] = (xyz[3 * tri[1]] - x) * scale;
      out[6 * t + 3] = (xyz[3 * tri[1] + 1] - y) * scale;
      out[6 * t + 4] = (xyz[3 * tri[2]] - x) * scale;
      out[6 * t + 5] = (xyz[3 * tri[2] + 1] - y) * scale;
    }
    return out;
  }

  /** The target's own pixels, carried along where its features and outline are moved. */
  private void moveOwn(Frame before, float[] own, float[] points, Box box) {
    boolean[] still = still(own, points);
    float[] at = places(own, box.x(), box.y(), 1);
    int n = box.width() * box.height();
    for (int i = 0; i < n; i++) {
      int t = raster.triangle(i);
      carried[i] = t >= 0 && alpha[i] < 1 && !still[t];
      if (carried[i]) {
        moved[0][i] = 0;
        moved[1][i] = 0;
        moved[2][i] = 0;
        addSample(i, before, at, 6 * t, 1, moved);
      }
    }
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

  /** Adds to pixel i what {@code f} shows at its place in triangle p / 6, bilinearly. */
  private void addSample(int i, Frame f, float[] places, int p, float share, float[][] out) {
    byte[] rgb = f.rgb();
    int row = f.width() * 3;
    float b = raster.second(i);
    float c = raster.third(i);
    float x = places[p] + b * places[p + 2] + c * places[p + 4];
    float y = places[p + 1] + b * places[p + 3] + c * places[p + 5];
    x = x < 0 ? 0 : Math.min(x, f.width() - 1.001f);
    y = y < 0 ? 0 : Math.min(y, f.height() - 1.001f);
    int ix = (int) x;
    int iy = (int) y;
    float fx = x - ix;
    float fy = (y - iy) * share;
    float gy = share - fy;
    int q = iy * row + ix * 3;
    float w01 = fx * gy;
    float w00 = gy - w01;
    float w11 = fx * fy;
    float w10 = fy - w11;
    out[0][i] += mix(rgb, q, row, w00, w01, w10, w11);
    out[1][i] += mix(rgb, q + 1, row, w00, w01, w10, w11);
    out[2][i] += mix(rgb, q + 2, row, w00, w01, w10, w11);
  }

  private static float mix(byte[] rgb, int q, int row, float w00, float w01, float w10, float w11) {
    return w00 * (rgb[q] & 255)
        + w01 * (rgb[q + 3] & 255)
        + w10 * (rgb[q + row] & 255)
        + w11 * (rgb[q + row + 3] & 255);
  }

  /** How much of each pixel is the persona's: soft border, what both sides can see. */
  private void cover(Order order, Box box) {
    float[] seen = Visibility.of(areas, order);
    float feather = (float) order.settings().feather();
    boolean inner = order.settings().mask() == SwapSettings.Area.INNER;
    int n = box.width() * box.height();
    for (int i = 0; i < n; i++) {
      int t = raster.triangle(i);
      if (!onFace(i)) {
        alpha[i] = 0;
        continue;
      }
      int[] tri = areas.triangles[t];
      float b = raster.second(i);
      float c = raster.third(i);
      float a = 1 - b - c;
      float rim = a * areas.rim[tri[0]] + b * areas.rim[tri[1]] + c * areas.rim[tri[2]];
      middle[i] = Rings.smooth(.05f, .2f, rim);
      float m = Rings.smooth(.01f, .01f + feather, rim);
      m *= a * seen[tri[0]] + b * seen[tri[1]] + c * seen[tri[2]];
      if (inner) {
        m *= a * areas.inner[tri[0]] + b * areas.inner[tri[1]] + c * areas.inner[tri[2]];
      }
      alpha[i] = m;
    }
  }

  /** What lies over the target's face stays on top. */
  private void uncover(Picture target, Order order, Box box) {
    Occluders.Small s = Occluders.small(target, order.own());
    float[] found = occluders.find(s, order.skin());
    if (found == null) {
      return;
    }
    int w = s.frame().width();
    int h = s.frame().height();
    Affine2 m = s.toSmall();
    for (int y = 0, i = 0; y < box.height(); y++) {
      float sy = (float) (m.f() + m.e() * (box.y() + y + .5)) - .5f;
      for (int x = 0; x < box.width(); x++, i++) {
        if (alpha[i] > 0) {
          float sx = (float) (m.c() + m.a() * (box.x() + x + .5)) - .5f;
          alpha[i] *= 1 - View.Soft.at(found, w, h, sx, sy);
        }
      }
    }
  }

  private void gatherLight(Frame before, FaceMesh mesh, SwapSettings settings, Box box) {
    float eyes = (float) mesh.eyeDistance();
    light.start(box.width(), box.height(), Math.max(2, eyes / 12));
    byte[] rgb = before.rgb();
    int step = Math.max(1, (int) (eyes / 32));
    for (int y = 0; y < box.height(); y += step) {
      for (int x = 0; x < box.width(); x += step) {
        int i = y * box.width() + x;
        int t = raster.triangle(i);
        weights[i] = 0;
        if (!onFace(i) || areas.hole[t] || alpha[i] < .05f) {
          continue;
        }
        int[] tri = areas.triangles[t];
        float b = raster.second(i);
        float c = raster.third(i);
        float skin =
            (1 - b - c) * areas.skin[tri[0]] + b * areas.skin[tri[1]] + c * areas.skin[tri[2]];
        weights[i] = skin > .1f ? skin : 0;
        if (skin > .1f) {
          light.add(
              x,
              y,
              skin,
              rgb[3 * i] & 255,
              rgb[3 * i + 1] & 255,
              rgb[3 * i + 2] & 255,
              warped[0][i],
              warped[1][i],
              warped[2][i]);
        }
      }
    }
    light.solve(SOFT * eyes);
    if (light.uneven()) {
      for (int y = 0; y < box.height(); y += step) {
        light.row(y, box.width());
        for (int x = 0; x < box.width(); x += step) {
          int i = y * box.width() + x;
          if (weights[i] > 0) {
            light.check(x, y, weights[i], warped[0][i], warped[1][i], warped[2][i]);
          }
        }
      }
      light.settle(SOFT * eyes);
    }
  }

  /**
   * The target keeps the inside of its mouth, and its eyeballs where none are drawn; eyes give way
   * while blinking.
   */
  private void keepHoles(Order order, boolean drawn, Box box) {
    FaceMesh m = order.mesh();
    float eyes = (float) m.eyeDistance();
    SwapSettings s = order.settings();
    float edge = Math.max(1.2f, .045f * eyes);
    keep(m, areas.rightEye, box, drawn ? order.lids()[0] : 1, -.25f * edge, edge);
    keep(m, areas.leftEye, box, drawn ? order.lids()[1] : 1, -.25f * edge, edge);
    float right = s.keepEyes() ? 1 : order.lids()[0];
    float left = s.keepEyes() ? 1 : order.lids()[1];
    keep(m, areas.rightLids, box, right, -.02f * eyes, .12f * eyes);
    keep(m, areas.leftLids, box, left, -.02f * eyes, .12f * eyes);
    keep(m, areas.mouth, box, order.gap(), .3f * edge, .8f * edge);
    if (s.keepMouth()) {
      keep(m, areas.lips, box, 1, -.02f * eyes, .1f * eyes);
    }
  }

  /**
   * Takes {@code share} off the cover inside a ring; full at {@code from} pixels inside the line
   * (negative: outside), nothing {@code soft} pixels further out.
   */
  private void keep(FaceMesh mesh, int[] ring, Box box, float share, float from, float soft) {
    if (share <= 0) {
      return;
    }
    float[] line = Rings.outline(mesh, ring, box.x(), box.y());
    float l = Float.MAX_VALUE;
    float t = Float.MAX_VALUE;
    float r = 0;
    float b = 0;
    for (int i = 0; i < line.length; i += 2) {
      l = Math.min(l, line[i]);
      r = Math.max(r, line[i]);
      t = Math.min(t, line[i + 1]);
      b = Math.max(b, line[i + 1]);
    }
    float reach = soft - Math.min(0, from) + 1;
    int x0 = Math.max(0, (int) (l - reach));
    int x1 = Math.min(box.width() - 1, (int) (r + reach));
    int y0 = Math.max(0, (int) (t - reach));
    int y1 = Math.min(box.height() - 1, (int) (b + reach));
    for (int y = y0; y <= y1; y++) {
      for (int x = x0; x <= x1; x++) {
        int i = y * box.width() + x;
        if (alpha[i] > 0) {
          float d = Rings.inside(line, x + .5f, y + .5f);
          alpha[i] *= 1 - share * Rings.smooth(from - soft, from, d);
        }
      }
    }
  }

  private Patch difference(Frame before, boolean reshaped, float colour, Box box) {
    int w = box.width();
    int n = w * box.height();
    float[][] d = new float[3][n];
    byte[] rgb = before.rgb();
    float[] lit = new float[3];
    for (int y = 0; y < box.height(); y++) {
      light.row(y, w);
      for (int x = 0, i = y * w; x < w; x++, i++) {
        float a = alpha[i];
        if (a > 0) {
          light.apply(x, warped[0][i], warped[1][i], warped[2][i], lit);
          light.keepTone(x, (1 - colour) * middle[i], lit);
          for (int c = 0; c < 3; c++) {
            d[c][i] = a * (lit[c] - (rgb[3 * i + c] & 255));
          }
        }
        if (reshaped && carried[i]) {
          for (int c = 0; c < 3; c++) {
            d[c][i] += (1 - a) * (moved[c][i] - (rgb[3 * i + c] & 255));
          }
        }
      }
    }
    return new Patch(box, d[0], d[1], d[2]);
  }
}
