package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;

/** The canonical face as a mesh in a picture, and pictures to put it in. */
final class Meshes {
  private Meshes() {}

  /** The canonical face, {@code scale} pixels a unit, centred at (cx, cy), turned by yaw. */
  static FaceMesh face(double cx, double cy, double scale, double yawDegrees) {
    FaceTopology f = FaceTopology.canonical();
    float[] xyz = new float[FaceMesh.POINTS * 3];
    double cos = Math.cos(Math.toRadians(yawDegrees));
    double sin = Math.sin(Math.toRadians(yawDegrees));
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      double x = f.x(v) * cos + (f.z(v) + 3) * sin;
      double z = -f.x(v) * sin + (f.z(v) + 3) * cos;
      xyz[3 * v] = (float) (cx + scale * x);
      xyz[3 * v + 1] = (float) (cy + scale * f.y(v));
      xyz[3 * v + 2] = (float) (scale * z);
    }
    return new FaceMesh(xyz);
  }

  /**
   * The mesh with irises at {@code place} (0 to 1) between the left and right corner of each eye.
   */
  static FaceMesh irises(FaceMesh m, float place) {
    float[] xyz = java.util.Arrays.copyOf(m.xyz(), 3 * FaceMesh.WITH_IRIS);
    int[][] corners = {{33, 133}, {362, 263}};
    for (int e = 0; e < 2; e++) {
      int a = corners[e][0];
      int b = corners[e][1];
      float wide = (float) m.distance(a, b);
      for (int p = 0; p < FaceMesh.IRIS; p++) {
        int i = 3 * (FaceMesh.POINTS + e * FaceMesh.IRIS + p);
        double turn = Math.PI / 2 * p;
        float r = p == 0 ? 0 : .2f * wide;
        xyz[i] = m.x(a) + place * (m.x(b) - m.x(a)) + (float) (r * Math.cos(turn));
        xyz[i + 1] = m.y(a) + place * (m.y(b) - m.y(a)) + (float) (r * Math.sin(turn));
        xyz[i + 2] = m.z(a);
      }
    }
    return new FaceMesh(xyz);
  }

  /** Smooth colours with a little texture, never black. */
  static Frame picture(int w, int h, double phase, double bright) {
    byte[] rgb = new byte[w * h * 3];
    for (int y = 0, o = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        double s = 12 * Math.sin(x * .11 + phase) + 12 * Math.cos(y * .07 - phase);
        rgb[o++] = (byte) (int) (bright * (170 + s));
        rgb[o++] = (byte) (int) (bright * (120 + s));
        rgb[o++] = (byte) (int) (bright * (100 + s));
      }
    }
    return new Frame(w, h, rgb);
  }
}
