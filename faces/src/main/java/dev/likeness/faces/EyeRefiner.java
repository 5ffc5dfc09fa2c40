package dev.likeness.faces;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Picture;
import dev.likeness.models.IrisFinder;
import java.util.Arrays;

/** Adds irises to a mesh and takes the lids' contours from the iris network. */
final class EyeRefiner implements AutoCloseable {
  private static final int[] RIGHT = IrisFinder.meshVertices(false);
  private static final int[] LEFT = IrisFinder.meshVertices(true);

  /** How much each contour point counts against the mesh: the rim wholly, then less outwards. */
  private static final float[] WEIGHT = weights();

  private final IrisFinder finder;

  EyeRefiner(IrisFinder finder) {
    this.finder = finder;
  }

  private static float[] weights() {
    float[] w = new float[IrisFinder.CONTOUR];
    Arrays.fill(w, 0, 16, 1);
    Arrays.fill(w, 16, 32, .8f);
    Arrays.fill(w, 32, 48, .4f);
    return w;
  }

  FaceMesh refine(Picture p, FaceMesh mesh) {
    float[] xyz = Arrays.copyOf(mesh.xyz(), FaceMesh.WITH_IRIS * 3);
    eye(p, mesh, xyz, 33, 133, RIGHT, FaceMesh.POINTS, false);
    eye(p, mesh, xyz, 362, 263, LEFT, FaceMesh.POINTS + FaceMesh.IRIS, true);
    return new FaceMesh(xyz);
  }

  /** {@code from} and {@code to} are the corners in picture order of an upright face. */
  private void eye(
      Picture p, FaceMesh m, float[] xyz, int from, int to, int[] points, int iris, boolean left) {
    double turn = Math.atan2(m.y(to) - m.y(from), m.x(to) - m.x(from));
    double side = Math.max(m.distance(from, to), 1) * IrisFinder.MARGIN;
    Affine2 map =
        Affine2.squareTo(
            (m.x(from) + m.x(to)) / 2.0, (m.y(from) + m.y(to)) / 2.0, side, turn, IrisFinder.SIDE);
    IrisFinder.Eye eye = finder.find(Sampling.square(p, map, IrisFinder.SIDE), left);
    float[] c = eye.contour();
    for (int i = 0; i < points.length; i++) {
      if (WEIGHT[i] > 0) {
        int o = 3 * points[i];
        xyz[o] += WEIGHT[i] * (float) (map.x(c[3 * i], c[3 * i + 1]) - xyz[o]);
        xyz[o + 1] += WEIGHT[i] * (float) (map.y(c[3 * i], c[3 * i + 1]) - xyz[o + 1]);
      }
    }
    float z = (m.z(from) + m.z(to)) / 2;
    for (int i = 0; i < FaceMesh.IRIS; i++) {
      int o = 3 * (iris + i);
      float x = eye.iris()[3 * i];
      float y = eye.iris()[3 * i + 1];
      xyz[o] = (float) map.x(x, y);
      xyz[o + 1] = (float) map.y(x, y);
      xyz[o + 2] = z;
    }
  }

  @Override
  public void close() {
    finder.close();
  }
}
