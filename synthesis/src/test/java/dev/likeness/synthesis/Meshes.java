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
