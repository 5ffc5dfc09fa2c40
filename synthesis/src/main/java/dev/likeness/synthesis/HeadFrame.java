package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.Pose;

/**
 * The head's own frame: the canonical face's axes and unit ({@link FaceTopology}), placed where a
 * mesh has them, depth included. Immutable.
 */
final class HeadFrame {
  final Pose pose;
  private final double[] r;
  private final double depth;

  private HeadFrame(Pose pose, double depth) {
    this.pose = pose;
    this.r = pose.rotation();
    this.depth = depth;
  }

  static HeadFrame of(FaceMesh m) {
    Pose p = FaceGeometry.pose(m);
    double[] r = p.rotation();
    FaceTopology face = FaceTopology.canonical();
    float[] w = face.poseWeights();
    double sum = 0;
    double weight = 0;
    for (int v = 0; v < w.length; v++) {
      double z = r[6] * face.x(v) + r[7] * face.y(v) + r[8] * face.z(v);
      sum += w[v] * (m.z(v) - p.scale() * z);
      weight += w[v];
    }
    return new HeadFrame(p, sum / weight);
  }

  /** The middle of the stiff points, x y z, in the mesh's own pixels. */
  static double[] middle(FaceMesh m) {
    float[] w = FaceTopology.canonical().poseWeights();
    double[] out = new double[3];
    double sum = 0;
    for (int v = 0; v < w.length; v++) {
      sum += w[v];
      for (int c = 0; c < 3; c++) {
        out[c] += w[v] * m.xyz()[3 * v + c];
      }
    }
    for (int c = 0; c < 3; c++) {
      out[c] /= sum;
    }
    return out;
  }

  /** All points in the head's frame, x y z each. */
  float[] local(FaceMesh m) {
    float[] out = new float[m.xyz().length];
    for (int i = 0; i < out.length; i += 3) {
      double x = (m.xyz()[i] - pose.x()) / pose.scale();
      double y = (m.xyz()[i + 1] - pose.y()) / pose.scale();
      double z = (m.xyz()[i + 2] - depth) / pose.scale();
      out[i] = (float) (r[0] * x + r[3] * y + r[6] * z);
      out[i + 1] = (float) (r[1] * x + r[4] * y + r[7] * z);
      out[i + 2] = (float) (r[2] * x + r[5] * y + r[8] * z);
    }
    return out;
  }

  /** Adds to a point of the picture what is given in the head's frame. */
  void add(float[] xyz, int v, float dx, float dy, float dz) {
    for (int c = 0; c < 3; c++) {
      double d = r[3 * c] * dx + r[3 * c + 1] * dy + r[3 * c + 2] * dz;
      xyz[3 * v + c] += (float) (pose.scale() * d);
    }
  }
}
