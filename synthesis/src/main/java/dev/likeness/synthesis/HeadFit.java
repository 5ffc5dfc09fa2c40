package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.Pose;

/** Puts one mesh of a head where another is, as a rigid whole: what it does with its face stays. */
final class HeadFit {
  private HeadFit() {}

  /**
   * @param m of the same person
   * @param onto where the head is; its expression does not count
   */
  static FaceMesh placed(FaceMesh m, FaceMesh onto) {
    Pose from = FaceGeometry.pose(m);
    Pose to = FaceGeometry.pose(onto);
    double[] r = from.rotation();
    double[] q = to.rotation();
    double zFrom = depth(m, from, r);
    double zTo = depth(onto, to, q);
    float[] out = m.xyz().clone();
    for (int i = 0; i < out.length; i += 3) {
      double x = (out[i] - from.x()) / from.scale();
      double y = (out[i + 1] - from.y()) / from.scale();
      double z = (out[i + 2] - zFrom) / from.scale();
      double cx = r[0] * x + r[3] * y + r[6] * z;
      double cy = r[1] * x + r[4] * y + r[7] * z;
      double cz = r[2] * x + r[5] * y + r[8] * z;
      out[i] = (float) (to.x() + to.scale() * (q[0] * cx + q[1] * cy + q[2] * cz));
      out[i + 1] = (float) (to.y() + to.scale() * (q[3] * cx + q[4] * cy + q[5] * cz));
      out[i + 2] = (float) (zTo + to.scale() * (q[6] * cx + q[7] * cy + q[8] * cz));
    }
    return new FaceMesh(out);
  }

  /** Where the canonical origin lies in depth. */
  private static double depth(FaceMesh m, Pose p, double[] r) {
    FaceTopology face = FaceTopology.canonical();
    float[] w = face.poseWeights();
    double sum = 0;
    double weight = 0;
    for (int v = 0; v < w.length; v++) {
      double z = r[6] * face.x(v) + r[7] * face.y(v) + r[8] * face.z(v);
      sum += w[v] * (m.z(v) - p.scale() * z);
      weight += w[v];
    }
    return sum / weight;
  }
}
