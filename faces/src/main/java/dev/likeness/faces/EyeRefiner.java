package dev.likeness.faces;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Picture;
import dev.likeness.models.IrisFinder;
import java.util.Arrays;

/**
 * Adds irises to a mesh and takes the lids' contours from the iris network. While a face is
 * followed the two eyes are looked at by turns: eyes move and blink together, so where the one
 * rests the other is taken to rest as well and keeps its place among the points around it; where
 * the one moves, both are looked at.
 */
final class EyeRefiner implements AutoCloseable {
  private static final int[] RIGHT = IrisFinder.meshVertices(false);
  private static final int[] LEFT = IrisFinder.meshVertices(true);

  /** How much each contour point counts against the mesh: the rim wholly, then less outwards. */
  private static final float[] WEIGHT = weights();

  /** Contour points from here on are not the network's in the mesh; they tell how a face moves. */
  private static final int AROUND = 48;

  /** An eye whose iris has moved by this much of its width since the last frame does not rest. */
  private static final double GLANCE = .03;

  /** Likewise the lids' rims, on average. */
  private static final double BLINK = .025;

  private final IrisFinder finder;

  EyeRefiner(IrisFinder finder) {
    this.finder = finder;
  }

  private static float[] weights() {
    float[] w = new float[AROUND];
    Arrays.fill(w, 0, 16, 1);
    Arrays.fill(w, 16, 32, .8f);
    Arrays.fill(w, 32, AROUND, .4f);
    return w;
  }

  FaceMesh refine(Picture p, FaceMesh mesh) {
    float[] xyz = Arrays.copyOf(mesh.xyz(), FaceMesh.WITH_IRIS * 3);
    look(p, mesh, xyz, false);
    look(p, mesh, xyz, true);
    return new FaceMesh(xyz);
  }

  /**
   * Likewise in the frame after one that is known.
   *
   * @param before the refined mesh of the frame before
   * @param left whether it is the left eye's turn
   */
  FaceMesh refine(Picture p, FaceMesh mesh, FaceMesh before, boolean left) {
    float[] xyz = Arrays.copyOf(mesh.xyz(), FaceMesh.WITH_IRIS * 3);
    look(p, mesh, xyz, left);
    if (rests(mesh, xyz, before, left)) {
      carry(mesh, xyz, before, !left);
    } else {
      look(p, mesh, xyz, !left);
    }
    return new FaceMesh(xyz);
  }

  /** Whether an eye that was looked at is where it was among the points around it. */
  private static boolean rests(FaceMesh m, float[] xyz, FaceMesh before, boolean left) {
    int[] points = left ? LEFT : RIGHT;
    Affine2 now = moved(before, m, points);
    double width = Math.max(before.distance(points[0], points[8]), 1);
    double rim = 0;
    for (int i = 0; i < IrisFinder.RIM; i++) {
      rim += away(now, before, xyz, points[i]) / IrisFinder.RIM;
    }
    return rim < BLINK * width && away(now, before, xyz, iris(left)) < GLANCE * width;
  }

  private static double away(Affine2 now, FaceMesh before, float[] xyz, int v) {
    double x = now.x(before.x(v), before.y(v)) - xyz[3 * v];
    double y = now.y(before.x(v), before.y(v)) - xyz[3 * v + 1];
    return Math.hypot(x, y);
  }

  private static void carry(FaceMesh m, float[] xyz, FaceMesh before, boolean left) {
    int[] points = left ? LEFT : RIGHT;
    Affine2 now = moved(before, m, points);
    for (int i = 0; i < AROUND; i++) {
      put(now, before, xyz, points[i]);
    }
    for (int i = 0; i < FaceMesh.IRIS; i++) {
      int v = iris(left) + i;
      put(now, before, xyz, v);
      xyz[3 * v + 2] = depth(m, left);
    }
  }

  private static void put(Affine2 now, FaceMesh before, float[] xyz, int v) {
    xyz[3 * v] = (float) now.x(before.x(v), before.y(v));
    xyz[3 * v + 1] = (float) now.y(before.x(v), before.y(v));
  }

  /** What takes the points around an eye from one mesh to the other. */
  private static Affine2 moved(FaceMesh from, FaceMesh to, int[] points) {
    double[] was = new double[2 * (points.length - AROUND)];
    double[] is = new double[was.length];
    for (int i = AROUND, o = 0; i < points.length; i++, o += 2) {
      was[o] = from.x(points[i]);
      was[o + 1] = from.y(points[i]);
      is[o] = to.x(points[i]);
      is[o + 1] = to.y(points[i]);
    }
    return Affine2.similarity(was, is);
  }

  /** The first of an eye's iris points. */
  private static int iris(boolean left) {
    return FaceMesh.POINTS + (left ? FaceMesh.IRIS : 0);
  }

  private static float depth(FaceMesh m, boolean left) {
    return (m.z(left ? 362 : 33) + m.z(left ? 263 : 133)) / 2;
  }

  private void look(Picture p, FaceMesh m, float[] xyz, boolean left) {
    int[] points = left ? LEFT : RIGHT;
    // the corners in picture order of an upright face
    int from = left ? 362 : 33;
    int to = left ? 263 : 133;
    double turn = Math.atan2(m.y(to) - m.y(from), m.x(to) - m.x(from));
    double side = Math.max(m.distance(from, to), 1) * IrisFinder.MARGIN;
    Affine2 map =
        Affine2.squareTo(
            (m.x(from) + m.x(to)) / 2.0, (m.y(from) + m.y(to)) / 2.0, side, turn, IrisFinder.SIDE);
    IrisFinder.Eye eye = finder.find(Sampling.square(p, map, IrisFinder.SIDE), left);
    float[] c = eye.contour();
    for (int i = 0; i < AROUND; i++) {
      int o = 3 * points[i];
      xyz[o] += WEIGHT[i] * (float) (map.x(c[3 * i], c[3 * i + 1]) - xyz[o]);
      xyz[o + 1] += WEIGHT[i] * (float) (map.y(c[3 * i], c[3 * i + 1]) - xyz[o + 1]);
    }
    for (int i = 0; i < FaceMesh.IRIS; i++) {
      int o = 3 * (iris(left) + i);
      float x = eye.iris()[3 * i];
      float y = eye.iris()[3 * i + 1];
      xyz[o] = (float) map.x(x, y);
      xyz[o + 1] = (float) map.y(x, y);
      xyz[o + 2] = depth(m, left);
    }
  }

  @Override
  public void close() {
    finder.close();
  }
}
