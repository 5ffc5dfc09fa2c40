package dev.likeness.faces;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import java.util.List;

/** Meshes with known geometry: the canonical face, posed, with lids and lips moved. */
final class Heads {
  private static final int[] UPPER_LIDS = {159, 160, 158, 157, 161, 246, 173};
  private static final int[] LOWER_LIDS = {145, 144, 153, 154, 163, 7, 155};
  private static final int[] LOWER_LIP = {14, 87, 317, 178, 402, 88, 318, 95, 324};

  private Heads() {}

  static FaceMesh posed(Pose pose) {
    return posed(pose, 0, 0, 0);
  }

  /**
   * @param shut 0 as the canonical face, 1 closed lids
   * @param mouth canonical units by which the lower inner lip is lowered
   * @param look iris shift to the person's left in half eye widths
   */
  static FaceMesh posed(Pose pose, double shut, double mouth, double look) {
    FaceTopology face = FaceTopology.canonical();
    float[] v = java.util.Arrays.copyOf(face.vertices(), FaceMesh.WITH_IRIS * 3);
    for (int i = 0; i < UPPER_LIDS.length; i++) {
      close(face, v, UPPER_LIDS[i], LOWER_LIDS[i], shut);
      close(face, v, face.mirror(UPPER_LIDS[i]), face.mirror(LOWER_LIDS[i]), shut);
    }
    for (int i : LOWER_LIP) {
      v[3 * i + 1] += (float) mouth;
    }
    iris(v, FaceMesh.POINTS, 33, 133, look);
    iris(v, FaceMesh.POINTS + FaceMesh.IRIS, 362, 263, look);
    double[] r = pose.rotation();
    float[] out = new float[v.length];
    for (int i = 0; i < v.length; i += 3) {
      for (int c = 0; c < 3; c++) {
        double p = r[3 * c] * v[i] + r[3 * c + 1] * v[i + 1] + r[3 * c + 2] * v[i + 2];
        double at = c == 0 ? pose.x() : c == 1 ? pose.y() : 0;
        out[i + c] = (float) (pose.scale() * p + at);
      }
    }
    return new FaceMesh(out);
  }

  private static void close(FaceTopology f, float[] v, int upper, int lower, double shut) {
    for (int c = 0; c < 3; c++) {
      float gap = v[3 * lower + c] - v[3 * upper + c];
      v[3 * upper + c] += (float) (gap * shut);
    }
  }

  private static void iris(float[] v, int at, int from, int to, double look) {
    double radius = .35;
    for (int k = 0; k < FaceMesh.IRIS; k++) {
      double angle = k * Math.PI / 2;
      for (int c = 0; c < 3; c++) {
        double middle = (v[3 * from + c] + v[3 * to + c]) / 2;
        double half = (v[3 * to + c] - v[3 * from + c]) / 2;
        double rim = k == 0 ? 0 : c == 0 ? Math.cos(angle) : c == 1 ? Math.sin(angle) : 0;
        v[3 * (at + k) + c] = (float) (middle + look * half + radius * rim);
      }
    }
  }

  static FaceObservation seen(int track, long frame, FaceMesh mesh, boolean start) {
    return new FaceObservation(
        track, frame, mesh, 1, start, false, new FaceObservation.Quality(80, 1, 1), new float[0]);
  }

  static List<Double> angles() {
    return List.of(-40.0, -12.5, 0.0, 7.0, 33.0);
  }
}
