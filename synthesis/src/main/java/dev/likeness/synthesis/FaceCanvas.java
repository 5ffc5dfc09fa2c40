package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import dev.likeness.faces.FaceCrop;
import dev.likeness.faces.Pose;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Draws what a refiner looks at: a painted face in a square in which every face lies the same, and
 * what is known of its mesh. Buffers are reused. Not thread-safe.
 *
 * <p>The {@value #CHANNELS} channels are {@value #HALF} × {@value #HALF}; the square has {@value
 * #SIDE} pixels a side. 0–11: red, green and blue of each 2×2 pixels of the face (sRGB, −1 to 1;
 * channel 4·colour + 2·row + column; 0 outside). Of the mesh, at each 2×2's first pixel: 12–14
 * where on the canonical face, 15–17 how far the point is from where the person's view has it, in
 * the head's own frame; 18–19 how the head is turned, 20 the irises, 21 the face.
 */
public final class FaceCanvas {
  public static final int SIDE = 192;
  public static final int HALF = SIDE / 2;
  public static final int CHANNELS = 22;

  /** Values of {@link #look()}. */
  public static final int SIZE = CHANNELS * HALF * HALF;

  private static final int COLOURS = 12;
  private static final int PLACE = 12;
  private static final int OFFSET = 15;
  private static final int TURN = 18;
  private static final int IRIS = 20;
  private static final int FACE = 21;

  /** How much larger faces lie here than in {@link FaceCrop}, and how high the eyes. */
  private static final double LARGER = 1.02;

  private static final double EYES = .31;
  private static final double CROP_EYES = .44;

  /** Shares of the face's width over which the border fades. */
  private static final float OUTER = .015f;

  private static final float INNER = .09f;

  /** What the network takes as nothing. */
  private static final float GREY = 127.5f;

  private View view;
  private float[] usual;
  private final Map<View, float[]> locals = new IdentityHashMap<>();
  private final float[] canonical;
  private final MeshAreas areas = new MeshAreas(FaceTopology.canonical());
  private final MeshRaster raster = new MeshRaster();
  private final float[][] colour = new float[3][SIDE * SIDE];
  private final float[] fade = new float[SIDE * SIDE];
  private final float[] plain = new float[SIDE * SIDE];
  private final float[] still = new float[SIDE * SIDE];
  private final float[] calm = new float[SIDE * SIDE];
  private final float[] look = new float[SIZE];
  private FaceMesh placed;

  /**
   * @param view of the person, for one person always the same
   */
  public FaceCanvas(View view) {
    this.view = view;
    placed = view.mesh();
    usual = local(view);
    FaceTopology f = FaceTopology.canonical();
    canonical = new float[3 * FaceMesh.POINTS];
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      canonical[3 * v] = f.x(v) / 8;
      canonical[3 * v + 1] = f.y(v) / 8;
      canonical[3 * v + 2] = f.z(v) / 8;
    }
  }

  /** Draws another person, or the same by another view, from the next {@link #place} on. */
  public void turnTo(View other) {
    view = other;
    usual = local(other);
  }

  /**
   * Draws a person of whom several views are shown at once, from the next {@link #place} on: how
   * far points are off is told from the views' mean.
   *
   * @param shares of each, which add up to 1
   */
  void turnTo(View[] views, float[] shares) {
    int most = 0;
    for (int k = 1; k < views.length; k++) {
      most = shares[k] > shares[most] ? k : most;
    }
    turnTo(views[most]);
    if (shares[most] < 1) {
      float[] mean = new float[3 * FaceMesh.POINTS];
      for (int k = 0; k < views.length; k++) {
        float[] one = local(views[k]);
        for (int i = 0; i < mean.length; i++) {
          mean[i] += shares[k] * one[i];
        }
      }
      usual = mean;
    }
  }

  private float[] local(View v) {
    return locals.computeIfAbsent(v, w -> HeadFrame.of(w.mesh()).local(w.mesh()));
  }

  /** From the square's pixels to those of the picture that a mesh lies in. */
  public static Affine2 map(FaceMesh mesh) {
    // a smaller side of the crop shows the same face larger
    int side = (int) Math.round(SIDE * LARGER);
    Affine2 crop = FaceCrop.map(mesh, side);
    double left = (side - SIDE) / 2.0;
    double top = side * CROP_EYES - SIDE * EYES;
    return crop.after(Affine2.translate(left, top));
  }

  /**
   * Takes a mesh in.
   *
   * @param mesh where the face is, with irises where these are known, in a picture's pixels
   * @param map from the square to that picture, {@link #map} or near it
   */
  public void place(FaceMesh mesh, Affine2 map) {
    FaceMesh m = mesh.map(map.inverse());
    placed = m;
    raster.draw(m, areas.triangles, new Box(0, 0, SIDE, SIDE));
    java.util.Arrays.fill(look, 0);
    java.util.Arrays.fill(fade, 0);
    java.util.Arrays.fill(plain, 0);
    java.util.Arrays.fill(still, 0);
    java.util.Arrays.fill(calm, 0);
    for (int y = 0; y < SIDE; y++) {
      int row = y * SIDE;
      int right = row + raster.right(y);
      for (int i = row + raster.left(y), end; i < right; i = end) {
        end = raster.spanEnd(i, right);
        int t = raster.triangle(i);
        if (t >= 0) {
          fade(t, i, i - row, y, end);
        }
      }
    }
    HeadFrame head = HeadFrame.of(m);
    places(head.local(m));
    turn(head.pose);
    irises(m);
  }

  /** The view warped onto the mesh, triangle by triangle: sRGB 0 to 255, row by row. */
  public float[][] warp() {
    View.Drawn d = view.drawn(placed, 1);
    draw(d.sampler(), view.mesh().xyz(), d.scale(), colour);
    return colour;
  }

  /**
   * Another face drawn onto the placed mesh, what is between lids and lips too.
   *
   * @param mesh where that face is, in the frame's pixels
   * @param into three planes of the square, 0 to 255; mid-grey outside the face
   */
  public void drape(Frame frame, FaceMesh mesh, float[][] into) {
    drape(Sampler.of(frame), mesh, into);
  }

  void drape(Sampler from, FaceMesh mesh, float[][] into) {
    for (float[] plane : into) {
      java.util.Arrays.fill(plane, 0, SIDE * SIDE, GREY);
    }
    draw(from, mesh.xyz(), 1, into);
  }

  private void draw(Sampler from, float[] xyz, float scale, float[][] into) {
    for (int y = 0; y < SIDE; y++) {
      int row = y * SIDE;
      int right = row + raster.right(y);
      for (int i = row + raster.left(y), end; i < right; i = end) {
        end = raster.spanEnd(i, right);
        int t = raster.triangle(i);
        if (t >= 0) {
          span(from, xyz, scale, t, i, i - row, y, end, into);
        }
      }
    }
  }

  /**
   * Takes in what is painted there.
   *
   * @param planes of the square, 0 to 255; outside the face they do not matter
   */
  public void show(float[][] planes) {
    Folded.colours(planes, look, 0);
    int n = HALF * HALF;
    for (int c = 0; c < COLOURS; c++) {
      int first = c % 4 / 2 * SIDE + c % 2;
      for (int y = 0; y < HALF; y++) {
        for (int x = 0; x < HALF; x++) {
          if (raster.triangle(first + 2 * y * SIDE + 2 * x) < 0) {
            look[c * n + y * HALF + x] = 0;
          }
        }
      }
    }
  }

  /** What the network takes; the same array each time. */
  public float[] look() {
    return look;
  }

  /** How far each pixel is inside the face: 0 at the border and outside, 1 well inside. */
  public float[] fade() {
    return fade;
  }

  /** How far each pixel is plain skin, inside the face: 0 at eyes, brows and lips and outside. */
  float[] plain() {
    return plain;
  }

  /** The {@link #plain} skin without the eyes' sockets. */
  float[] still() {
    return still;
  }

  /** The {@link #still} skin without what is close to the lips. */
  float[] calm() {
    return calm;
  }

  private void span(
      Sampler sampler,
      float[] from,
      float scale,
      int t,
      int first,
      int x,
      int y,
      int end,
      float[][] into) {
    int[] tri = areas.triangles[t];
    float px = from[3 * tri[0]];
    float py = from[3 * tri[0] + 1];
    float bx = (from[3 * tri[1]] - px) * scale;
    float by = (from[3 * tri[1] + 1] - py) * scale;
    float cx = (from[3 * tri[2]] - px) * scale;
    float cy = (from[3 * tri[2] + 1] - py) * scale;
    float dx = raster.right(t, x);
    float dy = raster.down(t, y);
    float ax = raster.along(t, bx, cx);
    float ay = raster.along(t, by, cy);
    sampler.line(
        px * scale - .5f + dx * ax + dy * raster.across(t, bx, cx),
        py * scale - .5f + dx * ay + dy * raster.across(t, by, cy),
        ax,
        ay,
        first,
        end,
        1,
        false,
        into);
  }

  private void fade(int t, int first, int x, int y, int end) {
    int[] tri = areas.triangles[t];
    float b = raster.second(t, x, y);
    float c = raster.third(t, x, y);
    float sb = raster.secondStep(t);
    float sc = raster.thirdStep(t);
    float[] rim = areas.rim;
    float[] skin = areas.skin;
    float[] sockets = areas.sockets;
    float[] lips = areas.nearLips;
    float solid = areas.hole[t] ? 0 : 1;
    for (int i = first; i < end; i++, b += sb, c += sc) {
      float r = (1 - b - c) * rim[tri[0]] + b * rim[tri[1]] + c * rim[tri[2]];
      fade[i] = Rings.smooth(OUTER, INNER, r);
      plain[i] =
          solid * fade[i] * ((1 - b - c) * skin[tri[0]] + b * skin[tri[1]] + c * skin[tri[2]]);
      still[i] =
          plain[i]
              * (1 - (1 - b - c) * sockets[tri[0]] - b * sockets[tri[1]] - c * sockets[tri[2]]);
      calm[i] = still[i] * (1 - (1 - b - c) * lips[tri[0]] - b * lips[tri[1]] - c * lips[tri[2]]);
    }
  }

  /** Where on the face, and how far from where the view has it. */
  private void places(float[] local) {
    int n = HALF * HALF;
    for (int y = 0; y < HALF; y++) {
      for (int x = 0; x < HALF; x++) {
        int t = raster.triangle(2 * y * SIDE + 2 * x);
        if (t < 0) {
          continue;
        }
        int[] tri = areas.triangles[t];
        float b = raster.second(t, 2 * x, 2 * y);
        float c = raster.third(t, 2 * x, 2 * y);
        float a = 1 - b - c;
        int o = y * HALF + x;
        for (int k = 0; k < 3; k++) {
          int v0 = 3 * tri[0] + k;
          int v1 = 3 * tri[1] + k;
          int v2 = 3 * tri[2] + k;
          look[(PLACE + k) * n + o] = a * canonical[v0] + b * canonical[v1] + c * canonical[v2];
          look[(OFFSET + k) * n + o] =
              a * (local[v0] - usual[v0])
                  + b * (local[v1] - usual[v1])
                  + c * (local[v2] - usual[v2]);
        }
        look[FACE * n + o] = 1;
      }
    }
  }

  private void turn(Pose p) {
    int n = HALF * HALF;
    float yaw = (float) p.yaw() / 30;
    float pitch = (float) p.pitch() / 30;
    for (int i = 0; i < n; i++) {
      float face = look[FACE * n + i];
      look[TURN * n + i] = yaw * face;
      look[(TURN + 1) * n + i] = pitch * face;
    }
  }

  /** A soft spot where an iris is seen between the lids. */
  private void irises(FaceMesh m) {
    if (!m.hasIris()) {
      return;
    }
    int n = HALF * HALF;
    for (int eye = 0; eye < 2; eye++) {
      int at = FaceMesh.POINTS + eye * FaceMesh.IRIS;
      float r = 1;
      for (int p = 1; p < FaceMesh.IRIS; p++) {
        r += (float) m.distance(at, at + p) / (FaceMesh.IRIS - 1);
      }
      int x0 = Math.max(0, (int) ((m.x(at) - 2 * r) / 2));
      int x1 = Math.min(HALF - 1, (int) ((m.x(at) + 2 * r) / 2));
      int y0 = Math.max(0, (int) ((m.y(at) - 2 * r) / 2));
      int y1 = Math.min(HALF - 1, (int) ((m.y(at) + 2 * r) / 2));
      for (int y = y0; y <= y1; y++) {
        for (int x = x0; x <= x1; x++) {
          int t = raster.triangle(2 * y * SIDE + 2 * x);
          if (t >= 0 && areas.hole[t]) {
            float dx = (2 * x + .5f - m.x(at)) / r;
            float dy = (2 * y + .5f - m.y(at)) / r;
            look[IRIS * n + y * HALF + x] = (float) Math.exp(-dx * dx - dy * dy);
          }
        }
      }
    }
  }

  /**
   * How much each pixel counts when the face is learnt, four parts ({@link Folded}) from {@code at}
   * on: the fade, thrice where eyes, brows and lips are.
   */
  public void foldWeights(float[] to, int at) {
    float[] weight = new float[SIDE * SIDE];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = fade[i] == 0 ? 0 : fade[i] * (3 - 2 * skin(i));
    }
    Folded.fold(weight, to, at);
  }

  /** Likewise the {@link #calm} skin alone, all of it alike. */
  public void foldCalm(float[] to, int at) {
    Folded.fold(calm, to, at);
  }

  private float skin(int i) {
    int t = raster.triangle(i);
    if (areas.hole[t]) {
      return 0;
    }
    int[] tri = areas.triangles[t];
    float b = raster.second(i);
    float c = raster.third(i);
    return (1 - b - c) * areas.skin[tri[0]] + b * areas.skin[tri[1]] + c * areas.skin[tri[2]];
  }
}
